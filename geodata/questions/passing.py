"""What of an answer may be passed on: no figure and no file names incidents of a data set whose terms forbid it. Counts stay."""

from dataclasses import replace

from ..store import Store
from ..texts import _, _n
from .answer import Answer, Row


def passed_on(store: Store, answer: Answer) -> Answer:
    """The answer without rows and findings that name such incidents, and caveats that say how many stay out and of which data sets.

    A row that only counts incidents keeps its numbers, and loses the sources of those.
    """
    withheld = store.withheld_among(answer.incidents())
    if not withheld:
        return answer
    rows = tuple(_counting(row, withheld) for row in answer.rows if not (row.named and withheld & {*row.incidents}))
    findings = answer.findings_without(withheld) if answer.findings_without else answer.findings
    caveats = (*_left_out(store, answer, rows, withheld), *answer.caveats)
    return replace(answer, findings=findings, rows=rows, caveats=caveats)


def _counting(row: Row, withheld: set[int]) -> Row:
    return replace(row, incidents=tuple(no for no in row.incidents if no not in withheld))


def _left_out(store: Store, answer: Answer, rows: tuple[Row, ...], withheld: set[int]) -> list[str]:
    """That rows stay out, and that some are counted without their sources."""
    names, out = ", ".join(store.withheld()), len(answer.rows) - len(rows)
    counted = len(withheld & {no for row in answer.rows if not row.named for no in row.incidents})
    said = []
    if out:
        left = _n("{n} row is left out", "{n} rows are left out", out)
        text = _("{rows}: the terms of {names} forbid to pass on its incidents.")
        said.append(text.format(rows=left, names=names))
    if counted:
        here = _n(
            "{n} incident is counted without its sources", "{n} incidents are counted without their sources", counted
        )
        text = _("{incidents}: the terms of {names} forbid to pass them on.")
        said.append(text.format(incidents=here, names=names))
    return said
