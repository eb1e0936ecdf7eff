"""The commands of the questions: `python -m geodata coincide --within-hours 24 --within-km 20 [--json] [-o FILE] [filter options]`,
and compare, changes, reported, handovers, summary likewise."""

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import ExportError, nearest
from .export.files import write_whole
from .figure_commands import made_day
from .figures.frames import frame_named
from .figures.papers import PAPERS, paper_named
from .figures.wanted import MARKINGS, RESOLUTIONS, Wanted, marking_named
from .filters import IncidentFilter
from .progress import progress
from .store import Store
from .texts import _, did_you_mean, labelled
from .views import View

if TYPE_CHECKING:
    from .questions.answer import Answer
    from .questions.registry import Question

PICTURES, BRIEFS = ("png", "svg", "pdf"), ("pptx", "md")  # endings of what is drawn, and of what is told
Opened = Callable[[argparse.Namespace], tuple[Store, IncidentFilter]]


def add_questions(
    commands: argparse._SubParsersAction, add_filter: Callable[[argparse.ArgumentParser], None], opened: Opened
) -> None:
    """Adds a command for each question. `add_filter` gives a parser the options of a filter, `opened` what they say."""
    from .questions.registry import QUESTIONS  # noqa: PLC0415

    for question in QUESTIONS.values():
        made = commands.add_parser(question.command, help=_(question.says))
        made.add_argument("--json", action="store_true", help=_("print JSON"))
        made.add_argument(
            "-o",
            "--output",
            type=Path,
            metavar="FILE",
            help=_(
                "a table: .csv, .xlsx, .geojson, .gpkg, .parquet; a figure: .png, .svg, .pdf; slides: .pptx; text: .md"
            ),
        )
        _add_paper(made)
        question.asked.add_options(made)
        add_filter(made)
        made.set_defaults(run=_runner(question, opened))


def _add_paper(made: argparse.ArgumentParser) -> None:
    """What figures, slides and text say besides of the answer."""
    made.add_argument("--paper", default="16:9", help=", ".join(PAPERS))
    made.add_argument("--dpi", type=int, choices=RESOLUTIONS, default=200, help=_("dots an inch of a PNG"))
    made.add_argument("--title", default="", help=_("else what is asked"))
    made.add_argument("--marking", default="", metavar="TLP", help=", ".join(MARKINGS))
    made.add_argument("--made", type=made_day, metavar="YYYY-MM-DD", help=_("the day that the figure says; else today"))
    made.add_argument("--address", default="", metavar="URL", help=_("where the page is, for the link in the figure"))


def _runner(question: "Question", opened: Opened) -> Callable[[argparse.Namespace], None]:
    def run(options: argparse.Namespace) -> None:
        asked = question.asked.from_options(options)
        if options.output:
            _ending(options.output)  # what can't be written is said before the data are read
            paper_named(options.paper), marking_named(options.marking)
        store, chosen = opened(options)
        found = (
            _coincidences(store, chosen, asked)
            if question.name == "coincidences"
            else question.answer(store, chosen, asked)
        )
        if options.output:
            _save(store, question.name, found, _wanted(store, chosen, asked, options), options)
        print(
            json.dumps(_json(store, question.name, found), ensure_ascii=False, indent=2)
            if options.json
            else _words(found)
        )

    return run


def _coincidences(store: Store, chosen: IncidentFilter, asked: Any) -> "Answer":
    """With how far it is."""
    from .questions import coincidences_told  # noqa: PLC0415

    tell = progress(100)
    return coincidences_told.answer(store, chosen, asked, lambda part: tell(int(part * 100)))


def _wanted(store: Store, chosen: IncidentFilter, asked: Any, options: argparse.Namespace) -> Wanted:
    return Wanted(
        View(chosen), frame_named("mali", store.boundary_set(chosen.boundary_set)), paper_named(options.paper),
        made=options.made or date.today(), title=options.title, marking=marking_named(options.marking),
        address=options.address, asked=asked,
    )  # fmt: skip


def _ending(path: Path) -> str:
    """The ending of a file that an answer can be written to. Raises ExportError with the nearest one."""
    from .export.registry import FOR_ANSWERS, FORMATS  # noqa: PLC0415

    known = (*(FORMATS[name].extension for name in FOR_ANSWERS), *PICTURES, *BRIEFS)
    ending = path.suffix.lower().lstrip(".")
    if ending in known:
        return ending
    said = _('The ending of "{file}" is that of no format.{hint} There are: {words}.')
    hint = did_you_mean(nearest(ending, known))
    raise ExportError(said.format(file=path.name[:80], hint=hint, words=", ".join(known)))


def _save(store: Store, name: str, found: "Answer", wanted: Wanted, options: argparse.Namespace) -> None:
    """Writes the answer as the ending says: only who draws or makes slides waits until what does so is loaded."""
    path, ending = options.output, _ending(options.output)
    if ending in PICTURES:
        from .figures.registry import answer_content  # noqa: PLC0415

        made = answer_content(store, wanted, name, ending, found, options.dpi)
    elif ending in BRIEFS:
        from .briefs.registry import answer_content  # noqa: PLC0415

        made = answer_content(store, wanted, name, ending, found)
    else:
        from .export.registry import export_answer  # noqa: PLC0415

        export_answer(store, found, path)
        return
    write_whole(path, ending, lambda unfinished: unfinished.write_bytes(made))


def _json(store: Store, name: str, found: "Answer") -> dict[str, Any]:
    """The answer for programs; of coincidences all pairs that are kept, not only the rows."""
    if name == "coincidences":
        from .questions.coincidences_told import to_json  # noqa: PLC0415

        return {"findings": found.findings, "caveats": found.caveats} | to_json(store, found.drawing)
    keys = [column.key for column in found.columns]
    return {
        "title": found.title,
        "findings": found.findings,
        "caveats": found.caveats,
        "rows": [
            dict(zip(keys, map(_plain, row.values), strict=True)) | {"flagged": row.flagged} for row in found.rows
        ],
        "left_out": found.left_out,
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _words(found: "Answer") -> str:
    """Title, findings, the rows as columns of text, and what must be known."""
    table = [tuple(column.title for column in found.columns), *(row.cells for row in found.rows)]
    wide = [max(len(cells[nr]) for cells in table) for nr in range(len(found.columns))]
    right = [column.right for column in found.columns]
    lines = [
        "  ".join(cell.rjust(w) if r else cell.ljust(w) for cell, w, r in zip(cells, wide, right, strict=True)).rstrip()
        for cells in table
    ]
    notes = [labelled(_("To be known"), found.caveats[0]), *found.caveats[1:]] if found.caveats else []
    return "\n".join(
        [found.title, "", *found.findings, *(["", *lines] if found.rows else []), *(["", *notes] if notes else [])]
    )
