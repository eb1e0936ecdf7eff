"""The one catalogue of texts and the one formatter of dates and numbers.

Every text that a person reads is an English sentence passed through `_` or `_n`; catalogues of other languages are
gettext files in `geodata/locale/`. `make texts` collects the messages into `geodata/locale/messages.pot` and compiles what
`<language>/LC_MESSAGES/messages.po` says of them.
"""

import gettext
import string
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from .errors import LanguageError, nearest

Result = TypeVar("Result")
LOCALE_FOLDER = Path(__file__).parent / "locale"
ENGLISH = "en"
LINK_KEY = "lang"  # in a URL
LANGUAGES = {ENGLISH: "English", "fr": "Français"}  # each by its own name: whoever looks for theirs can read no other


class Language:
    """The language in which texts are said: the one that was set, else that of whoever is served (`of_reader`), else English.

    What is set holds for this thread. A page has a thread for each run, for callbacks before it, and for parts of it: there
    nothing is set, and each thread asks whose it is.
    """

    def __init__(self):
        self._set: ContextVar[str | None] = ContextVar("language", default=None)
        self.of_reader: Callable[[], str] = lambda: ENGLISH

    def get(self) -> str:
        """The code of the language."""
        return self._set.get() or self.of_reader()

    def set(self, code: str) -> Token:
        """Says texts in this language from here on."""
        return self._set.set(code)

    def reset(self, token: Token) -> None:
        """Undoes `set`."""
        self._set.reset(token)


language = Language()


def language_named(said: str) -> str:
    """The code of a language for what somebody wrote: "fr", "FR", "fr-ML" or "Français". LanguageError for one that there isn't."""
    plain = said.strip().casefold()
    codes = {code: code for code in LANGUAGES} | {name.casefold(): code for code, name in LANGUAGES.items()}
    found = codes.get(plain) or codes.get(plain.replace("_", "-").partition("-")[0])
    if found:
        return found
    like = nearest(plain, tuple(codes))
    raise LanguageError(
        _('There is no language "{value}" here.{hint} There are: {words}.').format(
            value=said[:40],
            hint=did_you_mean(like and codes[like]),
            words=", ".join(f"{code} ({name})" for code, name in LANGUAGES.items()),
        )
    )


@contextmanager
def said_in(code: str) -> Iterator[None]:
    """Within it texts are said in this language."""
    token = language.set(code)
    try:
        yield
    finally:
        language.reset(token)


def in_this_language(work: Callable[..., Result], *arguments: object) -> Callable[[], Result]:
    """The work on these arguments, to be done later and in another thread, such as for a download, in the language of now."""
    code = language.get()

    def done() -> Result:
        with said_in(code):
            return work(*arguments)

    return done


def link_part() -> dict[str, str]:
    """What a link says of the language; nothing for English."""
    return {} if language.get() == ENGLISH else {LINK_KEY: language.get()}


# Not a language: texts are put together so that `said_later` can take them apart, and say them in that of whoever reads them.
LATER = "later"
BEGIN, END, PART, FORM = "\x02", "\x03", "\x1f", "\x1e"
NUMBER, DAY = "#number", "#day"


class _Later(gettext.NullTranslations):
    """Gives the message itself and behind it its placeholders, which are filled in as those of any other text."""

    def gettext(self, message: str) -> str:
        names = placeholders(message)
        whole = message.replace("{", "{{").replace("}", "}}") if names else message
        return BEGIN + PART.join([whole, *(f"{{{name}}}" for name in names)]) + END

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return self.gettext(singular + FORM + plural)


def placeholders(message: str) -> list[str]:
    """The names of what is filled into a message, each once, in their order."""
    names = (name for _text, name, _format, _conversion in string.Formatter().parse(message))
    return list(dict.fromkeys(filter(None, names)))


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == LATER:
        return _Later()
    return gettext.translation("messages", LOCALE_FOLDER, [code], fallback=True)


def _(message: str) -> str:
    """The message in the reader's language."""
    return _catalogue(language.get()).gettext(message)


def message(text: str) -> str:
    """Marks a text for the catalogue that is translated when it is shown, not when its module is read."""
    return text


def _n(singular: str, plural: str, count: float) -> str:
    """The message for this many, with `{n}` filled in by the formatted number."""
    shown = round(count, 1)  # as `number` writes it
    # Languages know whole numbers only. As many as zero: "1.5 incidents" in English, but "1,5 incident" in French.
    whole = int(shown) if shown % 1 == 0 else 0 if shown < 2 else 2
    code = language.get()
    return _catalogue(code).ngettext(singular, plural, whole).format(n=count if code == LATER else number(count))


def did_you_mean(like: str | None) -> str:
    """What is put behind a sentence about a word that nothing has: the known one that is most like it; "" where none is."""
    return _(' Did you mean "{nearest}"?').format(nearest=like) if like else ""


def labelled(label: str, words: str) -> str:
    """Words behind what they are of, with the language's own colon."""
    return _("{label}: {words}").format(label=label, words=words)


def number(value: float, decimals: int = 1) -> str:
    """A number as the reader writes it, with so many decimals at most: 12,345 or 8.4 in English, 12 345 or 8,4 in French."""
    return _number(value, decimals, language.get())


def day(value: date) -> str:
    """A day as "3 Oct 2023", in French "3 oct. 2023" and "1er oct. 2023"."""
    return _day(value, language.get())


def month(value: date) -> str:
    """A calendar month as "October 2023"."""
    return _month(value, language.get())


def short_month(value: date) -> str:
    """A calendar month as "Oct 2023", where there is little room."""
    return format_skeleton("yMMM", value, locale=language.get())


def short_day(value: date) -> str:
    """A day of a year that is said elsewhere: "3 Oct"."""
    code = language.get()
    return f"{_of_month(value, code)} {format_date(value, 'MMM', locale=code)}"


# A page says a thousand numbers and days, most of them again and again; Babel takes 0.1 ms for each.
@lru_cache(100_000)
def _number(value: float, decimals: int, locale: str) -> str:
    if locale == LATER:
        return f"{BEGIN}{NUMBER}{PART}{value}{PART}{decimals}{END}"
    return format_decimal(value, "#,##0." + "#" * decimals, locale=locale)


@lru_cache(50_000)
def _day(value: date, locale: str) -> str:
    if locale == LATER:
        return f"{BEGIN}{DAY}{PART}{value:%Y-%m-%d}{END}"
    return f"{_of_month(value, locale)} {format_date(value, 'MMM y', locale=locale)}"


def _of_month(value: date, locale: str) -> str:
    # Babel knows no ordinals, and the first is one in French.
    return "1er" if locale == "fr" and value.day == 1 else str(value.day)


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
        return f"{_of_month(first, language.get())}–{day(last)}"
    if first.year == last.year:
        return f"{short_day(first)} – {day(last)}"
    return f"{day(first)} – {day(last)}"


# Natural Earth shortens the names of countries that are long.
_SHORTENED = {
    "Bosnia and Herz.": "BA", "Central African Rep.": "CF", "Congo": "CG", "Dem. Rep. Congo": "CD", "Eq. Guinea": "GQ",
    "Macedonia": "MK", "S. Sudan": "SS", "W. Sahara": "EH",
}  # fmt: skip


def country_name(name: str) -> str:
    """A country, given by its English name, in the reader's language; a name that no country has as it is."""
    code = language.get()
    return name if code == ENGLISH else _countries(code).get(name, name)


@cache
def _countries(code: str) -> dict[str, str]:
    theirs, english = Locale.parse(code).territories, Locale.parse(ENGLISH).territories
    known = {name.replace("’", "'"): theirs[key] for key, name in english.items() if key in theirs}
    return known | {name: theirs[key] for name, key in _SHORTENED.items()}


def locale_words() -> dict[str, dict]:
    """Signs of numbers and names of months and days, as d3 takes them: what draws in the browser must load nothing for it."""
    locale = Locale.parse(language.get())
    days, months = locale.days["format"], locale.months["format"]
    signs = locale.number_symbols["latn"]
    return {
        "number": {"decimal": signs["decimal"], "thousands": signs["group"], "grouping": [3], "currency": ["", ""]},
        "time": {
            "dateTime": "%-d %b %Y %H:%M", "date": "%-d %b %Y", "time": "%H:%M", "periods": ["AM", "PM"],
            "days": [days["wide"][(nr - 1) % 7] for nr in range(7)],  # d3 begins with Sunday, Babel with Monday
            "shortDays": [days["abbreviated"][(nr - 1) % 7] for nr in range(7)],
            "months": [months["wide"][nr] for nr in range(1, 13)],
            "shortMonths": [months["abbreviated"][nr] for nr in range(1, 13)],
        },
    }  # fmt: skip


def next_month(value: date) -> date:
    """The first day of the month after the one that holds `value`."""
    return (value.replace(day=1) + timedelta(days=32)).replace(day=1)
