"""The command of the weekly work: `python -m geodata brief VIEWS.toml -o FOLDER`."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from .errors import FigureError
from .figures.wanted import RESOLUTIONS
from .store import Store
from .texts import _


def add_brief(
    commands: argparse._SubParsersAction,
    add_store: Callable[[argparse.ArgumentParser], None],
    opened: Callable[[argparse.Namespace], Store],
    read_day: Callable[[str], date],
) -> None:
    """Adds the command. `add_store` gives a parser the options that say where the data are, `opened` opens them."""
    made = commands.add_parser("brief", help=_("make the figures, slides and briefs of a set of saved views"))
    made.add_argument("views", type=Path, metavar="VIEWS.toml", help=_("the views; the page writes such a file"))
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help=_("made where there is none"))
    made.add_argument("--made", type=read_day, metavar="YYYY-MM-DD", help=_("the day that everything says"))
    made.add_argument(
        "--later",
        type=int,
        default=0,
        metavar="N",
        help=_("for the period, or the N-th, after the one that each view names"),
    )
    made.add_argument("--dpi", type=int, choices=RESOLUTIONS, default=200, help=_("dots an inch of a PNG"))
    add_store(made)

    def run(options: argparse.Namespace) -> None:
        from .briefs.making import make  # noqa: PLC0415  a second, which only who makes a brief waits for
        from .briefs.saved import read_views  # noqa: PLC0415

        saved = read_views(options.views)
        day = options.made or saved.made
        if day is None:
            raise FigureError(
                _(
                    "Say the day that everything states, so that the same views give the same files: --made 2023-10-25, or made = 2023-10-25 in the file."
                )
            )
        if options.later < 0:
            raise FigureError(_("--later {n} would be earlier: it counts from 0.").format(n=options.later))
        make(
            opened(options), saved, options.output, day, options.later, options.dpi,
            tell=lambda path: print(_("Written to {file}").format(file=path), flush=True),
        )  # fmt: skip

    made.set_defaults(run=run)
