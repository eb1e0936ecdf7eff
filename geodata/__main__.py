"""Command line: `python -m geodata stats [--json] [filter options]` prints the same numbers as the page;
`python -m geodata export -o FILE [filter options]` writes the same incidents to a file;
`python -m geodata demo --rows N -o FILE` writes a synthetic sheet; import, imports, backup and restore are in `commands`."""

import argparse
import json
import os
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

from . import demo
from .actors import fold
from .brief_commands import add_brief
from .commands import add_commands
from .errors import FilterError, GeodataError, LanguageError, nearest
from .export.registry import FORMATS, export, format_of
from .figure_commands import add_figure
from .filter_words import outside_name, part_name, region_name, status_name
from .filters import COMPUTED, POLICIES, REGION_RULES, ROLE_COVERS, IncidentFilter
from .ingest import folder, ingest
from .kept import open_kept, store_path
from .moments import Moment, read_moment
from .progress import progress
from .question_commands import add_questions
from .region_commands import add_regions
from .schema import OUTSIDE, STATUSES, UNLOCATED
from .store import Counts, Store, as_known, store_of
from .texts import ENGLISH, LANGUAGES, _, did_you_mean, language_named, number, said_in
from .words import type_name


def main(arguments: list[str] | None = None) -> int:
    """Runs a command; 0 when it worked, 2 with one sentence on standard error when not, 1 when an import set rows aside."""
    said, rest = _language().parse_known_args(arguments)
    try:
        code = language_named(said.language)
    except LanguageError as error:
        print(error, file=sys.stderr)
        return 2
    with said_in(code):
        return _run(rest)


def _run(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    try:
        code = options.run(options) or 0
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever reads the output has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except GeodataError as error:
        print(error, file=sys.stderr)
        return 2


def _language() -> argparse.ArgumentParser:
    """The option that is read before the others, wherever it stands: it says in which language those are explained."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument(
        "--language",
        default=ENGLISH,
        metavar=" | ".join(LANGUAGES),
        help=_("of what is printed, drawn and written; may stand anywhere"),
    )
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m geodata", description=_("Incidents, places and regions of Mali."), parents=[_language()]
    )
    commands = parser.add_subparsers(dest="command", required=True)
    stats = commands.add_parser("stats", help=_("count the incidents of a filter"))
    stats.add_argument("--json", action="store_true", help=_("print JSON"))
    _add_filter(stats)
    stats.set_defaults(run=_stats)
    _add_export(commands)
    _add_demo(commands)
    add_figure(commands, _add_filter, _opened)
    add_questions(commands, _add_filter, _opened)
    add_brief(commands, _add_store, _store, _day)
    add_commands(commands)
    add_regions(commands)
    return parser


def _add_store(parser: argparse.ArgumentParser) -> None:
    """The options that say where the incidents are."""
    parser.add_argument(
        "--data",
        metavar="PATH",
        help=_("a folder with incidents.csv, or a CSV of incidents; else INCIDENTS_DATA, else the store"),
    )
    parser.add_argument(
        "--store", metavar="FILE", help=_("the store; else INCIDENTS_STORE, else incidents.duckdb here")
    )
    parser.set_defaults(known_on=None)


def _add_filter(parser: argparse.ArgumentParser) -> None:
    """The options that say which incidents; every command about incidents has the same."""
    _add_store(parser)
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
    parser.add_argument(
        "--boundaries",
        default="",
        metavar="SET",
        help=_("name of the boundary set that regions are of; else the embedded one"),
    )
    parser.add_argument(
        "--regions-by",
        choices=REGION_RULES,
        default=COMPUTED,
        help=_("by the region computed, or by the one reported where there is one"),
    )
    parser.add_argument("--type", action="append", default=[], help=_("type of event; may be repeated"))
    parser.add_argument("--status", action="append", default=[], help=_("status; may be repeated"))
    parser.add_argument("--data-set", action="append", default=[], help=_("name of a data set; may be repeated"))
    parser.add_argument(
        "--known-on",
        type=_moment,
        metavar="YYYY-MM-DD[THH:MM]",
        help=_("only what was known then; without a time, by the end of that day"),
    )
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


def _moment(text: str) -> Moment:
    try:
        return read_moment(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _('"{value}" is no day like 2023-10-25, nor a time of one like 2023-10-25T10:00').format(value=text)
        ) from None


def _store(options: argparse.Namespace) -> Store:
    """The store of the file that is named, else the one that keeps what is imported."""
    named = options.data or (None if options.store else os.environ.get("INCIDENTS_DATA"))
    store = store_of(ingest(folder(named))) if named else open_kept(store_path(options.store))
    return as_known(store, options.known_on) if options.known_on else store


def _opened(options: argparse.Namespace) -> tuple[Store, IncidentFilter]:
    store = _store(options)
    return store, _filter(options, store)


def _stats(options: argparse.Namespace) -> None:
    store = _store(options)
    chosen = _filter(options, store)
    print(_as_json(store, chosen) if options.json else _as_text(store, chosen))


def _export(options: argparse.Namespace) -> None:
    format_of(options.output, options.format)  # a wrong ending is said before the data are read
    store = _store(options)
    found = export(
        store, _filter(options, store), options.output, options.format, hxl=options.hxl, may_pass_on=options.may_pass_on
    )
    print(_("{filter}: written to {file}").format(filter=found.about.filter, file=options.output))


def _demo(options: argparse.Namespace) -> None:
    demo.write(options.output, options.rows, options.seed, options.shape, progress(options.rows))
    print(_("{n} synthetic incidents in {file}").format(n=number(options.rows), file=options.output))


def _filter(options: argparse.Namespace, store: Store) -> IncidentFilter:
    actors = {fold(name): key for key, name in _pairs(store)} | {fold(key): key for key, _name in _pairs(store)}
    boundary_set = store.set_named(options.boundaries)
    boundaries = store.boundary_set(boundary_set)
    regions = {fold(key): key for key in (*boundaries.keys, OUTSIDE, UNLOCATED)}
    types = {fold(said): value for value in store.values("event_type") for said in (type_name(value), value)}
    return IncidentFilter(
        date_from=options.date_from,
        date_to=options.date_to,
        dates=options.dates,
        actors=tuple(_known(actors, value, _("actor")) for value in options.actor),
        role=options.role,
        regions=tuple(boundaries.find(value) or _known(regions, value, _("region")) for value in options.region),
        types=tuple(_known(types, value, _("type of event")) for value in options.type),
        statuses=tuple(_known({s: s for s in STATUSES}, value, _("status")) for value in options.status),
        data_sets=tuple(
            _known({fold(s): s for s in store.values("data_set")}, value, _("data set")) for value in options.data_set
        ),
        text=options.text,
        boundary_set=boundary_set,
        regions_by=options.regions_by,
        known_on=options.known_on,
    )


def _pairs(store: Store) -> list[tuple[str, str]]:
    actors = store.actors()
    return list(zip(actors["actor_id"], actors["name"], strict=True))


def _known(values: dict[str, str], value: str, what: str) -> str:
    if fold(value) in values:
        return values[fold(value)]
    like = nearest(fold(value), tuple(values))
    hint = did_you_mean(like and values[like])
    raise FilterError(_('This data has no {what} "{value}".').format(what=what, value=value) + hint)


def _as_json(store: Store, chosen: IncidentFilter) -> str:
    counts = store.counts(chosen)
    names, boundaries = dict(_pairs(store)), store.boundary_set(chosen.boundary_set)
    shown = asdict(counts) | {
        "by_actor": {names[key]: count for key, count in counts.by_actor.items()},
        "outside_mali": sum(counts.outside.values()),
        "outside_mali_by_country": counts.outside,
        "filter": chosen.describe(names, boundaries.title),
        **asdict(store.account()),
        "boundary_set": boundaries.name,
        "regions_by": chosen.regions_by,
        "agreement": {key: n for key, n in store.differing(chosen).items() if key},
    }
    del shown["outside"]
    return json.dumps(shown, ensure_ascii=False, indent=2)


def _as_text(store: Store, chosen: IncidentFilter) -> str:
    counts: Counts = store.counts(chosen)
    account = store.account()
    names, boundaries = dict(_pairs(store)), store.boundary_set(chosen.boundary_set)
    blocks = {
        _("By region ({set})").format(set=boundaries.title): {key: n for key, n in counts.by_region.items() if n}
        | {outside_name(country): n for country, n in counts.outside.items()}
        | ({region_name(UNLOCATED): counts.unlocated} if counts.unlocated else {}),
        _("By actor (an incident counts once for each actor in it)"): {
            names[key]: n for key, n in counts.by_actor.items()
        },
        _("By status"): {status_name(status): n for status, n in counts.by_status.items()},
        _("Hidden by filter"): {part_name(part): n for part, n in counts.hidden.items()},
        _("Rows"): {
            _("read"): account.read,
            _("accepted"): account.accepted,
            _("set aside"): account.set_aside,
            _("duplicates"): account.duplicates,
        }
        | ({_("unchanged"): account.unchanged} if account.unchanged else {})
        | ({_("of the accepted, folded into incidents with several actors"): account.folded} if account.folded else {}),
    }
    lines = [
        _("{shown} of {total} incidents · {filter}").format(
            shown=number(counts.shown), total=number(counts.total), filter=chosen.describe(names, boundaries.title)
        )
    ]
    for title, block in blocks.items():
        if block:
            lines += ["", title, *(f"  {number(n):>7}  {name}" for name, n in block.items())]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
