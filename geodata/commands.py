"""The commands that change the store: import, imports, places, backup, restore; and the template to fill in."""

import argparse
import json
import shlex
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from .errors import DataFileError, ExportError, QuestionError, StoreError
from .geonames import read_geonames
from .kept import add_places, open_kept, store_path, user
from .prepare import Prepared
from .progress import lines, progress
from .readers import READERS
from .readers.mapping import Mapping
from .readers.options import DATE_ORDERS, Options
from .report import Report
from .shares import prepare_in_shares
from .store import Store, backup, compare, data_set_of, keep, restore, undo
from .template import HEADERS, write_template
from .texts import _, day, number

ALL_ACCEPTED, SOME_SET_ASIDE, NOTHING_IMPORTED = 0, 1, 2
# What a `QuestionError` is about | the flag that answers it.
_FLAGS = {"date_order": "--date-order", "sheet": "--sheet", "crs": "--crs", "mapping": "--mapping"}


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Adds the commands to the command line."""
    made = commands.add_parser("import", help=_("take files into the store"))
    made.add_argument("files", nargs="+", type=Path, metavar="FILE")
    made.add_argument(
        "--format", choices=tuple(reader.name for reader in READERS), default="", help=_("else by content")
    )
    made.add_argument("--sheet", default="", help=_("worksheet or layer, where the file has several"))
    made.add_argument("--crs", default="", help=_("coordinate system of a file that names none, such as EPSG:32630"))
    made.add_argument(
        "--date-order", choices=DATE_ORDERS, default="", help=_("day or month first, where nothing in the file says")
    )
    made.add_argument("--mapping", type=Path, metavar="FILE.json", help=_("which column stands for which"))
    made.add_argument("--data-set", default="", help=_("its name; else that of the format or the file"))
    made.add_argument(
        "--remove-missing", action="store_true", help=_("take out incidents of the file's days that it lacks")
    )
    made.add_argument("--dry-run", action="store_true", help=_("check and report only"))
    made.add_argument("--report", type=Path, metavar="FILE.json", help=_("where to write the whole report"))
    made.set_defaults(run=_import)
    listed = commands.add_parser("imports", help=_("list what was imported, or undo an import"))
    listed.add_argument("action", nargs="?", choices=("list", "undo"), default="list")
    listed.add_argument("number", nargs="?", type=int, help=_("of the import to undo"))
    listed.set_defaults(run=_imports)
    copy = commands.add_parser("backup", help=_("copy the store into a file"))
    copy.add_argument("file", type=Path, metavar="FILE")
    copy.set_defaults(run=_backup)
    back = commands.add_parser("restore", help=_("put a backup in the place of the store"))
    back.add_argument("file", type=Path, metavar="FILE")
    back.set_defaults(run=_restore)
    towns = commands.add_parser("places", help=_("use a country's dump of GeoNames as a gazetteer of your own"))
    towns.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help=_("the dump; left out, the gazetteer is let go")
    )
    towns.set_defaults(run=_places)
    empty = commands.add_parser("template", help=_("write a workbook to fill in"))
    empty.add_argument("--header", choices=HEADERS, default=HEADERS[0], help=_("its language"))
    empty.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.xlsx")
    empty.set_defaults(run=_template)
    for parser in (made, listed, copy, back, towns):
        parser.add_argument(
            "--store", metavar="FILE", help=_("the store; else INCIDENTS_STORE, else incidents.duckdb here")
        )


def _import(options: argparse.Namespace) -> int:
    """Imports each file; the worst of their exit codes."""
    said = _options(options)
    store = open_kept(store_path(options.store))
    codes, reports = [], []
    try:
        for path in options.files:
            try:
                code, report = _import_one(store, path, said, options)
            except DataFileError as error:
                print(error, file=sys.stderr)
                if isinstance(error, QuestionError):
                    print(how_to_answer(error, _FLAGS), file=sys.stderr)
                code, report = NOTHING_IMPORTED, {"file": path.name, "refused": str(error)}
            codes.append(code)
            reports.append(report)
    finally:
        store.close()
        if options.report:
            options.report.write_text(json.dumps(reports, ensure_ascii=False, indent=2), encoding="utf-8")
    return max(codes)


def _options(options: argparse.Namespace) -> Options:
    mapping = None
    if options.mapping:
        try:
            mapping = Mapping.from_json(options.mapping.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise DataFileError(
                _(
                    'The mapping {file} can\'t be read ({fault}). It is JSON such as {{"columns": {{"event_type": "Type"}}}}.'
                ).format(file=options.mapping.name, fault=error)
            ) from error
    return Options(options.format, options.sheet, options.crs, options.date_order, mapping)


def how_to_answer(error: QuestionError, flags: dict[str, str]) -> str:
    """The flag that answers a question, with the values that it may have as a shell takes them."""
    flag = flags[error.about]
    if not error.choices:
        return _("Say it with {flag}.").format(flag=flag)
    return _("Say it with {flag} {choices}.").format(flag=flag, choices=" | ".join(map(shlex.quote, error.choices)))


def _import_one(store: Store, path: Path, said: Options, options: argparse.Namespace) -> tuple[int, dict]:
    with tempfile.TemporaryDirectory() as made:
        places = store.places()
        facts = prepare_in_shares(
            path, path.name, store.reference, Path(made), said, _progress(path), places if len(places) else None
        )
        prepared = Prepared(facts, Path(made))
        name = data_set_of(store, facts, options.data_set)
        if options.dry_run or not facts.incidents:
            report = Report(prepared, name, compare(store, prepared, name))
        else:
            done = keep(store, prepared, name, user(), remove_missing=options.remove_missing)
            report = Report(prepared, name, done.comparison, done)
        print(report.text())
        whole = report.to_dict() if options.report else {}
    if not facts.incidents:
        return NOTHING_IMPORTED, whole
    return (SOME_SET_ASIDE if facts.set_aside else ALL_ACCEPTED), whole


def _progress(path: Path) -> Callable[[int], None]:
    """Tells on standard error how far a long import is; how many rows there will be is judged by the lines of the file."""
    total = max(lines(path), 1)
    say, done = progress(total), 0

    def more(rows: int) -> None:
        nonlocal done
        done += rows
        say(min(done, total))

    return more


def _imports(options: argparse.Namespace) -> int:
    if (options.action == "undo") != (options.number is not None):
        raise StoreError(_("Say which import to undo: python -m geodata imports undo NUMBER."))
    store = open_kept(store_path(options.store))
    try:
        if options.action == "undo":
            undo(store, options.number)
            print(_("Import {no} is undone.").format(no=options.number))
        else:
            print("\n".join(_line(each) for each in store.imports().to_dict("records")))
    finally:
        store.close()
    return ALL_ACCEPTED


def _line(each: dict) -> str:
    undone = _("undone on {day}").format(day=day(each["undone_at"])) if not pd.isna(each["undone_at"]) else ""
    numbers = _("{added} added, {changed} changed, {removed} removed, {aside} rows set aside").format(
        added=number(each["added"]), changed=number(each["changed"]), removed=number(each["removed"]),
        aside=number(each["set_aside"]),
    )  # fmt: skip
    parts = [
        f"{each['import_no']:>4}",
        f"{each['done_at']:%Y-%m-%d %H:%M}",
        each["data_set"],
        each["file"],
        each["format"],
    ]
    return "  ".join(part for part in (*parts, numbers, each["done_by"], undone) if part)


def _backup(options: argparse.Namespace) -> int:
    path = _file_of_store(options)
    backup(path, options.file)
    print(_("The store {store} is copied into {file}.").format(store=path.name, file=options.file.name))
    return ALL_ACCEPTED


def _restore(options: argparse.Namespace) -> int:
    path = _file_of_store(options)
    aside = restore(options.file, path)
    print(_("The store {store} is as it was in {file}.").format(store=path.name, file=options.file.name))
    if aside:
        print(_("What it was before is in {file}.").format(file=aside.name))
    return ALL_ACCEPTED


def _places(options: argparse.Namespace) -> int:
    found = read_geonames(options.file) if options.file else None
    store = open_kept(store_path(options.store))
    try:
        again = add_places(store, found)
    finally:
        store.close()
    known = _("{n} places of your own are known.").format(n=number(0 if found is None else len(found)))
    print(known + " " + _("{n} incidents were located again.").format(n=number(again)))
    return ALL_ACCEPTED


def _template(options: argparse.Namespace) -> int:
    try:
        write_template(options.output, options.header)
    except OSError as error:
        raise ExportError(
            _("The file {file} can't be written ({fault}).").format(file=options.output.name, fault=error)
        ) from error
    print(_("Fill in {file} and import it.").format(file=options.output.name))
    return ALL_ACCEPTED


def _file_of_store(options: argparse.Namespace) -> Path:
    path = store_path(options.store)
    if path is None:
        raise StoreError(_("A store in memory has no file. Name one with INCIDENTS_STORE."))
    return path
