"""The lines that a picture of a view must have with it: how many of how many, whose borders, whose reports, and the way back."""

from datetime import date

import streamlit as st

from geodata.citing import document
from geodata.export.extract import boundary_words
from geodata.filter_words import outside_name
from geodata.store import Counts, Store
from geodata.texts import _, _n, day, number
from geodata.told import cutoff_words, link_words, shown_words
from geodata.views import View

from . import data
from .safe import html_text

_MOST_DOCUMENTS = 3


def lines(store: Store, view: View, counts: Counts, milestones: tuple[str, ...]) -> dict[str, str]:
    """The lines, each with what it is about; `milestones` are what the dotted lines on the timelines stand for."""
    dotted = {"milestones": _("Dotted lines · {names}").format(names=" · ".join(milestones))} if milestones else {}
    return {
        "counts": _counts(view, counts),
        **dotted,
        "boundaries": _("Boundaries: {set}").format(set=boundary_words(store.boundary_set(view.filter.boundary_set))),
        "sources": _sources(store, view),
        "link": _("{link} · made on {day}").format(link=permalink(view), day=day(date.today())),
    }


def html(said: dict[str, str], name: str) -> str:
    """The lines as HTML of a class of this name."""
    made = "".join(f'<p class="{name}-{about}">{html_text(line)}</p>' for about, line in said.items())
    return f'<div class="{name}">{made}</div>'


def permalink(view: View) -> str:
    """The link to the view."""
    return link_words(view, (st.context.url or "").split("?")[0])


def _counts(view: View, counts: Counts) -> str:
    places = [_n("{n} in Mali", "{n} in Mali", sum(counts.by_region.values()))]
    places += [f"{number(n)} {outside_name(country)}" for country, n in counts.outside.items()]
    if counts.unlocated:
        places.append(_n("{n} without a place", "{n} without a place", counts.unlocated))
    said = shown_words(counts, bool(view.filter.share()), places)
    part = _("The map shows a chosen part of the country; numbers and timelines are of all of it.")
    return f"{said} {part}" if view.frame else said


def _sources(store: Store, view: View) -> str:
    """What the incidents cite and until when that was known; where they cite no document, the data sets they came with."""
    found = data.cited_documents(store.version, view.filter)
    named = [document(row | {"url": ""}) for row in found.head(_MOST_DOCUMENTS).to_dict("records")]
    named = named or list(view.filter.data_sets or data.values(store.version, "data_set"))[:_MOST_DOCUMENTS]
    if (more := len(found) - _MOST_DOCUMENTS) > 0:
        named.append(_n("and {n} more", "and {n} more", more))
    said = _("Sources: {names}").format(names=" · ".join(named)) if named else _("No source is named.")
    return f"{cutoff_words(found['data_cutoff'])}. {said}"
