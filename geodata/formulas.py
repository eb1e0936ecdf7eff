"""Text that a spreadsheet would run as a formula: marked with an apostrophe on the way out, unmarked on the way in.

A text that itself has apostrophes before such a sign gets one more, so that every text comes back as it was.
"""

import re

_RUNS = re.compile(r"'*[=+\-@\t\r\n]")
_MARKED = re.compile(r"'+[=+\-@\t\r\n]")


def mark(text: str) -> str:
    """The text as a cell that no spreadsheet runs: "=1+1" becomes "'=1+1", "'=1+1" becomes "''=1+1"."""
    return f"'{text}" if _RUNS.match(text) else text


def unmark(cell: str) -> str:
    """The text that `mark` made the cell of."""
    return cell[1:] if _MARKED.match(cell) else cell
