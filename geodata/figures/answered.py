"""An answer with all that must go with it, gathered once: for the figure, the slides and the text, which then can't differ."""

from dataclasses import dataclass

from ..questions.answer import Answer, Column, Row
from ..questions.passing import passed_on
from ..questions.registry import QUESTIONS
from ..store import Counts, Store
from ..texts import _n
from ..told import link_words
from . import notes, panels
from .scene import MOST_ONE_BY_ONE
from .sources import Numbered, documents, numbered, superscripts
from .wanted import Wanted


@dataclass(frozen=True)
class Answered:
    """An answer as it is told on paper. `shown` are the numbers of the columns that say something in any row; `cited` the sources
    of the incidents that rows name, or the documents of all where they name none or too many; `link` leads to the page of it."""

    wanted: Wanted
    name: str
    answer: Answer
    title: str
    subtitle: str
    shown: tuple[int, ...]
    counts: Counts
    cited: Numbered
    link: str

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that say something."""
        return tuple(self.answer.columns[nr] for nr in self.shown)

    def cells(self, row: Row) -> tuple[str, ...]:
        """What a row says in `columns`, without the numbers of its sources."""
        return tuple(row.cells[nr] for nr in self.shown)

    def numbers(self, row: Row) -> tuple[int, ...]:
        """The numbers of the sources that the incidents of a row cite."""
        return self.cited.cited_by(row.incidents)

    def with_numbers(self, row: Row) -> tuple[str, ...]:
        """`cells` with the numbers of the sources as superscripts."""
        cells, said = list(self.cells(row)), superscripts(self.numbers(row))
        if said:
            cells[self.first] += said
        return tuple(cells)

    @property
    def first(self) -> int:
        """The place among `columns` of the first one that says no numbers: its cells are short, and none of them is cut."""
        return next((at for at, column in enumerate(self.columns) if not column.right), 0)

    def left_out(self, shown: int, marked: bool = True) -> list[str]:
        """How many rows there are besides the first so many, in a sentence; and what it means that a row is `marked`."""
        more, rows = self.answer.left_out + len(self.answer.rows) - shown, self.answer.rows[:shown]
        said = [_n("{n} more row is not listed here.", "{n} more rows are not listed here.", more)] if more else []
        if marked and self.answer.marked and any(row.flagged for row in rows):
            said.append(self.answer.marked)
        return said

    def lines(self, store: Store, cited: Numbered, listed: int, *more: str) -> list[tuple[str, str]]:
        """The lines at the foot, each with what it is about."""
        return notes.of_chart(store, self.wanted, self.counts, cited, listed, *more, link=self.link)


def answered(store: Store, wanted: Wanted, name: str, found: Answer | None = None) -> Answered:
    """The answer to a question of `QUESTIONS`, asked of the filter of a view; `found` where it was found before.

    Raises FilterError for what can't be asked.
    """
    question = QUESTIONS[name]
    asked = wanted.asked or question.asked()
    answer = passed_on(store, found or question.answer(store, wanted.view.filter, asked))
    title, subtitle = panels.words(store, wanted, answer.title)
    shown = tuple(nr for nr in range(len(answer.columns)) if any(row.cells[nr] for row in answer.rows))
    link = link_words(wanted.view.select(), wanted.address, "" if name == "summary" else name, asked.to_query())
    counts = store.counts(wanted.view.filter)
    return Answered(wanted, name, answer, title, subtitle, shown, counts, cited_by(store, answer), link)


def cited_by(store: Store, answer: Answer) -> Numbered:
    """The sources of the incidents that rows name, which may lie outside the filter; else the documents that the filter's cite."""
    incidents = answer.incidents()
    if 0 < len(incidents) <= MOST_ONE_BY_ONE:
        return numbered(store, answer.chosen.cleared, incidents)
    return documents(store, answer.chosen)


def cited_in(told: Answered, rows: tuple[Row, ...]) -> Numbered:
    """The sources of the first rows alone."""
    return told.cited.upto(Answer.incidents(_of(told, rows))) if told.cited.by_number else told.cited


def _of(told: Answered, rows: tuple[Row, ...]) -> Answer:
    return Answer(told.title, told.answer.chosen, (), (), told.answer.columns, rows)
