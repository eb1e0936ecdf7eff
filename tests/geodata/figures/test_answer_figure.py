"""An answer on paper says what the page says, and its numbers are those of the sources beside it."""

from dataclasses import replace
from datetime import date

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch

from geodata.figures import answer_drawing, panels
from geodata.figures.answered import answered
from geodata.figures.grid import edges
from geodata.figures.papers import PAPERS, Rect
from geodata.figures.registry import FORMATS, answer_content
from geodata.figures.sheet import POINTS, blank
from geodata.figures.text import width
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.questions.changes import Asked as Changes
from geodata.questions.coincidences import Asked as Coincidences
from geodata.questions.comparison import Asked as Comparison
from geodata.questions.registry import QUESTIONS
from geodata.store import store_of
from geodata.texts import said_in
from geodata.told import link_words
from geodata.views import View
from tests.geodata import sheets

from .reading import cited, listed

NOTHING = IncidentFilter(date_from=date(1990, 1, 1), date_to=date(1990, 1, 2))
HOSTILE = "$x^2$ <script>alert(1)</script> ⴽⵉⴷⴰⵍ \u202e 🎉"
NAMES = list(QUESTIONS)
WITH_INCIDENTS = ["coincidences", "reported", "handovers"]


def words(texts: dict[str, list[str]], begin: str) -> str:
    """All that stands in lines of this name, in order."""
    return " ".join(word for about, said in texts.items() if about.startswith(begin) for word in said)


@pytest.fixture(scope="module")
def answers(store):
    """The answers to all questions by name, found once."""
    return {name: each.answer(store, IncidentFilter(), each.asked()) for name, each in QUESTIONS.items()}


@pytest.mark.parametrize("name", NAMES)
def test_findings_what_must_be_known_and_rows_are_texts_of_the_figure(name, store, wanted, said, answers):
    texts, found = said(wanted(address="https://maps.example.org"), kind=name), answers[name]
    assert " ".join(found.findings).split() == words(texts, "finding-").split()
    assert words(texts, "caveat-").split() == " ".join(found.caveats).split()
    rows = {about for about in texts if about.startswith("row-")}
    assert rows and "".join(found.rows[0].cells[0].split()) in "".join(words(texts, "row-0").split())
    left = len(found.rows) - len(rows) + found.left_out
    assert (not left) or f"{left} more row" in words(texts, "counts-")
    page = "" if name == "summary" else name  # the summary stands on the first page
    assert f"https://maps.example.org/{page}" in words(texts, "made-")


@pytest.mark.parametrize("name", WITH_INCIDENTS)
@pytest.mark.parametrize("paper", ["square"])
def test_raised_numbers_are_those_of_the_sources_of_the_rows_incidents(name, paper, store, wanted, said, answers):
    figure = wanted(paper=paper)
    texts, told = said(figure, kind=name), answered(store, figure, name, answers[name])
    shown = [at for at in range(len(told.answer.rows)) if f"row-{at}" in texts]
    for at in shown:
        raised = {number for word in texts[f"row-{at}"] for number in cited(word)}
        assert raised == set(told.numbers(told.answer.rows[at]))
    numbers = {number for at in shown for number in told.numbers(told.answer.rows[at])}
    assert numbers and numbers == set(range(1, max(numbers) + 1)) >= set(listed(texts))


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_filter_is_a_figure_that_says_so(name, wanted, said):
    texts = said(wanted(chosen=NOTHING), kind=name)
    assert words(texts, "finding-") and texts["counts-0"][0].startswith("Shown 0 of 19 incidents.")


@pytest.mark.parametrize("name", ["coincidences", "comparison"])
def test_what_is_drawn_is_on_the_map_and_in_the_bars(name, wanted, said):
    texts = said(wanted(), kind=name)
    if name == "coincidences":
        assert sorted(words(texts, "place-").split(" Tarkint")) and "Aguelhok" in words(texts, "place-")
        assert "only possible" in texts[""] and "Projection:" in words(texts, "counts-")
    else:
        assert {"break: 1 Aug 2023", "may be, shared out by days", "incomplete month"} <= set(texts[""])


def test_the_map_shows_the_pairs_with_land_around_them(store, wanted, answers):
    """From Tarkint's position to Aguelhok's, with 0.75 degrees around them; what else is asked for stays, as does the country without pairs."""
    told = answered(store, wanted(), "coincidences", answers["coincidences"])
    shown = answer_drawing.frame(told)
    places = [
        store.incidents_of([no]).iloc[0] for row in (told.answer.rows[0], told.answer.rows[2]) for no in row.incidents
    ]
    assert shown.north == pytest.approx(max(each.latitude for each in places) + 0.75)
    assert shown.east == pytest.approx(max(each.longitude for each in places) + 0.75)
    assert -1.5 < shown.west < -0.5 and 16 < shown.south < 17  # the road's nearest point to Tarkint is the westernmost
    assert f"about {shown.middle[0]}° N" in answer_drawing.projection(told)[0]
    assert answer_drawing.frame(answered(store, wanted("north"), "coincidences", told.answer)).key == "north"
    assert answer_drawing.frame(answered(store, wanted(), "changes", answers["changes"])).key == "mali"


@pytest.mark.parametrize("paper", PAPERS)
def test_no_pair_lies_under_key_or_scale_bar(paper, store, wanted, answers):
    told = answered(store, wanted(paper=paper), "coincidences", answers["coincidences"])
    part = PAPERS[paper].map
    rect = Rect(part.left, part.bottom, part.width * answer_drawing.share(told), part.height * 0.45)
    made = replace(told.wanted, frame=answer_drawing.frame(told), paper=replace(told.wanted.paper, map=rect))
    dots = [made.frame.shape(row.shape.centroid) for row in told.answer.rows]
    west, south, east, north = answer_drawing.extent(made, told, dots)
    point = (east - west) / (rect.width * POINTS)
    key = 12 * 2 + 9  # two signs, and the air above
    wide = max(
        width("at the same place or near for certain", 7.2) + 31,
        panels.landmarks_room(made, (west, south, east, north)).right,
    )
    for dot in dots:
        assert west < dot.x < east and south < dot.y < north
        assert (dot.x - west) / point > wide or key < (north - dot.y) / point < rect.height * POINTS - 46


def test_regions_that_stand_out_are_on_a_map(wanted, said):
    # By hand: Gao has four incidents known to the day in the week up to 9 October, and none in the weeks before.
    asked = Changes(until=date(2023, 10, 9), least=3)
    texts = said(wanted(asked=asked), kind="changes")
    assert {"GAO 4", "KIDAL 0", "stands out"} <= set(texts[""])


def test_a_region_that_stands_out_is_shaded_whole_and_has_no_dot(store, wanted):
    asked = Changes(until=date(2023, 10, 9), least=3)
    drawn = answered(store, wanted(asked=asked), "changes", QUESTIONS["changes"].answer(store, IncidentFilter(), asked))
    figure = blank(PAPERS["16:9"])
    answer_drawing.draw(figure, store, drawn, PAPERS["16:9"].map)
    shaded = [
        patch
        for on in figure.axes
        for patch in on.findobj(PathPatch)
        if to_hex(patch.get_facecolor()) == answer_drawing.SHADE
    ]
    west, south, east, north = drawn.wanted.frame.shape(store.boundaries.shape("Gao")).bounds
    found = [patch.get_path().get_extents() for patch in shaded]
    assert len(found) == 1 and (found[0].width, found[0].height) == pytest.approx(
        (east - west, north - south), rel=0.02
    )
    dots = [each for on in figure.axes for each in on.lines if each.get_marker() == "o"]
    assert not dots


def test_numbers_are_whole_where_fifteen_columns_have_little_room(wanted, said):
    """By hand: one incident of the army in 518 days is 30 / 518 = 0.0579 per 30 days. Of 1 against 0 in as many days each the lower bound
    of the ratio is p / (1 - p) with p = 0.025: 0.0256."""
    with said_in("fr"):
        texts = said(wanted(paper="4:3", asked=Comparison(by="actors")), kind="comparison")
    assert {"0,0579", "0,0256"} <= set(texts["row-0"])


MARKED = {
    "coincidences": "Marked rows: at the same place as reported, or near for certain.",
    "comparison": "Marked rows: the interval of the ratio leaves out 1.",
    "reported": "Marked rows can't be what the data hold, even with all that may belong.",
}


@pytest.mark.parametrize("name", NAMES)
def test_what_a_mark_means_is_said_where_a_row_has_one(name, store, wanted, answers):
    """By hand: no row of the other answers is flagged."""
    told = answered(store, wanted(), name, answers[name])
    left = told.left_out(len(told.answer.rows))
    assert [each for each in left if each.startswith("Marked")] == ([MARKED[name]] if name in MARKED else [])


def test_the_link_says_filter_and_question(wanted, said):
    chosen = IncidentFilter(date_from=date(2023, 10, 1))
    figure = wanted(chosen=chosen, asked=Coincidences(km=30.0), address="https://maps.example.org/")
    link = "https://maps.example.org/coincidences?from=2023-10-01&km=30"
    assert link in words(said(figure, kind="coincidences"), "made-")
    assert link_words(View(chosen), "https://maps.example.org/") == "https://maps.example.org/?from=2023-10-01"


def test_hostile_words_are_words_and_every_format_gives_the_same_bytes_twice(wanted, said, tmp_path):
    rows = [
        sheets.row(
            incident_id=f"A{n}", place=HOSTILE[:40], latitude="16", longitude="0", source=HOSTILE, perpetrators=who
        )
        for n, who in enumerate(("Tuareg separatist rebels", "JNIM"))
    ]
    own = store_of(ingest(sheets.write(tmp_path, *rows)))
    asked = Coincidences(among="every")
    texts = said(wanted(title=HOSTILE, asked=asked), own, "coincidences")
    assert texts["title-0"][0].startswith("$x^2$ <script>alert(1)</script> ⴽⵉⴷⴰⵍ")
    assert "<script>" in words(texts, "row-0") and "□ stands for a sign" in words(texts, "counts-")
    figure = wanted(paper="a4", marking="TLP:RED", asked=asked)
    for name in FORMATS:
        one, other = (answer_content(own, figure, "coincidences", name, dots=96) for _time in range(2))
        assert one == other


def test_more_rows_than_have_room_are_counted(store, wanted, answers):
    found = answers["coincidences"]
    many = replace(found, rows=found.rows * 60)
    made = answer_content(store, wanted(), "coincidences", "svg", many).decode()
    assert "more rows are not listed here" in made and 'id="row-3"' in made and 'id="row-59"' not in made


def test_no_column_is_narrower_than_its_longest_word():
    assert edges([1, 1, 2], [0, 50, 0], 100) == pytest.approx([0, 100 / 6, 400 / 6, 100])
    assert edges([1, 1], [90, 60], 100) == pytest.approx([0, 60, 100])


def test_ids_are_never_broken_before_other_words(wanted, said):
    """Of 100 points ids need 40; what is left is shared out as 60 and 90 need it. Where they need more than 75, all shrink alike."""
    assert edges([1, 1, 1], [60, 40, 90], 100, [0, 40, 0]) == pytest.approx([0, 24, 64, 100])
    assert edges([1, 1], [120, 80], 100, [0, 80]) == pytest.approx([0, 60, 100])
    for paper in ("16:9", "a4", "square"):
        texts = said(wanted(paper=paper), kind="coincidences")
        assert {"MLI-2023-10-23-AGUELHOK-1,", "MLI-2023-10-23-AGUELHOK-2"} <= set(words(texts, "row-2").split())
