"""What incidents are read against: places, regions, actors, types of event, documents, and what others say of them."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import geopandas
import pandas as pd
from shapely.errors import GEOSException

from .actors import Actors
from .errors import DataFileError
from .places import Gazetteer
from .readers import sigact
from .regions import BoundarySet, read_embedded, read_geojson
from .regions.names import FILE as NAMES
from .schema import INCIDENT_COLUMNS
from .texts import _

EMBEDDED = Path(__file__).parent / "data"
RULES = "2"  # to be raised when incidents are located, joined or named by other rules than before
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
    "region_groups.csv": ("group", "region"),
    "reported_figures.csv": (
        "figure_id", "metric", "actors", "area", "date_from", "date_to", "qualifier", "value", "unit", "document_id", "footnote", "note",
    ),
    "handovers.csv": ("date", "date_precision", "place", "from", "to", "document_id", "footnote", "note"),
}  # fmt: skip
# What incidents aren't located or joined by: they are counted by it when somebody asks.
ASKED_BY = ("region_groups.csv", "reported_figures.csv", "handovers.csv")


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
class Reference:
    """The tables but that of the incidents, and what is made of them; a table as text, columns as in its file.

    `version` changes with any of them. `own_stances`: `claims.csv` is the folder's own and speaks of its incidents only.
    """

    tables: dict[str, pd.DataFrame] = field(repr=False)
    boundaries: BoundarySet
    gazetteer: Gazetteer = field(repr=False)
    actors: Actors = field(repr=False)
    version: str
    own_stances: bool = False

    @property
    def documents(self) -> pd.DataFrame:
        """The documents that incidents cite."""
        return self.tables["documents.csv"]

    @property
    def milestones(self) -> pd.DataFrame:
        """date, date_precision, label of the days that timelines mark."""
        return self.tables["milestones.csv"]

    @property
    def region_groups(self) -> pd.DataFrame:
        """group, region: the parts of the country that are compared, each with its regions by name."""
        return self.tables["region_groups.csv"]

    @property
    def reported_figures(self) -> pd.DataFrame:
        """What documents count themselves, a row a figure; columns as in `TABLES`."""
        return self.tables["reported_figures.csv"]

    @property
    def handovers(self) -> pd.DataFrame:
        """Bases that change hands: date ("YYYY-MM" or "YYYY-MM-DD"), date_precision, place ("" where none is given), from, to, ..."""
        return self.tables["handovers.csv"]

    @property
    def towns(self) -> pd.DataFrame:
        """name, latitude, longitude, aliases of the known towns."""
        return self.tables["places.csv"]


def read_reference(source: Folder, more_towns: pd.DataFrame | None = None) -> Reference:
    """The tables of a folder, each from the embedded data where it has none. Raises DataFileError.

    `more_towns` are the user's own gazetteer (name, latitude, longitude, aliases), looked up after the others.
    """
    tables = {name: sigact.read(source.file(name), TABLES[name]) for name in TABLES if name != "incidents.csv"}
    # A table of the user's own may lack what only tells more of an actor.
    actors = tables["actors.csv"]
    tables["actors.csv"] = actors.reindex(columns=list(dict.fromkeys((*actors, "follows", "note"))), fill_value="")
    _check_documents(tables["documents.csv"])
    boundaries = read_embedded(EMBEDDED)
    areas = read_geojson(EMBEDDED / "areas.geojson", ("name", "aliases"))
    own_stances = source.path != EMBEDDED and source.file("claims.csv").parent == source.path
    gazetteer = _gazetteer(tables, areas, boundaries, more_towns)
    version = _version(source, more_towns)
    return Reference(tables, boundaries, gazetteer, Actors(tables["actors.csv"]), version, own_stances)


def _version(source: Folder, more_towns: pd.DataFrame | None) -> str:
    """A digest of all that incidents are read against, and of the rules by which they are."""
    digest = hashlib.sha256(RULES.encode())
    for path in [source.file(name) for name in TABLES if name not in ("incidents.csv", *ASKED_BY)] + sorted(
        [*EMBEDDED.glob("*.geojson"), NAMES]
    ):
        digest.update(path.read_bytes())
    if more_towns is not None:
        digest.update(more_towns[["name", "latitude", "longitude", "aliases"]].to_csv(index=False).encode())
    return digest.hexdigest()[:16]


def _gazetteer(
    tables: dict[str, pd.DataFrame],
    areas: geopandas.GeoDataFrame,
    boundaries: BoundarySet,
    more_towns: pd.DataFrame | None,
) -> Gazetteer:
    try:
        return Gazetteer(tables["places.csv"], tables["roads.csv"], areas, boundaries, more_towns)
    except (ValueError, KeyError, GEOSException) as error:
        raise DataFileError(
            _(
                "The data files places.csv and roads.csv don't fit together ({fault}). Every place needs a latitude and a "
                "longitude, every road two stops or more, and every stop must be a place."
            ).format(fault=str(error).strip())
        ) from error


def _check_documents(table: pd.DataFrame) -> None:
    twice = table.loc[table["document_id"].duplicated(), "document_id"]
    if len(twice):
        raise DataFileError(
            _('The data file documents.csv has the document "{document}" twice. Keep one of its rows.').format(
                document=twice.iloc[0]
            )
        )
