"""The pipeline: file -> read -> validate -> locate -> join -> a dataset that the store can hold."""

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

import geopandas
import pandas as pd
from shapely.errors import GEOSException

from . import ledger
from .actors import Actors, fold, split_all
from .errors import DataFileError
from .places import Gazetteer, locate, not_found
from .readers import read_incidents, sigact
from .readers.table import CLASS_TYPE
from .regions import BoundarySet, join, read_embedded, read_geojson
from .schema import COUNTRY, EVENT_CLASSES, INCIDENT_COLUMNS, ON_OR_BEFORE, OTHER_CLASS, OUTSIDE, ROLES, UNLOCATED
from .texts import _
from .validate import FAULT_COLUMNS, validate, validate_claims

EMBEDDED = Path(__file__).parent / "data"
TABLES = {
    "incidents.csv": tuple(column.name for column in INCIDENT_COLUMNS if column.required),
    "claims.csv": ("incident_id", "actor", "stance", "said_on", "document_id", "footnote", "note"),
    "documents.csv": ("document_id", "title", "author", "publisher", "published", "data_cutoff", "url"),
    "citations.csv": ("document_id", "footnote", "url", "citation"),
    "actors.csv": ("actor_id", "name", "alias", "valid_from", "valid_to", "side"),
    "event_types.csv": ("event_type", "event_class"),
    "places.csv": ("name", "latitude", "longitude", "aliases"),
    "roads.csv": ("name", "sequence", "place"),
    "milestones.csv": ("date", "date_precision", "label"),
    "later_regions.csv": ("name", "aliases", "held_by"),
}
ROLE_COLUMNS = dict(zip(ROLES, ("perpetrators", "partners", "targets", "involved"), strict=True))


# Whose colour an incident has: the first who acts, else the first who is involved.
LEADING = ("perpetrator", "involved")


_CHUNK = 50_000  # rows whose texts are taken apart at a time, so that a million need no memory of their own
_NO_NOTE = "\0"  # stands for a document cited without a footnote, where an empty cell would say that nothing is cited


@dataclass(frozen=True)
class Folder:
    """Where the tables are read from: the user's folder first, then the embedded data, table by table."""

    path: Path
    incidents: str = "incidents.csv"

    def file(self, name: str) -> Path:
        """Where the table of this name is read from; the file may be missing."""
        own = self.path / (self.incidents if name == "incidents.csv" else name)
        return own if own.exists() or name == "incidents.csv" else EMBEDDED / name

    def version(self) -> str:
        """A digest of the names, sizes and times of all files: it changes when a file does."""
        stats = [self.file(name).stat() if self.file(name).exists() else None for name in TABLES]
        parts = [(str(self.file(n)), s and (s.st_size, s.st_mtime_ns)) for n, s in zip(TABLES, stats, strict=True)]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def folder(given: str | None) -> Folder:
    """The folder for a path given by the user: a folder with `incidents.csv`, a CSV of incidents, or None for the embedded data."""
    if not given:
        return Folder(EMBEDDED)
    path = Path(given)
    return Folder(path) if path.is_dir() else Folder(path.parent, path.name)


@dataclass(frozen=True)
class Dataset:
    """All tables of one state of the data; `version` names that state. Columns are those of the store's tables.

    The rows of the incident file always add up: read = accepted + set aside + duplicates + folded. Duplicates are exact
    copies and the older versions that `superseded` (row, incident_id, kept_row) lists; folded rows each add an actor to an
    incident that has a row already.
    """

    version: str
    incidents: geopandas.GeoDataFrame
    participations: pd.DataFrame
    claims: pd.DataFrame
    citations: pd.DataFrame
    documents: pd.DataFrame
    actors: pd.DataFrame
    milestones: pd.DataFrame
    quarantine: pd.DataFrame
    boundaries: BoundarySet
    read: int
    duplicates: int
    folded: int
    superseded: pd.DataFrame
    terms: str
    towns: pd.DataFrame = field(repr=False)

    @property
    def set_aside(self) -> int:
        """How many rows of the incident sheet are in quarantine (a row with two faults counts once)."""
        return self.quarantine.loc[self.quarantine["file"] == "incidents", "row"].nunique()


def ingest(source: Folder) -> Dataset:
    """Read, check, locate and join all tables of a folder. Raises DataFileError for a file that can't be used."""
    sheet = read_incidents(source.file("incidents.csv"))
    tables = {name: sigact.read(source.file(name), TABLES[name]) for name in TABLES if name != "incidents.csv"}
    boundaries = read_embedded(EMBEDDED)
    areas = read_geojson(EMBEDDED / "areas.geojson", ("name", "aliases"))
    gazetteer = _gazetteer(tables, areas, boundaries)
    actors = Actors(tables["actors.csv"])

    typed, faults = validate(sheet.rows)
    sheet = replace(sheet, rows=sheet.rows.iloc[:0])  # of a million rows the text would be held until the end
    located, unknown_places = _locate(typed, gazetteer)
    incidents = _complete(located.join(join(located, boundaries)), tables["event_types.csv"])
    participations = _participations(incidents, actors)
    stances = tables["claims.csv"]
    if source.file("claims.csv") != source.path / "claims.csv":
        # Embedded stances on incidents that a sheet of the user's own doesn't have are no faults of that sheet.
        stances = stances[stances["incident_id"].isin(_with_stance(incidents, stances))]
    claims, claim_faults = validate_claims(stances, _with_stance(incidents, stances))
    claims = ledger.build(incidents, claims, actors)
    incidents["status"] = ledger.statuses(incidents["no"], claims)
    incidents["lead_actor"] = incidents["no"].map(
        participations[participations["role"].isin(LEADING)].groupby("no")["actor_id"].first()
    )
    citations = _citations(incidents, claims, tables["citations.csv"])
    incidents["search_text"] = _search_text(incidents, citations)
    return Dataset(
        version=source.version(),
        incidents=incidents,
        participations=participations,
        claims=claims,
        citations=citations,
        documents=_documents(tables["documents.csv"]),
        actors=actors.with_unlisted(list(participations["actor_id"])),
        milestones=tables["milestones.csv"],
        quarantine=pd.concat(
            [
                pd.concat([sheet.faults, sheet.named(pd.concat([faults, unknown_places]))]).assign(file="incidents"),
                claim_faults.assign(file="claims"),
            ],
            ignore_index=True,
        ),
        boundaries=boundaries,
        read=sheet.read,
        duplicates=sheet.copies + len(sheet.superseded),
        folded=sheet.folded,
        superseded=sheet.superseded,
        terms=sheet.terms,
        towns=tables["places.csv"],
    )


def _gazetteer(tables: dict[str, pd.DataFrame], areas: geopandas.GeoDataFrame, boundaries: BoundarySet) -> Gazetteer:
    try:
        return Gazetteer(tables["places.csv"], tables["roads.csv"], areas, boundaries, tables["later_regions.csv"])
    except (ValueError, KeyError, GEOSException) as error:
        raise DataFileError(
            _(
                "The data files places.csv and roads.csv don't fit together ({fault}). Every place needs a latitude and a "
                "longitude, every road two stops or more, and every stop must be a place."
            ).format(fault=str(error).strip())
        ) from error


def _documents(table: pd.DataFrame) -> pd.DataFrame:
    twice = table.loc[table["document_id"].duplicated(), "document_id"]
    if len(twice):
        raise DataFileError(
            _('The data file documents.csv has the document "{document}" twice. Keep one of its rows.').format(
                document=twice.iloc[0]
            )
        )
    return table


def _locate(typed: pd.DataFrame, gazetteer: Gazetteer) -> tuple[geopandas.GeoDataFrame, pd.DataFrame]:
    """The located rows, and as faults those whose place is not known: a place is proposed, never taken."""
    located = locate(typed, gazetteer)
    missing = located[not_found(located)]
    towns = _("Add the place to places.csv, give latitude and longitude, or set the precision to unlocated.")
    areas = _("Name a region, or one of the areas known here, or set the precision to unlocated.")
    mend = [
        (areas if precision == "area" else towns) + _near(gazetteer, place)
        for place, precision in zip(missing["place"], missing["place_precision"], strict=True)
    ]
    faults = pd.DataFrame(
        {"row": missing[sigact.ROW], "incident_id": missing["incident_id"], "column": "place", "value": missing["place"],
         "rule": _("A place is known for its precision: a town, a road or an area."), "mend": mend},
        columns=FAULT_COLUMNS,
    )  # fmt: skip
    return (located.drop(index=missing.index) if len(missing) else located).reset_index(drop=True), faults


def _near(gazetteer: Gazetteer, name: str) -> str:
    like = gazetteer.suggest(name)
    return _(' Did you mean "{nearest}"?').format(nearest=like) if like else ""


def _complete(incidents: geopandas.GeoDataFrame, event_types: pd.DataFrame) -> geopandas.GeoDataFrame:
    """Adds no, first_day, last_day, open_start, region_key, event_class; `country` becomes where the join found it."""
    classes = dict(zip(event_types["event_type"], event_types["event_class"], strict=True))
    shown, behind = incidents["event_type"], incidents[CLASS_TYPE]
    event_class = behind.where(behind != "", shown).map(classes)
    open_start = incidents["date_precision"] == ON_OR_BEFORE
    outside = incidents["outside_country"].notna()
    # Outside every region and every neighbour: what the source says, but never the country itself.
    country = incidents["country"].where(~outside | (incidents["country"] != COUNTRY), "")
    return incidents.assign(
        no=range(len(incidents)),
        # What the sheet says, kept for an export.
        reported_country=incidents["country"],
        given_latitude=incidents["latitude"],
        given_longitude=incidents["longitude"],
        first_day=incidents["date_start"].where(~open_start, incidents["date_end"]),
        last_day=incidents["date_end"],
        open_start=open_start,
        region_key=incidents["region"].where(incidents["region"].notna(), UNLOCATED).where(~outside, OUTSIDE),
        country=incidents["outside_country"].where(
            outside & (incidents["outside_country"] != ""),
            country.where(incidents["region"].isna(), COUNTRY),
        ),
        event_class=event_class.where(event_class.isin(EVENT_CLASSES), OTHER_CLASS),
    )


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
