"""Reported against recorded: a reader must see which figure is whose claim, and never take fewer rows for a refutation."""

from datetime import date

import pytest

from geodata.errors import DataFileError, FilterError
from geodata.filters import IncidentFilter
from geodata.questions.reported import PRESETS, Asked, answer
from geodata.texts import said_in
from tests.divisions import KEY

from ..sheets import row

HEADER = "figure_id,metric,actors,area,date_from,date_to,qualifier,value,unit,document_id,footnote,note\n"
NONE = IncidentFilter()


def figure(**changes: str) -> str:
    cells = {
        "figure_id": "own", "metric": "operations", "actors": "Malian army", "area": "northern Mali", "date_from": "2023-10-01",
        "date_to": "2023-10-31", "qualifier": "exactly", "value": "2", "unit": "operations", "document_id": "own-doc", "footnote": "1",
        "note": "",
    } | changes  # fmt: skip
    return HEADER + ",".join(cells.values()) + "\n"


FILE = "reported_figures.csv"


def values(found, *columns: str) -> list[tuple]:
    at = [[column.key for column in found.columns].index(name) for name in columns]
    return [tuple(each.values[nr] for nr in at) for each in found.rows]


def cells(found, column: str) -> list[str]:
    at = [each.key for each in found.columns].index(column)
    return [each.cells[at] for each in found.rows]


def ids(store, each) -> list[str]:
    return store.incident_ids(list(each.incidents))


# --- the embedded data --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def embedded(store):
    return answer(store, NONE, Asked())


def test_every_figure_of_the_documents_by_hand(store, embedded):
    """In the north the army and Wagner act on the way to Kidal, on the RN18 on 5 Oct and at Ersane; the bases of August have no place."""
    found = embedded
    assert values(found, "reported", "certain", "more", "difference") == [
        (20, 3, 1, -17),
        (2, 0, 1, -2),
        (5, 0, 0, -5),
        (5, 1, 0, -4),
        (11, 1, 0, -10),
        (2, None, None, None),
    ]
    assert ids(store, found.rows[0]) == ["MLI-2023-10-05-RN18", "MLI-2023-10-EARLY-KIDAL", "MLI-2023-10-10-ERSANE"]
    assert ids(store, found.rows[3]) == ["MLI-2023-10-23-AGUELHOK-2"]
    assert ids(store, found.rows[4]) == ["MLI-2023-10-10-ERSANE"]


def test_a_figure_is_said_as_the_document_s_claim_with_its_qualifier_and_source(embedded):
    found = embedded
    assert cells(found, "reported")[:4] == [
        "at least 20 operations", "only 2 operations", "5 operations a month on average", "at least 5 bases",
    ]  # fmt: skip
    assert cells(found, "source")[0] == "ctp-2023-10-25, footnote 15"
    assert cells(found, "difference")[:3] == ["at least 17 fewer", "2 fewer", "5 fewer"]


def test_findings_say_how_many_differ_and_leave_each_to_its_row(embedded):
    """By hand: 3 or 4 of at least 20, 0 or 1 of 2, 0 of 5 a month, 1 of at least 5, 1 of at least 11; the sixth is not compared."""
    assert embedded.findings == (
        "Of 6 figures that documents report, 5 are compared with the data; in 5 the data hold fewer.",
        "5 of them can't be what the data hold, even with all that may belong.",
    )
    assert [row.flagged for row in embedded.rows] == [True] * 5 + [False]


def test_why_they_differ_names_the_database_that_is_not_public(embedded):
    why = cells(embedded, "why")
    assert all("author's own database, which is not public" in said for said in why[:5])
    assert "which is not public" not in why[5]  # footnote 17 cites posts and reports
    assert all("This data set has 13 incidents that cite the document." in said for said in why)
    assert "“Malian security forces” is read as Malian army." in why[1]
    assert "In the 4 months of the period the data have 0 a month." in why[2]


def test_a_row_opens_the_incidents_that_it_counts(store, embedded):
    for each in embedded.rows[:5]:
        assert store.incidents(each.opens.filter)["no"].tolist() == list(each.incidents)


def test_coincidences_are_counted_by_who_can(store, embedded):
    asked_of = []

    def same_place(given, chosen):
        asked_of.append(chosen)
        return 2, 1

    found = answer(store, NONE, Asked(), same_place)
    assert values(found, "certain", "more", "difference")[5] == (2, 1, 0)
    assert cells(found, "difference")[5] == "as many"
    assert asked_of[0].actors == ("jnim", "tuareg-rebels")
    assert "Counted on the page Coincidences." in cells(embedded, "why")[5]


def test_the_north_of_a_newer_division_has_its_newer_regions(joined, embedded):
    found = answer(joined, IncidentFilter(boundary_set=KEY), Asked())
    assert values(found, "certain", "more") == values(embedded, "certain", "more")
    assert set(found.rows[0].opens.filter.regions) == {"Gao", "Kidal", "Tombouctou", "Ménaka", "Taoudénit"}
    with pytest.raises(FilterError):
        answer(joined, IncidentFilter(boundary_set="nowhere"), Asked())


def test_the_rest_of_the_filter_holds(store):
    found = answer(store, IncidentFilter(statuses=("claimed",), actors=("jnim",), date_to=date(2022, 1, 1)), Asked())
    # Of the three the convoy is reported, as are the bases of August; Ersane and the RN18 are claimed.
    assert values(found, "certain", "more")[0] == (2, 0)


# --- made-up data -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mine(made):
    """What lies, and may lie, in the north in October 2023; and three attacks of a group of its own."""
    army = {"perpetrators": "Malian army", "event_type": "Attack"}
    area, road = ({"place": "somewhere", "place_precision": kind} for kind in ("area", "road"))
    return made(
        row(incident_id="sure", **army),
        row(incident_id="elsewhere", **army | {"place": "Mopti"}),
        row(incident_id="target", event_type="Attack", perpetrators="JNIM", targets="Malian army"),
        row(
            incident_id="partner",
            event_type="Attack",
            perpetrators="Wagner Group",
            partners="Malian army",
            place="Kidal",
        ),
        row(incident_id="vague day", date_end="2023-11-02", date_precision="range", **army),
        row(incident_id="before", date_start="", date_precision="on or before", **army),
        row(incident_id="no place", **army | {"place": "", "place_precision": "unlocated"}),
        row(incident_id="country", outline="POLYGON ((-11 12, 3 12, 3 24, -11 24, -11 12))", **army | area),
        row(incident_id="village", outline="POLYGON ((0 17, 0.1 17, 0.1 17.1, 0 17.1, 0 17))", **army | area),
        row(incident_id="border", outline="LINESTRING (-4.2 14.5, -4.1 14.6, 0 16.5)", **army | road),
        row(incident_id="far", outline="LINESTRING (-8 12.5, -7.9 12.6)", **army | road),
        *(row(incident_id=str(nr), perpetrators="Own group") for nr in range(3)),
    )


def test_what_is_only_partly_in_the_area_or_the_period_may_belong(mine, reading):
    found = answer(reading(mine, FILE, figure()), NONE, Asked())
    # Sure: sure, partner, village. May be: vague day, before, no place, country, border.
    assert values(found, "certain", "more", "difference") == [(3, 5, 1)]
    assert cells(found, "difference") == ["1 more"]
    assert found.rows[0].flagged


def test_averages_are_compared_as_rates(mine, reading):
    rates = figure(
        actors="Own group",
        area="",
        date_from="2023-10-01",
        date_to="2023-11-15",
        qualifier="average",
        value="2",
        unit="operations a month",
    )
    found = answer(reading(mine, FILE, rates), NONE, Asked())
    # A whole month and half of one, 15 days of 30: three incidents are two a month.
    assert values(found, "certain", "difference") == [(3, 0)]
    assert "In the 1.5 months of the period the data have 2 a month." in cells(found, "why")[0]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"actors": "Malian amy"}, 'No actor of the data is called "Malian amy". Did you mean "Malian army"?'),
        ({"area": "northen Mali"}, 'has no region that is "northen Mali". Did you mean "northern Mali"?'),
        ({"date_from": "2019-01-01", "date_to": "2019-02-01"}, "The data hold nothing of this period."),
        ({"unit": "skirmishes"}, "Nothing here knows how this is counted"),
    ],
)
def test_a_figure_that_cannot_be_compared_has_a_sentence_and_keeps_its_row(store, reading, changes, sentence):
    found = answer(reading(store, FILE, figure(**changes)), NONE, Asked())
    assert len(found.rows) == 1
    assert sentence in cells(found, "why")[0]


def test_a_table_that_cannot_be_read_says_all_its_faults(store, reading):
    bad = figure(value="many", date_to="soon")
    with pytest.raises(DataFileError) as refused:
        answer(reading(store, FILE, bad), NONE, Asked())
    assert "reported_figures.csv" in str(refused.value)
    assert '"many" is no number' in str(refused.value) and '"soon" is no day' in str(refused.value)


def test_a_table_without_a_row_is_said(store, reading):
    said = "No document reports a figure: the table reported_figures.csv has no row."
    assert answer(reading(store, FILE, HEADER), NONE, Asked()).findings == (said,)


def test_an_area_may_be_a_region_by_any_of_its_spellings(store, reading):
    """Of the three in the north one is in Kidal."""
    wagner = figure(actors="Wagner Group", area="Kidal region")
    assert values(answer(reading(store, FILE, wagner), NONE, Asked()), "certain") == [(1,)]


# --- the figures as views -----------------------------------------------------------------------------------------------


def test_the_presets_are_the_documents_figures(store):
    shown = [store.incidents(preset.view(store).filter)["incident_id"].tolist() for preset in PRESETS]
    assert [preset.title for preset in PRESETS] == ["Figure 1", "Figure 2", "Figure 3"]
    assert set(shown[0]) == {"MLI-2023-10-05-RN18", "MLI-2023-10-EARLY-KIDAL", "MLI-2023-10-10-ERSANE"}
    assert set(shown[1]) == {
        "MLI-2023-10-03-TARKINT-1", "MLI-2023-10-03-TARKINT-2", "MLI-2023-10-04-RN18", "MLI-2023-10-23-AGUELHOK-1",
        "MLI-2023-10-23-AGUELHOK-2",
    }  # fmt: skip
    assert len(shown[2]) == 12 and {"BEN-2022-04-NORTH", "BFA-2023-10-09-SOUM"} <= set(shown[2])


def test_a_preset_shows_nothing_where_the_data_have_no_such_type(store, monkeypatch):
    monkeypatch.setattr(store, "values", lambda column: ["Statement"], raising=True)
    assert store.count(PRESETS[1].view(store).filter) == 1  # of the classes only "Base takeover" is a type, too


def test_it_is_said_in_another_language(store):
    with said_in("fr"):
        assert len(answer(store, NONE, Asked()).rows) == 6
