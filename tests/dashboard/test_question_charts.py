"""Charts of answers: what no rate counts is hatched, whatever its height, both sides have one scale, and pairs say when they were."""

from datetime import date

import pytest

from dashboard import question_charts
from geodata.filters import IncidentFilter
from geodata.questions.compared_bars import Bar, Bars
from geodata.questions.comparison import Drawing
from geodata.questions.pairing import RELATIONS
from geodata.questions.registry import QUESTIONS

MAY, JUNE = (date(2023, 5, 1), date(2023, 5, 31)), (date(2023, 6, 1), date(2023, 6, 10))


def drawing(*bars: Bar) -> Drawing:
    return Drawing(sides=(), bars=Bars("month", bars, (Bar(*MAY, 9, 0.0, True),)), opens=())


def layers(*bars: Bar) -> tuple[list[dict], list[dict]]:
    """The rows of the bars, and those of the hatching."""
    spec = question_charts.side(drawing(*bars), 0, "incomplete").to_dict()
    return tuple(spec["datasets"][layer["data"]["name"]] for layer in spec["layer"])


def test_a_complete_step_is_not_hatched():
    bars, hatching = layers(Bar(*MAY, 4, 1.0, True))
    assert [(bar["low"], bar["high"], bar["note"]) for bar in bars] == [(0, 4, ""), (4, 5, "")]
    assert hatching == []


def test_an_incomplete_step_is_hatched_within_its_bar():
    bars, hatching = layers(Bar(*MAY, 4, 1.0, True), Bar(*JUNE, 3, 0.5, False))
    assert [bar["note"] for bar in bars] == ["", "", "incomplete", "incomplete"]
    begins, ends = (question_charts._milliseconds(each) for each in (date(2023, 6, 1), date(2023, 6, 11)))
    assert len(hatching) > 5
    for line in hatching:
        assert begins - 1 <= line["begins"] < line["ends"] <= ends + 1
        assert -1e-9 <= line["low"] < line["high"] <= 3.5 + 1e-9
    assert max(line["high"] for line in hatching) == pytest.approx(3.5), "up to what may be"


def test_an_incomplete_step_without_an_incident_has_nothing_to_hatch():
    assert layers(Bar(*MAY, 4, 1.0, True), Bar(*JUNE, 0, 0.0, False))[1] == []


def test_both_sides_are_drawn_to_one_scale():
    made = drawing(Bar(*MAY, 4, 1.0, True))
    for which in (0, 1):
        spec = question_charts.side(made, which, "incomplete").to_dict()
        assert {tuple(layer["encoding"]["y"]["scale"]["domain"]) for layer in spec["layer"]} == {(0, 9)}


def test_pairs_have_a_bar_each_and_their_year_is_said(store):
    """The three at the same place and the possible one; Tarkint is a day, to its end, the road two."""
    question = QUESTIONS["coincidences"]
    found = question.answer(store, IncidentFilter(), question.asked())
    spec = question_charts.pairs(found.drawing, found.rows, {each: each for each in RELATIONS}).to_dict()
    bars = next(iter(spec["datasets"].values()))
    assert [(bar["begins"][:10], bar["ends"][:10], bar["relation"]) for bar in bars] == [
        ("2023-10-03", "2023-10-04", "same place"),
        ("2023-10-04", "2023-10-06", "same place"),
        ("2023-10-23", "2023-10-24", "same place"),
        ("2023-10-03", "2023-10-05", "possible"),
    ]
    assert spec["encoding"]["x"]["title"] == "3–23 Oct 2023"
