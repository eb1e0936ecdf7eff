"""The only caches of the app, keyed by data version and filter: never by a frame, never a map."""

import gc
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from geodata import comparing
from geodata.briefs import paragraph
from geodata.cells import Box
from geodata.figures.wanted import Wanted
from geodata.filters import IncidentFilter
from geodata.ingest import Folder, folder, ingest
from geodata.kept import open_kept, store_path
from geodata.moments import Moment, read_moment, written
from geodata.questions.answer import Answer
from geodata.questions.asked import Asked
from geodata.questions.parts import Part
from geodata.questions.summary import paragraphs
from geodata.said_later import to_be_said_later
from geodata.store import Account, Against, Counts, Details, Placed, Spot, Step, Store, Survey, store_of
from geodata.store import as_known as known_then
from geodata.texts import _, language, message

_KEPT = 500  # results a cache holds; each is small, and an old one is cheap to count again
_SETTLES = 30  # seconds from one look through all that is loaded to the next
_settling = {"next": 0.0}
_KEPT_OF_MAP = 50  # of those that a pan asks for anew, up to a megabyte each
# Streamlit takes 0.5 ms to make a key of a filter part by part; what Python writes of it says the same.
_KEYS = {IncidentFilter: repr}


class _Said(str):
    """A message that is said in the reader's language each time that it is shown, not when this module is read."""

    def __str__(self) -> str:
        text = super().__str__()
        return _(text)


def store() -> Store:
    """The store: of the file that INCIDENTS_DATA names, as it is now, else the one that keeps what is imported.

    Raises DataFileError when the file can't be used, StoreError when the store can't be opened.
    """
    _settle()
    if named := os.environ.get("INCIDENTS_DATA"):
        source = folder(named)
        return _of_file(source.version(), source)
    return _kept(store_path())


def as_known(moment: Moment | None) -> Store:
    """The store as it is, or with what was known at a moment; see `geodata.store.as_known`."""
    return _as_known(store().version, written(moment)) if moment else store()


@st.cache_resource(show_spinner=_Said(message("Going back to that day …")), max_entries=2)
def _as_known(version: str, moment: str) -> Store:
    # As text: a cache can't tell a day from its midnight.
    return known_then(store(), read_moment(moment))


def _of(version: str) -> Store:
    """The store of a version: "…@2023-10-04" is what was known on that day, "…@2023-10-04T10:00" at that time of it."""
    _now, _at, moment = version.partition("@")
    return as_known(read_moment(moment) if moment else None)


def imports_go_in() -> bool:
    """Whether files can be imported: not where INCIDENTS_DATA names the one that is shown."""
    return not os.environ.get("INCIDENTS_DATA")


@st.cache_resource(show_spinner=_Said(message("Reading the data …")), max_entries=2)
def _of_file(version: str, _source: Folder) -> Store:
    with to_be_said_later():  # the first reader is not the only one
        return store_of(ingest(_source))


@st.cache_resource(show_spinner=_Said(message("Opening the store …")))
def _kept(path: Path | None) -> Store:
    return open_kept(path)


def _settle() -> None:
    """Now and then takes what is there for lasting. Streamlit collects garbage after every run, and looking through all that is
    loaded each time costs up to 0.1 s, in which no other session is served."""
    if time.monotonic() > _settling["next"]:
        _settling["next"] = time.monotonic() + _SETTLES
        gc.unfreeze()
        gc.collect()
        gc.freeze()


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def counts(version: str, chosen: IncidentFilter) -> Counts:
    """`Store.counts` of the data as they are now."""
    return _of(version).counts(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def located(version: str, chosen: IncidentFilter) -> tuple[dict[str, float], dict[str, float], float]:
    """`Store.located`."""
    return _of(version).located(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def count(version: str, chosen: IncidentFilter) -> int:
    """`Store.count`."""
    return _of(version).count(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def facets(version: str, chosen: IncidentFilter) -> dict[str, dict[str, int]]:
    """`Store.facets`."""
    return _of(version).facets(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def by_policy(version: str, chosen: IncidentFilter) -> dict[str, float]:
    """`Store.by_policy`."""
    return _of(version).by_policy(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def period_counts(version: str, chosen: IncidentFilter, _spans: tuple) -> list[int]:
    """`Store.period_counts`, of periods that follow from the data: they are no part of the key."""
    return _of(version).period_counts(chosen, _spans)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def moved_by_report(version: str, chosen: IncidentFilter) -> int:
    """`Store.moved_by_report`."""
    return _of(version).moved_by_report(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def differing(version: str, chosen: IncidentFilter) -> dict[str, int]:
    """`Store.differing`."""
    return _of(version).differing(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def agreement_by_data_set(version: str, chosen: IncidentFilter) -> pd.DataFrame:
    """`Store.agreement_by_data_set`."""
    return _of(version).agreement_by_data_set(chosen)


@st.cache_data(show_spinner=_Said(message("Laying one division over the other …")), max_entries=20)
def moved(version: str, before: str, after: str) -> pd.DataFrame:
    """`geodata.comparing.moved` of all incidents."""
    return comparing.moved(_of(version), IncidentFilter(), before, after)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def by_unit(version: str, chosen: IncidentFilter) -> dict[str, int]:
    """`Store.by_unit`."""
    return _of(version).by_unit(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def placed(version: str, chosen: IncidentFilter, box: Box) -> Placed:
    """`Store.placed`."""
    return _of(version).placed(chosen, box)


@st.cache_data(show_spinner=False, max_entries=_KEPT_OF_MAP, hash_funcs=_KEYS)
def points(version: str, chosen: IncidentFilter, box: Box | None, shapes: bool) -> pd.DataFrame:
    """`Store.points`."""
    return _of(version).points(chosen, box, shapes)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def selected_point(version: str, chosen: IncidentFilter, incident_id: str) -> pd.DataFrame:
    """`Store.selected_point`."""
    return _of(version).selected_point(chosen, incident_id)


@st.cache_data(show_spinner=False, max_entries=_KEPT_OF_MAP, hash_funcs=_KEYS)
def survey(version: str, chosen: IncidentFilter, box: Box, step: float) -> Survey:
    """`Store.survey`."""
    return _of(version).survey(chosen, box, step)


@st.cache_data(show_spinner=False, max_entries=_KEPT_OF_MAP, hash_funcs=_KEYS)
def dots(version: str, chosen: IncidentFilter, box: Box, step: float) -> pd.DataFrame:
    """`Store.dots`."""
    return _of(version).dots(chosen, box, step)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def days(version: str, chosen: IncidentFilter) -> tuple[date, date] | None:
    """`Store.days`."""
    return _of(version).days(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def listed(
    version: str, chosen: IncidentFilter, spot: Spot | None, limit: int, offset: int = 0, but: int | None = None
) -> pd.DataFrame:
    """`Store.listed`."""
    return _of(version).listed(chosen, spot, limit, offset, but)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def latest(version: str, chosen: IncidentFilter, limit: int) -> pd.DataFrame:
    """`Store.latest`."""
    return _of(version).latest(chosen, limit)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def how_many(version: str, chosen: IncidentFilter, spot: Spot | None, but: int | None = None) -> int:
    """`Store.how_many`."""
    return _of(version).how_many(chosen, spot, but)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def step(version: str, chosen: IncidentFilter, incident_id: str) -> Step | None:
    """`Store.step`."""
    return _of(version).step(chosen, incident_id)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def participations_of(version: str, numbers: tuple[int, ...]) -> pd.DataFrame:
    """`Store.participations_of`."""
    return _of(version).participations_of(list(numbers))


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def bars(version: str, chosen: IncidentFilter, step: str, first: date, last: date) -> pd.DataFrame:
    """`Store.bars`."""
    return _of(version).bars(chosen, step, first, last)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def incident(version: str, incident_id: str) -> dict | None:
    """`Store.incident`."""
    return _of(version).incident(incident_id)


@st.cache_data(show_spinner=False, max_entries=4)
def actors(version: str) -> pd.DataFrame:
    """`Store.actors`."""
    return _of(version).actors()


@st.cache_data(show_spinner=False, max_entries=4)
def values(version: str, column: str) -> list[str]:
    """`Store.values`."""
    return _of(version).values(column)


@st.cache_data(show_spinner=False, max_entries=4)
def documents(version: str) -> pd.DataFrame:
    """`Store.documents`."""
    return _of(version).documents()


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def sources(version: str, chosen: IncidentFilter) -> pd.DataFrame:
    """`Store.sources`."""
    return _of(version).sources(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def cited_documents(version: str, chosen: IncidentFilter) -> pd.DataFrame:
    """`Store.cited_documents`."""
    return _of(version).cited_documents(chosen)


@st.cache_data(show_spinner=False, max_entries=4)
def groups(version: str) -> list[str]:
    """`Store.groups`."""
    return _of(version).groups()


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def against(version: str, chosen: IncidentFilter) -> Against:
    """`Store.against`."""
    return _of(version).against(chosen)


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def detailed(version: str, chosen: IncidentFilter) -> Details:
    """`Store.detailed`."""
    return _of(version).detailed(chosen)


@st.cache_data(show_spinner=False, max_entries=4)
def withheld(version: str) -> dict[str, str]:
    """`Store.withheld`."""
    return _of(version).withheld()


@st.cache_data(show_spinner=False, max_entries=4)
def account(version: str) -> Account:
    """`Store.account`."""
    return _of(version).account()


@st.cache_data(show_spinner=False, max_entries=4)
def span(version: str) -> tuple[date, date] | None:
    """`Store.span`."""
    return _of(version).span()


@st.cache_data(show_spinner=False, max_entries=4)
def months(version: str) -> list[date]:
    """`Store.months`."""
    return _of(version).months()


@st.cache_data(show_spinner=False, max_entries=4)
def milestones(version: str) -> pd.DataFrame:
    """`Store.milestones`."""
    return _of(version).milestones()


def answer(
    version: str, name: str, chosen: IncidentFilter, asked: Asked, tell: Callable[[float], None] = lambda _part: None
) -> Answer:
    """The answer to the question of this name; `tell` hears which part of the work is done."""
    return _answer(version, name, chosen, repr(asked), language.get(), asked, tell)


# An answer about a million incidents takes some 80 MB.
@st.cache_resource(show_spinner=False, max_entries=24, hash_funcs=_KEYS)
def _answer(
    version: str,
    name: str,
    chosen: IncidentFilter,
    said: str,
    language: str,
    _asked: Asked,
    _tell: Callable[[float], None],
) -> Answer:
    from geodata.questions.registry import QUESTIONS  # noqa: PLC0415  a third of a second, which only who asks waits for

    question = QUESTIONS[name]
    return question.answer(_of(version), chosen, _asked, *([_tell] if question.tells else []))


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def incidents_of(version: str, numbers: tuple[int, ...]) -> pd.DataFrame:
    """`Store.incidents_of`."""
    return _of(version).incidents_of(list(numbers))


def figure(version: str, wanted: Wanted, kind: str, name: str, dots: int) -> bytes:
    """`geodata.figures.registry.content`."""
    return _figure(version, wanted, kind, name, dots, language.get())


@st.cache_data(show_spinner=False, max_entries=20, hash_funcs={Wanted: repr})
def _figure(version: str, wanted: Wanted, kind: str, name: str, dots: int, language: str) -> bytes:
    from geodata.figures.registry import content  # noqa: PLC0415  half a second, which only who draws waits for

    return content(_of(version), wanted, kind, name, dots)


def in_words(version: str, chosen: IncidentFilter) -> tuple[tuple[Part, ...], ...]:
    """`geodata.questions.summary.paragraphs`."""
    return _in_words(version, chosen, language.get())


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def _in_words(version: str, chosen: IncidentFilter, language: str) -> tuple[tuple[Part, ...], ...]:
    return paragraphs(_of(version), chosen)


def to_copy(version: str, chosen: IncidentFilter, address: str) -> tuple[str, str]:
    """The summary as text and as Markdown: `geodata.briefs.paragraph`."""
    return _to_copy(version, chosen, address, language.get())


@st.cache_data(show_spinner=False, max_entries=_KEPT, hash_funcs=_KEYS)
def _to_copy(version: str, chosen: IncidentFilter, address: str, language: str) -> tuple[str, str]:
    store = _of(version)
    return paragraph.plain(store, chosen), paragraph.markdown(store, chosen, address)
