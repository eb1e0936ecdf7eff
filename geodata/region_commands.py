"""The command `regions`: boundary sets into the store and out of it; what is asked of them is in `region_differences`."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from .commands import how_to_answer
from .errors import DataFileError, QuestionError
from .export.files import write_whole
from .kept import open_kept, store_path, user
from .region_differences import add_differences
from .regions.asked import Asked
from .regions.checked import Checked
from .regions.fetching import Fetched, Rules, fetch, geoboundaries, rules_from_environment
from .regions.files import check_file
from .regions.report import as_html
from .store import keep_boundaries, remove_boundaries
from .texts import _, _n, number

TAKEN, STOPPED = 0, 1
GEOBOUNDARIES = "geoboundaries"
# What a `QuestionError` is about | the flag that answers it.
_FLAGS = {
    "name_field": "--name-field", "crs": "--crs", "sheet": "--layer",
    "above_name_field": "--above-name-field", "above_sheet": "--above-layer",
}  # fmt: skip


def add_regions(commands: argparse._SubParsersAction) -> None:
    """Adds the command with its own commands to the command line."""
    regions = commands.add_parser("regions", help=_("boundary sets: list, check, add, fetch, remove, compare"))
    own = regions.add_subparsers(dest="action", required=True)
    own.add_parser("list", help=_("the boundary sets of the store")).set_defaults(run=_list)
    for name, about, run in (
        ("check", _("read a file and report on it; nothing is stored"), _check),
        ("add", _("check a file and take it into the store"), _add),
    ):
        made = own.add_parser(name, help=about)
        made.add_argument("file", type=Path, metavar="FILE")
        _add_words(made)
        made.set_defaults(run=run)
    got = own.add_parser(
        "fetch", help=_("get boundaries over the network, from hosts that INCIDENTS_FETCH_HOSTS names")
    )
    got.add_argument("what", metavar="URL", help=_("an https address, or: geoboundaries"))
    got.add_argument(
        "--level", type=int, choices=(1, 2), default=1, help=_("of geoboundaries: 1 for regions, 2 for cercles in them")
    )
    _add_words(got)
    got.set_defaults(run=_fetch)
    gone = own.add_parser("remove", help=_("take a boundary set out of the store"))
    gone.add_argument("set", metavar="SET", help=_("its name or key"))
    gone.set_defaults(run=_remove)
    add_differences(own)
    for parser in own.choices.values():
        parser.add_argument(
            "--store", metavar="FILE", help=_("the store; else INCIDENTS_STORE, else incidents.duckdb here")
        )


def _add_words(parser: argparse.ArgumentParser) -> None:
    """What can be said of a boundary file."""
    parser.add_argument("--name", default="", help=_("of the set; else that of the file"))
    parser.add_argument("--name-field", default="", help=_("column with the names of the units"))
    parser.add_argument(
        "--parent-field",
        action="append",
        default=[],
        help=_("column with the units above, from the top; may be repeated"),
    )
    parser.add_argument("--code-field", default="", help=_("column with codes of the units"))
    parser.add_argument("--above", type=Path, metavar="FILE", help=_("a file with the units that hold these"))
    parser.add_argument("--above-name-field", default="", help=_("column of that file with the names of its units"))
    parser.add_argument("--above-layer", default="", help=_("layer of that file, where it has several"))
    parser.add_argument(
        "--level-name", action="append", default=[], help=_("what the units are called, from the top; may be repeated")
    )
    parser.add_argument("--valid-from", default="", help=_("year or day from which the division holds"))
    parser.add_argument("--valid-to", default="", help=_("year or day until which it held"))
    parser.add_argument("--source", default="", help=_("who made it"))
    parser.add_argument("--licence", default="", help=_("what others may do with it"))
    parser.add_argument("--crs", default="", help=_("coordinate system of a file that names none, such as EPSG:32630"))
    parser.add_argument("--layer", default="", help=_("layer, where the file has several"))
    parser.add_argument("--merge-same-names", action="store_true", help=_("units of the same name are parts of one"))
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help=_("where to write the report: .html with drawings, .json, else as text"),
    )


def _asked(options: argparse.Namespace, name: str) -> Asked:
    return Asked(
        name=options.name.strip() or name,
        name_field=options.name_field,
        parent_fields=tuple(options.parent_field),
        code_field=options.code_field,
        levels=tuple(options.level_name),
        valid_from=options.valid_from,
        valid_to=options.valid_to,
        source=options.source,
        licence=options.licence,
        crs=options.crs,
        sheet=options.layer,
        same_name="merge" if options.merge_same_names else "",
        above_name_field=options.above_name_field,
        above_sheet=options.above_layer,
    )


def _list(options: argparse.Namespace) -> int:
    store = open_kept(store_path(options.store))
    try:
        for row in store.boundary_sets().to_dict("records"):
            found = store.boundary_set(store.unnamed(row["key"]))
            units = _n("{n} unit", "{n} units", row["units"])
            parts = (
                row["key"],
                found.title,
                row["levels"],
                found.vintage,
                units,
                row["source"],
                found.terms,
                row["sha256"][:12],
            )
            print("  ".join(part for part in parts if part))
    finally:
        store.close()
    return TAKEN


def _check(options: argparse.Namespace) -> int:
    checked = _checked(options, options.file, _asked(options, options.file.stem), options.above)
    return STOPPED if checked.stops else TAKEN


def _add(options: argparse.Namespace) -> int:
    checked = _checked(options, options.file, _asked(options, options.file.stem), options.above)
    return _take(options, checked)


def _checked(options: argparse.Namespace, file: Path, asked: Asked, above: Path | None) -> Checked:
    """The checked file; its report is printed, and written where the user wants it."""
    try:
        checked = check_file(file, asked, above=above)
    except QuestionError as error:
        raise DataFileError(f"{error} {how_to_answer(error, _FLAGS)}") from error
    print(checked.text())
    if options.report:
        write_whole(options.report, options.report.suffix.lstrip(".") or "txt", lambda path: _write(checked, path))
    return checked


def _write(checked: Checked, path: Path) -> None:
    made = {".html": as_html, ".json": lambda c: json.dumps(c.to_dict(), ensure_ascii=False, indent=2)}
    path.write_text(made.get(path.suffix.lower(), Checked.text)(checked), encoding="utf-8")


def _take(options: argparse.Namespace, checked: Checked) -> int:
    if checked.stops:
        print(_("The set can't be taken as it is: mend what stops it in the file."), file=sys.stderr)
        return STOPPED
    store = open_kept(store_path(options.store))
    try:
        key = keep_boundaries(store, checked, user())
    finally:
        store.close()
    print(_("The boundary set {name} is in the store as {key}.").format(name=checked.asked.name, key=key))
    return TAKEN


def _fetch(options: argparse.Namespace) -> int:
    rules = rules_from_environment()
    with tempfile.TemporaryDirectory() as folder:
        if options.what == GEOBOUNDARIES:
            return _fetch_geoboundaries(options, Path(folder), rules)
        got = fetch(options.what, Path(folder), rules)
        _say_got(got)
        return _take(options, _checked(options, got.path, _asked(options, got.path.stem), options.above))


def _fetch_geoboundaries(options: argparse.Namespace, folder: Path, rules: Rules) -> int:
    if options.above:
        raise DataFileError(
            _(
                "geoBoundaries has the units above in a file of its own, which is fetched with them. Leave --above out, or take "
                "the files by hand and add them."
            )
        )
    above = None
    for level in range(1, options.level + 1):
        into = folder / str(level)  # the files of two levels may have one name
        into.mkdir()
        got, about = geoboundaries(level, into, rules)
        _say_got(got)
        below, above = above, got.path
    return _take(options, _checked(options, got.path, _said_over(_published(about), options), below))


def _say_got(got: Fetched) -> None:
    print(_("Got {n} bytes from {url}, SHA-256 {hash}.").format(n=number(got.bytes), url=got.url, hash=got.sha256))


def _published(about: dict[str, str]) -> Asked:
    """What geoBoundaries says of a file of its own, whose column of names is always the same."""
    # Each level is a set of its own; the name that is published is that of the country.
    name = " ".join(filter(None, ("geoBoundaries", about["name"], about["level"])))
    return Asked(
        name=name, name_field="shapeName", above_name_field="shapeName", valid_from=about["vintage"], source=about["source"],
        licence=about["licence"],
    )  # fmt: skip


def _said_over(asked: Asked, options: argparse.Namespace) -> Asked:
    """What the publisher says of the set, and over it what the user says."""
    given = {name: value for name, value in vars(_asked(options, "")).items() if value}
    return Asked(**vars(asked) | given)


def _remove(options: argparse.Namespace) -> int:
    store = open_kept(store_path(options.store))
    try:
        key = store.set_named(options.set)
        name = store.boundary_set(key).name
        remove_boundaries(store, key)
    finally:
        store.close()
    print(_("The boundary set {name} is out of the store.").format(name=name))
    return TAKEN
