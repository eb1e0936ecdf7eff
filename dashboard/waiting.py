"""Long work: done in a thread of its own, while the page says how far it is and other readers have their turn."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from geodata.texts import _, in_this_language, number

from . import turns

Result = TypeVar("Result")
Tell = Callable[[float], None]  # hears which part of the work is done, from 0 to 1
_AT_ONCE = 0.05  # seconds in which most work is done, and nothing has to be said
_EVERY = 0.2  # seconds between two looks at how far it is


class _AbandonedError(Exception):
    """Nobody waits for the work any more: its reader has asked something else, or has gone."""


class _Work:
    """Work in a thread: `part` of it is done; in the end there is a `result`, or an `error`."""

    def __init__(self, make: Callable[[Tell], Any]):
        self.part, self.result, self.error, self.abandoned = 0.0, None, None, False
        self._make = make
        self.thread = threading.Thread(target=in_this_language(self._run), daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.result = self._make(self._tell)
        except BaseException as error:  # whoever waits raises it
            self.error = error

    def _tell(self, part: float) -> None:
        if self.abandoned:
            raise _AbandonedError
        self.part = part


def patiently(make: Callable[[Tell], Result]) -> Result:
    """What `make` gives; it may tell how far it is. Other readers' runs have this one's turn meanwhile.

    Where the reader asks something else before it is done, the work ends the next time that it tells.
    """
    work = _Work(make)
    work.thread.join(_AT_ONCE)
    where = st.empty()
    try:
        while work.thread.is_alive():
            where.progress(min(work.part, 1.0), text=_("Counting … {n} %").format(n=number(100 * work.part, 0)))
            turns.pause(_EVERY)
    except BaseException:  # Streamlit ends a run so, in the middle of it
        work.abandoned = True
        raise
    where.empty()
    if work.error:
        raise work.error
    return work.result
