"""What the user says of actors that no registry knows: which known one a name stands for, or to which group it belongs."""

import duckdb

from ..errors import StoreError
from ..texts import _
from .asking import first
from .opening import Store

UNLISTED = "unlisted:"


def assign(store: Store, name: str, actor_id: str = "", side: str = "") -> None:
    """Takes the name, as written, for the known actor `actor_id`, or puts it into the group `side`; with neither, lets go of it.

    The name as written stays beside every incident. Raises StoreError for an actor that the store doesn't have.
    """
    with store.changing() as cursor:
        if actor_id and (
            actor_id.startswith(UNLISTED) or not first(cursor, "select 1 from actor where actor_id = ?", [actor_id])
        ):
            raise StoreError(_('There is no known actor "{actor}".').format(actor=actor_id))
        cursor.execute("delete from assigned where name = ?", [name])
        if actor_id or side:
            cursor.execute("insert into assigned values (?, ?, ?)", [name, actor_id, side])
        else:
            # Only reading its rows anew tells which of them the registry knew by itself.
            cursor.execute("update meta set value = '' where key = 'reference'")
            cursor.execute("update actor set side = '' where actor_id = ?", [UNLISTED + name])
        apply_assigned(cursor)


def apply_assigned(cursor: duckdb.DuckDBPyConnection) -> None:
    """Brings all rows in line with what is assigned; within the transaction of what brought or changed them."""
    if not first(cursor, "select 1 from assigned"):
        return
    known = f"(select '{UNLISTED}' || name as unlisted, actor_id, side from assigned)"
    for table in ("participation", "claim"):
        cursor.execute(
            f"update {table} t set actor_id = s.actor_id from {known} s where t.actor_id = s.unlisted and s.actor_id <> ''"
        )
    cursor.execute(
        f"update incident t set lead_actor = s.actor_id from {known} s where t.lead_actor = s.unlisted and s.actor_id <> ''"
    )
    cursor.execute(f"update actor t set side = s.side from {known} s where t.actor_id = s.unlisted and s.actor_id = ''")
