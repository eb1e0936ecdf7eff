"""What an export holds: the rows of a filter, and what must be known about them."""

from dataclasses import dataclass, replace
from datetime import date

import geopandas
import numpy as np
import pandas as pd
import shapely

from ..errors import ExportError
from ..filters import IncidentFilter
from ..manifest import manifest
from ..regions import BoundarySet
from ..schema import BORDER_KM, CRS, INCIDENT_COLUMNS
from ..store import Store
from ..texts import _, _n, day, labelled, number

SHEET_COLUMNS = tuple(column.name for column in INCIDENT_COLUMNS)
DATES = ("date_start", "date_end", "first_day", "last_day")
# Embedded files that an export takes something from.
TAKEN_FROM = ("incidents.csv", "places.csv", "roads.csv", "regions.geojson", "areas.geojson")


@dataclass(frozen=True)
class About:
    """What must go with the rows, in the reader's language."""

    filter: str
    holds: str
    withheld: tuple[str, ...]
    documents: tuple[dict[str, str], ...]
    rows_with_source: int
    boundaries: str
    licence: tuple[str, ...]
    columns: dict[str, str]
    note: str
    made: str
    version: str

    def lines(self) -> list[tuple[str, str]]:
        """The whole as pairs of a heading and a text; a heading that goes on has ""."""
        cited = [_document_words(document) for document in self.documents]
        if self.rows_with_source:
            cited.append(
                _n(
                    "{n} row names sources in the column source.",
                    "{n} rows name sources in the column source.",
                    self.rows_with_source,
                )
            )
        return [
            (_("Shown"), self.filter),
            (_("This file"), self.holds),
            *_block(_("Left out"), self.withheld),
            *_block(_("Sources"), cited or [_("No source is named.")]),
            (_("Boundaries"), self.boundaries),
            *_block(_("Licence"), self.licence),
            (_("Signs"), self.note),
            (_("Made on"), self.made),
            (_("Version of the data"), self.version),
            *_block(_("Computed columns"), [labelled(name, meaning) for name, meaning in self.columns.items()]),
        ]

    def text(self) -> str:
        """The whole as plain text."""
        return (
            "\n".join(labelled(heading, words) if heading else f"  {words}" for heading, words in self.lines()) + "\n"
        )


@dataclass(frozen=True)
class Extract:
    """`rows`: a column each of the incident sheet, as the sheet has it, then the computed ones, and `geometry`.

    In EPSG:4326, in the order of the sheet; geometry is None for what has no place. Text is "" and not null where
    empty; dates are `datetime.date` or None; fatalities Int64; degrees and kilometres float.
    """

    rows: geopandas.GeoDataFrame
    about: About

    @property
    def columns(self) -> list[str]:
        """The columns without the geometry."""
        return [name for name in self.rows.columns if name != "geometry"]


def extract(store: Store, chosen: IncidentFilter, may_pass_on: bool = False) -> Extract:
    """The incidents of a filter and all that must be said with them.

    Those of data sets that must not be passed on stay out unless `may_pass_on`; `About.withheld` says so. Raises
    ExportError when nothing is left.
    """
    left_out = {} if may_pass_on else _left_out(store, chosen)
    shown = store.count(chosen)
    if left_out and sum(left_out.values()) == shown:
        raise ExportError(" ".join([*map(_, dict.fromkeys(store.withheld().values())), _how_to_pass_on()]))
    if left_out:
        kept = [name for name in chosen.data_sets or store.values("data_set") if name not in left_out]
        passed_on = replace(chosen, data_sets=tuple(kept))
    else:
        passed_on = chosen
    found = store.sheet(passed_on)
    sources = store.sources(passed_on)
    cited = _cited(sources)
    rows = found.assign(
        citations=[cited.get(no, "") for no in found["no"]],
        **{name: _days(found[name]) for name in DATES},
    )
    columns = [*SHEET_COLUMNS, *computed_columns()]
    shapes = geopandas.GeoSeries(_shapes(found, store.shapes), index=found.index, crs=CRS)
    shown_rows = geopandas.GeoDataFrame(rows[columns], geometry=shapes)
    return Extract(shown_rows, _about(store, chosen, found, sources, left_out))


def _left_out(store: Store, chosen: IncidentFilter) -> dict[str, int]:
    """How many incidents of a filter each data set has that must not be passed on."""
    found = {name: store.count(replace(chosen, data_sets=(name,))) for name in store.withheld()}
    asked = {name: count for name, count in found.items() if not chosen.data_sets or name in chosen.data_sets}
    return {name: count for name, count in asked.items() if count}


def _how_to_pass_on() -> str:
    return _("Whoever may pass them on says so on the Data page, or with --may-pass-on.")


def computed_columns() -> dict[str, str]:
    """The columns that the sheet does not have, with their meaning; a sheet that is read in again may keep them."""
    return {
        "first_day": _("first possible day; of “on or before”, the day itself"),
        "last_day": _("last possible day; of “since”, the day itself"),
        "event_class": _("class of the type, which gives the symbol its shape"),
        "region": _("region of the boundary set that the place lies in, outside-mali or unlocated"),
        "unit": _("deepest unit of the boundary set that is known to hold the place, behind those above it"),
        "agreement": _(
            "how the reported region goes with it: same, part (of it, or it of that, in another division), differs, unknown"
        ),
        "border_km": _("kilometres to the nearest border of a region, for points within {n}").format(
            n=number(BORDER_KM)
        ),
        "attached_km": _(
            "for a point outside every unit that was put to the nearest one: how far off that is, in kilometres"
        ),
        "status": _("what follows from who claims, confirms and denies it"),
        "map_latitude": _("degrees north where the map draws it; empty for roads, areas and what has no place"),
        "map_longitude": _("degrees east, likewise"),
        "uncertainty_km": _("how far off the place may be, in kilometres; 0 for roads and areas, which have an extent"),
        "data_set": _("the data set that it came in with"),
        "file": _("the file that it came in with"),
        "file_row": _("its row in that file"),
        "citations": _("documents with footnotes, what they cite and where"),
    }


def _days(column: pd.Series) -> pd.Series:
    return column.astype(object).map(lambda value: None if pd.isna(value) else value.date())


def _shapes(found: pd.DataFrame, shapes: list[shapely.Geometry]) -> np.ndarray:
    made = np.full(len(found), None, dtype=object)
    points = found["map_latitude"].notna().to_numpy()
    made[points] = shapely.points(found["map_longitude"][points], found["map_latitude"][points])
    for row in np.flatnonzero(found["shape_no"].notna()):
        made[row] = shapes[int(found["shape_no"].iloc[row])]
    return made


def _cited(sources: pd.DataFrame) -> dict[int, str]:
    """For each incident's number its citations in a line."""
    said: dict[int, list[str]] = {}
    for row in sources.itertuples():
        parts = [row.title or row.document_id, row.publisher, row.published, row.footnote, row.citation, row.url]
        said.setdefault(row.no, []).append(", ".join(part for part in parts if part))
    return {no: " | ".join(lines) for no, lines in said.items()}


def _about(
    store: Store, chosen: IncidentFilter, found: pd.DataFrame, sources: pd.DataFrame, left_out: dict[str, int]
) -> About:
    names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False))
    boundaries = store.boundary_set(chosen.boundary_set)
    shown, total = len(found) + sum(left_out.values()), store.count(IncidentFilter())
    return About(
        filter=_("{shown} of {total} incidents · {filter}").format(
            shown=number(shown), total=number(total), filter=chosen.describe(names, boundaries.title)
        ),
        holds=_("It holds what the filter shows, not everything: {shown} of {total} incidents.").format(
            shown=number(len(found)), total=number(total)
        ),
        withheld=tuple(_stays_out(name, count, store.withheld()[name]) for name, count in left_out.items()),
        documents=tuple(_document(row) for row in sources.drop_duplicates("document_id").to_dict("records")),
        rows_with_source=int((found["source"] != "").sum()),
        boundaries=boundary_words(boundaries),
        licence=_licence(),
        columns=computed_columns(),
        note=_("Control characters that a format can't hold are written as their pictures, such as ␀."),
        made=day(date.today()),
        version=store.version,
    )


def _stays_out(name: str, count: int, terms: str) -> str:
    said = _n("{n} incident", "{n} incidents", count)
    return _("{incidents} of {name} left out: {terms}").format(incidents=said, name=name, terms=_(terms))


def _document(row: dict) -> dict[str, str]:
    fields = ("document_id", "title", "author", "publisher", "published", "data_cutoff", "document_url")
    return {field: row[field] for field in fields}


def _document_words(document: dict[str, str]) -> str:
    cutoff = document["data_cutoff"] or _("not stated")
    parts = [document[field] for field in ("document_id", "author", "title", "publisher", "published", "document_url")]
    return ", ".join(filter(None, parts)) + ". " + _("Data cutoff: {cutoff}").format(cutoff=cutoff)


def boundary_words(boundaries: BoundarySet) -> str:
    """A boundary set with its source and licence, and that it implies no opinion."""
    of = f" ({boundaries.vintage})" if boundaries.vintage else ""
    taken = f"{boundaries.source or _('source not stated')}, {boundaries.terms or _('licence not stated')}"
    opinion = _("Boundaries and names shown imply no opinion on the status of any territory.")
    return f"{boundaries.title}{of}. {taken}. {opinion}"


def _licence() -> tuple[str, ...]:
    own = _("Rows of your own or of a data provider stay under the terms of their source, which may forbid passing on.")
    files = manifest().set_index("file").loc[list(TAKEN_FROM)].itertuples()
    return (
        own,
        *(
            _("Embedded {file}: {licence}").format(file=row.Index, licence=f"{row.licence}. {row.source}")
            for row in files
        ),
    )


def _block(heading: str, lines: tuple[str, ...] | list[str]) -> list[tuple[str, str]]:
    return [(heading if nr == 0 else "", line) for nr, line in enumerate(lines)]
