"""All files of a set of saved views, in one go."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..errors import ExportError, FigureError, nearest
from ..export.files import write_whole
from ..figures.frames import frame_named
from ..figures.papers import paper_named
from ..figures.registry import content as drawn
from ..figures.wanted import Wanted
from ..links import Known
from ..questions.registry import QUESTIONS
from ..store import Store, as_known
from ..texts import LINK_KEY, _, did_you_mean, language, language_named, said_in
from ..views import KEYS, View
from .registry import answer_content
from .registry import content as told
from .saved import PICTURES, SavedView, SavedViews
from .sets import NAMES

_OF_THE_PAGE = (LINK_KEY, "shot", "theme")  # what a link may say besides of the page


def make(
    store: Store, saved: SavedViews, folder: Path, made: date, later: int = 0, dots: int = 200,
    tell: Callable[[Path], None] = lambda _path: None,
) -> list[Path]:  # fmt: skip
    """Writes the files of all views into a folder, each whole or not at all; `later`: for so many periods after those that they name.

    The same data, views and day give the same bytes. `tell` hears of each file. Raises FigureError before anything is written
    where a view names what this data doesn't have, ExportError where a file can't be written.
    """
    ready = [(view, *wanted(store, saved, view, made, later)) for view in saved.views]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = _("The folder {folder} can't be made ({fault}).")
        raise ExportError(said.format(folder=folder.name, fault=error.strerror)) from error
    written = []
    for view, of, asked in ready:
        for file in view.files:
            path = folder / f"{view.stem}_{file}"
            with said_in(spoken(view)):
                content = file_of(of, asked, file, dots, view.question)
            write_whole(
                path, path.suffix.lstrip("."), lambda unfinished, content=content: unfinished.write_bytes(content)
            )
            written.append(path)
            tell(path)
    return written


def wanted(store: Store, saved: SavedViews, view: SavedView, made: date, later: int = 0) -> tuple[Store, Wanted]:
    """What a saved view asks for, and the store with what was known then. Raises FigureError."""
    shown, problems = View.from_query(view.query, Known(store, view.query))
    # A page may let go of a word that it doesn't know; a brief would show more than was asked for.
    question = QUESTIONS.get(view.question)
    asks, more = question.asked.from_query(view.query) if question else (None, [])
    known = (*KEYS, *_OF_THE_PAGE, *(asks.keys() if asks else ()))
    problems += [*more, *(_unknown(key, known) for key in view.query if key not in known)]
    if problems:
        raise FigureError(_('The view "{name}": {problems}').format(name=view.name[:60], problems=" ".join(problems)))
    for _again in range(later):
        after = shown.following()
        if after is None:
            said = _('The view "{name}" has no first and last day: there is no period after it.')
            raise FigureError(said.format(name=view.name[:60]))
        shown = after
    boundaries = store.boundary_set(shown.filter.boundary_set)
    with said_in(spoken(view)):  # the frame's title is one of the words
        asked = Wanted(
            shown, frame_named(view.frame, boundaries, saved.frames), paper_named(view.paper), made=made, title=view.title,
            subtitle=view.subtitle, marking=view.marking, address=saved.address, asked=asks,
        )  # fmt: skip
    return (as_known(store, shown.filter.known_on) if shown.filter.known_on else store), asked


def _unknown(key: str, known: tuple[str, ...]) -> str:
    hint = did_you_mean(nearest(key, known))
    return _('The link says "{key}", which means nothing here.{hint}').format(key=key[:40], hint=hint)


def spoken(view: SavedView) -> str:
    """The language of a view's files: the one that its link names, else the one of now. Raises LanguageError."""
    named = view.query.get(LINK_KEY, [""])[-1]
    return language_named(named) if named else language.get()


def file_of(store: Store, asked: Wanted, file: str, dots: int = 200, question: str = "") -> bytes:
    """The bytes of one of `saved.FILES`; of a view of a question its slides and words are those of the answer."""
    kind, ending = file.split(".")
    if question and kind in ("slides", "words"):
        return answer_content(store, asked, question, ending)
    if kind != question:
        asked = replace(asked, asked=None)  # another question asks other things
    if kind in ("slides", *NAMES):
        return told(store, asked, "pptx", "" if kind == "slides" else kind)
    if kind in ("brief", "words"):
        return told(store, asked, ending)
    assert ending in PICTURES
    return drawn(store, asked, kind, ending, dots)
