"""The number of an incident's cast always stands for exactly those who take part in it, whatever has happened to the store."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.filters import IncidentFilter
from geodata.store import as_known, assign, rebuild, undo
from geodata.store.casts import NOBODY, UNNUMBERED

from ..sheets import row

NAMES = ("JNIM", "Malian army", "Wagner Group", "The masked men", "A,B", "2,3")
CELLS = st.lists(st.sampled_from(NAMES), max_size=3).map("; ".join)
ROWS = st.lists(
    st.tuples(st.sampled_from("ABCDE"), CELLS, CELLS), min_size=1, max_size=5, unique_by=lambda made: made[0]
)


def check(store) -> dict[str, int]:
    """Holds that the numbers are those of a plain look at the participations; gives them by incident."""
    with store.cursor() as cursor:
        numbers = dict(cursor.execute("select no, cast_no from incident").fetchall())
        taking_part = cursor.execute("select no, role, actor_id from participation").fetchall()
        members = cursor.execute("select cast_no, role, actor_id, times from cast_member").fetchall()
        former = cursor.execute("select distinct cast_no from former_incident").fetchall()
        keys = dict(cursor.execute("select no, incident_id from incident").fetchall())
    wanted = {no: Counter((role, actor) for other, role, actor in taking_part if other == no) for no in numbers}
    casts = {NOBODY: Counter()}
    for cast_no, role, actor, times in members:
        casts.setdefault(cast_no, Counter())[role, actor] += times
    assert {no: casts[cast_no] for no, cast_no in numbers.items()} == wanted
    # One number for each set: two would count well, too, but for each import there would be more.
    assert len({frozenset(made.items()) for made in casts.values()}) == len(casts)
    assert set(former) <= {(UNNUMBERED,)}
    each_once = Counter(actor for _no, actor in {(no, actor) for no, _role, actor in taking_part})
    actors = store.actors()
    assert {a: n for a, n in zip(actors["actor_id"], actors["incidents"], strict=True) if n} == each_once
    return {keys[no]: cast_no for no, cast_no in numbers.items()}


def sheet(rows: list[tuple[str, str, str]]) -> list[dict[str, str]]:
    return [row(incident_id=key, perpetrators=acting, targets=hit) for key, acting, hit in rows]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=ROWS, second=ROWS, actor=st.sampled_from(["jnim", "wagner", ""]))
def test_after_import_correction_assigning_undo_and_rebuilding(make_desk, first, second, actor):
    desk = make_desk()
    desk.keep(*sheet(first))
    check(desk.store)
    done = desk.keep(*sheet(second), remove_missing=True)
    check(desk.store)
    assign(desk.store, "The masked men", actor, "" if actor else "Other")
    check(desk.store)
    if done.import_no:
        undo(desk.store, done.import_no)
        check(desk.store)
    assign(desk.store, "The masked men")
    check(desk.store)
    with desk.store.changing() as cursor:
        cursor.execute("update meta set value = 'older rules' where key = 'reference'")
    rebuild(desk.store)
    check(desk.store)


def test_the_same_set_has_one_number_in_whatever_order_it_is_written(desk):
    desk.keep(
        row(perpetrators="JNIM; Wagner Group"),
        row(incident_id="B", perpetrators="Wagner Group; JNIM"),
        row(incident_id="C", perpetrators="JNIM", targets="Wagner Group"),
        row(incident_id="D"),
    )
    desk.keep(row(incident_id="E", perpetrators="JNIM; Wagner Group"), data_set="other")
    numbers = check(desk.store)
    assert numbers["A"] == numbers["B"] == numbers["E"] != numbers["C"]
    assert numbers["D"] == NOBODY


def test_a_name_that_is_assigned_joins_the_set_of_its_actor(desk):
    desk.keep(row(perpetrators="The masked men"), row(incident_id="B", perpetrators="JNIM"))
    assign(desk.store, "The masked men", "jnim")
    numbers = check(desk.store)
    assert numbers["A"] == numbers["B"]
    assert desk.store.by_actor(IncidentFilter()) == {"jnim": 2}


def test_as_known_on_a_day_and_a_version_of_then(desk):
    desk.keep(row(perpetrators="JNIM", reported_on="2023-10-03"), row(incident_id="B", reported_on="2023-10-03"))
    desk.keep(row(perpetrators="Wagner Group", targets="JNIM", reported_on="2023-10-03"))
    with desk.store.changing() as cursor:
        cursor.execute("update import set done_at = timestamp '2023-10-04 12:00:00' where import_no = 1")
    then = as_known(desk.store, date(2023, 10, 10))
    assert check(then).keys() == {"A", "B"}
    assert then.by_actor(IncidentFilter()) == {"jnim": 1}
    assert check(desk.store) and desk.store.by_actor(IncidentFilter()) == {"jnim": 1, "wagner": 1}


@pytest.mark.parametrize("role", ["any", "perpetrator", "target"])
def test_a_filter_by_actor_asks_the_sets_as_it_would_the_rows(store, role):
    covers = {"any": ("perpetrator", "partner", "target", "involved"), "perpetrator": ("perpetrator", "partner")}.get(
        role, (role,)
    )
    with store.cursor() as cursor:
        rows = cursor.execute("select distinct actor_id, no, role from participation").fetchall()
    wanted = Counter(actor for actor, _no in {(actor, no) for actor, no, said in rows if said in covers})
    assert store.by_actor(IncidentFilter(role=role)) == wanted
    assert {actor: store.count(IncidentFilter(actors=(actor,), role=role)) for actor in wanted} == wanted
