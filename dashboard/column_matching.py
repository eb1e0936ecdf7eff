"""Which column of a table stands for which of the own sheet: proposed, and the reader's to change."""

from pathlib import Path

import streamlit as st
from geodata.readers.tabular import problems

from geodata.errors import GeodataError
from geodata.readers.mapping import Mapping
from geodata.readers.options import Options
from geodata.schema import DATE_PRECISIONS, INCIDENT_COLUMNS, PLACE_PRECISIONS
from geodata.store import Store
from geodata.texts import _
from geodata.uploads import propose

from . import tables
from .safe import markdown_text

FIRST = ("incident_id", "date_start", "date_end", "place", "reported_region", "event_type", "perpetrators", "targets")
CHOICES = {"place_precision": PLACE_PRECISIONS, "date_precision": DATE_PRECISIONS}


def show(store: Store, path: Path, options: Options) -> Mapping | None:
    """Draws the editor; the mapping once the reader has said that it is right, None until then."""
    try:
        found = propose(path, options)
    except GeodataError as error:
        st.error(markdown_text(str(error)))
        return None
    known = store.remembered(found.header)
    mapping = (Options.from_json(known).mapping if known else None) or found.mapping
    tables.show_cells((found.header, *found.rows))
    with st.form("mapping", border=True):
        columns, constants = {}, {}
        names = [column.name for column in INCIDENT_COLUMNS]
        grid = st.columns(4)
        for nr, name in enumerate(sorted(names, key=lambda name: (name not in FIRST, names.index(name)))):
            with grid[nr % 4]:
                chosen = st.selectbox(
                    name, ["", *found.header], index=_at(found.header, mapping.columns.get(name)), key=f"map-{name}",
                    format_func=lambda column: column or "–",
                )  # fmt: skip
                if chosen:
                    columns[name] = chosen
        fixed = st.columns(3)
        with fixed[0]:
            constants["event_type"] = st.text_input(
                _("Type of event, where no column has it"), mapping.constants.get("event_type", "")
            )
        for nr, (name, words) in enumerate(CHOICES.items(), start=1):
            with fixed[nr]:
                constants[name] = st.selectbox(
                    _("{column}, where no column has it").format(column=name), ["", *words],
                    index=_at(words, mapping.constants.get(name)), format_func=lambda word: word or _("as the text says"),
                )  # fmt: skip
        made = Mapping(columns, {k: v for k, v in constants.items() if v and k not in columns}, mapping.places)
        if st.form_submit_button(_("Check the file with these columns"), type="primary"):
            wrong = problems(made, list(found.header))
            if not wrong:
                return made
            st.error("\n\n".join(markdown_text(sentence) for sentence in wrong))
    return None


def _at(words: tuple[str, ...], chosen: str | None) -> int:
    return words.index(chosen) + 1 if chosen in words else 0
