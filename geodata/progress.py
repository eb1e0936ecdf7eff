"""How far a long piece of work is, for whoever waits at a terminal."""

import math
import sys
import time
from collections.abc import Callable
from pathlib import Path

from .texts import _, number


def progress(total: int) -> Callable[[int], None]:
    """Says on standard error how far a long piece of work is, at most once in two seconds."""
    began = said = time.monotonic()

    def say(done: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said < 2:
            return
        said = now
        rate = done / (now - began)
        text = _("{done} of {total} rows · {rate} a second · {left} s left")
        left = number(math.ceil((total - done) / rate))
        shown = text.format(done=number(done), total=number(total), rate=number(round(rate)), left=left)
        print(shown, file=sys.stderr, flush=True)

    return say


def lines(path: Path) -> int:
    """How many lines a file has: of a CSV about its rows; 0 for one that can't be read."""
    try:
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 0
