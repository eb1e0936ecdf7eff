"""What can go wrong, as sentences that a person can act on.

GeodataError
├── DataFileError    a file is missing, unreadable or lacks a column
│   └── QuestionError    a file that can be read in several ways: the user must say which
├── StoreError       the store can't be opened, written, or doesn't have what is asked of it
├── FetchError       a file can't be had over the network, or may not be
├── FilterError      a filter value that can't be meant
├── LanguageError    a language that texts are not said in
├── FigureError      a frame, shape or marking that no figure can have
└── ExportError      a file that can't be written, or not in that format
"""

from rapidfuzz import fuzz, process

_LIKE = 50.0  # per cent: less is no slip of the pen


class GeodataError(Exception):
    """Base of all errors of this package; `str(error)` is fit to be shown to a user."""


class DataFileError(GeodataError):
    """A file of data is missing, unreadable or lacks a column; the message names the file and the mend."""


class QuestionError(DataFileError):
    """A file that can be read in several ways. `about` is the field of `readers.options.Options` to set, `choices` its values.

    `choices` is empty where any value may be given, such as a coordinate system.
    """

    def __init__(self, sentence: str, about: str, choices: tuple[str, ...] = ()):
        super().__init__(sentence)
        self.about, self.choices = about, choices


class StoreError(GeodataError):
    """The store can't be opened or written, or doesn't have what is asked of it; what it held is as it was."""


class FetchError(GeodataError):
    """A file can't be had over the network, or may not be; nothing of it is left behind."""


class FilterError(GeodataError):
    """A filter value that can't be meant, such as a period that ends before it starts."""


class LanguageError(GeodataError):
    """A language that texts are not said in; the message names those that there are."""


class FigureError(GeodataError):
    """A frame, a shape, a marking or a kind that no figure can have; the message names those there are."""


class ExportError(GeodataError):
    """A file that can't be written, or not in that format; what was there before is as it was."""


def nearest(value: str, known: list[str] | tuple[str, ...]) -> str | None:
    """The known word most like `value`, or None when nothing comes near; case is ignored."""
    by_folded = {word.casefold(): word for word in known}
    found = process.extractOne(value.casefold(), by_folded.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return by_folded[found[0]] if found else None
