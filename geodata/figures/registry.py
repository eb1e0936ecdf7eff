"""The figures and the formats that there are. To add a figure is to add a module that draws it, and a row here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from matplotlib.figure import Figure

from ..errors import FigureError, nearest
from ..export.files import write_whole
from ..questions.answer import Answer
from ..questions.registry import QUESTIONS
from ..store import Store
from ..texts import _, did_you_mean, message
from . import answer_figure, map_figure, matrix_figure, table_figure, timeline_figure, writing
from .answered import answered
from .drawing import drawing
from .wanted import Wanted


@dataclass(frozen=True)
class Kind:
    """A figure: `title` is a message, translated where it is shown."""

    name: str
    title: str
    draw: Callable[[Store, Wanted], Figure]


@dataclass(frozen=True)
class Format:
    """A format of figures."""

    name: str
    title: str
    media_type: str
    write: Callable[[Figure, int], bytes]


KINDS = {
    kind.name: kind
    for kind in (
        Kind("map", message("Map"), map_figure.draw),
        Kind("timeline", message("Timelines by actor"), timeline_figure.draw),
        Kind("matrix", message("Who against whom"), matrix_figure.draw),
        Kind("table", message("Table"), table_figure.draw),
        *(Kind(each.name, each.title, answer_figure.draw(each.name)) for each in QUESTIONS.values()),
    )
}
FORMATS = {
    made.name: made
    for made in (
        Format("png", "PNG", "image/png", writing.png),
        Format("svg", "SVG", "image/svg+xml", writing.svg),
        Format("pdf", "PDF", "application/pdf", writing.pdf),
    )
}


def content(store: Store, wanted: Wanted, kind: str, name: str, dots: int = 200) -> bytes:
    """A figure as a file's bytes: a kind of `KINDS`, a format of `FORMATS`, for pictures so many dots an inch."""
    with drawing:
        return FORMATS[name].write(KINDS[kind].draw(store, wanted), dots)


def answer_content(
    store: Store, wanted: Wanted, question: str, name: str, found: Answer | None = None, dots: int = 200
) -> bytes:
    """As `content`, of the answer to a question; `found` where it was found before. Raises FilterError for what can't be asked."""
    with drawing:
        return FORMATS[name].write(answer_figure.drawn(store, answered(store, wanted, question, found)), dots)


def save(store: Store, wanted: Wanted, kind: str, path: Path, dots: int = 200) -> None:
    """Writes a figure in the format that the ending of `path` says, whole or not at all.

    Raises FigureError when there is no such format, ExportError when the file can't be written.
    """
    name = format_of(path)
    made = content(store, wanted, kind, name, dots)
    write_whole(path, name, lambda unfinished: unfinished.write_bytes(made))


def format_of(path: Path) -> str:
    """The format that the ending of a file says. Raises FigureError with the nearest one."""
    ending = path.suffix.lower().lstrip(".")
    if ending in FORMATS:
        return ending
    hint = did_you_mean(nearest(ending, tuple(FORMATS)))
    raise FigureError(
        _('The ending of "{file}" is that of no figure.{hint} There are: {words}.').format(
            file=path.name[:80], hint=hint, words=", ".join(FORMATS)
        )
    )
