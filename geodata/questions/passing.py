"""What of an answer may be passed on: rows that name incidents of a data set whose terms forbid it stay out of figures and files."""

from dataclasses import replace

from ..store import Store
from ..texts import _, _n
from .answer import Answer


def passed_on(store: Store, answer: Answer) -> Answer:
    """The answer without such rows, and a caveat that says how many stay out and of which data sets. Counts stay: they are no rows."""
    withheld = store.withheld_among(answer.incidents())
    rows = tuple(row for row in answer.rows if not withheld & set(row.incidents))
    out = len(answer.rows) - len(rows)
    if not out:
        return answer
    left = _n("{n} row is left out", "{n} rows are left out", out)
    said = _("{rows}: the terms of {names} forbid to pass on its incidents.")
    caveat = said.format(rows=left, names=", ".join(store.withheld()))
    return replace(answer, rows=rows, caveats=(caveat, *answer.caveats))
