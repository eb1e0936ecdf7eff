"""What a map may ask for, and nothing else: a message is anybody's who opens the browser's console."""

import pytest

from dashboard.map import messages
from geodata.cells import Box
from geodata.views import Frame

KEYS = ("Gao", "Kidal")


def selected(event: dict):
    return messages.selected(event, KEYS, lambda numbers: [f"id-{number}" for number in numbers if number < 100])


@pytest.mark.parametrize(
    ("event", "asked"),
    [
        ({"event": "pick", "ids": [7, 8]}, {"incident": "id-7"}),
        ({"event": "pick", "ids": [700]}, {"incident": None}),
        ({"event": "pick", "ids": []}, {"incident": None}),
        ({"event": "inside", "box": [16, -1, 17, 1]}, {"inside": Box(16, -1, 17, 1)}),
        ({"event": "on", "shape": 3}, {"shape": 3}),
        ({"event": "region", "index": 1}, {"region": "Kidal"}),
        ({"event": "clear"}, {}),
    ],
)
def test_a_click_selects(event, asked):
    assert selected(event) == asked


@pytest.mark.parametrize(
    "event",
    [
        {"event": "inside", "box": [17, -1, 16, 1]}, {"event": "inside", "box": [1, 2]}, {"event": "inside", "box": "here"},
        {"event": "region", "index": 2}, {"event": "region", "index": -1}, {"event": "region", "index": "0"},
        {"event": "on", "shape": "drop table"}, {"event": "move", "lat": 1, "lon": 2, "zoom": 3}, {"event": "else"},
    ],
)  # fmt: skip
def test_what_selects_nothing_changes_nothing(event):
    assert selected(event) is None


def test_a_move_says_where_to():
    assert messages.moved({"event": "move", "lat": 17.5, "lon": 0.1, "zoom": 6.25}) == (Frame(17.5, 0.1, 6.25),)
    assert messages.moved({"event": "home"}) == (None,), "the whole country has no frame of its own"


@pytest.mark.parametrize(
    "event",
    [
        {"event": "move", "lat": 95, "lon": 0, "zoom": 5}, {"event": "move", "lat": "x", "lon": 0, "zoom": 5},
        {"event": "move", "lat": float("nan"), "lon": 0, "zoom": 5}, {"event": "move"}, {"event": "look"},
    ],
)  # fmt: skip
def test_a_place_that_can_t_be_shown_moves_nothing(event):
    assert messages.moved(event) is None


def test_a_message_says_what_is_in_view():
    assert messages.seen({"event": "look", "zoom": 5, "bounds": [10, -12, 25, 4]}) == (Box(10, -12, 25, 4), 5.0)
    for nothing in ({}, {"zoom": 5}, {"zoom": "x", "bounds": [1, 2, 3, 4]}, {"zoom": 5, "bounds": [4, 3, 2, 1]}):
        assert messages.seen({"event": "look"} | nothing) is None
