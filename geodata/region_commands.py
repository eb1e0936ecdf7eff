"""The command `regions`: boundary sets in and out, two of them side by side, and what the join and the reports disagree on."""

import argparse
import getpass
import json
import sys
import tempfile
from pathlib import Path

import pandas as pd

from .comparing import moved
from .errors import DataFileError, FilterError, QuestionError, nearest
from .export.files import write_whole
from .filters import IncidentFilter, agreement_name, region_name
from .kept import open_kept, store_path
from .regions.asked import Asked
from .regions.checked import Checked
from .regions.fetching import fetch, geoboundaries, rules_from_environment
from .regions.files import check_file
from .regions.report import as_html
from .store import Store, keep_boundaries, remove_boundaries
from .texts import _, number

TAKEN, STOPPED = 0, 1
GEOBOUNDARIES = "geoboundaries"


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
    both = own.add_parser("compare", help=_("what lies where by two boundary sets: area and incidents"))
    both.add_argument("before", metavar="SET")
    both.add_argument("after", metavar="SET")
    both.set_defaults(run=_compare)
    odd = own.add_parser("disagreements", help=_("incidents whose place lies in another region than the one reported"))
    odd.add_argument("--boundaries", default="", metavar="SET", help=_("the boundary set; else the embedded one"))
    odd.set_defaults(run=_disagreements)
    for parser in (both, odd):
        parser.add_argument("--json", action="store_true", help=_("print JSON"))
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
        name=options.name or name,
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
    )


def _list(options: argparse.Namespace) -> int:
    store = open_kept(store_path(options.store))
    try:
        for row in store.boundary_sets().to_dict("records"):
            vintage = store.boundary_set(store.unnamed(row["key"])).vintage
            units = _("{n} units").format(n=number(row["units"]))
            parts = (
                row["key"],
                row["name"],
                row["levels"],
                vintage,
                units,
                row["source"],
                row["licence"],
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
        flag = {"name_field": "--name-field", "crs": "--crs", "sheet": "--layer"}[error.about]
        said = _("Say it with {flag} {choices}.").format(flag=flag, choices=" | ".join(error.choices))
        raise DataFileError(f"{error} {said}") from error
    print(checked.text())
    if options.report:
        write_whole(options.report, options.report.suffix.lstrip(".") or "txt", lambda path: _write(checked, path))
    return checked


def _write(checked: Checked, path: Path) -> None:
    made = {".html": as_html, ".json": lambda c: json.dumps(c.to_dict(), ensure_ascii=False, indent=2)}
    path.write_text(made.get(path.suffix, Checked.text)(checked), encoding="utf-8")


def _take(options: argparse.Namespace, checked: Checked) -> int:
    if checked.stops:
        print(_("The set can't be taken as it is: mend what stops it in the file."), file=sys.stderr)
        return STOPPED
    store = open_kept(store_path(options.store))
    try:
        key = keep_boundaries(store, checked, getpass.getuser())
    finally:
        store.close()
    print(_("The boundary set {name} is in the store as {key}.").format(name=checked.asked.name, key=key))
    return TAKEN


def _fetch(options: argparse.Namespace) -> int:
    rules = rules_from_environment()
    with tempfile.TemporaryDirectory() as folder:
        if options.what != GEOBOUNDARIES:
            got = fetch(options.what, Path(folder), rules)
            print(
                _("Got {n} bytes from {url}, SHA-256 {hash}.").format(n=number(got.bytes), url=got.url, hash=got.sha256)
            )
            return _take(options, _checked(options, got.path, _asked(options, got.path.stem), options.above))
        above = None
        for depth in range(1, options.level + 1):
            got, about = geoboundaries(depth, Path(folder), rules)
            print(
                _("Got {n} bytes from {url}, SHA-256 {hash}.").format(n=number(got.bytes), url=got.url, hash=got.sha256)
            )
            below, above = above, got.path
        return _take(options, _checked(options, got.path, _said_over(_published(about), options), below))


def _published(about: dict[str, str]) -> Asked:
    """What geoBoundaries says of a file of its own, whose column of names is always the same."""
    return Asked(
        name=about["name"], name_field="shapeName", above_name_field="shapeName", valid_from=about["vintage"], source=about["source"],
        licence=about["licence"],
    )  # fmt: skip


def _said_over(asked: Asked, options: argparse.Namespace) -> Asked:
    """What the publisher says of the set, and over it what the user says."""
    given = {name: value for name, value in vars(_asked(options, asked.name)).items() if value}
    return Asked(**vars(asked) | given)


def _remove(options: argparse.Namespace) -> int:
    store = open_kept(store_path(options.store))
    try:
        key = set_key(store, options.set)
        name = store.boundary_set(key).name
        remove_boundaries(store, key)
    finally:
        store.close()
    print(_("The boundary set {name} is out of the store.").format(name=name))
    return TAKEN


def set_key(store: Store, said: str) -> str:
    """The key, as filters have it, of the set of this key or name; "" for the embedded one. Raises FilterError."""
    sets = store.boundary_sets()
    known = {name.casefold(): key for key, name in zip(sets["key"], sets["name"], strict=True)}
    known |= {key.casefold(): key for key in sets["key"]}
    found = known.get(said.casefold()) if said else store.boundaries.key
    if found is None:
        like = nearest(said, list(known))
        hint = _(' Did you mean "{nearest}"?').format(nearest=known[like]) if like else ""
        raise FilterError(_('There is no boundary set "{value}".').format(value=said) + hint)
    return store.unnamed(found)


def _compare(options: argparse.Namespace) -> int:
    store = open_kept(store_path(options.store))
    try:
        found = moved(store, IncidentFilter(), set_key(store, options.before), set_key(store, options.after))
    finally:
        store.close()
    print(_as_json(found) if options.json else "\n".join(_moves(found)))
    return TAKEN


def _moves(found: pd.DataFrame) -> list[str]:
    template = _("{km2} km² ({share} %), {n} incidents: {before} → {after}")
    return [
        template.format(
            km2=number(round(row.km2)), share="–" if pd.isna(row.share) else number(round(row.share * 100, 1)),
            n=number(row.incidents), before=region_name(row.before), after=region_name(row.after),
        )
        for row in found.itertuples()
    ]  # fmt: skip


def _disagreements(options: argparse.Namespace) -> int:
    store = open_kept(store_path(options.store))
    try:
        chosen = IncidentFilter(boundary_set=set_key(store, options.boundaries))
        found, ways = store.disagreements(chosen), store.agreement_by_data_set(chosen)
    finally:
        store.close()
    if options.json:
        columns = [
            "incident_id",
            "data_set",
            "place",
            "reported_region",
            "region",
            "country",
            "border_km",
            "near_border",
        ]
        print(
            json.dumps(
                {"by_data_set": ways.to_dict("records"), "incidents": json.loads(_as_json(found[columns]))},
                ensure_ascii=False,
                indent=2,
            )
        )
        return TAKEN
    for row in ways.itertuples():
        print(
            _("{n} of {data_set}: {way}").format(
                n=number(row.incidents), data_set=row.data_set, way=agreement_name(row.agreement)
            )
        )
    for row in found.itertuples():
        print(
            _("{id}: {place}, reported in {reported}, lies in {region}{km}").format(
                id=row.incident_id, place=row.place, reported=row.reported_region,
                region=row.region if isinstance(row.region, str) else row.country,
                km="" if pd.isna(row.border_km) else _(", {n} km from a border").format(n=number(round(row.border_km, 1))),
            )
        )  # fmt: skip
    return TAKEN


def _as_json(frame: pd.DataFrame) -> str:
    return frame.to_json(orient="records", force_ascii=False, indent=2)
