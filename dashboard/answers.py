"""An answer on the page: what is found, its picture, its rows, what must be known, and the answer as files."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from geodata.errors import GeodataError
from geodata.export.registry import FOR_ANSWERS, FORMATS, answer_content
from geodata.figures.frames import NAMES, frame_named
from geodata.figures.papers import PAPERS
from geodata.figures.wanted import Wanted
from geodata.questions.answer import Answer, Row
from geodata.questions.asked import Asked
from geodata.questions.registry import Question
from geodata.rows import rows
from geodata.store import Store
from geodata.texts import _, _n, in_this_language
from geodata.views import View
from geodata.words import title_words

from . import data, state, waiting
from .safe import markdown_text

_MOST_OPENED = 8  # incidents of a row that have a button each


def show(store: Store, question: Question, view: View, asked: Asked, draw: Callable[[Any], None] | None) -> None:
    """Draws the answer where it is called; what can't be asked is one sentence."""
    try:
        found = waiting.patiently(lambda tell: data.answer(store.version, question.name, view.filter, asked, tell))
    except GeodataError as error:
        st.error(str(error))
        return
    with st.container(key="findings"):
        st.markdown("\n".join(f"- {markdown_text(sentence)}" for sentence in found.findings))
    if draw:
        with st.container(key="answer"):
            draw(found.drawing)
    if found.rows:
        _table(store, question, found)
    if found.caveats:
        with st.expander(_("To be known"), expanded=True):
            st.markdown("\n".join(f"- {markdown_text(sentence)}" for sentence in found.caveats))
    _files(store, question, view, asked, found)


def _table(store: Store, question: Question, found: Answer) -> None:
    frame = pd.DataFrame([row.cells for row in found.rows], columns=range(len(found.columns)))
    config = {
        str(nr): st.column_config.TextColumn(column.title, help=column.meaning, alignment="right" if column.right else "left")
        for nr, column in enumerate(found.columns)
    }  # fmt: skip
    chosen = st.dataframe(
        frame.rename(columns=str), key=f"rows-{question.name}", hide_index=True, column_config=config, on_select="rerun",
        selection_mode="single-row", height="content" if len(frame) <= 12 else 420,
        alt=_("The rows of the answer; a chosen one can be opened on the map."),
    )  # fmt: skip
    if found.left_out:
        st.caption(_n("{n} more row is not listed here.", "{n} more rows are not listed here.", found.left_out))
    at = chosen.selection.rows
    if at and at[0] < len(found.rows):
        _opened(store, found, found.rows[at[0]])


def _opened(store: Store, found: Answer, row: Row) -> None:
    """The ways from a row to what it rests on."""
    with st.container(horizontal=True, key="open-row"):
        if row.opens and not row.incidents and st.button(_("Show these incidents"), icon=":material/map:"):
            state.look(row.opens)
        named = data.incidents_of(store.version, row.incidents[:_MOST_OPENED]) if row.incidents else None
        for each in rows(named) if named is not None else ():
            if st.button(markdown_text(title_words(each)), icon=":material/location_on:", key=f"open-{each.no}"):
                state.look_at(found.chosen.boundary_set, each.incident_id)
    if not row.opens and not row.incidents:
        st.caption(_("Nothing on the map belongs to this row."))


def _files(store: Store, question: Question, view: View, asked: Asked, found: Answer) -> None:
    """The answer as figures and as table files, made when they are clicked."""
    from geodata.briefs import registry as briefs  # noqa: PLC0415  half a second, which only who asks waits for
    from geodata.figures import registry as figures  # noqa: PLC0415

    wanted = Wanted(
        view, frame_named(NAMES[0], store.boundary_set(view.filter.boundary_set)), PAPERS["16:9"], made=date.today(),
        address=_root(question), asked=asked,
    )  # fmt: skip
    with st.container(horizontal=True, key="answer-files"):
        for name, made in figures.FORMATS.items():
            _button(made, f"{question.name}.{name}", figures.answer_content, store, wanted, question.name, name, found)
        for name in briefs.FOR_ANSWERS:
            made = briefs.FORMATS[name]
            _button(made, f"{question.name}.{name}", briefs.answer_content, store, wanted, question.name, name, found)
        for name in FOR_ANSWERS:
            made = FORMATS[name]
            _button(made, f"{question.name}.{made.extension}", answer_content, store, found, name)


def _button(made: Any, file_name: str, make: Callable[..., bytes], *arguments: object) -> None:
    """A file of a format, made of these arguments when it is clicked."""
    st.download_button(
        _(made.title), data=in_this_language(make, *arguments), file_name=f"mali-{file_name}", mime=made.media_type,
        on_click="ignore", type="tertiary", icon=":material/download:", key=f"answer-{file_name}-{made.name}",
    )  # fmt: skip


def _root(question: Question) -> str:
    """Where the app is: a question's page lies below it."""
    return (st.context.url or "").split("?")[0].rstrip("/").removesuffix(f"/{question.name}")
