"""Which column of a table stands for which of the own sheet: proposed, and the reader's to change."""

from pathlib import Path

import streamlit as st

from geodata.errors import GeodataError
from geodata.readers.mapping import Mapping
from geodata.readers.options import Options
from geodata.readers.proposal import EXTRA, problems
from geodata.schema import DATE_PRECISIONS, INCIDENT_COLUMNS, PLACE_PRECISIONS
from geodata.store import Store
from geodata.texts import _, message
from geodata.uploads import Proposal, propose

from . import tables
from .safe import markdown_text

# What most tables have; the rest is folded away.
FIRST = (
    "date_start", "date_end", "place", "reported_region", "event_type", "perpetrators", "targets", "fatalities_best",
    "latitude", "longitude", "source", "summary",
)  # fmt: skip
MEANINGS = {column.name: column.meaning for column in INCIDENT_COLUMNS} | {
    "road": message("Road on which it happened"),
    "road_from": message("Town at one end of the stretch of road"),
    "road_to": message("Town at its other end"),
}
CHOICES = {"place_precision": PLACE_PRECISIONS, "date_precision": DATE_PRECISIONS}


def show(store: Store, path: Path, options: Options) -> Mapping | None:
    """Draws the editor; the mapping once the reader has said that it is right, None until then."""
    try:
        found = propose(path, options)
    except GeodataError as error:
        st.error(markdown_text(str(error)))
        return None
    mapping, remembered = _begin(store, found)
    st.text(
        _(
            "Say which column stands for what. A column that stands for nothing goes into the note of its incident, so that nothing is lost."
        )
    )
    if remembered:
        st.caption(_("As for the last file with these columns."))
    tables.show_cells((found.header, *found.rows))
    with st.form("mapping", border=True):
        made = _form(found, mapping)
        if not st.form_submit_button(_("Check the file with these columns"), type="primary"):
            return None
    wrong = problems(made, list(found.header))
    if wrong:
        st.error("\n\n".join(markdown_text(sentence) for sentence in wrong))
    return None if wrong else made


def _begin(store: Store, found: Proposal) -> tuple[Mapping, bool]:
    """The mapping to begin with: that of the last file with this header, else the one proposed."""
    known = store.remembered(found.header)
    mapping = Options.from_json(known).mapping if known else None
    return mapping or found.mapping, mapping is not None


def _form(found: Proposal, mapping: Mapping) -> Mapping:
    columns: dict[str, str] = {}
    names = [*(column.name for column in INCIDENT_COLUMNS), *EXTRA]
    first = [name for name in FIRST if name in names]
    _grid(first, found, mapping, columns)
    with st.expander(_("More columns")):
        _grid([name for name in names if name not in first], found, mapping, columns)
    constants: dict[str, str] = {}
    fixed = st.columns(3)
    constants["event_type"] = fixed[0].text_input(
        _("Type of event, where no column has it"), mapping.constants.get("event_type", "")
    )
    for column, (name, words) in zip(fixed[1:], CHOICES.items(), strict=True):
        constants[name] = column.selectbox(
            _("{column}, where no column has it").format(column=name), ["", *words],
            index=_at(words, mapping.constants.get(name)), format_func=lambda word: word or _("as the text says"),
        )  # fmt: skip
    return Mapping(columns, {k: v for k, v in constants.items() if v and k not in columns}, mapping.places)


def _grid(names: list[str], found: Proposal, mapping: Mapping, columns: dict[str, str]) -> None:
    grid = st.columns(4)
    for nr, name in enumerate(names):
        meaning = MEANINGS[name]
        chosen = grid[nr % 4].selectbox(
            name, ["", *found.header], index=_at(found.header, mapping.columns.get(name)), key=f"map-{name}",
            format_func=lambda column: column or "–", help=markdown_text(_(meaning)),
        )  # fmt: skip
        if chosen:
            columns[name] = chosen


def _at(words: tuple[str, ...], chosen: str | None) -> int:
    return words.index(chosen) + 1 if chosen in words else 0
