"""Runs every subject of the benchmark: `python -m tests.bench`. Always ends with exit code 0; the table says what missed."""

import os
from collections.abc import Callable, Iterator

from . import ingest, join, page, report, store
from .measurement import Measurement

# What is measured, in this order. A new subject is a module with such a function and one entry here.
SUBJECTS: list[Callable[[], Iterator[Measurement]]] = [page.measure, store.measure, join.measure, ingest.measure]


def main() -> None:
    """Measures, prints each line as it is known, writes the results."""
    os.environ["INCIDENTS_STORE"] = ":memory:"  # no store of the user's own is measured, and none is left behind
    machine = report.machine()
    measured = []
    for subject in SUBJECTS:
        for each in subject():
            print(report.line(each), flush=True)
            measured.append(each)
    report.write(measured, machine)


if __name__ == "__main__":
    main()
