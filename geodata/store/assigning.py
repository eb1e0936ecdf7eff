"""What the user says of actors that no registry knows: which known one a name stands for, or to which group it belongs."""

import duckdb

from ..errors import StoreError
from ..ingest import LEADING
from ..texts import _
from .asking import first
from .casts import mark_unnumbered, number_casts
from .opening import Store
from .steps import name_actors

UNLISTED = "unlisted:"
_WRITTEN = {"participation": "original", "claim": "actor"}  # where each table has the name as written


def assign(store: Store, name: str, actor_id: str = "", side: str = "") -> None:
    """Takes the name, as written, for the known actor `actor_id`, or puts it into the group `side`; with neither, lets go of it.

    The name as written stays beside every incident. Raises StoreError for an actor that the store doesn't have.
    """
    with store.changing() as cursor:
        if actor_id and (
            actor_id.startswith(UNLISTED) or not first(cursor, "select 1 from actor where actor_id = ?", [actor_id])
        ):
            raise StoreError(_('There is no known actor "{actor}".').format(actor=actor_id))
        if first(cursor, "select 1 from assigned where name = ?", [name]):
            _let_go(store, cursor, name)
        if actor_id or side:
            cursor.execute("insert into assigned values (?, ?, ?)", [name, actor_id, side])
        apply_assigned(cursor)
        number_casts(cursor)


def apply_assigned(cursor: duckdb.DuckDBPyConnection) -> None:
    """Brings all rows in line with what is assigned; within the transaction of what brought or changed them."""
    if not first(cursor, "select 1 from assigned"):
        return
    # A registry that has changed may lack an actor by now: the name then stands for itself.
    known = (
        f"(select '{UNLISTED}' || name as unlisted, actor_id, side from assigned "
        "where actor_id = '' or actor_id in (select actor_id from actor))"
    )
    mark_unnumbered(
        cursor,
        "select no from participation where actor_id like 'unlisted:%' and actor_id in "
        f"(select unlisted from {known} s where s.actor_id <> '')",
        [],
    )
    for table in _WRITTEN:
        cursor.execute(
            f"update {table} t set actor_id = s.actor_id from {known} s where t.actor_id = s.unlisted and s.actor_id <> ''"
        )
    cursor.execute(
        f"update incident t set lead_actor = s.actor_id from {known} s where t.lead_actor = s.unlisted and s.actor_id <> ''"
    )
    cursor.execute(f"update actor t set side = s.side from {known} s where t.actor_id = s.unlisted and s.actor_id = ''")


def _let_go(store: Store, cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """Makes of a name what the registry does on each day, also in versions that an undo may bring back."""
    cursor.execute("delete from assigned where name = ?", [name])
    cursor.execute("update actor set side = '' where actor_id = ?", [UNLISTED + name])
    mark_unnumbered(cursor, "select no from participation where original = ?", [name])
    for prefix in ("", "former_"):
        days = [day for (day,) in cursor.execute(f"select distinct last_day from {prefix}incident").fetchall()]
        unknown = [day for day in days if store.reference.actors.resolve(name, day) == UNLISTED + name]
        same = f"i.no = t.no{' and i.ended_by = t.ended_by' if prefix else ''}"
        for table, written in _WRITTEN.items():
            cursor.execute(
                f"update {prefix}{table} t set actor_id = ? from {prefix}incident i "
                f"where {same} and t.{written} = ? and i.last_day in (select unnest(?::date[]))",
                [UNLISTED + name, name, unknown],
            )
        _lead_anew(cursor, prefix, name)
    name_actors(cursor)


def _lead_anew(cursor: duckdb.DuckDBPyConnection, prefix: str, name: str) -> None:
    """The lead actors of the incidents that write the name, as `ingest.derive` finds them."""
    first_role, roles = LEADING[0], ", ".join(f"'{role}'" for role in LEADING)
    ended = ", ended_by" if prefix else ""
    same = f"t.no = i.no{' and t.ended_by = i.ended_by' if prefix else ''}"
    cursor.execute(
        f"update {prefix}incident i set lead_actor = t.actor_id from (select distinct on (no{ended}) no{ended}, actor_id "
        f"from {prefix}participation where role in ({roles}) order by no{ended}, role <> '{first_role}', seq) t "
        f"where {same} and i.no in (select no from {prefix}participation where original = ?)",
        [name],
    )
