"""1 to 40 readers at one server, each of whom filters or pans every 5 seconds.

The readers are a process of their own (`python -m tests.bench.load URL READERS`), so that its work is told apart.
"""

import asyncio
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.browser.conftest import ROOT

from . import processes
from .browser import served
from .measurement import Measurement
from .session import Session, SessionError
from .stores import made, sizes

READERS = (1, 10, 20, 40)
EVERY, ACTIONS = 5.0, 8  # seconds from one action to the next; actions of each reader
TARGETS = {20: 1000, 40: 3000}  # ms within which 95 of 100 actions are over
MOST = 1_000_000


def measure() -> Iterator[Measurement]:
    """Yields how long the readers wait, the errors, and the processor time of the server and of the readers."""
    size = max((size for size in sizes() if size <= MOST), default=None)
    if size is None:
        return
    with made(size) as path, tempfile.TemporaryDirectory() as logs:
        for readers in READERS:
            # A server of its own for each: what one has counted would else be there for the next.
            with served(Path(logs), store=path) as app:
                yield from _measure(app.url, app.process.pid, readers, size)


def _measure(url: str, server: int, readers: int, size: int) -> Iterator[Measurement]:
    command = [sys.executable, "-m", "tests.bench.load", url, str(readers)]
    used = processes.cpu(server)
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    took = time.perf_counter() - began
    found = json.loads(done.stdout)
    who = f"{readers} {'reader' if readers == 1 else 'readers'} at {size:,} incidents"
    for state, said in (("map", "until the map came"), ("whole", "until the page came")):
        samples = tuple(found[state])
        yield Measurement(f"{who}, {said}, median", "ms", samples)
        slow = (percentile(samples, 95),) if samples else ()
        target = TARGETS.get(readers) if state == "whole" else None
        yield Measurement(f"{who}, {said}, 95 of 100 within", "ms", slow, target, headline=state == "whole")
    yield Measurement(f"{who}, errors", "", (len(found["errors"]),), 0, headline=True, reason=_first(found["errors"]))
    yield Measurement(f"{who}, server's share of a core", "%", ((processes.cpu(server) - used) / took * 100,))
    yield Measurement(f"{who}, the readers' own share of a core", "%", (found["cpu"] / took * 100,))


def percentile(samples: tuple[float, ...], hundredths: int) -> float:
    """The sample below which so many of a hundred lie."""
    return statistics.quantiles(samples, n=100, method="inclusive")[hundredths - 1] if len(samples) > 1 else samples[0]


def _first(errors: list[str]) -> str:
    return errors[0] if errors else ""


# --- the readers' process -------------------------------------------------------------------------------------------


async def _open(url: str, number: int, readers: int, found: dict[str, list]) -> Session | None:
    """A reader's page with its first view, which is another measurement."""
    await asyncio.sleep(EVERY * number / readers)
    try:
        session = await Session.open(url)
        await session.ask("")
    except (OSError, SessionError) as error:
        found["errors"].append(str(error))
        return None
    return session


async def _read(session: Session, number: int, start: float, found: dict[str, list]) -> None:
    """One reader, who filters and pans in turn, the first action at a moment of the clock."""
    chance = random.Random(number)
    for action in range(ACTIONS):
        await asyncio.sleep(max(0.0, start + EVERY * action - time.monotonic()))
        try:
            if (action + number) % 2:  # one half filters while the other pans
                day = f"{chance.randint(2013, 2023)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
                answer = await session.ask(f"from={day}&map=17.0,-2.0,5.5")
            else:
                where = chance.uniform(13, 20), chance.uniform(-7, 2), chance.choice((6, 7, 8, 9))
                answer = await session.pan(*where)
            found["map"].append(answer.map)
            found["whole"].append(answer.whole)
        except SessionError as error:
            found["errors"].append(str(error))
    await session.close()


async def _read_all(url: str, readers: int) -> dict[str, list]:
    """The readers' answers. All have their page before the first acts: else those who waited for it act as one."""
    found: dict[str, list] = {"map": [], "whole": [], "errors": []}
    opened = await asyncio.gather(*(_open(url, number, readers, found) for number in range(readers)))
    start = time.monotonic()
    # Readers do not keep step: each begins at a moment of its own within the first five seconds.
    moments = [(session, number, start + EVERY * number / readers) for number, session in enumerate(opened) if session]
    await asyncio.gather(*(_read(*moment, found) for moment in moments))
    return found


if __name__ == "__main__":
    answered = asyncio.run(_read_all(sys.argv[1], int(sys.argv[2])))
    own = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps(answered | {"cpu": own.ru_utime + own.ru_stime}))
