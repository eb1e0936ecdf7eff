"""The commands of the questions: `python -m geodata coincide --within-hours 24 --within-km 20 [--json] [-o FILE] [filter options]`,
and compare, changes, reported, handovers, summary likewise."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .filters import IncidentFilter
from .progress import progress
from .store import Store
from .texts import _, labelled

if TYPE_CHECKING:
    from .questions.answer import Answer
    from .questions.registry import Question

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
            help=_("a table file: .csv, .xlsx, .geojson, .gpkg or .parquet"),
        )
        question.asked.add_options(made)
        add_filter(made)
        made.set_defaults(run=_runner(question, opened))


def _runner(question: "Question", opened: Opened) -> Callable[[argparse.Namespace], None]:
    def run(options: argparse.Namespace) -> None:
        asked = question.asked.from_options(options)
        if options.output:
            _format(options.output)  # a wrong ending is said before the data are read
        store, chosen = opened(options)
        if question.name == "coincidences":
            found, as_json = _coincidences(store, chosen, asked)
        else:
            found = question.answer(store, chosen, asked)
            as_json = None
        if options.output:
            _save(store, found, options.output)
        print(json.dumps(as_json or _json(found), ensure_ascii=False, indent=2) if options.json else _words(found))

    return run


def _coincidences(store: Store, chosen: IncidentFilter, asked: Any) -> tuple["Answer", dict]:
    """With how far it is, and all pairs as JSON, not only the rows."""
    from .questions import coincidences  # noqa: PLC0415

    tell = progress(100)
    found = coincidences.find(store, chosen, asked, lambda part: tell(int(part * 100)))
    answer = coincidences.told(store, chosen, found)
    return answer, {"findings": answer.findings, "caveats": answer.caveats} | coincidences.to_json(store, found)


def _format(path: Path) -> Any:
    from .export.registry import format_of  # noqa: PLC0415

    return format_of(path)


def _save(store: Store, found: "Answer", path: Path) -> None:
    from .export.registry import export_answer  # noqa: PLC0415

    export_answer(store, found, path)


def _json(found: "Answer") -> dict[str, Any]:
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
