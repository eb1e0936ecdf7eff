"""What was known on a day: no report, correction or denial of a later day is in its picture."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from geodata.filters import IncidentFilter
from geodata.store import Store, as_known, undo

from ..sheets import row

ALL = IncidentFilter()
# By the days of their reports: dated SITE reports, posts "of April 26/27", Le Monde, RFI, and the ids of posts, which hold a time.
FIRST = {"MLI-2022-04-06-SEGOU", "MLI-2022-04-25-SEGOU"}
OF_2022 = FIRST | {"MLI-2022-04-SEVARE-1", "MLI-2022-04-SEVARE-2", "BEN-2022-04-NORTH", "MLI-2022-04-26-VIDEO"}
THIRD = OF_2022 | {"MLI-2023-09-11-WAR", "MLI-2023-10-03-TARKINT-2", "MLI-2023-10-03-SEGOU", "MLI-2023-10-03-KOULIKORO"}
FOURTH = THIRD | {"MLI-2023-10-03-TARKINT-1"}


def ids(store) -> set[str]:
    return set(store.incidents(ALL)["incident_id"])


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2022, 4, 24), set()),
        (date(2022, 4, 25), FIRST),
        (date(2022, 5, 20), OF_2022),
        (date(2023, 10, 3), THIRD),
        (date(2023, 10, 4), FOURTH),
        (date(2023, 10, 9), FOURTH | {"MLI-2023-10-05-RN18", "MLI-2023-10-04-RN18", "BFA-2023-10-09-SOUM"}),
    ],
)
def test_an_incident_is_there_from_the_day_of_its_report(store, day, known):
    """On 4 October the incident of 5 October is absent, and that of the 4th, which was reported on the 9th."""
    assert ids(as_known(store, day)) == known


def test_at_the_cutoff_of_the_weekly_update_all_nineteen_are_known(store):
    then = as_known(store, date(2023, 10, 25))
    assert then.count(ALL) == 19
    assert then.counts(ALL).by_region == store.counts(ALL).by_region


@pytest.mark.parametrize(
    ("day", "status"),
    [(date(2022, 4, 25), "claimed"), (date(2022, 5, 19), "claimed"), (date(2022, 5, 20), "contested")],
)
def test_a_claim_is_contested_only_once_the_denial_was_reported(store, day, status):
    then = as_known(store, day)
    assert then.incident("MLI-2022-04-25-SEGOU")["status"] == status


def at(desk, import_no: int, day: date) -> None:
    """Sets when an import came in, as if it had been then."""
    with desk.store.changing() as cursor:
        cursor.execute(
            "update import set done_at = ? where import_no = ?", [datetime(day.year, day.month, day.day, 12), import_no]
        )


def summaries(store) -> dict[str, str]:
    found = store.incidents(ALL)
    return dict(zip(found["incident_id"], found["summary"], strict=True))


def test_a_later_correction_does_not_change_what_was_known(desk):
    desk.keep(row(summary="Two dead.", perpetrators="JNIM", reported_on="2023-10-03"))
    desk.keep(row(summary="Nobody died.", perpetrators="Nobody known", reported_on="2023-10-03"))
    at(desk, 1, date(2023, 10, 4))
    at(desk, 2, date(2023, 10, 20))
    then = as_known(desk.store, date(2023, 10, 10))
    assert summaries(then) == {"A": "Two dead."}
    assert [p["name"] for p in then.incident("A")["participations"]] == ["JNIM"]
    assert summaries(as_known(desk.store, date(2023, 10, 20))) == {"A": "Nobody died."}
    # Before anything was recorded here: the first version that the store held.
    assert summaries(as_known(desk.store, date(2023, 10, 3))) == {"A": "Two dead."}
    assert summaries(desk.store) == {"A": "Nobody died."}


def test_what_was_withdrawn_is_there_until_then(desk):
    desk.keep(row(reported_on="2023-10-03"), row(incident_id="B", reported_on="2023-10-03"))
    desk.keep(row(reported_on="2023-10-03"), remove_missing=True)
    at(desk, 1, date(2023, 10, 4))
    at(desk, 2, date(2023, 10, 20))
    assert set(summaries(as_known(desk.store, date(2023, 10, 19)))) == {"A", "B"}
    assert set(summaries(as_known(desk.store, date(2023, 10, 20)))) == {"A"}
    undo(desk.store, 2)
    assert set(summaries(as_known(desk.store, date(2023, 10, 20)))) == {"A", "B"}


# --- what was undone ----------------------------------------------------------------------------------------------------
# An import that was undone never was: the store keeps nothing of what it brought, so no moment can show it, not even one
# between the import and its undoing. What it changed or removed is at every moment as if it had not come.

REPORTED = date(2023, 10, 3)
FIRST_IN, SECOND_IN, UNDONE, THIRD_IN = (date(2023, 10, day) for day in (4, 10, 20, 25))


def undo_at(desk, import_no: int, day: date) -> None:
    """Undoes an import, as if it had been then."""
    undo(desk.store, import_no)
    with desk.store.changing() as cursor:
        cursor.execute(
            "update import set undone_at = ? where import_no = ?",
            [datetime(day.year, day.month, day.day, 12), import_no],
        )


def told(summary: str, incident_id: str = "A", **cells: str) -> dict[str, str]:
    return row(incident_id=incident_id, summary=summary, reported_on=REPORTED.isoformat(), **cells)


MOMENTS = (
    date(2023, 10, 3),  # before anything came in
    date(2023, 10, 9),
    datetime(2023, 10, 10, 12, 0),  # the minute of the second import
    date(2023, 10, 15),  # it is undone after that
    datetime(2023, 10, 20, 11, 59),
    date(2023, 10, 20),
    date(2023, 11, 30),  # it is undone before that
)


def after_an_undone_import(desk, first: list[dict], second: list[dict], **options) -> Iterator[Store]:
    """What was known at each of `MOMENTS`, of two imports the second of which was undone."""
    desk.keep(*first)
    desk.keep(*second, **options)
    at(desk, 1, FIRST_IN)
    at(desk, 2, SECOND_IN)
    undo_at(desk, 2, UNDONE)
    return (as_known(desk.store, moment) for moment in MOMENTS)


def test_what_an_undone_import_added_was_never_known(desk):
    """Undone most often because it was the wrong file: no picture may show its incidents."""
    wrong = told("A wrong file.", "B", perpetrators="Masked men")
    for then in after_an_undone_import(desk, [told("Two dead.")], [wrong]):
        assert summaries(then) == {"A": "Two dead."}, then.version
        assert "unlisted:Masked men" not in set(then.actors()["actor_id"])


def test_what_an_undone_import_changed_is_as_it_was_before_at_every_moment(desk):
    second = told("Nobody died.", perpetrators="Masked men", reported_by="JNIM", stance="denied")
    for then in after_an_undone_import(desk, [told("Two dead.", perpetrators="JNIM")], [second]):
        found = then.incident("A")
        assert found["summary"] == "Two dead.", then.version
        assert ([part["name"] for part in found["participations"]], found["claims"]) == (["JNIM"], [])
        assert found["status"] == "reported"


def test_what_an_undone_import_took_out_was_always_there(desk):
    both = [told("Two dead."), told("A mine.", "B")]
    for then in after_an_undone_import(desk, both, both[:1], remove_missing=True):
        assert summaries(then) == {"A": "Two dead.", "B": "A mine."}, then.version


@pytest.mark.parametrize(
    ("moment", "summary"),
    [
        (date(2023, 10, 15), "Two dead."),
        (datetime(2023, 10, 25, 11, 59), "Two dead."),
        (datetime(2023, 10, 25, 12, 0), "Three dead."),
        (date(2023, 11, 30), "Three dead."),
    ],
)
def test_an_import_after_an_undone_one_counts_from_its_own_time(desk, moment, summary):
    """The first version holds until the third import: what lay between was undone."""
    for version in ("Two dead.", "Nobody died."):
        desk.keep(told(version))
    at(desk, 1, FIRST_IN)
    at(desk, 2, SECOND_IN)
    undo_at(desk, 2, UNDONE)
    desk.keep(told("Three dead."))
    at(desk, 3, THIRD_IN)
    assert summaries(as_known(desk.store, moment)) == {"A": summary}


@pytest.mark.parametrize(("moment", "summary"), [(date(2023, 10, 9), "Two dead."), (date(2023, 10, 15), "Three dead.")])
def test_an_undone_import_leaves_the_versions_before_it_each_in_its_time(desk, moment, summary):
    for version in ("Two dead.", "Three dead.", "A wrong file."):
        desk.keep(told(version))
    for number, day in enumerate((FIRST_IN, SECOND_IN, UNDONE), start=1):
        at(desk, number, day)
    undo_at(desk, 3, THIRD_IN)
    assert summaries(as_known(desk.store, moment)) == {"A": summary}
    assert summaries(as_known(desk.store, date(2023, 11, 30))) == {"A": "Three dead."}


def test_undoing_again_and_again_leaves_nothing_known_of_a_file_that_came_alone(desk):
    desk.keep(told("A wrong file."))
    undo_at(desk, 1, UNDONE)
    for moment in (REPORTED, SECOND_IN, date(2023, 11, 30)):
        assert summaries(as_known(desk.store, moment)) == {}
    desk.keep(told("A wrong file."))  # brought in again it is there, and known from its report
    at(desk, 2, THIRD_IN)
    assert summaries(as_known(desk.store, REPORTED)) == {"A": "A wrong file."}


def test_the_picture_of_a_day_is_another_one_after_an_undo(desk):
    """Else the page would go on showing the one that it has kept under the version."""
    desk.keep(told("Two dead."))
    desk.keep(told("Nobody died."))
    before = as_known(desk.store, THIRD_IN).version
    undo(desk.store, 2)
    assert as_known(desk.store, THIRD_IN).version != before


def test_another_day_is_another_version_and_leaves_the_store_alone(store):
    before = store.version
    one, other = as_known(store, date(2023, 10, 3)), as_known(store, date(2023, 10, 4))
    assert len({before, one.version, other.version}) == 3
    assert store.version == before
    assert store.count(ALL) == 19
    for then in (one, other):
        counts = then.counts(IncidentFilter(actors=("jnim",)))
        assert counts.shown + sum(counts.hidden.values()) == counts.total == then.count(ALL)


def test_at_the_weekly_updates_cutoff_all_is_known_that_a_minute_before_was_not(store):
    """Without a report of their own day, the incidents of the update are known from its cutoff, 25 October 2023, 10:00."""
    cutoff = datetime(2023, 10, 25, 10, 0)
    assert ids(as_known(store, cutoff)) == ids(store)
    before = ids(as_known(store, datetime(2023, 10, 25, 9, 59)))
    missing = set(store.incidents(ALL)["incident_id"]) - before
    assert missing == set(store.incidents(ALL)["incident_id"]) - ids(as_known(store, date(2023, 10, 24)))
    assert missing
    assert as_known(store, cutoff).version.endswith("@2023-10-25T10:00")


def test_an_import_counts_from_its_minute_and_a_report_of_a_day_on_all_of_it(desk):
    desk.keep(row(summary="Two dead.", reported_on="2023-10-04"))
    desk.keep(row(summary="Nobody died.", reported_on="2023-10-04"))
    at(desk, 1, date(2023, 10, 4))
    at(desk, 2, date(2023, 10, 20))  # at 12:00
    assert summaries(as_known(desk.store, datetime(2023, 10, 20, 11, 59))) == {"A": "Two dead."}
    assert summaries(as_known(desk.store, datetime(2023, 10, 20, 12, 0))) == {"A": "Nobody died."}
    assert set(summaries(as_known(desk.store, datetime(2023, 10, 4, 0, 0)))) == {"A"}
    assert summaries(as_known(desk.store, datetime(2023, 10, 3, 23, 59))) == {}


def test_a_change_with_a_time_is_known_from_that_time(desk):
    desk.keep(row(revised="2023-10-10T15:30"))
    assert ids(as_known(desk.store, datetime(2023, 10, 10, 15, 29))) == set()
    assert ids(as_known(desk.store, datetime(2023, 10, 10, 15, 30))) == {"A"}
    assert ids(as_known(desk.store, date(2023, 10, 10))) == {"A"}
