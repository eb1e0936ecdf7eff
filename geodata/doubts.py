"""What is odd but possible in rows that are accepted: said with what would mend it, never changed."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import geopandas
import numpy as np
import pandas as pd
import shapely

from .actors import fold, split
from .errors import nearest
from .readers.sheet import FAULT_COLUMNS
from .readers.table import ROW
from .regions import BoundarySet, embedded_names, join
from .schema import COUNTRY, CRS, OUTSIDE, POINT_PRECISIONS, UNLOCATED
from .texts import _, did_you_mean
from .validate import COUNTS, DATES, DEGREES, TEXT_COLUMNS

DOUBT_COLUMNS = FAULT_COLUMNS  # `rule` is what is odd, `mend` what would mend it: a report shows both alike
NULL_DEGREES = 0.01  # nearer than this to 0, 0 is an empty cell read as a number, not a place in the Gulf of Guinea

_ACTORS = ["perpetrators", "partners", "targets", "involved"]
_NEEDED = [
    ROW, "no", *TEXT_COLUMNS, "reported_country", "given_latitude", "given_longitude", "first_day", "last_day", "open_start", "open_end",
    "region", "region_key", "near_border", "agreement",
]  # fmt: skip
_TEXTS = [name for name in TEXT_COLUMNS if name not in (*DATES, *COUNTS, *DEGREES)]

# UTF-8 read as Windows-1252: the first byte of a letter becomes one of a few characters, the others one of these.
_AS_BYTES = {ord(found): byte for byte in range(0x80, 0xA0) if (found := bytes([byte]).decode("cp1252", "ignore"))}
_LATER = "[\x80-\xbf" + "".join(map(chr, _AS_BYTES)) + "]"
# A no-break space at the end of a cell is the second half of "Â": it goes when the cell is read, its first half stays.
_CUT = "[a-zà-ÿ][ÂÃ]$"
_GARBLED = f"[ÂÃÅØÙ]{_LATER}|â{_LATER}{_LATER}|ðŸ|{_CUT}"
_LOST = "\ufffd"


def doubts(
    incidents: geopandas.GeoDataFrame,
    claims: pd.DataFrame,
    boundaries: BoundarySet,
    today: date | None = None,
) -> pd.DataFrame:
    """What is odd in incidents as `ingest` makes them, as a frame of `DOUBT_COLUMNS` in the order of their rows.

    `claims` is their ledger. What happens after `today` (else the day of the call) can't have happened yet.
    """
    # Without the geometry and the columns that nothing here looks at, taking rows is quick.
    incidents, shapes = pd.DataFrame(incidents[_NEEDED]), incidents.geometry.to_numpy()
    home = _says_home(incidents["reported_country"])
    found = [
        *_positions(incidents, home, boundaries),
        *_regions(incidents, home, boundaries),
        *_ahead(incidents, today or date.today()),
        *_too_early(incidents, claims),
        *_alike(incidents, shapes),
        *_texts(incidents),
    ]
    # Most often there is nothing to say: what is looked for ends where no row is left, as an empty frame takes its time, too.
    made = pd.concat(found) if found else pd.DataFrame(columns=DOUBT_COLUMNS)
    return made.sort_values("row", kind="stable", ignore_index=True)


def _said(rows: pd.DataFrame, column: str, value: object, rule: str, mend: object) -> pd.DataFrame:
    return pd.DataFrame(
        {"row": rows[ROW], "incident_id": rows["incident_id"], "column": column, "value": value, "rule": rule, "mend": mend},
        columns=DOUBT_COLUMNS,
    )  # fmt: skip


def _each(texts: pd.Series, made: Callable[[str], object]) -> pd.Series:
    """What is made of each text; each distinct one is looked at once."""
    number, distinct = pd.factorize(texts)
    return pd.Series([made(text) for text in distinct], dtype=object).take(number).set_axis(texts.index)


def _says_home(countries: pd.Series) -> pd.Series:
    """Which rows say that they are of the country, in whatever spelling."""
    return countries.isin([text for text in countries.unique() if fold(text) == fold(COUNTRY)])


def _at_null(incidents: pd.DataFrame) -> pd.Series:
    return (incidents["given_latitude"].abs() < NULL_DEGREES) & (incidents["given_longitude"].abs() < NULL_DEGREES)


def _position(rows: pd.DataFrame) -> list[str]:
    pairs = zip(rows["given_latitude"].tolist(), rows["given_longitude"].tolist(), strict=True)
    return [f"{latitude}, {longitude}" for latitude, longitude in pairs]


def _positions(incidents: pd.DataFrame, home: pd.Series, boundaries: BoundarySet) -> Iterator[pd.DataFrame]:
    """Positions at 0, 0, with the axes swapped, and outside the country that the row names: one doubt a position."""
    null = _at_null(incidents)
    if null.any():
        yield _said(
            incidents[null], "latitude", _position(incidents[null]),
            _("The position is 0, 0, far from any land: most often an empty cell that was read as a number."),
            _("Give the position, or leave both cells empty."),
        )  # fmt: skip
    outside = (incidents["region_key"] == OUTSIDE) & home & ~null
    if outside.any():
        yield from _abroad(incidents[outside], boundaries)


def _abroad(abroad: pd.DataFrame, boundaries: BoundarySet) -> Iterator[pd.DataFrame]:
    """What is odd in rows of the country that lie outside it."""
    # A row that names another country may well lie where its axes, swapped, would be in this one: Gabon does.
    region = _region_if_swapped(abroad, boundaries)
    swapped, elsewhere = abroad[region.notna()], abroad[region.isna()]
    if len(swapped):
        template = _("Swapped, the position is {latitude}, {longitude} and lies in the region {region}.")
        cells = zip(
            swapped["given_longitude"].tolist(), swapped["given_latitude"].tolist(), region.dropna(), strict=True
        )
        yield _said(
            swapped, "latitude", _position(swapped),
            _("The position lies outside the country; with latitude and longitude swapped it lies inside."),
            [template.format(latitude=lat, longitude=lon, region=name) for lat, lon, name in cells],
        )  # fmt: skip
    if len(elsewhere):
        yield _outside(elsewhere)


def _outside(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the country that lie outside it, with where they lie."""
    inside = _("It lies in {country}. Name that country, or mend the place.")
    beyond = _("It lies in none of the neighbouring countries either. Mend the place, or name the country.")
    lies_in = rows["country"].where(~_says_home(rows["country"]), "")
    mend = _each(lies_in, lambda name: inside.format(country=name) if name else beyond)
    return _said(rows, "country", rows["reported_country"], _("The row says that it is in Mali, but its place lies outside."), mend)  # fmt: skip


def _region_if_swapped(rows: pd.DataFrame, boundaries: BoundarySet) -> pd.Series:
    """The region of each position with its axes swapped; None where it lies in none, or the row's point isn't its own."""
    given = rows["given_latitude"].notna() & rows["place_precision"].isin(POINT_PRECISIONS)
    # Latitude as x and longitude as y.
    points = shapely.points(rows["given_latitude"].where(given), rows["given_longitude"].where(given))
    shapes = np.where(given, points, None)
    moved = geopandas.GeoDataFrame({"reported_region": ""}, index=rows.index, geometry=shapes, crs=CRS)
    return join(moved, boundaries)["region"]


def _regions(incidents: pd.DataFrame, home: pd.Series, boundaries: BoundarySet) -> Iterator[pd.DataFrame]:
    """Reported regions that nothing here knows, and those in which the place doesn't lie."""
    unknown = incidents[incidents["agreement"] == "unknown"]
    if len(unknown):
        names = _("Regions: {names}.").format(names=", ".join(boundaries.names))
        mend = _each(unknown["reported_region"], lambda name: names + (_several(name) or _near(name, boundaries)))
        yield _said(
            unknown, "reported_region", unknown["reported_region"],
            _("The boundaries used here have no region of this name."), mend,
        )  # fmt: skip
    # Outside a country that the row says it is in has been said already.
    other = incidents[(incidents["agreement"] == "differs") & ~((incidents["region_key"] == OUTSIDE) & home)]
    if other.empty:
        return
    lies = _("By the boundaries used here it lies in {region}. Check the region and the place.")
    outside = _("By the boundaries used here it lies in no region. Check the region and the place.")
    close = _(" It is so near to the border that the line may be wrong.")
    mend = _each(other["region"].fillna(""), lambda name: lies.format(region=name) if name else outside)
    mend = mend.where(~other["near_border"], mend + close)
    yield _said(
        other, "reported_region", other["reported_region"], _("The place lies in another region than the one reported."),
        mend,
    )  # fmt: skip


def _several(name: str) -> str:
    found = embedded_names().several(name)
    several = _(" This code stands for {names} in different lists: write the name.")
    return several.format(names=", ".join(found)) if found else ""


def _near(name: str, boundaries: BoundarySet) -> str:
    return did_you_mean(nearest(name, boundaries.names))


def _ahead(incidents: pd.DataFrame, today: date) -> Iterator[pd.DataFrame]:
    """Incidents of which even the first possible day is still to come."""
    rows = incidents[incidents["first_day"] > pd.Timestamp(today)]
    if rows.empty:
        return
    said = _said(
        rows, "date_start", rows["first_day"].dt.strftime("%Y-%m-%d"),
        _("The day is still to come."), _("Check the year, the month and the day."),
    )  # fmt: skip
    yield said.assign(column=said["column"].where(~rows["open_start"], "date_end"))


def _too_early(incidents: pd.DataFrame, claims: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Reports and stances of a day before the first possible one; "on or before" has no first."""
    begun = incidents.loc[~incidents["open_start"], ["no", ROW, "incident_id", "first_day", "reported_on"]]
    given = begun[begun["reported_on"] != ""]
    given = given[pd.to_datetime(given["reported_on"], format="%Y-%m-%d") < given["first_day"]]
    if len(given):
        yield _said(
            given, "reported_on", given["reported_on"],
            _("The report is of a day before the incident can have happened."),
            _("Check the day of the report and the first possible day."),
        )  # fmt: skip
    dated = claims.loc[claims["said_on"].notna(), ["no", "actor", "stance", "said_on"]]
    if dated.empty:
        return
    said = dated.merge(begun, on="no")
    said = said[said["said_on"] < said["first_day"]]
    if said.empty:
        return
    template = _("Check the day on which {actor} takes this stance ({stance}), and the first possible day.")
    each = zip(said["actor"], said["stance"], strict=True)
    yield _said(
        said, "said_on", said["said_on"].dt.strftime("%Y-%m-%d"),
        _("A stance is of a day before the incident can have happened."),
        [template.format(actor=actor, stance=stance) for actor, stance in each],
    )  # fmt: skip


def _alike(incidents: pd.DataFrame, shapes: np.ndarray) -> Iterator[pd.DataFrame]:
    """Incidents with the place, days and actors of an earlier one. Without a place or an actor nothing is the same."""
    points = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    # Positions of one place differ in how many digits they are written with: two digits are a kilometre.
    same = incidents[["first_day", "last_day", "open_start", "open_end"]].assign(
        x=shapely.get_x(shapes).round(2),
        y=shapely.get_y(shapes).round(2),
        place=_each(incidents["place"].where(~points, ""), fold).to_numpy(),
    )
    said = (incidents["region_key"] != UNLOCATED) & (incidents[_ACTORS] != "").any(axis=1)
    same = same[said & same.duplicated(keep=False)]
    if same.empty:
        return
    same = same.assign(actors=_actors(incidents.loc[same.index, _ACTORS]))
    number = same.groupby(list(same), sort=False, dropna=False).ngroup()
    again = number.duplicated()
    rows = incidents.loc[same.index[again], [ROW, "incident_id", "place"]]
    first = incidents.loc[same.index[~again], "incident_id"].to_numpy()[number[again].to_numpy()]
    template = _('Compare it with "{other}": if both rows tell of one incident, keep one of them.')
    yield _said(
        rows, "place", rows["place"], _("Another incident has the same place, days and actors."),
        [template.format(other=other) for other in first],
    )  # fmt: skip


def _actors(rows: pd.DataFrame) -> pd.Series:
    """A number for the actors of each row, whatever their roles and order: the same for the same ones."""
    number = rows.groupby(_ACTORS, sort=False).ngroup().to_numpy()
    cells = rows.drop_duplicates().itertuples(index=False)
    sets = ["\n".join(sorted({fold(name) for cell in row for name in split(cell)})) for row in cells]
    return pd.Series(pd.factorize(pd.Series(sets, dtype=str))[0].take(number), index=rows.index)


def _texts(incidents: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Texts that were read in a wrong encoding before, and those that lost characters by it."""
    for column in _TEXTS:
        texts = incidents["reported_country" if column == "country" else column]
        texts = texts[~texts.str.isascii()]  # a quick look that spares most columns the slow one
        odd = texts[texts.str.contains(f"{_GARBLED}|{_LOST}")] if len(texts) else texts
        if odd.empty:
            continue
        lost = odd[odd.str.contains(_LOST)]
        yield _said(
            incidents.loc[lost.index], column, lost, _("Characters were lost before: “\ufffd” stands for each of them."),
            _("Take the text from the source again."),
        )  # fmt: skip
        fixed = _each(odd, repaired).dropna()
        template = _('Should it be "{text}"?')
        yield _said(
            incidents.loc[fixed.index], column, odd[fixed.index],
            _("The letters look as if the text had been read in a wrong encoding before."),
            [template.format(text=text) for text in fixed],
        )  # fmt: skip


def repaired(text: str) -> str | None:
    """What "SÃ©gou" was before UTF-8 was read as Windows-1252, also if twice; None for a text to which that didn't happen."""
    if not re.search(_GARBLED, text):
        return None
    whole = text + "\xa0" if re.search(_CUT, text) else text
    try:
        found = whole.translate(_AS_BYTES).encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return None
    return repaired(found) or found
