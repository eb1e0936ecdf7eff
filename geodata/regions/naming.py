"""Which column of a boundary file names its units, and the names as keys can have them."""

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from ..actors import fold
from ..errors import DataFileError, QuestionError, nearest
from ..schema import OUTSIDE, UNLOCATED
from ..texts import _, did_you_mean, number
from .findings import Finding, drawn, said
from .sets import BETWEEN

SLASH = "\u2215"  # ∕ looks like the mark that parts a key, and is none
RESERVED = (OUTSIDE, UNLOCATED)
_PLAIN = ("shapename", "name", "nom", "name_fr", "nom_fr", "name_en")
# "ADM2_FR", "admin2Name_fr", "adm2_name", "NAME_2": the deepest level is that of the units.
_NUMBERED = re.compile(r"(?:adm(?:in)?_?(\d)_?(?:name)?_?(fr|en|ref)?|(?:name|nom)_?(\d))")
_LANGUAGES = {"fr": 0, None: 1, "en": 2, "ref": 3}
_CALLED = tuple(re.compile(rf"(?:nom_?)?{level}s?(?:_?nom)?") for level in ("commune", "cercle", "region"))
_NUMBER = re.compile(r"[-+\d.,eE\s]*")
_FILLED, _DISTINCT = 0.9, 0.5  # of the rows: a column that says "Mali" in each names no units
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def field(file: str, cells: Mapping[str, Sequence[str]], wanted: str) -> str:
    """The column that is called so, whatever the case of its letters. Raises DataFileError when there is none."""
    for name in cells:
        if name == wanted or fold(name) == fold(wanted):
            return name
    hint = did_you_mean(nearest(wanted, tuple(cells)))
    raise DataFileError(
        _('The data file {file} has no column "{name}".{hint} It has: {names}.').format(
            file=file, name=wanted, hint=hint, names=", ".join(cells) or _("none")
        )
    )


def name_field(file: str, cells: Mapping[str, Sequence[str]], wanted: str, about: str = "name_field") -> str:
    """The column that is `wanted`, else the one that looks like names of units. Raises QuestionError when none or several do."""
    if not cells:
        raise DataFileError(
            _("The data file {file} has no columns, and so no names of units. Give each unit its name in one.").format(
                file=file
            )
        )
    if wanted:
        return field(file, cells, wanted)
    likely = [name for name, values in cells.items() if _may_name(values)]
    best = _best(likely)
    if len(best) == 1:
        return best[0]
    raise QuestionError(
        _("Which column of {file} holds the names of its units? It has: {names}.").format(
            file=file, names=", ".join(cells) or _("none")
        ),
        about=about,
        choices=tuple(cells),
    )


def _may_name(values: Sequence[str]) -> bool:
    filled = [value for value in values if value.strip()]
    words = [value for value in filled if not _NUMBER.fullmatch(value)]
    return (
        len(filled) > _FILLED * len(values) - 1
        and len(words) >= _DISTINCT * len(values)
        and len(set(words)) >= _DISTINCT * len(words)
    )


def _best(columns: list[str]) -> list[str]:
    """The columns with the likeliest name; else the only one that there is."""
    folded = {column: fold(column).replace(" ", "_") for column in columns}
    for name in _PLAIN:
        if found := [column for column in columns if folded[column] == name]:
            return found
    numbered = {column: match for column in columns if (match := _NUMBERED.fullmatch(folded[column]))}
    if numbered:
        # The deepest level first, in French before English.
        rank = {column: (-int(m[1] or m[3]), _LANGUAGES[m[2]]) for column, m in numbered.items()}
        return [column for column in numbered if rank[column] == min(rank.values())]
    for called in _CALLED:
        if found := [column for column in columns if called.fullmatch(folded[column])]:
            return found
    return columns


def cleaned(name: str) -> str:
    """A name without blanks around it, line breaks and control characters, and with ∕ for the / that parts a key."""
    return " ".join(_CONTROL.sub(" ", name).split()).replace(BETWEEN, SLASH)


def is_changed(name: str) -> bool:
    """Whether `cleaned` does more to a name than to leave out blanks."""
    return BETWEEN in name or _CONTROL.search(name.strip()) is not None


def named(
    file: str, cells: Mapping[str, Sequence[str]], name: str, parents: Sequence[str] = (), code: str = ""
) -> pd.DataFrame:
    """A row each, in order, columns `key`, `name`, `aliases`, `lacks`, `changed`, out of `cells`, which has a list a column.

    `name`, `parents` and `code` are columns of the file. `lacks` are those in which its name or that of a unit above is
    missing; in the key it is "feature 3" then. `changed` are the names that can't be in a key as they are. Raises
    DataFileError for a column that there is not.
    """
    columns = [*(field(file, cells, parent) for parent in parents), field(file, cells, name)]
    codes = cells[field(file, cells, code)] if code else [""] * len(cells[columns[-1]])
    rows = []
    for nr, (alias, *values) in enumerate(zip(codes, *(cells[column] for column in columns), strict=True), start=1):
        names = [cleaned(value) for value in values]
        unnamed = _("feature {nr}").format(nr=number(nr))
        parts = [each or unnamed for each in names]
        lacks = tuple(column for column, each in zip(columns, names, strict=True) if not each)
        changed = tuple(filter(is_changed, values))
        rows.append((BETWEEN.join(parts), parts[-1], alias.strip(), lacks, changed))
    return pd.DataFrame(rows, columns=["key", "name", "aliases", "lacks", "changed"])


def of_names(units: pd.DataFrame) -> list[Finding]:
    """Findings of names that are missing, kept for something else, or written otherwise, for rows of `named` with a `shape`."""
    lacking = units[units["lacks"].map(bool)]
    reserved = units[units["key"].map(lambda key: key.split(BETWEEN)[0] in RESERVED)]
    changed = units[units["changed"].map(bool)]
    found = []
    if len(lacking):
        columns = dict.fromkeys(column for each in lacking["lacks"] for column in each)
        found.append(
            _finding(
                "no name",
                lacking,
                _("No name in {columns}: {units}.").format(
                    columns=said(list(columns)), units=said(list(lacking["key"]))
                ),
                _("Add the names to the file and check it again, or say in which column they are."),
                stops=True,
            )
        )
    if len(reserved):
        found.append(
            _finding(
                "no name",
                reserved,
                _("Here this stands for places in no unit: {units}.").format(units=said(list(reserved["key"]))),
                _("Name the unit otherwise and check the file again."),
                stops=True,
            )
        )
    if len(changed):
        names = dict.fromkeys(name for each in changed["changed"] for name in each)
        found.append(
            _finding(
                "name",
                changed,
                _("Names with a / or with line breaks, which can't be in a key: {names}.").format(
                    names=said([" ".join(_CONTROL.sub(" ", name).split()) for name in names])
                ),
                _("Written with {slash}, and with blanks: {names}.").format(
                    slash=SLASH, names=said(list(map(cleaned, names)))
                ),
            )
        )
    return found


def _finding(kind: str, rows: pd.DataFrame, sentence: str, mend: str, *, stops: bool = False) -> Finding:
    return Finding(kind, tuple(rows["key"]), sentence, mend, stops, shape=drawn(rows["shape"].to_numpy()))
