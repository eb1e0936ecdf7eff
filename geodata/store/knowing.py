"""What was known at a moment: a store of its own with the incidents, versions and stances of then, asked like any other."""

from datetime import date, datetime

import duckdb

from ..knowledge import known_at
from ..moments import Moment, day_of, last_second, written
from ..schema import STANCES
from .assigning import apply_assigned
from .casts import number_casts
from .opening import Store, open_store
from .placing import place
from .steps import name_actors
from .tables import OF_INCIDENT, columns_of

# Rows that are the same on any day.
_WHOLE = ("shape", "import", "data_set", "boundary_set", "boundary_unit", "assigned", "cast_member")
# Which version of each incident counts. `ended_by` 0 is the present one; times are those of the imports that brought and ended it.
# An incident is told from others by the id of its source: taken out and brought in again, it has another number.
_VERSIONS = """
    with version as (
        select no, data_set, source_id, import_no, 0 as ended_by, known_from from incident
        union all select no, data_set, source_id, import_no, ended_by, known_from from former_incident
    ), dated as (
        select v.*, b.done_at as began, e.done_at as ended from version v join import b on b.import_no = v.import_no
        left join import e on e.import_no = v.ended_by
    ), ranked as (
        select *, row_number() over (partition by data_set, source_id order by
            began > ?, case when began > ? then import_no else -import_no end) as rank
        from dated
    )
    select no, ended_by from ranked where rank = 1 and known_from <= ? and (began > ? or ended is null or ended > ?)
"""


def as_known(store: Store, moment: Moment) -> Store:
    """What was known at the end of a day, or at a time of it, as a store in memory; changes of either don't reach the other.

    An incident is there if its first report is of then or before (`knowledge.known_at`). Of its versions the one that
    this store held then; where it came in later, the first that it held: a later correction doesn't change what was known. An
    import that has been undone never was, at no moment: nothing is kept of what it brought. A stance counts from the day on
    which it was taken; one without a day from that of the incident where it is a claim, by which the incident is known, else
    from the moment of its document. Statuses follow from the stances of then.

    A time is compared with those of the imports, which are in UTC, and with those of reports that have one. A report or a
    stance of which only the day is known counts on the whole of its day.
    """
    made = open_store(None, store.reference)
    day, end = day_of(moment), last_second(moment)
    version = store.version
    with store.cursor() as source, made.changing() as target:
        source.execute("begin")  # all tables of one state, whatever is imported meanwhile
        source.execute(f"create or replace temp table known as {_VERSIONS}", [end, end, day, end, end])
        if moment != day:
            _forget_later_that_day(store, source, day, end)
        for table in _WHOLE:
            _copy(source, target, table, f"select * from {table}")
        for table in OF_INCIDENT:
            columns = ", ".join(columns_of(table))
            parts = [
                f"select {columns} from {table} where no in (select no from known where ended_by = 0)",
                f"select {columns} from former_{table} t where exists "
                "(select 1 from known k where k.no = t.no and k.ended_by = t.ended_by and k.ended_by > 0)",
            ]
            for part in parts:
                _copy(source, target, table, part, columns)
        target.execute("delete from actor where actor_id like 'unlisted:%'")
        _copy(source, target, "actor", "select * from actor where actor_id like 'unlisted:%'")
        name_actors(target)
        apply_assigned(target)
        number_casts(target)
        _tell_apart(target)
        _forget_stances(target, end)
        made.borrow_sets(store)
        place(made, target)
    made.version = f"{version}@{written(moment)}"
    return made


def _copy(
    source: duckdb.DuckDBPyConnection, target: duckdb.DuckDBPyConnection, table: str, query: str, columns: str = ""
) -> None:
    target.register("coming", source.sql(query).to_arrow_table())
    target.execute(f"insert into {table} {f'({columns})' if columns else ''} select {columns or '*'} from coming")
    target.unregister("coming")


def _tell_apart(target: duckdb.DuckDBPyConnection) -> None:
    """Gives an id of its own to an incident that has since taken the one of an incident that is gone now."""
    target.execute(
        "update incident i set incident_id = source_id || ' (' || data_set || ')' "
        "where exists (select 1 from incident o where o.incident_id = i.incident_id and o.no < i.no)"
    )


def _forget_later_that_day(store: Store, source: duckdb.DuckDBPyConnection, day: date, end: datetime) -> None:
    """Takes out of `known` what was first reported on that day, but at a later time of it."""
    versions = " union all ".join(
        f"select no, {ended} as ended_by, known_from, reported_on, revised, document_id, first_day, last_day from {table}"
        for table, ended in (("incident", "0"), ("former_incident", "ended_by"))
    )
    source.execute(
        f"create or replace temp table reported as select *, row_number() over () as nr from ({versions}) v "
        "where known_from = ? and exists (select 1 from known k where k.no = v.no and k.ended_by = v.ended_by)",
        [day],
    )
    claims = source.execute(
        "select r.nr as no, c.said_on from reported r join (select no, 0 as ended_by, said_on from claim "
        "union all select no, ended_by, said_on from former_claim) c on c.no = r.no and c.ended_by = r.ended_by"
    ).df()
    found = source.execute("select * exclude (no), nr as no from reported order by nr").df()
    later = found.loc[known_at(found, claims, store.reference.documents) > end, "no"].tolist()
    source.execute(
        "delete from known k where exists (select 1 from reported r where r.no = k.no and r.ended_by = k.ended_by "
        "and r.nr in (select unnest(?::bigint[])))",
        [later],
    )


def _forget_stances(target: duckdb.DuckDBPyConnection, end: datetime) -> None:
    """Takes out what was said later, and lets each status follow from the rest, by the rule of `ledger.status`."""
    told = "case when d.data_cutoff <> '' then d.data_cutoff else d.published end"
    document = f"coalesce(try_cast({told} as timestamp), cast(try_cast(substr({told}, 1, 10) as date) as timestamp))"
    target.execute(
        "delete from claim c where coalesce(cast(c.said_on as timestamp), case when c.stance = 'claims' then "
        "(select cast(known_from as timestamp) from incident i where i.no = c.no) else "
        f"(select {document} from document d where d.document_id = c.document_id) end, timestamp '0001-01-01 00:00:00') > ?",
        [end],
    )
    assert STANCES == ("claims", "confirms", "denies", "assesses")
    has = "exists (select 1 from claim c where c.no = i.no and c.stance = '{}')"
    target.execute(
        f"update incident i set status = case when {has.format('denies')} then 'contested' when {has.format('confirms')} then 'confirmed' "
        f"when {has.format('claims')} then 'claimed' else 'reported' end"
    )
