"""The formats of briefs. To add one is to add a module that writes it, and a row here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..figures import map_figure
from ..figures.answered import answered
from ..figures.papers import PAPERS
from ..figures.wanted import Wanted
from ..questions.answer import Answer
from ..store import Store
from ..texts import message
from . import answer_slides, answer_words, document, printed, slides, words
from .page import Page, page
from .sets import views

Tell = Callable[[int, int], None]  # hears how many pages are done, and of how many


@dataclass(frozen=True)
class Format:
    """A format: `title` is a message. `slides`: on the paper that is asked for, and as a set; else on A4."""

    name: str
    title: str
    media_type: str
    slides: bool


FORMATS = {
    made.name: made
    for made in (
        Format(
            "pptx", message("Slides (PowerPoint)"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation", True,
        ),
        Format(
            "docx", message("Brief (Word)"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", False,
        ),
        Format("pdf", message("Brief (PDF)"), "application/pdf", False),
        Format("md", message("Text (Markdown)"), "text/markdown; charset=utf-8", False),
    )
}  # fmt: skip
FOR_ANSWERS = ("pptx", "md")


def content(store: Store, wanted: Wanted, name: str, of: str = "", tell: Tell = lambda _done, _of: None) -> bytes:
    """A brief of a view as a file's bytes, in a format of `FORMATS`; for slides `of` may be a set of `sets.NAMES`.

    Raises FigureError for a set without pages or with too many.
    """
    if name == "pptx":
        return _atlas(store, wanted, of, tell) if of else slides.deck(store, page(store, wanted))
    told = page(store, replace(wanted, paper=PAPERS["a4"]))
    if name == "md":
        return words.words(told)
    return document.brief(store, told) if name == "docx" else printed.brief(store, told)


def answer_content(store: Store, wanted: Wanted, question: str, name: str, found: Answer | None = None) -> bytes:
    """The answer to a question of `QUESTIONS` as a file's bytes, in a format of `FOR_ANSWERS`; `found` where it was found before.

    Raises FilterError for what can't be asked.
    """
    told = answered(store, wanted, question, found)
    return answer_slides.deck(store, told) if name == "pptx" else answer_words.words(store, told)


def _atlas(store: Store, wanted: Wanted, of: str, tell: Tell) -> bytes:
    every = views(store, wanted, of)

    def pages() -> Iterator[Page]:
        for done, each in enumerate(every):
            tell(done, len(every))
            yield page(store, each)
        tell(len(every), len(every))

    return slides.atlas(store, pages(), wanted, map_figure.words(store, wanted)[0])
