"""Tables, columns, vocabularies, coordinate systems and fixed rules: the one place where they are written down."""

from dataclasses import dataclass

CRS = "EPSG:4326"
# For lengths and areas: an equal-area projection centred on Mali. Distances within the country are true to 0.4 %.
METRIC_CRS = "+proj=laea +lat_0=17 +lon_0=-4 +units=m"

COUNTRY = "Mali"
OUTSIDE = "outside-mali"  # region key of what lies in no unit of the boundary set
UNLOCATED = "unlocated"  # region key of what has no place

BETWEEN = "/"  # parts a unit's key: "Gao/Ansongo" is the cercle of Ansongo in the region of Gao

# Of dates in data and in links: what lies outside is a slip, and a time axis to it would have no end.
YEARS = range(1900, 2100)
# "on or before" knows only the last possible day, "since" only the first.
DATE_PRECISIONS = ("day", "range", "week", "month", "on or before", "since", "year")
ON_OR_BEFORE, SINCE = "on or before", "since"

PLACE_PRECISIONS = ("exact", "settlement", "near settlement", "road", "area", "unlocated")
POINT_PRECISIONS = ("exact", "settlement", "near settlement")
# How far off a place may be. Towns of the region are some kilometres across; "near" is as wide as the spread
# of the gazetteers for Tarkint (13 km, see data/places.csv). Lines and areas carry their own extent.
UNCERTAINTY_KM = {"exact": 1.0, "settlement": 5.0, "near settlement": 15.0, "road": 0.0, "area": 0.0}
BORDER_KM = 10.0  # a point nearer than this to a region's border is flagged
ATTACH_KM = 5.0  # a point outside every unit but nearer than this to one is put there, and flagged
# How the region that is reported goes with the one computed; "" where one of them is missing.
AGREEMENTS = ("", "same", "part", "differs", "unknown")

# "involved" is a part that the source does not give: it says who was there, not who did what to whom.
ROLES = ("perpetrator", "partner", "target", "involved")
STANCES = ("claims", "confirms", "denies", "assesses")
STATUSES = ("reported", "claimed", "contested", "confirmed")
# What a sheet's own column `stance` says, as a stance of the actors in `reported_by`.
SHEET_STANCES = {"reported": None, "claimed": "claims", "confirmed": "confirms", "denied": "denies"}

EVENT_CLASSES = (
    "Explosion",
    "Armed attack",
    "Base takeover",
    "Abduction or harm to civilians",
    "Movement or statement",
    "Protest or riot",
)
OTHER_CLASS = "Movement or statement"


@dataclass(frozen=True)
class Column:
    """One column of the incident sheet; the README's table is checked against these."""

    name: str
    required: bool
    meaning: str


INCIDENT_COLUMNS = (
    Column("incident_id", True, "Your own id of the incident; one row each"),
    Column("date_start", True, "First possible day, YYYY-MM-DD; empty for `on or before`"),
    Column("date_end", True, "Last possible day, YYYY-MM-DD; empty for `since`"),
    Column("date_precision", True, "`" + "`, `".join(DATE_PRECISIONS) + "`"),
    Column("place", True, "Name as reported: a town, a road, a region or an area; empty when unlocated"),
    Column("place_precision", True, "`" + "`, `".join(PLACE_PRECISIONS) + "`"),
    Column("reported_region", False, "Region as the source says it"),
    Column("country", False, "Country as the source says it; Mali when empty"),
    Column("event_type", True, "Free text; `data/event_types.csv` groups the known ones"),
    Column("general_type", False, "Wider type that `event_type` belongs to, such as ACLED's `event_type`"),
    Column("perpetrators", False, "Who acts; several with `;`"),
    Column("partners", False, "Who acts with them; several with `;`"),
    Column("targets", False, "Who it is done to; several with `;`"),
    Column("involved", False, "Who takes part where the source doesn't say as what; several with `;`"),
    Column("reported_by", False, "Who says so; several with `;`; needed unless the stance is `reported`"),
    Column("stance", False, "`" + "`, `".join(SHEET_STANCES) + "`"),
    Column("fatalities_low", False, "Whole number"),
    Column("fatalities_best", False, "Whole number"),
    Column("fatalities_high", False, "Whole number"),
    Column("summary", False, "One neutral sentence"),
    Column("document_id", False, "A document of `documents.csv`"),
    Column("footnotes", False, "Footnotes of that document; several with `;`"),
    Column("source", False, "Sources as a data set names them; several with `;`"),
    Column("analyst_note", False, "What a reader must know to judge the row"),
    Column("latitude", False, "Degrees north, when the source gives a position"),
    Column("longitude", False, "Degrees east, when the source gives a position"),
    Column("outline", False, "Line or area as WKT in degrees, for `road` and `area`, when the source gives it"),
    Column("reported_on", False, "Day of the first report, YYYY-MM-DD"),
    Column("revised", False, "When the source last changed the row: YYYY-MM-DD or Unix seconds"),
)
