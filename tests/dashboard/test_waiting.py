"""Long work keeps neither its reader in the dark nor others waiting, and ends when nobody wants it any more."""

import threading
import time

import pytest

from dashboard import turns, waiting
from geodata.errors import FilterError


class Page:
    """What stands where the page says how far the work is."""

    def __init__(self, ends_after: int | None = None):
        self.said, self._ends_after = [], ends_after

    def empty(self):
        self.said.append(None)
        return self

    def progress(self, part: float, text: str) -> None:
        if self._ends_after is not None and len(self.said) > self._ends_after:
            raise KeyboardInterrupt  # as Streamlit ends a run whose reader has asked something else
        self.said.append((part, text))


@pytest.fixture
def page(monkeypatch):
    shown = Page()
    monkeypatch.setattr(waiting, "st", shown)
    return shown


def test_what_is_done_at_once_says_nothing(page):
    with turns.turn():
        assert waiting.patiently(lambda tell: 7) == 7
    assert [each for each in page.said if each] == []


def test_long_work_says_how_far_it_is_and_leaves_no_bar_behind(page):
    half, go_on = threading.Event(), threading.Event()

    def make(tell) -> str:
        tell(0.5)
        half.set()
        assert go_on.wait(10)
        return "found"

    def let_go() -> None:
        while not any(page.said):
            time.sleep(0.01)
        go_on.set()

    threading.Thread(target=let_go).start()
    with turns.turn():
        assert waiting.patiently(make) == "found"
    assert (0.5, "Counting … 50 %") in page.said
    assert page.said[-1] is None


def test_others_have_a_turn_meanwhile(page):
    """As many readers as may work at once wait for long work; one more is served."""
    served = threading.Event()

    def reader() -> None:
        with turns.turn():
            waiting.patiently(lambda tell: served.wait(10))

    readers = [threading.Thread(target=reader) for _nr in range(turns.AT_ONCE)]
    for each in readers:
        each.start()
    with turns.turn():
        served.set()
    for each in readers:
        each.join(10)
        assert not each.is_alive()


def test_what_can_t_be_asked_is_said_where_it_was_asked(page):
    def make(tell):
        raise FilterError("no such group")

    with turns.turn(), pytest.raises(FilterError, match="no such group"):
        waiting.patiently(make)


def test_work_that_nobody_waits_for_ends(monkeypatch):
    monkeypatch.setattr(waiting, "st", Page(ends_after=1))
    ended = threading.Event()

    def make(tell) -> None:
        try:
            while True:
                tell(0.1)
                time.sleep(0.01)
        finally:
            ended.set()

    with turns.turn(), pytest.raises(KeyboardInterrupt):
        waiting.patiently(make)
    assert ended.wait(10), "it would go on for a minute and keep a processor busy"
