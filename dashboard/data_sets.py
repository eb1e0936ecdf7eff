"""What the store has taken in: each data set with its imports, its terms, what is set aside, and the way back."""

import csv
import io

import pandas as pd
import streamlit as st

from geodata.errors import GeodataError
from geodata.formulas import mark as formula_safe
from geodata.rows import rows
from geodata.store import Store, mark, undo
from geodata.texts import _, _n, day, days, in_this_language, number

from . import data
from .safe import markdown_text


def show(store: Store) -> None:
    """Draws a block for each data set."""
    st.markdown(_("#### Data sets"))
    if failed := st.session_state.pop("undo_failed", None):
        st.error(markdown_text(failed))
    imports = store.imports()
    for each in rows(store.data_sets()):
        with st.container(border=True):
            _data_set(store, each, imports[imports["data_set"] == each.name])
    undone = imports[imports["undone_at"].notna()]
    if len(undone):
        st.caption(_n("{n} import was undone.", "{n} imports were undone.", len(undone)))


def _data_set(store: Store, each, imports: pd.DataFrame) -> None:
    standing = rows(imports[imports["undone_at"].isna()])
    head, act = st.columns([5, 1], vertical_alignment="center")
    with head:
        span = days(_date(each.first_day), _date(each.last_day)) if each.incidents else ""
        said = [_n("{n} incident", "{n} incidents", each.incidents), span, _(each.format)]
        st.markdown(f"**{markdown_text(each.name)}** · {markdown_text(' · '.join(filter(None, said)))}")
        for done in standing:
            st.caption(_import_words(done))
        if each.terms:
            st.caption(markdown_text(_(each.terms)))
    with act:
        if data.imports_go_in() and standing:
            _undo(store, standing[0])
        if any(done.set_aside for done in standing):
            _download(store, standing)
    if each.terms or not each.may_pass_on:
        key = f"mark-{each.name}"
        st.session_state[key] = bool(each.may_pass_on)
        st.checkbox(
            _("I may pass its rows on: they go into exports"), key=key, on_change=lambda: _mark(store, each.name, key)
        )


def _import_words(done) -> str:
    numbers = _("{added} added, {changed} changed, {removed} removed, {aside} rows set aside").format(
        added=number(done.added),
        changed=number(done.changed),
        removed=number(done.removed),
        aside=number(done.set_aside),
    )
    who = f" · {done.done_by}" if done.done_by else ""
    return markdown_text(f"{done.import_no}. {done.file} · {day(_date(done.done_at))}{who} · {numbers}")


def _undo(store: Store, last) -> None:
    with st.popover(_("Undo"), icon=":material/undo:", type="tertiary", key=f"undo-{last.import_no}"):
        st.text(
            _("Import {no}, {file}: what it added goes, what it changed is as before.").format(
                no=last.import_no, file=last.file
            )
        )
        st.button(
            _("Undo this import"), on_click=_take_back, args=(store, last.import_no), key=f"undo-now-{last.import_no}"
        )


def _take_back(store: Store, import_no: int) -> None:
    try:
        undo(store, int(import_no))
    except GeodataError as error:
        st.session_state.undo_failed = str(error)


def _mark(store: Store, name: str, key: str) -> None:
    try:
        mark(store, name, st.session_state[key])
    except GeodataError as error:
        st.session_state.undo_failed = str(error)


def _download(store: Store, standing: list) -> None:
    for done in standing:
        if done.set_aside:
            st.download_button(
                _("Rows set aside"),
                data=in_this_language(set_aside_csv, store, int(done.import_no)),
                file_name=f"set-aside-{done.import_no}.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
                type="tertiary",
                help=_("As they stand in {file}, to be mended and imported again").format(file=done.file),
                key=f"set-aside-{done.import_no}",
            )


def set_aside_csv(store: Store, import_no: int) -> bytes:
    """The rows of an import that are set aside, as a CSV in the file's own columns, and what is wrong with each."""
    header, found = store.set_aside_rows(import_no)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*header, "_fault_row", "_fault", "_fault_mend", "_fault_more_cells"])
    for each in rows(found):
        cells = [*each.cells, *[""] * len(header)][: len(header)]
        more = "; ".join(each.cells[len(header) :])
        writer.writerow([formula_safe(str(cell)) for cell in (*cells, each.row, each.rule, each.mend, more)])
    return out.getvalue().encode("utf-8-sig")


def _date(value: pd.Timestamp):
    return None if pd.isna(value) else value.date()
