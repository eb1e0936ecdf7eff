"""Turns: how many runs of a page work at the same time.

Python runs one thread at a time, and hands over no sooner than after 5 ms: with many runs at once each step of each waits for all
the others, and none gets done. In turn, each is done sooner.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 3  # while one of them waits for the store, another one computes
_free = threading.BoundedSemaphore(AT_ONCE)
_mine = threading.local()


@contextmanager
def turn() -> Iterator[None]:
    """Waits until a run may work. A part of a run that has its turn waits for none of its own."""
    if getattr(_mine, "has", False):
        yield
        return
    with _free:
        _mine.has = True
        try:
            yield
        finally:
            _mine.has = False


def pause(seconds: float) -> None:
    """Sleeps within a turn, which another run may have meanwhile."""
    _mine.has = False
    _free.release()
    try:
        time.sleep(seconds)
    finally:
        _free.acquire()
        _mine.has = True
