"""The summary in words of what the filter shows: each number opens its incidents, and the whole can be copied."""

from dataclasses import replace

import streamlit as st

from geodata.questions.parts import Part
from geodata.store import Store
from geodata.texts import _
from geodata.told import link_words
from geodata.views import View

from . import data, figure_dialog
from .safe import html_text


def show(store: Store, view: View) -> None:
    """Draws the summary where it is called, and under it the two ways to copy it."""
    address = figure_dialog.address()
    st.html(html(data.in_words(store.version, view.filter), view, address))
    text, markdown = data.to_copy(store.version, view.filter, address)
    with st.container(horizontal=True, vertical_alignment="center", key="in-words-copy"):
        _copy(_("Copy as text"), text, None)
        _copy(_("Copy as Markdown"), markdown, "markdown")
    st.caption(_("Each number opens the incidents behind it. The copies have their sources as endnotes."))


def _copy(label: str, content: str, language: str | None) -> None:
    with st.popover(label, icon=":material/content_copy:", type="tertiary"):
        st.code(content, language=language, wrap_lines=True, height=360)


def html(paragraphs: tuple[tuple[Part, ...], ...], view: View, address: str) -> str:
    """The paragraphs as HTML; a number leads to its view on the same page, with the map as it is."""
    made = "".join(f"<p>{''.join(_part(part, view, address) for part in each)}</p>" for each in paragraphs)
    return f'<div class="in-words">{made}</div>'


def _part(part: Part, view: View, address: str) -> str:
    if not part.opens:
        return html_text(part.said)
    link = link_words(replace(view.select(), filter=part.opens.filter), address)
    return f'<a href="{html_text(link)}">{html_text(part.said)}</a>'
