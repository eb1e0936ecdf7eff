"""Sentences in parts: what a number in a text counts, and where it leads, stay with it until the text is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter

from ..views import View


@dataclass(frozen=True)
class Part:
    """A piece of a sentence as it is said. `opens` shows the incidents behind a number, None for mere words.

    `counted` is how many incidents that view shows, where it is what the number says; None where the number is of something else
    that the incidents tell, such as deaths.
    """

    said: str
    opens: View | None = None
    counted: float | None = None


Sentence = tuple[Part, ...]


def filled(said: str, **parts: Part | Sentence | str) -> Sentence:
    """A message, in the reader's language already, with parts at its placeholders, wherever that language has them."""
    made: list[Part] = []
    for words, name, _format, _conversion in Formatter().parse(said):
        made.append(Part(words))
        if name is not None:
            made += as_parts(parts[name])
    return _tidy(made)


def around(said: str, part: Part) -> Sentence:
    """A message that `_n` has filled in already, with the part in place of its number: it has no other."""
    before, _number, after = said.partition(part.said)
    return _tidy([Part(before), part, Part(after)])


def as_parts(one: Part | Sentence | str) -> Sentence:
    """What can stand at a placeholder, as parts."""
    return (Part(one),) if isinstance(one, str) else (one,) if isinstance(one, Part) else one


def joined(between: str, several: Iterable[Part | Sentence | str]) -> Sentence:
    """Several in a row, with words between them."""
    made: list[Part] = []
    for one in several:
        made += [Part(between), *as_parts(one)] if made else as_parts(one)
    return _tidy(made)


def plain(parts: Iterable[Part]) -> str:
    """What is said, as text."""
    return "".join(part.said for part in parts)


def _tidy(parts: list[Part]) -> Sentence:
    """The same with mere words that follow each other put together, and nothing empty."""
    made: list[Part] = []
    for part in parts:
        if made and part.opens is None and made[-1].opens is None:
            made[-1] = Part(made[-1].said + part.said)
        elif part.said:
            made.append(part)
    return tuple(made)
