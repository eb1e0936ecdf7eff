"""A file read and checked by as many processes as are worth their start: a long CSV in shares, a file of another kind in one."""

import multiprocessing
import queue
from pathlib import Path

import pandas as pd

from .errors import DataFileError
from .facts import Facts
from .prepare import Progress, prepare
from .readers.options import NOTHING_SAID, Options
from .reference import Reference, folder, read_reference
from .texts import _, language

LONG = 20_000_000  # bytes from which on two processes are quicker than one
_PATIENCE = 0.2  # seconds between two looks at whether they are alive


def prepare_in_shares(
    path: Path,
    name: str,
    reference: Reference,
    into: Path,
    options: Options = NOTHING_SAID,
    progress: Progress = lambda rows: None,
    places: pd.DataFrame | None = None,
) -> Facts:
    """`prepare`, in this process or in two others for a long file. Raises what `prepare` does.

    `places` are the user's gazetteer, which `reference` knows already.
    """
    if not path.is_file() or path.stat().st_size < LONG:
        return prepare(path, name, reference, into, options, progress)
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    workers = [
        context.Process(target=_share, args=(path, name, into, options, nr, told, places, language.get()), daemon=True)
        for nr in range(2)
    ]
    for worker in workers:
        worker.start()
    try:
        found = _gather(workers, told, progress, name)
    finally:
        for worker in workers:
            worker.kill()
            worker.join()
    return found[0].plus(found[1])


def _gather(workers: list, told: multiprocessing.Queue, progress: Progress, name: str) -> list[Facts]:
    found: list[Facts] = []
    while len(found) < len(workers):
        try:
            said = told.get(timeout=_PATIENCE)
        except queue.Empty:
            if any(worker.exitcode not in (None, 0) for worker in workers):
                raise DataFileError(
                    _("Reading the data file {file} broke off. Try it again, or split it into smaller files.").format(
                        file=name
                    )
                ) from None
            continue
        if isinstance(said, Exception):
            raise said
        if isinstance(said, Facts):
            found.append(said)
        else:
            progress(said)
    return found


def _share(
    path: Path,
    name: str,
    into: Path,
    options: Options,
    nr: int,
    told: multiprocessing.Queue,
    places: pd.DataFrame | None,
    code: str,
) -> None:
    language.set(code)  # another process knows nothing of this one's reader
    try:
        reference = read_reference(folder(None), places)
        told.put(prepare(path, name, reference, into, options, told.put, (nr, 2)))
    except Exception as error:
        told.put(error)
