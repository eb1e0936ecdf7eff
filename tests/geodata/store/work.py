"""What a process does to a store until it is killed; it says of each step that it is done once the store has said so."""

import itertools
import os
import pickle
import tempfile
import time
from pathlib import Path

from geodata.prepare import Prepared, prepare
from geodata.reference import folder, read_reference
from geodata.store import Arriving, keep, open_store, undo

from .. import sheets

ROWS = 10  # incidents of a batch
STEPS = 12  # after which the same steps come again, with other ids
# Read once, when the server of processes starts: each process begins with it.
REFERENCE = read_reference(folder(None))


def rows_of(step: int) -> dict[str, str]:
    """What a step brings: ids with their summary. Every fourth step brings a second version of the one before it."""
    batch, version = (step - 1, "second") if step % 4 == 3 else (step, "first")
    return {f"{batch}-{nr}": version for nr in range(ROWS)}


def arriving(step: int) -> Arriving:
    """The rows of a step, ready for the store."""
    with tempfile.TemporaryDirectory() as made:
        rows = [sheets.row(incident_id=key, summary=text) for key, text in rows_of(step).items()]
        path = sheets.write(Path(made), *rows).file("incidents.csv")
        facts = prepare(path, path.name, REFERENCE, Path(made))
        names = ("incident", "shape", "participation", "claim", "citation")
        read = Prepared(facts, Path(made))
        # In memory: the folder is gone when it comes to the store.
        return Arriving(facts, {name: read.table(name).to_table() for name in names if read.table(name) is not None})


def is_undone(step: int) -> bool:
    """Whether a step takes its import back again at once."""
    return step % 6 == 5


def after(steps: int) -> dict[str, str]:
    """What a store holds after so many whole steps."""
    held: dict[str, str] = {}
    for step in range(steps):
        if not is_undone(step):
            held |= rows_of(step)
    return held


def work(path: Path, prepared: list[bytes], begin: int, pipe) -> None:
    """Does one step after the other from `begin` on, each a pickled `Arriving`.

    Into `pipe` go the seconds that opening took, then each step's number.
    """
    started = time.perf_counter()
    store = open_store(path, REFERENCE)
    os.write(pipe.fileno(), f"{time.perf_counter() - started}\n".encode())
    for step in itertools.islice(itertools.count(begin), len(prepared) - begin):
        done = keep(store, pickle.loads(prepared[step]), "kept", "test")
        if is_undone(step):
            os.write(pipe.fileno(), f"{step}.5\n".encode())
            undo(store, done.import_no)
        os.write(pipe.fileno(), f"{step + 1}\n".encode())
    time.sleep(60)  # until it is killed
