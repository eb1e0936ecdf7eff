"""The corpus: malformed and odd files, each with its verdict. `python -m tests.corpus.make FOLDER` writes them all."""

import sys
from pathlib import Path

from . import analysts, containers, exports, maps, tables, texts, values, workbooks
from .verdicts import Case

CASES: tuple[Case, ...] = (
    *texts.CASES,
    *tables.CASES,
    *values.CASES,
    *analysts.CASES,
    *exports.CASES,
    *containers.CASES,
    *workbooks.CASES,
    *maps.CASES,
)


def write(case: Case, folder: Path) -> Path:
    """Puts the file of a case into a folder."""
    path = folder / case.name
    path.write_bytes(case.content())
    return path


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for each in CASES:
        print(write(each, target))
