"""The one catalogue of texts and the one formatter of dates and numbers.

Every text that a person reads is an English sentence passed through `_` or `_n`; catalogues of other languages are
gettext files in `geodata/locale/`. `make texts` collects the messages into `geodata/locale/messages.pot`.
"""

import gettext
from calendar import monthrange
from contextvars import ContextVar
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

LOCALE_FOLDER = Path(__file__).parent / "locale"
language: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("messages", LOCALE_FOLDER, [code], fallback=True)


def _(message: str) -> str:
    """The message in the reader's language."""
    return _catalogue(language.get()).gettext(message)


def message(text: str) -> str:
    """Marks a text for the catalogue that is translated when it is shown, not when its module is read."""
    return text


def _n(singular: str, plural: str, count: float) -> str:
    """The message for this many, with `{n}` filled in by the formatted number."""
    template = _catalogue(language.get()).ngettext(
        singular, plural, 1 if count == 1 else 2 if count % 1 else int(count)
    )
    return template.format(n=number(count))


def did_you_mean(like: str | None) -> str:
    """What is put behind a sentence about a word that nothing has: the known one that is most like it; "" where none is."""
    return _(' Did you mean "{nearest}"?').format(nearest=like) if like else ""


def number(value: float) -> str:
    """A number as the reader writes it, with one decimal at most: 12,345 or 8.4 in English."""
    return _number(value, language.get())


def day(value: date) -> str:
    """A day as "3 Oct 2023"."""
    return _day(value, language.get())


def month(value: date) -> str:
    """A calendar month as "October 2023"."""
    return _month(value, language.get())


def short_month(value: date) -> str:
    """A calendar month as "Oct 2023", where there is little room."""
    return format_skeleton("yMMM", value, locale=language.get())


def short_day(value: date) -> str:
    """A day of a year that is said elsewhere: "3 Oct"."""
    return format_date(value, "d MMM", locale=language.get())


# A page says a thousand numbers and days, most of them again and again; Babel takes 0.1 ms for each.
@lru_cache(100_000)
def _number(value: float, locale: str) -> str:
    return format_decimal(value, "#,##0.#", locale=locale)


@lru_cache(50_000)
def _day(value: date, locale: str) -> str:
    return format_date(value, "d MMM y", locale=locale)


@lru_cache(5_000)
def _month(value: date, locale: str) -> str:
    return format_skeleton("yMMMM", value, locale=locale)


def days(first: date | None, last: date | None) -> str:
    """A period as short as it can be said: "October 2023", "3–5 Oct 2023", "since 3 Oct 2023", "all dates"."""
    if first is None and last is None:
        return _("all dates")
    if last is None:
        return _("since {day}").format(day=day(first))
    if first is None:
        return _("until {day}").format(day=day(last))
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            return month(first)
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{short_day(first)} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def next_month(value: date) -> date:
    """The first day of the month after the one that holds `value`."""
    return (value.replace(day=1) + timedelta(days=32)).replace(day=1)
