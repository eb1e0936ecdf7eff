"""The command that draws: `python -m geodata figure -o FILE.png [--frame north] [filter options]`."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from .errors import FigureError
from .figures.frames import NAMES, frame_named
from .figures.papers import PAPERS, paper_named
from .figures.wanted import KIND_NAMES, MARKINGS, RESOLUTIONS, Wanted, marking_named
from .filters import IncidentFilter
from .store import Store
from .texts import _
from .views import View


def add_figure(
    commands: argparse._SubParsersAction,
    add_filter: Callable[[argparse.ArgumentParser], None],
    opened: Callable[[argparse.Namespace], tuple[Store, IncidentFilter]],
) -> None:
    """Adds the command. `add_filter` gives a parser the options of a filter, `opened` what they say."""
    made = commands.add_parser("figure", help=_("draw the incidents of a filter, for slides and print"))
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=_("a .png, .svg or .pdf"))
    made.add_argument("--kind", choices=KIND_NAMES, default="map", help=_("what is drawn"))
    made.add_argument(
        "--frame",
        default="mali",
        help=_("{words}, a region, or west,south,east,north in degrees").format(words=", ".join(NAMES)),
    )
    made.add_argument("--paper", default="16:9", help=", ".join(PAPERS))
    made.add_argument("--dpi", type=int, choices=RESOLUTIONS, default=200, help=_("dots an inch of a PNG"))
    made.add_argument("--title", default="", help=_("else what and where"))
    made.add_argument("--subtitle", default="", help=_("else the filter"))
    made.add_argument("--marking", default="", metavar="TLP", help=", ".join(MARKINGS))
    made.add_argument("--made", type=made_day, metavar="YYYY-MM-DD", help=_("the day that the figure says; else today"))
    made.add_argument("--address", default="", metavar="URL", help=_("where the page is, for the link in the figure"))
    add_filter(made)

    def run(options: argparse.Namespace) -> None:
        from .figures.registry import format_of, save  # noqa: PLC0415  half a second, which only who draws waits for

        format_of(options.output)  # a wrong ending is said before the data are read
        paper, marking = paper_named(options.paper), marking_named(options.marking)
        store, chosen = opened(options)
        wanted = Wanted(
            View(chosen), frame_named(options.frame, store.boundary_set(chosen.boundary_set)), paper,
            made=options.made or date.today(), title=options.title, subtitle=options.subtitle, marking=marking,
            address=options.address,
        )  # fmt: skip
        save(store, wanted, options.kind, options.output, options.dpi)
        print(_("Written to {file}").format(file=options.output))

    made.set_defaults(run=run)


def made_day(text: str) -> date:
    """The day that a figure says. Raises FigureError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FigureError(_('"{value}" is no day like 2023-10-03').format(value=text[:40])) from None
