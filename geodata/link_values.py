"""The values of a link, read one by one; one that can't be used is left out and said."""

from collections.abc import Container, Mapping
from datetime import date

from .errors import nearest
from .filter_words import key_name
from .moments import Moment, read_moment
from .schema import YEARS
from .texts import _


class LinkValues:
    """What a link's query says, by key; `problems` has a sentence for each value that can't be used.

    `query` maps a key to its values, `known` a key to the values that exist. Of a key that takes one value the last counts.
    """

    def __init__(self, query: Mapping[str, list[str]], known: Mapping[str, tuple[str, ...]]):
        self.problems: list[str] = []
        self._query, self._known = query, known

    def some(self, key: str, among: Container[str] | None = None) -> tuple[str, ...]:
        """The values of a key that exist, `among` these or those that are known of the key."""
        asked = tuple(dict.fromkeys(self._query.get(key, [])))
        if not asked:
            return ()  # what is known may have to be asked of a million incidents
        there = self._known[key] if among is None else among
        self.problems += [self._unknown(key, value, there) for value in asked if value not in there]
        return tuple(value for value in asked if value in there)

    def one(self, key: str, otherwise: str = "", among: Container[str] | None = None) -> str:
        """The value of a key, where it exists."""
        return (self.some(key, among) or (otherwise,))[-1]

    def last(self, key: str) -> str:
        """Whatever stands there."""
        return (self._query.get(key) or [""])[-1]

    def day(self, key: str) -> date | None:
        """A day within the years of the data."""
        text = self.last(key)
        try:
            found = date.fromisoformat(text) if text else None
            if found and found.year not in YEARS:
                raise ValueError(text)
            return found
        except ValueError:
            self.problems.append(_('The link\'s date "{value}" is no day like 2023-10-03.').format(value=text[:40]))
            return None

    def moment(self, key: str) -> Moment | None:
        """A day, or a time of it."""
        text = self.last(key)
        try:
            return read_moment(text) if text else None
        except ValueError:
            said = _('The link\'s moment "{value}" is no day like 2023-10-25, nor a time of one like 2023-10-25T10:00.')
            self.problems.append(said.format(value=text[:40]))
            return None

    def _unknown(self, key: str, value: str, there: Container[str]) -> str:
        like = nearest(value, there)
        hint = _(' The nearest is "{nearest}".').format(nearest=like) if like else ""
        return _('This data has no {key} "{value}".').format(key=key_name(key), value=value[:80]) + hint
