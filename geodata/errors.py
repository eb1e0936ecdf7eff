"""What can go wrong, as sentences that a person can act on.

GeodataError
├── DataFileError    a file is missing, unreadable or lacks a column
├── FilterError      a filter value that can't be meant
└── ExportError      a file that can't be written, or not in that format
"""

from difflib import get_close_matches


class GeodataError(Exception):
    """Base of all errors of this package; `str(error)` is fit to be shown to a user."""


class DataFileError(GeodataError):
    """A file of data is missing, unreadable or lacks a column; the message names the file and the mend."""


class FilterError(GeodataError):
    """A filter value that can't be meant, such as a period that ends before it starts."""


class ExportError(GeodataError):
    """A file that can't be written, or not in that format; what was there before is as it was."""


def nearest(value: str, known: list[str] | tuple[str, ...]) -> str | None:
    """The known word most like `value`, or None when nothing comes near; case is ignored."""
    by_folded = {word.casefold(): word for word in known}
    found = get_close_matches(value.casefold(), by_folded, n=1, cutoff=0.5)
    return by_folded[found[0]] if found else None
