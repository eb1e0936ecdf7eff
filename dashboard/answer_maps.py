"""Maps of answers: what a question found on the ground of Explore, one map or several that move as one."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import SimpleNamespace

import shapely
import streamlit as st

from geodata.cells import Box
from geodata.filter_words import region_name
from geodata.filters import IncidentFilter
from geodata.questions.answer import Answer, Row
from geodata.questions.coincidences_told import relation_name
from geodata.questions.comparison import Drawing as Sides
from geodata.questions.pairing import RELATIONS
from geodata.rows import rows
from geodata.store import Store
from geodata.texts import _, days, number
from geodata.views import INCIDENTS, Frame, View
from geodata.words import as_day, title_words

from . import asking, data, drawing, guard, state, style, turns
from .map import basemap, messages, points, ties
from .map import view as map_view
from .map.layers import Drawing, payload
from .map.names import Names
from .question_charts import COLOURS
from .safe import markdown_text

Seen = tuple[Box, float] | None
_MOST_LABELLED = 30
_AROUND_PAIRS = 0.6  # degrees
_OUT, _NOT = 0, -1  # classes of regions: stands out, does not


@dataclass(frozen=True)
class Shown:
    """A map: the filter of what a click opens, what draws it for the part in view, and its title, "" for none."""

    chosen: IncidentFilter
    draw: Callable[[Store, Seen], Drawing]
    title: str = ""


# --- coincidences -------------------------------------------------------------------------------------------------------


def pairs(question: str, store: Store, found: Answer) -> None:
    """Draws the incidents of the pairs, and a link for each pair."""
    shown = [row for row in found.rows if row.shape is not None and not row.shape.is_empty]
    around = _around([row.shape for row in shown])
    _maps(question, (Shown(found.chosen, lambda store, _seen: _paired(store, found, shown)),), store.version, around)
    st.caption(_below(found))


def _below(found: Answer) -> str:
    """How the map is read, and of how many pairs it is."""
    said = _(
        "A ring: both at one place, or too near each other for a line. A line links two places. Dashed: only possible."
    )
    if not found.left_out:
        return said
    shown, every = number(len(found.rows)), number(len(found.rows) + found.left_out)
    return f"{said} {_('Map and timeline show the {n} pairs of the table, of {every}.').format(n=shown, every=every)}"


def _paired(store: Store, found: Answer, shown: Sequence[Row]) -> Drawing:
    names, colours = Names(), drawing.colouring(store, View(found.chosen))
    numbers = dict.fromkeys(no for row in found.rows for no in row.incidents)
    incidents = data.incidents_of(store.version, tuple(numbers))
    incidents = incidents[incidents["latitude"].notna() | incidents["shape_no"].notna()]
    kinds = [ties.Kind(COLOURS[each], each == "possible", relation_name(each)) for each in RELATIONS]
    about = {row.no: row for row in rows(incidents)}
    tied = [_tie(row, [about[no] for no in row.incidents], nr < _MOST_LABELLED) for nr, row in enumerate(shown)]
    content, listed = ties.ties(tied, kinds, names)
    legend = colours.legend(incidents["lead_actor"], names) | points.signs(incidents, names) | listed
    made = {"rows": points.columns(incidents, names, colours), "ties": content}
    return Drawing(len(incidents), None, names.all(), legend, INCIDENTS, made)


def _tie(row: Row, pair: Sequence[SimpleNamespace], labelled: bool) -> ties.Tie:
    """The link of a row of coincidences; a label has only one that is sure."""
    (west, south), (east, north) = row.shape.coords[0], row.shape.coords[-1]
    relation, _group, day, place, who, other_day, other_place, other_who, hours, km, _ids = row.cells
    first, last = min(each.first_day for each in pair), max(each.last_day for each in pair)
    label = f"{place}, {days(as_day(first), as_day(last))}" if row.flagged and labelled else ""
    said = (
        relation,
        f"{day} · {place} · {who}",
        f"{other_day} · {other_place} · {other_who}",
        _("{hours} hours · {km} km apart").format(hours=hours, km=km),
    )
    return ties.Tie((south, west), (north, east), RELATIONS.index(row.values[0]), label, said)


def _around(shapes: Sequence[shapely.Geometry]) -> Box | None:
    """The part of the map with these shapes and some land around; None for none."""
    if not shapes:
        return None
    west, south, east, north = map(float, shapely.total_bounds(shapes))
    return Box.clamped(south - _AROUND_PAIRS, west - _AROUND_PAIRS, north + _AROUND_PAIRS, east + _AROUND_PAIRS)


# --- changes ------------------------------------------------------------------------------------------------------------


def changes(question: str, store: Store, found: Answer) -> None:
    """Draws the regions that stand out, and how many incidents the last window has in each."""
    _maps(question, (Shown(found.chosen, lambda store, _seen: _changed(store, found)),), store.version)


def _changed(store: Store, found: Answer) -> Drawing:
    names, boundaries = Names(), store.boundary_set(found.chosen.boundary_set)
    by_key = {row.values[1]: row for row in found.rows if row.shape is not None}
    regions = [by_key.get(key) for key in boundaries.names]
    classes = [_OUT if row and row.flagged else _NOT for row in regions]
    shade = {"of": classes, "said": [names[number(row.values[3] if row else 0)] for row in regions], "classes": 1}
    called = {_OUT: _("stands out"), _NOT: _("does not stand out")}
    legend = {
        "title": "changes",
        "classes": [[each, names[words]] for each, words in called.items() if each in classes],
    }
    return Drawing(0, None, names.all(), legend, INCIDENTS, {"shade": shade, "rows": []})


# --- compare ------------------------------------------------------------------------------------------------------------


def sides(question: str, store: Store, compared: Sides) -> None:
    """Draws both sides of a comparison beside each other; they move as one."""
    shown = tuple(Shown(side.chosen, partial(_side, side.chosen), side.name) for side in compared.sides)
    _maps(question, shown, store.version)
    st.caption(_("Incidents that certainly lie on this side. Both maps move together and have one scale."))


def _side(chosen: IncidentFilter, store: Store, seen: Seen) -> Drawing:
    view = replace(st.session_state.view, filter=chosen, incident=None, reading=INCIDENTS)
    return drawing.of(store, view, seen)


# --- any ----------------------------------------------------------------------------------------------------------------


@st.fragment
def _maps(question: str, shown: tuple[Shown, ...], version: str, around: Box | None = None) -> None:
    """Draws maps beside each other, and the way to what was clicked on them. A click or a move runs this part of the page alone.

    They show the whole country, or what Explore showed of it; with `around` that part.
    """
    guard.run(lambda store: _draw(store, question, shown, version, around))


@turns.turn()
def _draw(store: Store, question: str, shown: tuple[Shown, ...], version: str, around: Box | None) -> None:
    store = data.as_known(st.session_state.view.filter.known_on)
    if store.version != version:
        st.rerun()
    if st.session_state.get(f"moved-{question}"):
        asking.publish(question, again=True)
        st.session_state[f"moved-{question}"] = (
            False  # not before: a run that follows at once ends this one there, and publishes
        )
    frame = (f"{around.edges}", around) if around else st.session_state.map_order
    drawings = _one_scale([each.draw(store, st.session_state.get(f"seen-{question}")) for each in shown])
    for nr, (column, each, made) in enumerate(zip(st.columns(len(shown)), shown, drawings, strict=True)):
        with column:
            if each.title:
                st.markdown(f"**{markdown_text(each.title)}**")
            content = partial(_payload, store, question, each.chosen, made, frame)
            on_event = partial(_heard, store, question, each.chosen, around is None)
            map_view.show(store, content, on_event, f"map-{question}-{nr}")
    _way(store, question)


def _one_scale(drawings: list[Drawing]) -> list[Drawing]:
    """The same drawings, in which circles of one size stand for one number."""
    largest = max(
        (count for each in drawings for count in each.content.get("cells", {}).get("at", ([], [], []))[2]), default=1
    )
    return [replace(each, content=each.content | {"largest": largest}) for each in drawings]  # fmt: skip


def _payload(
    store: Store,
    question: str,
    chosen: IncidentFilter,
    made: Drawing,
    frame: tuple[object, Frame | Box | None],
    shapes: str,
) -> dict:
    boundaries = store.boundary_set(chosen.boundary_set)
    st.session_state.map_payloads = st.session_state.get("map_payloads", 0) + 1
    picked = st.session_state.get(f"picked-{question}")
    here = picked if picked and picked.filter == chosen else View()
    return payload(
        made,
        playback="",
        shapes=shapes,
        base=basemap.serve(store, boundaries),
        order=st.session_state.map_payloads,
        frame=frame,
        selected=store.number_of(here.incident) if here.incident else None,
        selected_region=boundaries.keys.index(here.region) if here.region in boundaries.keys else None,
        dark=style.is_dark(),
        plain=True,
        together=f"{question}-{st.session_state.setdefault('together', secrets.token_hex(8))}",
    )


def _heard(store: Store, question: str, chosen: IncidentFilter, in_link: bool, event: dict) -> None:
    """What a map says. `in_link`: where it looks is part of the view, as on Explore."""
    st.session_state[f"seen-{question}"] = messages.seen(event) or st.session_state.get(f"seen-{question}")
    found = messages.selected(event, store.boundary_set(chosen.boundary_set).keys, store.incident_ids)
    if found is not None:
        st.session_state[f"picked-{question}"] = View(chosen).select(**found) if found else None
    moved = messages.moved(event)
    if moved and in_link:
        state.change(frame=moved[0])
        st.session_state[f"moved-{question}"] = True


def _way(store: Store, question: str) -> None:
    """The way from what was clicked to Explore."""
    picked = st.session_state.get(f"picked-{question}")
    if picked and st.button(markdown_text(_picked_words(store, picked)), icon=":material/map:", key="open-picked"):
        state.look(picked)


def _picked_words(store: Store, picked: View) -> str:
    if picked.incident:
        [incident] = rows(data.incidents_of(store.version, (store.number_of(picked.incident),)))
        return title_words(incident)
    return region_name(picked.region) if picked.region else _("Show these incidents")
