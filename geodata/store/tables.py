"""The tables of the store. SQL keeps to what DuckDB and PostgreSQL both understand."""

from ..schema import INCIDENT_COLUMNS

FORMAT = 3  # of the tables below; an older store is brought up to it, one of any other format is not opened

# Where an incident lies in a boundary set: in `incident` by the embedded one, in `placement` by the others.
PLACEMENT = (
    "region text, region_key text not null, unit_key text not null, country text not null, border_km double precision, "
    "near_border boolean not null, attached_km double precision, reported_key text not null, agreement text not null"
)
INCIDENT = f"""
    no integer not null, incident_id text not null,
    first_day date not null, last_day date not null, open_start boolean not null, open_end boolean not null, date_precision text not null,
    place text not null, place_precision text not null, latitude double precision, longitude double precision, shape_no integer, uncertainty_km double precision,
    reported_region text not null, {PLACEMENT},
    event_type text not null, general_type text not null, event_class text not null, lead_actor text, status text not null,
    fatalities_low bigint, fatalities_best bigint, fatalities_high bigint,
    summary text not null, document_id text not null, source text not null, analyst_note text not null, search_text text not null, source_row integer not null,
    perpetrators text not null, partners text not null, targets text not null, involved text not null, reported_by text not null, stance text not null,
    footnotes text not null, reported_country text not null, given_latitude double precision, given_longitude double precision, outline text not null, reported_on text not null, revised text not null, known_from date not null,
    source_id text not null, data_set text not null, import_no integer not null, digest text not null, cast_no integer not null
"""
PARTICIPATION = (
    "no integer not null, role text not null, seq integer not null, actor_id text not null, original text not null"
)
CLAIM = (
    "no integer not null, actor text not null, actor_id text not null, stance text not null, said_on date, "
    "document_id text not null, footnote text not null, note text not null"
)
CITATION = (
    "no integer not null, document_id text not null, footnote text not null, url text not null, citation text not null"
)
# Rows that point to an incident by its number, and go and come back with it.
OF_INCIDENT = {
    "incident": INCIDENT, "participation": PARTICIPATION, "claim": CLAIM, "citation": CITATION,
    "placement": f"no integer not null, set_no integer not null, {PLACEMENT}",
}  # fmt: skip
# The boundary sets that users bring; the embedded one is number 0 and has no row.
BOUNDARIES = """
create table boundary_set (
    set_no integer primary key, key text not null, name text not null, levels text not null, valid_from text not null,
    valid_to text not null, source text not null, licence text not null, file text not null, kind text not null,
    sha256 text not null, report text not null, done_by text not null, done_at timestamp not null
);
create table boundary_unit (
    set_no integer not null, level integer not null, key text not null, name text not null, aliases text not null,
    wkb blob not null, screen blob not null
);
"""
# Each distinct set of who takes part in which role, and how often: see `casts`.
CAST = """
create table cast_member (cast_no integer not null, role text not null, actor_id text not null, times integer not null);
"""
REFERENCE = {"document": "documents", "milestone": "milestones"}  # table -> attribute of `Reference`

SCHEMA = (
    "".join(
        # An index on these would refuse a row that a transaction takes out and puts in again: DuckDB checks it too early.
        f"create table {name} ({columns}); create table former_{name} ({columns}, ended_by integer not null);"
        for name, columns in OF_INCIDENT.items()
    )
    + BOUNDARIES
    + CAST
    + """
create table meta (key text primary key, value text not null);
create table data_set (name text primary key, format text not null, terms text not null, may_pass_on boolean not null);
create table import (
    import_no integer primary key, data_set text not null, file text not null, sha256 text not null, bytes bigint not null,
    kind text not null, format text not null, sheet text not null, encoding text not null, delimiter text not null,
    options text not null, header text not null, done_by text not null, done_at timestamp not null, undone_at timestamp,
    row_count bigint not null, added bigint not null, changed bigint not null, removed bigint not null, unchanged bigint not null,
    set_aside bigint not null, duplicates bigint not null, folded bigint not null
);
create table fault (
    import_no integer not null, file text not null, "row" integer not null, incident_id text not null, "column" text not null,
    value text not null, rule text not null, mend text not null
);
create table set_aside (import_no integer not null, "row" integer not null, incident_id text not null, cells text not null);
create table superseded (import_no integer not null, "row" integer not null, incident_id text not null, kept_row integer not null);
create table shape (shape_no integer primary key, wkb blob not null);
create table assigned (name text primary key, actor_id text not null, side text not null);
create table remembered (header text primary key, options text not null);
create table place (name text not null, latitude double precision not null, longitude double precision not null, aliases text not null, admin1 text not null);
create table actor (actor_id text primary key, name text not null, side text not null);
create table document (document_id text primary key, title text, author text, publisher text, published text, data_cutoff text, url text);
create table milestone (date text not null, date_precision text not null, label text not null);
"""
)
# What brings a store of an older format to the next one. `rebuild` fills the new columns: they follow from the others.
_NEW_IN_2 = {"open_end": "boolean default false", "reported_on": "text default ''", "known_from": "date", "unit_key": "text default ''", "attached_km": "double precision", "reported_key": "text default ''", "agreement": "text default ''"}  # fmt: skip
UPGRADES = {
    1: "".join(
        f"alter table {prefix}incident add column {name} {kind};"
        for prefix in ("", "former_")
        for name, kind in _NEW_IN_2.items()
    )
    + f"create table placement ({OF_INCIDENT['placement']}); "
    + f"create table former_placement ({OF_INCIDENT['placement']}, ended_by integer not null);"
    + BOUNDARIES
    + "create table assigned (name text primary key, actor_id text not null, side text not null);",
    2: "".join(
        f"alter table {prefix}incident add column if not exists cast_no integer default -1;"
        for prefix in ("", "former_")
    )
    + CAST.replace("create table", "create table if not exists"),
}
# Columns of the sheet that the table holds under another name or not as such.
FROM_SHEET = {
    "date_start": "case when open_start then null else first_day end",
    "date_end": "case when open_end then null else last_day end",
    "country": "reported_country",
    "latitude": "given_latitude",
    "longitude": "given_longitude",
}
SHEET = {column.name: FROM_SHEET.get(column.name, column.name) for column in INCIDENT_COLUMNS}


def digest() -> str:
    """An expression for what the sheet says of an incident besides its id: by it versions are told apart."""
    cells = ", ".join(
        f"coalesce(cast({expression} as text), '')" for name, expression in SHEET.items() if name != "incident_id"
    )
    return f"md5(concat_ws(chr(31), {cells}))"


def _names(columns: str) -> list[str]:
    return [part.split()[0] for part in columns.replace("\n", " ").split(",")]


def columns_of(table: str) -> list[str]:
    """The columns of one of the tables of an incident."""
    return _names(OF_INCIDENT[table])


PLACEMENT_COLUMNS = _names(PLACEMENT)
