"""Which column of any table may stand for which of the own sheet: by names in English and French, then by content.

A proposal is shown to the user, who changes it; what a mapping still lacks is said in sentences.
"""

import re
from collections.abc import Callable, Sequence

from ..actors import fold
from ..errors import nearest
from ..schema import DATE_PRECISIONS, PLACE_PRECISIONS, SHEET_STANCES
from ..texts import _, did_you_mean, message
from .days import are_numbers, read_span
from .degrees import decimal
from .mapping import Mapping
from .words import COLUMNS, column_of, plain

# Columns of a mapping that the own sheet doesn't have: a road by its name, or by the two places that it joins.
ROAD, ROAD_FROM, ROAD_TO = "road", "road_from", "road_to"
EXTRA = (ROAD, ROAD_FROM, ROAD_TO)
DATES = ("date_start", "date_end")
# Where Mali lies, with room around it: no latitude here can be taken for a longitude.
IN_MALI = {"latitude": (10.0, 26.0), "longitude": (-13.0, 5.0)}
_MOST = 0.6  # of the cells that must look like it

# Names that are too loose for the own sheet, but good for a proposal that the user sees.
_LOOSE = {
    "date": ("date", "jour", "day", "date incident", "date de l'incident", "date evenement", "event date", "incident date",
             "date of incident", "dates", "quand", "when", "dtg", "gdh"),
    "date_start": ("begin",),  # as KML calls it
    "incident_id": ("id", "incident", "n incident", "no", "numero", "num", "ref", "reference", "code", "uuid"),
    "place": ("point", "site", "village", "ville", "town", "endroit", "settlement", "toponyme", "where", "ou", "place",
              "lieu incident", "lieu de l'incident", "city"),
    "place_precision": ("geo precision",),
    "reported_region": ("admin1", "adm1", "adm 1", "province", "admin 1", "gouvernorat"),
    "event_type": ("nature", "evenement", "event", "categorie", "category", "incident category", "sigact type", "type event",
                   "nature de l'incident", "what", "kind"),
    "perpetrators": ("auteur presume", "auteurs presumes", "attacker", "attackers", "assaillants", "assaillant",
                     "responsable", "responsables", "perpetrated by", "auteur s"),
    "partners": ("allies", "avec"),
    "targets": ("victime", "victimes", "victim", "victims", "cible s", "target group"),
    "involved": ("acteur", "acteurs", "actor", "actors", "groupe", "groupes", "group", "groups", "parties", "who",
                 "groupe arme"),
    "reported_by": ("selon", "according to"),
    "stance": ("statut", "status"),
    "fatalities_best": ("bilan", "tues", "nombre de morts", "dead", "deces", "nb morts", "killed in action", "nombre de tues",
                        "toll"),  # no casualties: they are the wounded too
    "summary": ("details", "detail", "recit", "narrative", "synopsis", "faits", "titre", "title", "event description"),
    "source": ("origine", "source s"),
    "analyst_note": ("notes", "note", "observation", "observations", "remark"),
    "latitude": ("y", "lat dd", "coord y", "gps lat", "latitude dd"),
    "longitude": ("x", "lon dd", "long dd", "coord x", "gps lon", "gps long", "longitude dd"),
    ROAD: ("axe", "route", "road", "itineraire", "axis"),
    ROAD_FROM: ("depart", "de", "from", "origin", "point de depart", "lieu de depart"),
    ROAD_TO: ("arrivee", "a", "to", "destination", "point d'arrivee", "vers", "lieu d'arrivee"),
    "revised": ("updated", "mis a jour"),
}  # fmt: skip
_LOOSE_COLUMN = {plain(name): column for column, names in _LOOSE.items() for name in names}


def propose(header: Sequence[str], rows: Sequence[Sequence[str]], places: frozenset[str] = frozenset()) -> Mapping:
    """The mapping that names and content of a table speak for; it may lack something, see `problems`.

    `header` are the names of the columns, each once; `rows` some rows below it; `places` folded names of known places.
    """
    cells = {
        name: [row[at].strip() for row in rows if at < len(row) and row[at].strip()] for at, name in enumerate(header)
    }
    found = _sorted_out(_by_name(header), cells)
    for wanted, fits in _LOOKS:
        if not _has(found, wanted):
            free = [name for name in header if name not in found.values() and cells[name]]
            if like := next((name for name in free if fits(cells[name], places)), None):
                found[wanted] = like
    if ("latitude" in found) != ("longitude" in found):
        found = {wanted: name for wanted, name in found.items() if wanted not in IN_MALI}
    return Mapping(_with_both_dates(found))


def _has(found: dict[str, str], wanted: str) -> bool:
    if wanted == "date":
        return bool({"date", *DATES} & found.keys())
    return _has_a_place(found) if wanted == "place" else wanted in found


def _sorted_out(found: dict[str, str], cells: dict[str, list[str]]) -> dict[str, str]:
    """The columns found by name, less what their cells or the other columns speak against."""
    ends = found.get(ROAD_FROM), found.get(ROAD_TO)
    if all(ends) and all(_look_like_dates(cells[name], frozenset()) for name in ends):  # "from" and "to" of days
        rest = {wanted: name for wanted, name in found.items() if wanted not in (ROAD_FROM, ROAD_TO)}
        return dict(zip(DATES, ends, strict=True)) | rest
    if not all(ends):
        return {wanted: name for wanted, name in found.items() if wanted not in (ROAD_FROM, ROAD_TO)}
    return found


def _by_name(header: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    # Names of the sheet's own come first: "type" before "nature". Then the order of the file.
    for meaning in (_own, meaning_of):
        for name in header:
            wanted = meaning(name)
            if wanted and wanted not in found and name not in found.values():
                found[wanted] = name
    return found


def meaning_of(name: str) -> str | None:
    """The column of the own sheet, a road's or "date" that a name in English or French most likely means, or None."""
    return _own(name) or _LOOSE_COLUMN.get(plain(name))


def _own(name: str) -> str | None:
    own = column_of(name)
    # In the own sheet "notes" are the footnotes of a document and a "position" is a stance; in any other table they are not.
    return None if own in ("footnotes", "stance") and name != own else own


def _with_both_dates(found: dict[str, str]) -> dict[str, str]:
    """One date stands for both ends, unless the table has them both."""
    one = found.pop("date", None)
    if one and not {*DATES} & found.keys():
        return {**dict.fromkeys(DATES, one), **found}
    if one and "date_start" not in found:
        return {"date_start": one, **found}
    for here, there in (DATES, DATES[::-1]):
        if here in found and there not in found:
            return {there: found[here], **found}
    return found


def _has_a_place(found: dict[str, str]) -> bool:
    return "place" in found or ROAD in found or {ROAD_FROM, ROAD_TO} <= found.keys()


def _look_like_dates(cells: list[str], places: frozenset[str]) -> bool:
    texts = set(cells)  # none of an empty column: it looks like nothing
    spelled = [text for text in texts if not re.fullmatch(r"\d+", text)]
    dates = [text for text in spelled if read_span(text, "dmy") or read_span(text, "mdy")]
    return bool(spelled) and len(dates) >= _MOST * len(texts)


def _look_like_numbers_of_days(cells: list[str], places: frozenset[str]) -> bool:
    # 2009 to 2036: ids and populations of five digits are seldom all within.
    return are_numbers(set(cells)) and all(re.fullmatch(r"4[0-9]\d{3}(\.\d+)?", text) for text in set(cells))


def _look_like_degrees(axis: str) -> Callable[[list[str], frozenset[str]], bool]:
    low, high = IN_MALI[axis]

    def fits(cells: list[str], places: frozenset[str]) -> bool:
        texts = [decimal(text, axis) for text in set(cells)]
        # Whole numbers between 10 and 26 may count anything.
        good = [text for text in texts if re.fullmatch(r"-?\d{1,2}\.\d{2,}", text) and low <= float(text) <= high]
        return len(good) >= max(1, _MOST * len(texts))

    return fits


def _look_like_places(cells: list[str], places: frozenset[str]) -> bool:
    texts = set(cells)
    return len([text for text in texts if fold(text) in places]) >= _MOST * len(texts)


_LOOKS: tuple[tuple[str, Callable[[list[str], frozenset[str]], bool]], ...] = (
    ("date", _look_like_dates),
    ("date", _look_like_numbers_of_days),
    ("latitude", _look_like_degrees("latitude")),
    ("longitude", _look_like_degrees("longitude")),
    ("place", _look_like_places),
)


def problems(mapping: Mapping, header: Sequence[str]) -> list[str]:
    """What the mapping lacks to read a table with this header, a sentence each; [] when it can be read."""
    given = {**mapping.constants, **mapping.columns}
    said = [*_unknown(mapping, header), *_bad_words(mapping)]
    if not {*DATES} & given.keys():
        said.append(_("No column holds the date. Name the column with the day of the incident."))
    if "event_type" not in given:
        said.append(_("No column holds the type of incident. Name one, or give one type for all rows."))
    if ("latitude" in given) != ("longitude" in given):
        said.append(_("A position needs both latitude and longitude. Name the other column, or neither."))
    if not (_has_a_place(given) or {"reported_region", "outline"} & given.keys() or {*IN_MALI} <= given.keys()):
        said.append(
            _(
                "No column holds the place. Name the column with the place, the two with latitude and longitude, or the two "
                "with the places between which a road runs."
            )
        )
    return said


def _unknown(mapping: Mapping, header: Sequence[str]) -> list[str]:
    said = []
    for name in dict.fromkeys(mapping.columns.values()):
        if name not in header:
            like = nearest(name, list(header))
            hint = _(' Is it the column "{nearest}"?').format(nearest=like) if like else ""
            said.append(_('The file has no column "{column}".{hint}').format(column=name, hint=hint))
    for name in dict.fromkeys([*mapping.columns, *mapping.constants]):
        if name not in (*COLUMNS, *(EXTRA if name in mapping.columns else ())):
            hint = did_you_mean(nearest(name, [*COLUMNS, *EXTRA]))
            said.append(_('The sheet of incidents has no column "{column}".{hint}').format(column=name, hint=hint))
    return said


_VOCABULARIES = {
    "date_precision": (DATE_PRECISIONS, message("The precision of the date is one of the known words.")),
    "place_precision": (PLACE_PRECISIONS, message("The precision of the place is one of the known words.")),
    "stance": (tuple(SHEET_STANCES), message("The stance is one of the known words.")),
}


def _bad_words(mapping: Mapping) -> list[str]:
    """Constants that no row could have."""
    dates = [
        _('The date "{value}" can\'t be read.').format(value=text) + " " + _("Write it like 2023-10-03.")
        for name, text in mapping.constants.items()
        if name in DATES and not read_span(text)
    ]
    return dates + [
        _(rule) + " " + _("Use one of: {words}.").format(words=", ".join(words))
        for name, (words, rule) in _VOCABULARIES.items()
        if mapping.constants.get(name, words[0]) not in words
    ]
