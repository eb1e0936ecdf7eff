"""Views that have a name, in a file that people and programs read: VIEWS.toml.

made = 2023-10-25                # the day that everything says
address = "https://maps.example.org"

[frames.sahara]                  # frames of your own
title = "The Sahara"
west = -6.0
south = 19.0
east = 4.5
north = 25.2

[[view]]
name = "North, this week"
link = "?from=2023-10-02&to=2023-10-08"      # what stands in the page's address; "coincidences?km=50" of a question
frame = "north"
files = ["map.png", "slides.pptx", "brief.docx"]
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs

import tomli_w

from ..errors import FigureError, nearest
from ..figures.frames import MapFrame, frame_between
from ..figures.papers import paper_named
from ..figures.wanted import KIND_NAMES, marking_named
from ..questions.registry import QUESTIONS
from ..texts import _, did_you_mean, number

MOST = 500  # views of a file
PICTURES = ("png", "svg", "pdf")
FILES = (
    *(f"{kind}.{ending}" for kind in KIND_NAMES for ending in PICTURES),
    "slides.pptx", "regions.pptx", "weeks.pptx", "brief.docx", "brief.pdf", "words.md",
)  # fmt: skip


@dataclass(frozen=True)
class SavedView:
    """A view with a name: `link` is the page's address, or its query alone; the others are as in `Wanted`."""

    name: str
    link: str = ""
    title: str = ""
    subtitle: str = ""
    frame: str = "mali"
    paper: str = "16:9"
    marking: str = ""
    files: tuple[str, ...] = ("slides.pptx",)

    @property
    def query(self) -> dict[str, list[str]]:
        """The link's values by key."""
        page, _mark, query = self.link.partition("?")
        return parse_qs(query if query or self.question else page, keep_blank_values=True)

    @property
    def question(self) -> str:
        """The question of `QUESTIONS` whose page the link is of, "" for the map's."""
        page = self.link.partition("?")[0].rstrip("/").rpartition("/")[2]
        return page if page in QUESTIONS else ""

    @property
    def stem(self) -> str:
        """What its files' names begin with."""
        return re.sub(r"[^\w]+", "-", self.name).strip("-_").lower()[:60] or "view"


@dataclass(frozen=True)
class SavedViews:
    """The content of a file of views; `made` is None and `address` "" where it doesn't say them."""

    views: tuple[SavedView, ...] = ()
    frames: Mapping[str, MapFrame] = field(default_factory=dict)
    made: date | None = None
    address: str = ""

    def with_view(self, view: SavedView) -> "SavedViews":
        """The same with a view, in place of one of this name."""
        kept = tuple(each for each in self.views if each.name != view.name)
        return replace(self, views=(*kept, view))

    def without(self, name: str) -> "SavedViews":
        """The same without the view of a name."""
        return replace(self, views=tuple(each for each in self.views if each.name != name))

    def to_toml(self) -> str:
        """The file; the same views give the same text."""
        said: dict = {"made": self.made} if self.made else {}
        said |= {"address": self.address} if self.address else {}
        if self.frames:
            said["frames"] = {
                key: {"title": each.title} | {edge: getattr(each, edge) for edge in _EDGES}
                for key, each in self.frames.items()
            }
        said["view"] = [_said(view) for view in self.views]
        return tomli_w.dumps(said)


_EDGES = ("west", "south", "east", "north")


def _said(view: SavedView) -> dict:
    """What a view says of itself beyond what goes without saying."""
    said = {each.name: getattr(view, each.name) for each in fields(view) if getattr(view, each.name) != each.default}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in said.items()}


def read_views(path: Path) -> SavedViews:
    """The views of a file. Raises FigureError with what can't be read, and where."""
    try:
        return views_of(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        said = _("The views {file} can't be read ({fault}).")
        raise FigureError(said.format(file=path.name, fault=getattr(error, "strerror", None) or error)) from error


def views_of(text: str) -> SavedViews:
    """The views of a file's text. Raises FigureError."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FigureError(_("The file of views is no TOML ({fault}).").format(fault=error)) from error
    _only(said, ("made", "address", "frames", "view"), _("the file of views"))
    made = said.get("made")
    if made is not None and type(made) is not date:
        raise FigureError(_('made = "{value}" is no day like 2023-10-25, without quotes.').format(value=str(made)[:40]))
    frames = {key: _frame(key, each) for key, each in _table(said.get("frames", {}), "frames").items()}
    listed = said.get("view", [])
    if not isinstance(listed, list) or len(listed) > MOST:
        raise FigureError(_("[[view]] comes once for each view, {most} times at most.").format(most=number(MOST)))
    views = tuple(_view(_table(each, "view"), frames) for each in listed)
    taken: dict[str, str] = {}
    for view in views:
        if view.stem in taken:
            both = _('The views "{one}" and "{other}" would have files of the same name. Call one of them otherwise.')
            raise FigureError(both.format(one=taken[view.stem][:60], other=view.name[:60]))
        taken[view.stem] = view.name
    return SavedViews(views, frames, made, _text(said.get("address", ""), "address"))


def _view(said: dict, frames: Mapping[str, MapFrame]) -> SavedView:
    where = _('the view "{name}"').format(name=str(said.get("name", ""))[:60])
    _only(said, tuple(each.name for each in fields(SavedView)), where)
    if not _text(said.get("name", ""), "name").strip():
        raise FigureError(_('A view has no name. Each has one, such as: name = "North, this week"'))
    files = said.get("files", SavedView.files)
    if not isinstance(files, list | tuple) or not files:
        raise FigureError(_('files of {where} is no list such as ["map.png", "slides.pptx"].').format(where=where))
    for file in files:
        if file not in FILES:
            hint = did_you_mean(nearest(str(file), FILES))
            raise FigureError(
                _('{where} asks for "{value}", which can\'t be made.{hint} There are: {words}.').format(
                    where=where, value=str(file)[:40], hint=hint, words=", ".join(FILES)
                )
            )
    texts = {key: _text(value, key) for key, value in said.items() if key != "files"}
    view = SavedView(**texts | {"files": tuple(dict.fromkeys(files))})
    paper_named(view.paper)
    return replace(view, marking=marking_named(view.marking))


def _frame(key: str, said: object) -> MapFrame:
    edges = _table(said, f"frames.{key}")
    _only(edges, ("title", *_EDGES), _('the frame "{name}"').format(name=key[:60]))
    return frame_between(key, _text(edges.get("title", key), "title"), [edges.get(edge) for edge in _EDGES])


def _only(said: dict, known: tuple[str, ...], where: str) -> None:
    for key in said:
        if key not in known:
            hint = did_you_mean(nearest(key, known))
            raise FigureError(
                _('"{key}" means nothing in {where}.{hint} There are: {words}.').format(
                    key=key[:40], where=where, hint=hint, words=", ".join(known)
                )
            )


def _table(said: object, name: str) -> dict:
    if not isinstance(said, dict):
        raise FigureError(_('"{name}" of the file of views is no table, such as [{name}].').format(name=name[:60]))
    return said


def _text(said: object, key: str) -> str:
    if not isinstance(said, str):
        raise FigureError(_("{key} = {value} is no text in quotes.").format(key=key, value=str(said)[:40]))
    return said
