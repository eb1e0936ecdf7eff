"""Command line: `python -m geodata stats [--json] [filter options]` prints the same numbers as the page;
`python -m geodata export -o FILE [filter options]` writes the same incidents to a file;
`python -m geodata demo --rows N -o FILE` writes a synthetic sheet."""

import argparse
import json
import math
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from . import demo
from .actors import fold
from .errors import FilterError, GeodataError, nearest
from .export.registry import FORMATS, export, format_of
from .filters import POLICIES, ROLE_COVERS, IncidentFilter, outside_name, part_name, region_name, status_name
from .ingest import folder, ingest
from .schema import OUTSIDE, STATUSES, UNLOCATED
from .store import Counts, Store
from .texts import _, number


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; 0 when it worked, 2 with one sentence on standard error when not."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except GeodataError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geodata", description=_("Incidents, places and regions of Mali."))
    commands = parser.add_subparsers(dest="command", required=True)
    stats = commands.add_parser("stats", help=_("count the incidents of a filter"))
    stats.add_argument("--json", action="store_true", help=_("print JSON"))
    _add_filter(stats)
    stats.set_defaults(run=_stats)
    _add_export(commands)
    _add_demo(commands)
    return parser


def _add_filter(parser: argparse.ArgumentParser) -> None:
    """The options that say which incidents; every command about incidents has the same."""
    parser.add_argument(
        "--data",
        metavar="PATH",
        help=_("a folder with incidents.csv, or a CSV of incidents; else INCIDENTS_DATA, else the embedded data"),
    )
    parser.add_argument("--from", dest="date_from", type=_day, metavar="YYYY-MM-DD", help=_("first day"))
    parser.add_argument("--to", dest="date_to", type=_day, metavar="YYYY-MM-DD", help=_("last day, included"))
    parser.add_argument("--dates", choices=POLICIES, default="overlapping", help=_("what an imprecise date must do"))
    parser.add_argument("--actor", action="append", default=[], help=_("name or id of an actor; may be repeated"))
    parser.add_argument("--role", choices=tuple(ROLE_COVERS), default="any", help=_("the part that the actors take"))
    parser.add_argument(
        "--region",
        action="append",
        default=[],
        help=_('name of a region, "outside-mali" or "unlocated"; may be repeated'),
    )
    parser.add_argument("--type", action="append", default=[], help=_("type of event; may be repeated"))
    parser.add_argument("--status", action="append", default=[], help=_("status; may be repeated"))
    parser.add_argument("--text", default="", help=_("words that must all occur"))


def _add_export(commands: argparse._SubParsersAction) -> None:
    made = commands.add_parser("export", help=_("write the incidents of a filter to a file"))
    made.add_argument("--format", choices=tuple(FORMATS), help=_("else what the ending of the file says"))
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=_("the file; made anew"))
    made.add_argument("--hxl", action="store_true", help=_("HXL tags under the header of a CSV"))
    made.add_argument(
        "--may-pass-on", action="store_true", help=_("you may pass on rows whose source forbids it, such as ACLED's")
    )
    _add_filter(made)
    made.set_defaults(run=_export)


def _add_demo(commands: argparse._SubParsersAction) -> None:
    made = commands.add_parser("demo", help=_("write synthetic incidents, labelled as such in every row"))
    made.add_argument("--rows", type=_amount, default=10_000, metavar="N", help=_("how many; 10,000 when not said"))
    made.add_argument("--seed", type=int, default=1, help=_("the same seed gives the same bytes"))
    made.add_argument("--shape", choices=tuple(demo.SHAPES), default="own", help=_("whose columns the file has"))
    made.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=_("the CSV to write"))
    made.set_defaults(run=_demo)


def _amount(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(_('"{value}" is no number of rows from 1').format(value=text))
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_('"{value}" is no day like 2023-10-03').format(value=text)) from None


def _stats(options: argparse.Namespace) -> None:
    store = Store(ingest(folder(options.data or os.environ.get("INCIDENTS_DATA"))))
    chosen = _filter(options, store)
    print(_as_json(store, chosen) if options.json else _as_text(store, chosen))


def _export(options: argparse.Namespace) -> None:
    format_of(options.output, options.format)  # a wrong ending is said before the data are read
    store = Store(ingest(folder(options.data or os.environ.get("INCIDENTS_DATA"))))
    found = export(
        store, _filter(options, store), options.output, options.format, hxl=options.hxl, may_pass_on=options.may_pass_on
    )
    print(_("{filter}: written to {file}").format(filter=found.about.filter, file=options.output))


def _demo(options: argparse.Namespace) -> None:
    demo.write(options.output, options.rows, options.seed, options.shape, _progress(options.rows))
    print(_("{n} synthetic incidents in {file}").format(n=number(options.rows), file=options.output))


def _progress(total: int) -> Callable[[int], None]:
    """Says on standard error how far a long piece of work is, at most once in two seconds."""
    began = said = time.monotonic()

    def say(done: int) -> None:
        nonlocal said
        now = time.monotonic()
        if now - said < 2:
            return
        said = now
        rate = done / (now - began)
        text = _("{done} of {total} rows · {rate} a second · {left} s left")
        left = number(math.ceil((total - done) / rate))
        shown = text.format(done=number(done), total=number(total), rate=number(round(rate)), left=left)
        print(shown, file=sys.stderr, flush=True)

    return say


def _filter(options: argparse.Namespace, store: Store) -> IncidentFilter:
    actors = {fold(name): key for key, name in _pairs(store)} | {fold(key): key for key, _name in _pairs(store)}
    regions = {fold(key): key for key in (*store.boundaries.names, OUTSIDE, UNLOCATED)}
    types = {fold(value): value for value in store.values("event_type")}
    return IncidentFilter(
        date_from=options.date_from,
        date_to=options.date_to,
        dates=options.dates,
        actors=tuple(_known(actors, value, _("actor")) for value in options.actor),
        role=options.role,
        regions=tuple(store.boundaries.find(value) or _known(regions, value, _("region")) for value in options.region),
        types=tuple(_known(types, value, _("type of event")) for value in options.type),
        statuses=tuple(_known({s: s for s in STATUSES}, value, _("status")) for value in options.status),
        text=options.text,
    )


def _pairs(store: Store) -> list[tuple[str, str]]:
    actors = store.actors()
    return list(zip(actors["actor_id"], actors["name"], strict=True))


def _known(values: dict[str, str], value: str, what: str) -> str:
    if fold(value) in values:
        return values[fold(value)]
    like = nearest(fold(value), tuple(values))
    hint = _(' Did you mean "{nearest}"?').format(nearest=values[like]) if like else ""
    raise FilterError(_('This data has no {what} "{value}".').format(what=what, value=value) + hint)


def _as_json(store: Store, chosen: IncidentFilter) -> str:
    counts = store.counts(chosen)
    names = dict(_pairs(store))
    shown = asdict(counts) | {
        "by_actor": {names[key]: count for key, count in counts.by_actor.items()},
        "outside_mali": sum(counts.outside.values()),
        "outside_mali_by_country": counts.outside,
        "filter": chosen.describe(names),
        "read": store.read,
        "set_aside": store.set_aside,
        "duplicates": store.duplicates,
        "superseded": len(store.superseded),
        "folded": store.folded,
        "boundary_set": store.boundaries.name,
    }
    del shown["outside"]
    return json.dumps(shown, ensure_ascii=False, indent=2)


def _as_text(store: Store, chosen: IncidentFilter) -> str:
    counts: Counts = store.counts(chosen)
    names = dict(_pairs(store))
    blocks = {
        _("By region ({set})").format(set=store.boundaries.name): {key: n for key, n in counts.by_region.items() if n}
        | {outside_name(country): n for country, n in counts.outside.items()}
        | ({region_name(UNLOCATED): counts.unlocated} if counts.unlocated else {}),
        _("By actor (an incident counts once for each actor in it)"): {
            names[key]: n for key, n in counts.by_actor.items()
        },
        _("By status"): {status_name(status): n for status, n in counts.by_status.items()},
        _("Hidden by filter"): {part_name(part): n for part, n in counts.hidden.items()},
        _("Rows"): {_("read"): store.read, _("set aside"): store.set_aside, _("duplicates"): store.duplicates}
        | ({_("folded into incidents with several actors"): store.folded} if store.folded else {}),
    }
    lines = [
        _("{shown} of {total} incidents · {filter}").format(
            shown=number(counts.shown), total=number(counts.total), filter=chosen.describe(names)
        )
    ]
    for title, block in blocks.items():
        if block:
            lines += ["", title, *(f"  {number(n):>7}  {name}" for name, n in block.items())]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
