"""A number for each distinct set of who takes part in which role: few sets stand for the participations of all incidents.

`incident.cast_no` is that of a row of `cast_member` for each role and actor of the set; 0 is nobody. What a former version had
is found anew when it comes back, so that what is assigned meanwhile can't be missed.
"""

import duckdb

from .asking import first

NOBODY = 0
# Between the change of an incident's participations and the end of the transaction; always of former versions.
UNNUMBERED = -1


def mark_unnumbered(cursor: duckdb.DuckDBPyConnection, numbers: str, values: list) -> None:
    """Says of incidents that who takes part has changed; `numbers` is a query for theirs."""
    cursor.execute(f"update incident set cast_no = {UNNUMBERED} where no in ({numbers})", values)


def number_casts(cursor: duckdb.DuckDBPyConnection) -> None:
    """Gives each incident that has none the number of its set; within the transaction of what brought or changed it."""
    if not first(cursor, f"select 1 from incident where cast_no = {UNNUMBERED} limit 1"):
        return
    _spell(cursor)
    # A set that is new is that of some incident, whose rows tell its members.
    cursor.execute(
        "create or replace temp table new_cast as select said, min(no) as example, "
        "(select coalesce(max(cast_no), 0) from cast_member) + row_number() over (order by min(no)) as cast_no "
        "from spelled where said not in (select said from known_cast) group by said"
    )
    cursor.execute(
        "insert into cast_member select n.cast_no, t.role, t.actor_id, t.times from new_cast n join taking t on t.no = n.example"
    )
    cursor.execute(
        "update incident i set cast_no = k.cast_no from (select s.no, c.cast_no from spelled s join "
        "(select said, cast_no from known_cast union all select said, cast_no from new_cast) c on c.said = s.said) k "
        f"where k.no = i.no and i.cast_no = {UNNUMBERED}"
    )
    cursor.execute(f"update incident set cast_no = {NOBODY} where cast_no = {UNNUMBERED}")


def _spell(cursor: duckdb.DuckDBPyConnection) -> None:
    """Makes `spelled` (no, said) of the incidents without a number and `known_cast` (cast_no, said): the same set says the same."""
    cursor.execute(
        "create or replace temp table taking as select no, role, actor_id, count(*) as times from participation "
        f"where no in (select no from incident where cast_no = {UNNUMBERED}) group by no, role, actor_id"
    )
    # By numbers: names as written may hold any sign, also one that would part them.
    cursor.execute(
        "create or replace temp table part as select role, actor_id, times, row_number() over () as part_no from "
        "(select role, actor_id, times from taking union select role, actor_id, times from cast_member)"
    )
    for made, key, table in (("spelled", "no", "taking"), ("known_cast", "cast_no", "cast_member")):
        cursor.execute(
            f"create or replace temp table {made} as select t.{key}, string_agg(cast(p.part_no as text), ',' order by p.part_no) as said "
            f"from {table} t join part p on p.role = t.role and p.actor_id = t.actor_id and p.times = t.times group by t.{key}"
        )
