"""Runs the benchmark: `python -m tests.bench`, or only some subjects: `python -m tests.bench sizes load`.

Always ends with exit code 0: the table says what missed. Only a run of all subjects and sizes writes RESULTS.md, the chart and README.
"""

import os
import sys
from collections.abc import Callable, Iterator

from . import against, coincidences, figures, ingest, join, load, page, playback, report, sizes, store
from .measurement import Measurement, tried
from .stores import SIZES
from .stores import sizes as wanted_sizes

# What is measured, in this order. A new subject is a module with such a function and one entry here.
SUBJECTS: dict[str, Callable[[], Iterator[Measurement]]] = {
    "page": page.measure,
    "sizes": sizes.measure,
    "playback": playback.measure,
    "rivals": against.measure,
    "load": load.measure,
    "figures": figures.measure,
    "store": store.measure,
    "join": join.measure,
    "ingest": ingest.measure,
    "coincidences": coincidences.measure,
}


def main(names: list[str]) -> None:
    """Measures, prints each line as it is known, writes the results of a whole run."""
    if unknown := [name for name in names if name not in SUBJECTS]:
        sys.exit(f"No such subject: {', '.join(unknown)}. There are: {', '.join(SUBJECTS)}.")
    os.environ["INCIDENTS_STORE"] = ":memory:"  # no store of the user's own is measured, and none is left behind
    machine = report.machine()
    measured = []
    for name in names or SUBJECTS:
        for each in tried(name, SUBJECTS[name]):
            print(report.line(each), flush=True)
            measured.append(each)
    if not names and wanted_sizes() == SIZES:
        report.write(measured, machine)


if __name__ == "__main__":
    main(sys.argv[1:])
