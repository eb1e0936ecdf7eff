"""An answer as it is told once: for the page, the figure, the slide and the table file, which then can't differ."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import shapely

from ..filters import IncidentFilter
from ..views import View


@dataclass(frozen=True)
class Column:
    """A column of an answer's table: `key` in files, `title` on page and paper, in the reader's language, as `meaning` is.

    `share` is how wide it is beside the others; `right`: it says numbers; `explains`: it says why in sentences, and a table that is
    short of room can do without; `whole`: its words are ids, of which none is broken.
    """

    key: str
    title: str
    meaning: str
    share: float = 1.0
    right: bool = False
    explains: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Row:
    """A row: `values` for files (text, whole or broken numbers, days, None), `cells` as they are said, one each of a column.

    `incidents` are the numbers (`no`) of those that it rests on, where they are few; `named`: its cells name them, and don't only
    count them. `opens` is the view that shows what it counts.
    `shape` is where it lies, in EPSG:4326, None for nowhere. `flagged`: it is what was looked for.
    """

    values: tuple[Any, ...]
    cells: tuple[str, ...]
    incidents: tuple[int, ...] = ()
    opens: View | None = None
    shape: shapely.Geometry | None = None
    flagged: bool = False
    named: bool = True


@dataclass(frozen=True)
class Answer:
    """What is found. `findings` are sentences that say it, `caveats` what the data can't carry, and why.

    `chosen` is the filter that it is asked of; `left_out` how many rows more there are than `rows` has. `drawing` is what the
    question's own figure draws, None for nothing. `marked` says what flagged rows are. `findings_without` says the findings without naming incidents of these
    numbers, None where findings name none.
    """

    title: str
    chosen: IncidentFilter
    findings: tuple[str, ...]
    caveats: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    left_out: int = 0
    marked: str = ""
    drawing: Any = field(default=None, repr=False)
    findings_without: Callable[[set[int]], tuple[str, ...]] | None = field(default=None, repr=False, compare=False)

    def incidents(self) -> list[int]:
        """The numbers of the incidents that rows rest on, each once, in the order of the rows."""
        return list(dict.fromkeys(no for row in self.rows for no in row.incidents))
