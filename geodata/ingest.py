"""The pipeline: file -> read -> validate -> locate -> join -> rows that the store can hold."""

from dataclasses import dataclass, field, replace

import geopandas
import pandas as pd

from . import ledger
from .actors import Actors, fold, split_all
from .doubts import doubts
from .facts import Facts, facts_of
from .knowledge import known_from
from .places import Gazetteer, locate, not_found
from .readers import layout_of, sigact
from .readers.sheet import Sheet
from .readers.table import ROWS
from .reference import EMBEDDED, Folder, Reference, folder, read_reference
from .regions import BoundarySet, join, placement
from .schema import EVENT_CLASSES, ON_OR_BEFORE, OTHER_CLASS, POINT_PRECISIONS, SINCE
from .texts import _, did_you_mean
from .unlisted import ROLE_COLUMNS, unlisted
from .validate import FAULT_COLUMNS, validate, validate_claims

__all__ = ["EMBEDDED", "Dataset", "Folder", "Part", "derive", "folder", "ingest"]


# Whose colour an incident has: the first who acts, else the first who is involved.
LEADING = ("perpetrator", "involved")


_CHUNK = 50_000  # rows whose texts are taken apart at a time, so that a million need no memory of their own
_NO_NOTE = "\0"  # stands for a document cited without a footnote, where an empty cell would say that nothing is cited


@dataclass(frozen=True)
class Part:
    """Some rows of a file as the store holds them. read = rows of incidents + set aside + duplicates, always.

    `incidents` has a row each, `no` counted from 0; `participations`, `claims` and `citations` point to it. `faults` are of
    rows that are set aside, a line each, and `claim_faults` of rows of `claims.csv`. Duplicates are exact copies and the
    older versions that `superseded` (row, incident_id, kept_row) lists. `doubts` say what is odd in rows of `incidents`,
    and `unlisted` lists the actors whom no registry knows (`unlisted.UNLISTED_COLUMNS`).
    `folded` rows each add an actor to an incident that has a row already.
    """

    incidents: geopandas.GeoDataFrame
    participations: pd.DataFrame
    claims: pd.DataFrame
    citations: pd.DataFrame
    faults: pd.DataFrame
    claim_faults: pd.DataFrame
    superseded: pd.DataFrame
    doubts: pd.DataFrame
    unlisted: pd.DataFrame
    read: int
    set_aside: int
    duplicates: int

    @property
    def folded(self) -> int:
        """How many rows add an actor to an incident of this part that has a row already."""
        return int(self.incidents[ROWS].sum()) - len(self.incidents)


@dataclass(frozen=True)
class Dataset(Part):
    """A whole file with what it was read against; `version` names that state of the data.

    `original_rows` are those with faults, as they stand in the file.
    """

    version: str
    facts: Facts
    original_rows: list[tuple[int, list[str]]] = field(repr=False)
    reference: Reference = field(repr=False)

    @property
    def terms(self) -> str:
        """Why the rows must not be passed on, "" when nothing forbids it."""
        return self.facts.terms

    @property
    def quarantine(self) -> pd.DataFrame:
        """All faults, with the file that they are in: "incidents" or "claims"."""
        parts = [self.faults.assign(file="incidents"), self.claim_faults.assign(file="claims")]
        return pd.concat(parts, ignore_index=True)

    @property
    def boundaries(self) -> BoundarySet:
        """The regions that the incidents were joined to."""
        return self.reference.boundaries

    @property
    def actors(self) -> pd.DataFrame:
        """actor_id, name, side of the known actors and of the unlisted ones that take part."""
        return self.reference.actors.with_unlisted(list(self.participations["actor_id"]))


def ingest(source: Folder) -> Dataset:
    """Read, check, locate and join all tables of a folder. Raises DataFileError for a file that can't be used."""
    path = source.file("incidents.csv")
    layout = layout_of(path)
    reference = read_reference(source)
    part = derive(layout.sheet(), reference)
    facts = replace(
        facts_of(path, path.name, layout),
        rows=part.read, incidents=len(part.incidents), set_aside=part.set_aside, duplicates=part.duplicates, folded=part.folded,
    )  # fmt: skip
    bad = set(part.faults["row"])
    originals = [(number, cells) for number, cells in layout.rows() if number in bad] if bad else []
    own = {name: getattr(part, name) for name in Part.__dataclass_fields__}
    return Dataset(**own, version=source.version(), facts=facts, original_rows=originals, reference=reference)


def derive(sheet: Sheet, reference: Reference) -> Part:
    """What the rows of a sheet and the stances taken on its incidents say, in the places and regions of `reference`."""
    typed, faults = validate(sheet.rows)
    read, copies, superseded = sheet.read, sheet.copies + len(sheet.superseded), sheet.superseded
    beside = pd.concat([sheet.faults, sheet.named(faults)])
    rows_given = int(sheet.rows[ROWS].sum())
    sheet = replace(sheet, rows=sheet.rows.iloc[:0])  # the text would be held until the end
    located, unknown_places = _locate(typed, reference.gazetteer)
    joined = join(located, reference.boundaries)
    incidents = _complete(located, placement(joined, located["country"]), reference.tables["event_types.csv"])
    participations = _participations(incidents, reference.actors)
    stances = reference.tables["claims.csv"]
    if not reference.own_stances:
        # Embedded stances on incidents that a sheet of the user's own doesn't have are no faults of that sheet.
        stances = stances[stances["incident_id"].isin(_with_stance(incidents, stances))]
    claims, claim_faults = validate_claims(stances, _with_stance(incidents, stances))
    claims = ledger.build(incidents, claims, reference.actors)
    odd = doubts(incidents, claims, reference.boundaries)
    incidents["status"] = ledger.statuses(incidents["no"], claims)
    incidents["known_from"] = known_from(incidents, claims, reference.documents)
    incidents["lead_actor"] = incidents["no"].map(
        participations[participations["role"].isin(LEADING)].groupby("no")["actor_id"].first()
    )
    citations = _citations(incidents, claims, reference.tables["citations.csv"])
    incidents["search_text"] = _search_text(incidents, citations)
    return Part(
        incidents, participations, claims, citations,
        faults=pd.concat([beside, sheet.named(unknown_places)], ignore_index=True),
        claim_faults=claim_faults,
        superseded=superseded,
        doubts=sheet.named(odd),
        unlisted=sheet.named(unlisted(incidents, participations)),
        read=read,
        set_aside=sheet.faults["row"].nunique() + rows_given - int(incidents[ROWS].sum()),
        duplicates=copies,
    )  # fmt: skip


def _locate(typed: pd.DataFrame, gazetteer: Gazetteer) -> tuple[geopandas.GeoDataFrame, pd.DataFrame]:
    """The located rows, and as faults those whose place is not known: a place is proposed, never taken."""
    located = locate(typed, gazetteer)
    missing = located[not_found(located)]
    towns = _("Add the place to places.csv, give latitude and longitude, or set the precision to unlocated.")
    areas = _("Name a region, or one of the areas known here, or set the precision to unlocated.")
    several = _("Several places have this name: {places}. Give latitude and longitude, or the region as reported.")
    mends = {}
    for place, precision in set(zip(missing["place"], missing["place_precision"], strict=True)):
        if precision in POINT_PRECISIONS and (homonyms := gazetteer.homonyms(place)):
            each = (f"{region or _('no region')} ({at.y:.4f}, {at.x:.4f})" for region, at in homonyms)
            mends[place, precision] = several.format(places="; ".join(each))
        else:
            mends[place, precision] = (areas if precision == "area" else towns) + _near(gazetteer, place)
    mend = [mends[key] for key in zip(missing["place"], missing["place_precision"], strict=True)]
    faults = pd.DataFrame(
        {"row": missing[sigact.ROW], "incident_id": missing["incident_id"], "column": "place", "value": missing["place"],
         "rule": _("A place is known for its precision: a town, a road or an area."), "mend": mend},
        columns=FAULT_COLUMNS,
    )  # fmt: skip
    return (located.drop(index=missing.index) if len(missing) else located).reset_index(drop=True), faults


def _near(gazetteer: Gazetteer, name: str) -> str:
    return did_you_mean(gazetteer.suggest(name))


def _complete(
    incidents: geopandas.GeoDataFrame, place: pd.DataFrame, event_types: pd.DataFrame
) -> geopandas.GeoDataFrame:
    """Adds no, first_day, last_day, open_start, open_end, event_class and the columns of `place`, in which `country` is where it was found."""
    classes = dict(zip(event_types["event_type"], event_types["event_class"], strict=True))
    shown, behind = incidents["event_type"], incidents["general_type"]
    event_class = behind.where(behind != "", shown).map(classes)
    open_start, open_end = (incidents["date_precision"] == word for word in (ON_OR_BEFORE, SINCE))
    return incidents.assign(
        no=range(len(incidents)),
        # What the sheet says, kept for an export.
        reported_country=incidents["country"],
        given_latitude=incidents["latitude"],
        given_longitude=incidents["longitude"],
        first_day=incidents["date_start"].where(~open_start, incidents["date_end"]),
        last_day=incidents["date_end"].where(~open_end, incidents["date_start"]),
        open_start=open_start,
        open_end=open_end,
        **place,
    ).assign(event_class=event_class.where(event_class.isin(EVENT_CLASSES), OTHER_CLASS))


def _with_stance(incidents: pd.DataFrame, stances: pd.DataFrame) -> pd.Series:
    # The ids of a million incidents are no set to look a few stances up in; the other way round it is quick.
    ids = incidents["incident_id"]
    return ids[ids.isin(stances["incident_id"].tolist())]


def _participations(incidents: pd.DataFrame, actors: Actors) -> pd.DataFrame:
    """One row an incident, role and actor: no, role, seq (order in the cell), actor_id, original (name as written)."""
    parts = [split_all(incidents[column]).assign(role=role) for role, column in ROLE_COLUMNS.items()]
    # Stable: within an incident the order of the roles stays.
    made = pd.concat(parts, ignore_index=True).sort_values("at", kind="stable", ignore_index=True)
    rows = incidents[["no", "last_day"]].iloc[made["at"].to_numpy()]
    made = made.assign(no=rows["no"].to_numpy(), actor_id=actors.resolve_all(made["value"], rows["last_day"]))
    return made.rename(columns={"value": "original"})[["no", "role", "seq", "actor_id", "original"]]


def _citations(incidents: pd.DataFrame, claims: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """What each incident and its claims cite: no, document_id, footnote, url, citation; the order of the sheet.

    A footnote that `citations.csv` lacks keeps its row, with no url and no citation: a source is never dropped.
    """
    columns = ["no", "document_id", "footnote"]
    own = incidents.loc[incidents["document_id"] != "", ["no", "document_id", "footnotes"]]
    notes = split_all(own["footnotes"].where(own["footnotes"].str.strip(" ;") != "", _NO_NOTE))
    cited = own.iloc[notes["at"].to_numpy()].assign(footnote=notes["value"].replace(_NO_NOTE, "").array)[columns]
    said = claims.loc[claims["document_id"] != "", columns].astype({"footnote": str})
    again = pd.MultiIndex.from_frame(said[columns[:2]]).isin(pd.MultiIndex.from_frame(cited[columns[:2]]))
    frame = pd.concat([cited, said[(said["footnote"] != "") | ~again]]).drop_duplicates(ignore_index=True)
    return frame.merge(
        known[["document_id", "footnote", "url", "citation"]], "left", ["document_id", "footnote"]
    ).fillna("")


def _search_text(incidents: pd.DataFrame, citations: pd.DataFrame) -> pd.Series:
    """What the text search looks in: everything a reader sees of an incident, folded."""
    sources = citations.groupby("no")["citation"].agg(" ".join).reindex(incidents["no"]).fillna("")
    columns = [
        "incident_id",
        "place",
        "reported_region",
        "region",
        "country",
        "event_type",
        "perpetrators",
        "partners",
        "targets",
        "involved",
        "reported_by",
        "summary",
        "source",
        "analyst_note",
    ]
    rows = incidents[columns].fillna("").assign(citations=sources.array)
    parts = [_folded(rows.iloc[begin : begin + _CHUNK]) for begin in range(0, len(rows), _CHUNK)]
    return pd.concat([pd.Series([], dtype=str), *parts]).set_axis(incidents.index)


def _folded(rows: pd.DataFrame) -> pd.Series:
    """The cells of each row in one text, folded. A text that many rows share is folded once."""
    columns = []
    for name in rows:
        texts = rows[name].tolist()
        folded = {text: fold(text) for text in set(texts)}
        if folded.keys() == {""}:
            continue
        columns.append([folded[text] for text in texts])
    return pd.Series([" ".join([cell for cell in cells if cell]) for cells in zip(*columns, strict=True)], dtype=str)
