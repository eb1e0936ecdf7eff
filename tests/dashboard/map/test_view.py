"""What the map says is heard once, all of it, and nothing that isn't its own."""

import pytest

from dashboard.map import view


@pytest.fixture
def news(monkeypatch):
    """Hears values of the frame one after the other; gives the numbers of the messages that are new."""
    monkeypatch.setattr(view.st, "session_state", {})
    return lambda frame, *messages: [
        each["nr"] for each in view._news({"frame": frame, "messages": list(messages)}, "map")
    ]


def said(nr: int) -> dict:
    return {"event": "clear", "nr": nr}


def test_a_message_whose_value_was_replaced_while_it_waited_is_heard_with_the_next(news):
    assert news("a", said(1)) == [1]
    assert news("a", said(1), said(2), said(3)) == [2, 3]
    assert news("a", said(2), said(3)) == [], "no message is heard twice"


def test_a_frame_that_was_loaded_again_begins_anew(news):
    assert news("a", said(7)) == [7]
    assert news("b", said(1)) == [1]


@pytest.mark.parametrize(
    "message", [None, 3, "clear", {}, {"event": "clear"}, {"nr": 9}, {"event": "clear", "nr": "9"}]
)
def test_what_is_no_message_is_let_go(news, message):
    assert news("a", message, said(1)) == [1]


@pytest.mark.parametrize("messages", [None, "x", {"nr": 1}])
def test_so_is_a_value_without_messages(monkeypatch, messages):
    monkeypatch.setattr(view.st, "session_state", {})
    assert view._news({"frame": "a", "messages": messages}, "map") == []
