"""Texts that are kept and said in the language of whoever reads them: what an import found wrong is read by others, too.

Within `to_be_said_later` a text is put together with marks around its message and around what was filled in; `said_now` takes it
apart again and says it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pandas as pd

from .errors import GeodataError
from .texts import BEGIN, DAY, END, FORM, LATER, NUMBER, PART, _, _n, day, language, number, placeholders, said_in

_MARKS = re.compile(f"([{BEGIN}{END}{PART}])")
_FIELD = re.compile(r"\{(\w+)\}|\{\{|\}\}")
SENTENCES = ("rule", "mend")  # columns of what is wrong or odd


@contextmanager
def to_be_said_later() -> Iterator[None]:
    """Texts that are made in it are to be kept. An error that comes out of it is said at once."""
    try:
        with said_in(LATER):
            yield
    except GeodataError as error:
        error.args = tuple(said_now(part) if isinstance(part, str) else part for part in error.args)
        raise


def said_now(text: str) -> str:
    """A kept text in the reader's language. One without marks, such as a store of before has, is a message or stays as it is."""
    if BEGIN not in text:
        return _(text) if text else text
    if language.get() == LATER:
        return text
    try:
        said, rest = _until_end(iter(_MARKS.split(text)))
        return "".join(said) if not rest else _without_marks(text)
    except (ValueError, StopIteration, KeyError, IndexError):  # somebody's cell has marks of its own in it
        return _without_marks(text)


def frame_now(found: pd.DataFrame) -> pd.DataFrame:
    """A frame with its `SENTENCES` said; each distinct one once, as a thousand rows may have the same fault."""
    columns = [name for name in SENTENCES if name in found]
    said = {text: said_now(text) for name in columns for text in found[name].unique()}
    return found.assign(**{name: found[name].map(said) for name in columns})


def _until_end(pieces: Iterator[str]) -> tuple[list[str], bool]:
    """The parts up to an end, with what is nested in them said, and whether the end was there."""
    parts = [""]
    for piece in pieces:
        if piece == BEGIN:
            inner, ended = _until_end(pieces)
            if not ended:
                raise ValueError(piece)
            parts[-1] += _said(inner)
        elif piece == END:
            return parts, True
        elif piece == PART:
            parts.append("")
        else:
            parts[-1] += piece
    return parts, False


def _said(parts: list[str]) -> str:
    message, *filled = parts
    if message == NUMBER:
        return number(float(filled[0]), int(filled[1]))
    if message == DAY:
        return day(date.fromisoformat(filled[0]))
    if FORM in message:
        singular, _form, plural = message.partition(FORM)
        return _n(singular, plural, float(filled[0]))
    values = dict(zip(placeholders(message), filled, strict=True))
    # Not with `format`, which does more than to fill in: the marks may be somebody's own.
    return _FIELD.sub(lambda field: values[field[1]] if field[1] else field[0][0], _(message)) if values else _(message)


def _without_marks(text: str) -> str:
    return _MARKS.sub(" ", text)
