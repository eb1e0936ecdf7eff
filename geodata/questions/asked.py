"""What is asked with a question: its options, the same on the page, in a link and on the command line."""

import argparse
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Self

from ..errors import FilterError, nearest
from ..schema import YEARS
from ..texts import _, did_you_mean, number

Read = Callable[[str], Any]  # raises FilterError with a sentence


def option(default: Any, key: str, read: Read, says: str, flag: str = "") -> Any:
    """A field of an `Asked`: `key` in a link, `--flag` (else `--key`) on the command line; `says` is a message about it."""
    return field(default=default, metadata={"key": key, "read": read, "says": says, "flag": flag or key})


@dataclass(frozen=True)
class Asked:
    """Base of what is asked with a question. Every field is an `option`; a tuple stands several times in a link."""

    def to_query(self) -> dict[str, str | list[str]]:
        """What differs from the defaults, as URL query parameters; `from_query` reads it."""
        said = {
            each.metadata["key"]: _written(getattr(self, each.name)) for each in fields(self) if self._differs(each)
        }
        return {key: value for key, value in said.items() if value}

    def _differs(self, each: Any) -> bool:
        return getattr(self, each.name) != each.default

    @classmethod
    def keys(cls) -> tuple[str, ...]:
        """The keys that a link may have."""
        return tuple(each.metadata["key"] for each in fields(cls))

    @classmethod
    def from_query(cls, query: Mapping[str, list[str]]) -> tuple[Self, list[str]]:
        """What a link asks, and a sentence for each value in it that can't be used; such values are left out."""
        found, problems = {}, []
        for each in fields(cls):
            try:
                if values := query.get(each.metadata["key"]):
                    found[each.name] = _read(each, values)
            except FilterError as error:
                problems.append(str(error))
        try:
            return cls(**found), problems
        except FilterError as error:
            return cls(), [*problems, str(error)]

    @classmethod
    def from_options(cls, options: argparse.Namespace) -> Self:
        """What the command line asks. Raises FilterError."""
        given = {each: getattr(options, f"asked_{each.name}") for each in fields(cls)}
        return cls(**{each.name: _read(each, values) for each, values in given.items() if values})

    @classmethod
    def add_options(cls, parser: argparse.ArgumentParser) -> None:
        """The options of the command line."""
        for each in fields(cls):
            several = isinstance(each.default, tuple)
            says = each.metadata["says"]
            said = _(says) + (" " + _("May be repeated.") if several else "")
            parser.add_argument(
                f"--{each.metadata['flag']}", dest=f"asked_{each.name}", action="append", metavar="X", help=said.replace("%", "%%")
            )  # fmt: skip


def _read(each: Any, values: list[str]) -> Any:
    read = each.metadata["read"]
    return tuple(read(value) for value in values) if isinstance(each.default, tuple) else read(values[-1])


def _written(value: Any) -> str | list[str]:
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)


def amount(name: str, least: float, most: float) -> Read:
    """Reads a number from `least` to `most`; `name` is a message for what it is."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not least <= value <= most:
            said = _('"{value}" is no {what} from {least} to {most}.')
            raise FilterError(said.format(value=text[:40], what=_(name), least=number(least), most=number(most)))
        return value

    return read


def whole(name: str, least: int, most: int) -> Read:
    """Reads a whole number from `least` to `most`."""
    as_amount = amount(name, least, most)

    def read(text: str) -> int:
        value = as_amount(text)
        if value % 1:
            raise FilterError(_('"{value}" is no whole number.').format(value=text[:40]))
        return int(value)

    return read


def one_of(words: tuple[str, ...]) -> Read:
    """Reads one of some words."""

    def read(text: str) -> str:
        if text in words:
            return text
        hint = did_you_mean(nearest(text, words))
        raise FilterError(
            _('"{value}" is none of the words that are known here.{hint} There are: {words}.').format(
                value=text[:40], hint=hint, words=", ".join(words)
            )
        )

    return read


def a_day(text: str) -> date:
    """Reads a day."""
    try:
        value = date.fromisoformat(text)
    except ValueError:
        raise FilterError(_('"{value}" is no day like 2023-10-03').format(value=text[:40]) + ".") from None
    if value.year not in YEARS:
        raise FilterError(
            _('"{value}" lies outside the years {first} to {last}.').format(
                value=text[:40], first=YEARS.start, last=YEARS.stop - 1
            )
        )
    return value


def any_text(text: str) -> str:
    """Reads any text, such as a name that is looked up in the data later."""
    return text[:200]
