"""The numbers on the page are those of the documents, whoever asks and however many ask at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.filters import POLICIES, IncidentFilter
from geodata.ingest import ingest
from geodata.store import Store, store_of

from . import sheets
from .facts import FACTS
from .test_filters import FILTERS, OCTOBER, fits

EVERYTHING = IncidentFilter()


def test_counts_of_everything_are_those_of_the_documents(store):
    counts = store.counts(EVERYTHING)
    assert (counts.total, counts.shown, counts.hidden) == (19, 19, {})
    assert counts.by_region == {
        "Bamako": 0, "Gao": 5, "Kayes": 0, "Kidal": 3, "Koulikoro": 1, "Mopti": 2, "Sikasso": 0, "Ségou": 3, "Tombouctou": 0,
    }  # fmt: skip
    assert counts.outside == {"Benin": 1, "Burkina Faso": 1}
    assert counts.unlocated == 3
    assert counts.by_actor == {
        "jnim": 12, "malian-army": 10, "wagner": 7, "tuareg-rebels": 4, "un": 1, "civilians": 1, "burkinabe-militias": 1,
    }  # fmt: skip
    assert counts.by_status == {"claimed": 10, "reported": 8, "contested": 1}
    assert counts.by_type["IED"] == counts.by_type["Base takeover"] == 3


def test_a_hidden_incident_is_put_down_to_the_first_part_that_it_fails(store):
    """Of the 8 outside October none counts again under the region; of the 11 inside, 5 are in Gao two of them IEDs."""
    counts = store.counts(replace(OCTOBER, regions=("Gao",), types=("IED",)))
    assert (counts.shown, counts.hidden) == (2, {"dates": 8, "regions": 6, "types": 3})


@settings(max_examples=25)
@given(chosen=FILTERS)
def test_a_facet_says_what_a_click_on_its_value_would_show(store, chosen):
    facets = store.facets(chosen)
    for part, value_of in {"regions": "region", "types": "type", "statuses": "status"}.items():
        others = chosen.without(part)
        assert facets[part] == Counter(getattr(fact, value_of) for fact in FACTS if fits(fact, others))
    alone = {actor: replace(chosen, actors=(actor,)) for actor in facets["actors"]}
    assert facets["actors"] == {actor: sum(fits(fact, one) for fact in FACTS) for actor, one in alone.items()}


def test_counts_by_actor_keep_to_the_role_of_the_filter(store):
    """Who is hit in Gao in October: the army in three, Wagner in two, rebels and civilians in one each."""
    counts = store.counts(replace(OCTOBER, regions=("Gao",), role="target"))
    assert counts.by_actor == {"malian-army": 3, "wagner": 2, "tuareg-rebels": 1, "civilians": 1}


def test_period_counts_by_hand(store):
    spans = (
        (date(2023, 10, 1), date(2023, 10, 31)),
        (date(2023, 10, 4), date(2023, 10, 4)),
        (date(2022, 4, 1), date(2022, 4, 30)),
        (date(2020, 1, 1), date(2020, 12, 31)),
    )
    # 4 October: the RN18 and the convoy of 1-10 October; April 2022 inside: 6 April, the video and northern Benin.
    assert store.period_counts(OCTOBER, spans) == [11, 2, 6, 0]
    assert store.period_counts(IncidentFilter(dates="inside"), spans) == [8, 1, 3, 0]
    assert store.period_counts(EVERYTHING, ()) == []


@given(
    chosen=FILTERS,
    spans=st.lists(st.tuples(*[st.dates(date(2022, 4, 1), date(2023, 11, 1))] * 2).map(sorted), max_size=3),
)
@settings(max_examples=25)
def test_period_counts_are_those_of_the_filter_with_these_dates(store, chosen, spans):
    wanted = [store.count(replace(chosen, date_from=first, date_to=last)) for first, last in spans]
    assert store.period_counts(chosen, tuple(map(tuple, spans))) == wanted


@settings(max_examples=60)
@given(chosen=FILTERS)
def test_each_way_to_count_dates_says_what_its_filter_counts(store, chosen):
    """The days of a filter are counted beside its SQL: a period must mean the same there."""
    wanted = {policy: store.count(replace(chosen, dates=policy)) for policy in POLICIES}
    assert store.by_policy(chosen) == pytest.approx(wanted)
    dates = store.incidents(chosen)
    days = store.days(chosen)
    assert (days is None) == dates.empty
    if days:
        assert days == (dates["first_day"].min().date(), dates["last_day"].max().date())


def bars(store: Store, chosen: IncidentFilter, step: str, first: date, last: date) -> dict:
    frame = store.bars(chosen, step, first, last)
    return {
        (row.period.date().isoformat(), row.actor_id): (row.certain, pytest.approx(row.shared))
        for row in frame.itertuples()
    }


def test_bars_of_october_by_hand(store):
    """The three "on or before" are JNIM's: its bar of six is half certain."""
    assert bars(store, OCTOBER, "month", date(2023, 10, 1), date(2023, 10, 31)) == {
        ("2023-10-01", "jnim"): (3, 3),
        ("2023-10-01", "malian-army"): (3, 0),
        ("2023-10-01", "tuareg-rebels"): (2, 0),
    }


def test_bars_share_an_imprecise_date_out_by_days(store):
    """1-10 October 2023 begins on a Sunday: 1, 7 and 2 days in three weeks; Ersane's 5-10 October has 4 and 2 days."""
    army = replace(OCTOBER, actors=("malian-army",), role="perpetrator")
    assert bars(store, army, "week", date(2023, 10, 1), date(2023, 10, 31)) == {
        ("2023-09-25", "malian-army"): (0, 1 / 10),
        ("2023-10-02", "malian-army"): (1, 7 / 10 + 4 / 6),
        ("2023-10-09", "malian-army"): (0, 2 / 10 + 2 / 6),
    }


@settings(max_examples=40)
@given(chosen=FILTERS, step=st.sampled_from(["day", "week", "month"]))
def test_bars_over_everything_add_up_to_the_shown_incidents(store, chosen, step):
    frame = store.bars(chosen, step, date(2022, 4, 1), date(2023, 10, 31))
    assert frame["certain"].sum() + frame["shared"].sum() == pytest.approx(store.count(chosen))


@pytest.mark.parametrize("step", ["day", "week", "month"])
def test_on_or_before_is_never_certain(store, step):
    """Sevare twice: only the day of the report is known, however wide the bar is."""
    frame = store.bars(IncidentFilter(regions=("Mopti",)), step, date(2022, 1, 1), date(2023, 12, 31))
    assert (frame["certain"].sum(), frame["shared"].sum()) == (0, 2)


def test_bars_of_an_axis_that_ends_before_it_begins(store):
    assert store.bars(EVERYTHING, "day", date(2023, 10, 2), date(2023, 10, 1)).empty


def test_everything_about_the_abduction_in_segou(store):
    found = store.incident("MLI-2022-04-25-SEGOU")
    assert [(p["role"], p["actor_id"], p["original"]) for p in found["participations"]] == [
        ("perpetrator", "jnim", "JNIM"),
        ("target", "wagner", "Wagner Group"),
    ]
    assert [(c["actor"], c["stance"], str(c["said_on"])[:10], c["footnote"]) for c in found["claims"]] == [
        ("JNIM", "claims", "2022-04-25", "(Twitter/@Lesoirdebamako, April 26)"),
        ("Jamestown Foundation", "assesses", "2022-05-20", ""),
        ("Malian government", "denies", "NaT", "(lemonde.fr, April 25)"),
    ]
    assert {(c["footnote"], c["citation"], c["title"]) for c in found["citations"]} == {
        (footnote, citation, "Al-Qaeda's Malian Affiliate Targets Russia's Wagner Group")
        for footnote, citation in [
            ("(Twitter/@Lesoirdebamako, April 26)", "@Lesoirdebamako on Twitter, 2022-04-26"),
            ("(lemonde.fr, April 25)", "Le Monde, 2022-04-25"),
        ]
    }
    assert (found["status"], found["open_start"], found["source_row"]) == ("contested", True, 3)


def test_everything_about_the_rn18_on_5_october(store):
    found = store.incident("MLI-2023-10-05-RN18")
    assert {(p["role"], p["name"], p["side"]) for p in found["participations"]} == {
        ("perpetrator", "Malian army", "Malian government"),
        ("partner", "Wagner Group", "Malian government"),
        ("target", "Tuareg separatist rebels", "Separatist rebels"),
    }
    assert [(c["actor_id"], c["stance"], c["document_id"]) for c in found["claims"]] == [
        ("tuareg-rebels", "claims", "ctp-2023-10-25")
    ]
    assert sorted((c["footnote"], c["url"], c["citation"][:17]) for c in found["citations"]) == [
        ("27", "", "SITE Intelligence"),
        ("27", "https://x.com/abdalaag2022/status/1709907071578030321?s=20", "X post"),
    ]
    assert (found["region"], found["place_precision"], pd.isna(found["latitude"])) == ("Gao", "road", True)


def test_an_unknown_incident_is_none(store):
    assert store.incident("' or 1=1 --") is None
    assert (store.has_incident("MLI-2023-10-04-RN18"), store.has_incident("")) == (True, False)


def test_incidents_come_in_order_of_time_and_none_is_cut_off_without_a_limit(store):
    frame = store.incidents(EVERYTHING)
    by_time = sorted(range(19), key=lambda no: (FACTS[no].last, FACTS[no].first, no))
    assert frame["no"].tolist() == by_time
    assert store.incidents(EVERYTHING, limit=2)["no"].tolist() == by_time[:2]


def test_numbers_become_ids_in_the_order_asked(store):
    assert store.incident_ids([3, 99, 0]) == ["MLI-2022-04-SEVARE-2", "MLI-2022-04-06-SEGOU"]
    assert store.incident_ids([]) == []


def test_who_takes_part_in_the_order_of_the_roles(store):
    frame = store.participations(IncidentFilter(text="MLI-2023-10-05-RN18"))
    assert frame[["role", "actor_id"]].to_numpy().tolist() == [
        ["perpetrator", "malian-army"],
        ["partner", "wagner"],
        ["target", "tuareg-rebels"],
    ]


def test_what_there_is(store):
    assert store.span() == (date(2022, 4, 1), date(2023, 10, 23))
    assert (store.months()[0], store.months()[-1], len(store.months())) == (date(2023, 10, 1), date(2022, 4, 1), 19)
    assert store.values("status") == ["claimed", "reported", "contested"]
    assert store.actors()[["actor_id", "incidents"]].head(4).to_numpy().tolist() == [
        ["jnim", 12], ["malian-army", 10], ["wagner", 7], ["tuareg-rebels", 4],
    ]  # fmt: skip
    assert store.documents()[["document_id", "incidents"]].to_numpy().tolist() == [
        ["ctp-2023-10-25", 13], ["jamestown-2022-05-20", 6],
    ]  # fmt: skip
    assert store.milestones()["date"].tolist() == ["2023-07", "2023-08", "2023-09-11", "2023-10-25", "2023-12-31"]


def test_eight_readers_at_once_get_right_answers(store):
    """A connection shared by threads mixes up their answers."""
    asked = [
        EVERYTHING, OCTOBER, replace(OCTOBER, dates="inside"), IncidentFilter(actors=("wagner",)),
        IncidentFilter(actors=("wagner",), role="target"), IncidentFilter(regions=("Gao",)),
        IncidentFilter(statuses=("contested",)), IncidentFilter(types=("IED",)),
    ]  # fmt: skip
    right = [19, 11, 8, 7, 4, 5, 1, 3]

    def read(reader: int) -> list[int]:
        return [store.count(asked[(reader + turn) % 8]) for turn in range(50)]

    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(read, range(8)))
    assert answers == [[right[(reader + turn) % 8] for turn in range(50)] for reader in range(8)]


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('{path}')",
        "select * from '{path}'",
        "copy incident to '{path}'",
        "attach '{path}' as other",
        "set enable_external_access = true",
        "install spatial",
    ],
)
def test_no_query_reaches_a_file(store, tmp_path, sql):
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(duckdb.Error, match=r"disabled|locked|disallowed|not allowed"):
        store._rows(sql.format(path=secret))
    assert secret.read_text(encoding="utf-8") == "a,b\n1,2\n"


@pytest.mark.parametrize("rows", [(), (sheets.row(date_end=""),)], ids=["header only", "only a broken row"])
def test_a_sheet_without_a_good_row_is_a_store_of_nothing(tmp_path, rows):
    """An analyst whose every row is wrong must see the faults, not a crash."""
    store = store_of(ingest(sheets.write(tmp_path, *rows)))
    account = store.account()
    assert (account.read, account.set_aside, store.counts(OCTOBER).total) == (len(rows), len(rows), 0)
    assert (store.span(), store.months(), store.incidents(EVERYTHING).empty) == (None, [], True)
    assert store.bars(EVERYTHING, "week", date(2023, 10, 1), date(2023, 10, 31)).empty


def test_an_incident_of_nobody_has_no_lead_actor(tmp_path):
    store = store_of(ingest(sheets.write(tmp_path, sheets.row())))
    assert store.incident("A")["participations"] == []
    assert bars(store, EVERYTHING, "day", date(2023, 10, 3), date(2023, 10, 3)) == {("2023-10-03", ""): (1, 0)}


def test_lines_and_areas_are_kept_once_each_and_never_as_points(store):
    """Two RN18s share a line; Kidal, Ségou, Koulikoro, Soum and northern Benin are areas: six shapes in all."""
    frame = store.incidents(EVERYTHING)
    extended = frame[frame["place_precision"].isin(["road", "area"])]
    assert len(store.shapes) == extended["shape_no"].nunique() == 6
    assert extended[["latitude", "longitude"]].isna().all(axis=None)
    assert frame.loc[~frame.index.isin(extended.index), "shape_no"].isna().all()
