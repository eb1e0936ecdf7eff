"""A process that is killed in the middle of an import or an undo loses nothing that it had said was done, and doubles nothing."""

import multiprocessing
import os
import pickle
import random
import signal
import time

import pytest

from geodata.store import open_store

from . import work

KILLS = 100  # in each of the two tests
OPENED_WITHIN = 2.0  # seconds
STEPS = 24


@pytest.fixture(scope="module")
def prepared() -> list[bytes]:
    """The rows of each step. Pickled once: handing tables over takes longer than starting a process and killing it."""
    return [pickle.dumps(work.arriving(step)) for step in range(STEPS)]


@pytest.fixture(scope="module")
def processes():
    """Processes that are forked from a small one, with everything imported: a start costs a few milliseconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([work.__name__])
    return context


@pytest.mark.parametrize("seed", [1, 2])
def test_no_row_is_lost_or_doubled_by_a_kill(tmp_path, processes, prepared, seed):
    chance = random.Random(seed)
    path, done, slowest = tmp_path / "0.duckdb", 0, 0.0
    for kill in range(KILLS):
        if done >= STEPS - 6:  # a new store before the steps run out
            path, done = tmp_path / f"{kill}.duckdb", 0
        said = _run_and_kill(processes, path, prepared, done, chance.uniform(0, 0.12))
        began = time.perf_counter()
        store = open_store(path, work.REFERENCE)
        slowest = max(slowest, time.perf_counter() - began)
        with store.cursor() as cursor:
            rows = cursor.execute("select source_id, summary from incident").fetchall()
        store.close()
        held = dict(rows)
        assert len(held) == len(rows), "an incident is there twice"
        possible = _possible(said, done)
        assert held in possible.values(), (kill, said, len(held))
        reached = next(steps for steps, state in possible.items() if state == held)
        done = int(reached)
        if reached != done:  # imported, but not yet undone: the next process goes on with a new store
            path, done = tmp_path / f"{kill}-next.duckdb", 0
    assert slowest < OPENED_WITHIN


def _run_and_kill(processes, path, prepared, begin: int, after: float) -> list[float]:
    """What the process said before it was killed, that many seconds after it had opened the store."""
    reading, writing = processes.Pipe(duplex=False)
    process = processes.Process(target=work.work, args=(path, prepared, begin, writing))
    process.start()
    writing.close()
    said = os.read(reading.fileno(), 100)  # it has opened the store
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    while some := os.read(reading.fileno(), 10_000):
        said += some
    opened, *steps = [float(line) for line in said.decode().split()]
    assert opened < OPENED_WITHIN
    return steps


def _possible(said: list[float], begin: int) -> dict[float, dict[str, str]]:
    """The states in which the store may be: the last one that was said to be reached, and the one that was under way."""
    last = said[-1] if said else float(begin)
    step = int(last)
    states = {last: work.after(step) if last == step else work.after(step) | work.rows_of(step)}
    if last != step:
        states[step + 1.0] = work.after(step + 1)
    elif work.is_undone(step):
        states[step + 0.5] = work.after(step) | work.rows_of(step)
    else:
        states[step + 1.0] = work.after(step + 1)
    return states
