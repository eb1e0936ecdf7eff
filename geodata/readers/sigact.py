"""The project's own tables, one row an incident in its sheet; headers, words, dates and degrees also as French speakers write them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from ..schema import INCIDENT_COLUMNS
from ..texts import _, message
from . import days
from .degrees import DEGREES, decimals
from .delimited import open_delimited
from .options import Options
from .sheet import Reader, Sheet, joined, without_copies
from .table import CELLS, ROW, ROWS, check_header, frame, is_blank, is_tags, unmarked
from .words import VOCABULARIES, own_names, word_of

__all__ = ["CELLS", "READER", "ROW", "read"]
NEEDS = tuple(column.name for column in INCIDENT_COLUMNS if column.required)
DATES = ("date_start", "date_end")


def read(path: Path, required: tuple[str, ...]) -> pd.DataFrame:
    """All rows of the CSV `path` as text, columns as in the header, plus `_row` and `_cells`; see `table.frame`.

    Nothing is dropped but a row of HXL tags under the header, and the apostrophe with which an export keeps a text from
    being run as a formula. Raises DataFileError for a file that can't be read as a table or lacks a column of `required`.
    """
    rows = enumerate(open_delimited(path).lines(), start=1)
    header = [name.strip() for name in next(rows, (1, []))[1]]
    check_header(path.name, header, required)
    return unmarked(
        frame(header, (row for row in rows if not is_blank(row[1]) and (row[0] != 2 or not is_tags(row[1]))))
    )


def _recognises(header: list[str], first_rows: list[list[str]]) -> bool:
    """By half of the columns that the sheet needs: the message then says which one is missing.

    By other names than its own only if all are there: half of them are also in tables of quite another kind.
    """
    written = {name.strip() for name in header}
    return 2 * len(written & set(NEEDS)) >= len(NEEDS) or set(_names(header)) >= set(NEEDS)


def _names(header: list[str]) -> list[str]:
    return own_names([name.strip() for name in header])


def _decide(names: list[str], cells_of: Callable[[str], Iterator[str]], options: Options) -> Options:
    return days.decide([name for name in DATES if name in names], cells_of, options)


def _read_incidents(rows: pd.DataFrame, options: Options) -> Sheet:
    once = without_copies(rows)
    made = _dated(translated(once), options)
    return Sheet(made.assign(**{ROWS: 1}), read=len(rows), copies=len(rows) - len(once))


def translated(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the sheet's words for French ones, and degrees with a decimal point; what is neither stays as written."""
    made = {}
    for name in VOCABULARIES.keys() & set(rows):
        made[name] = (
            rows[name].map({text: word_of(name, text.strip()) for text in rows[name].unique().tolist()}).astype(str)
        )
    for name in set(DEGREES) & set(rows):
        made[name] = decimals(rows[name].str.strip(), name)
    return rows.assign(**made)


def _dated(rows: pd.DataFrame, options: Options) -> pd.DataFrame:
    """The rows with their days as YYYY-MM-DD; one that can't be read stays as written, and a time of day goes into the note."""
    made, notes = {}, []
    for name, end in zip(DATES, ("first", "last"), strict=True):
        texts = rows[name].str.strip()
        if texts.str.fullmatch(r"(?:\d{4}-\d\d-\d\d)?").all():
            continue
        spans = days.read_spans(texts, options.date_order, name in options.day_numbers)
        # A month is no day: where the row says that its day is known, the cell is left to be mended.
        good = [
            span is not None and (span.precision == "day" or said not in ("day", "week"))
            for span, said in zip(spans, rows["date_precision"].tolist(), strict=True)
        ]
        told = {text for text in texts.unique().tolist() if days.says_more(text)}
        known = list(zip(spans, texts.tolist(), good, strict=True))
        made[name] = [getattr(span, end).isoformat() if read else text for span, text, read in known]
        notes.append([text if read and text in told else "" for _span, text, read in known])
    if any(map(any, notes)):
        own = rows["analyst_note"].tolist() if "analyst_note" in rows else [""] * len(rows)
        made["analyst_note"] = [_noted(*each) for each in zip(own, *notes, strict=True)]
        if "analyst_note" not in rows:
            made[CELLS] = rows[CELLS] + 1  # a column more is no shifted row
    return rows.assign(**made) if made else rows


def _noted(note: str, *dates: str) -> str:
    told = [_("Date as written: {date}.").format(date=text) for text in dict.fromkeys(dates) if text]
    return joined([note, *told])


READER = Reader(
    message("the project's own sheet"),
    NEEDS,
    "incident_id",
    _recognises,
    _read_incidents,
    _names,
    decide=_decide,
    marks=True,
)
