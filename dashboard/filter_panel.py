"""The filter panel: widgets that show the view's filter and change it. Each choice says how many incidents it would show."""

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from geodata.filter_words import detail_name, group_name, precise_name, region_name, role_name, status_name
from geodata.filters import COMPUTED, DETAILS, INSIDE, MOST_TEXT, OVERLAPPING, REPORTED, SHARED, IncidentFilter
from geodata.moments import at, day_of, read_moment, said, time_of
from geodata.schema import OUTSIDE, PLACE_PRECISIONS, STATUSES, UNLOCATED
from geodata.store import Store
from geodata.texts import _, _n, day, days, month, next_month, number
from geodata.words import type_name

from . import data, state

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)


def show(store: Store, chosen: IncidentFilter) -> None:
    """Draws the panel where it is called."""
    st.button(
        _("Reset all filters"), on_click=state.reset, disabled=chosen == chosen.cleared, width="stretch", key="reset"
    )
    _dates(store, chosen)
    facets = data.facets(store.version, chosen)
    names = dict(data.actors(store.version)[["actor_id", "name"]].itertuples(index=False))
    _choice("actors", _("Actors"), list(names), chosen.actors, facets["actors"], lambda key: names.get(key, key))
    groups = list(dict.fromkeys((*data.groups(store.version), *chosen.groups)))
    _choice("groups", _("Groups of actors"), groups, chosen.groups, facets["groups"], group_name)
    _colour()
    _role(store, chosen)
    _regions(store, chosen, facets["regions"])
    _precise(chosen, facets["precise"])
    _choice(
        "types", _("Types of event"), data.values(store.version, "event_type"), chosen.types, facets["types"], type_name
    )
    _choice("statuses", _("Status"), list(STATUSES), chosen.statuses, facets["statuses"], status_name)
    _confirmed_only(chosen, facets["statuses"].get("confirmed", 0))
    data_sets = data.values(store.version, "data_set")
    if len(data_sets) > 1 or chosen.data_sets:
        _choice("data_sets", _("Data sets"), data_sets, chosen.data_sets, facets["data_sets"], str)
    if chosen.details:  # only links bring them: no reader has to read past six more choices
        held = data.detailed(store.version, chosen).incidents
        _choice("details", _("Details, which must all hold"), list(DETAILS), chosen.details, held, detail_name)
    _text(chosen)
    _known_on(store, chosen)


def _known_on(store: Store, chosen: IncidentFilter) -> None:
    """The moment whose picture is shown: what was reported later, or said later of it, is left out of every number."""
    on, hour = st.columns([3, 2])
    on_key = state.lead("filter-known", day_of(chosen.known_on) if chosen.known_on else None)
    at_key = state.lead("filter-known-time", time_of(chosen.known_on))

    def follow() -> None:
        state.change_filter(known_on=at(st.session_state[on_key], st.session_state[at_key]))

    on.date_input(
        _("As known on"),
        value=None,
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        help=_(
            "Shows what had been reported by the end of that day, with the stances taken until then. A later correction doesn't "
            "change it. Empty for all that is known now."
        ),
        key=on_key,
        on_change=follow,
    )
    hour.time_input(
        _("At"),
        value=None,
        disabled=chosen.known_on is None,
        help=_(
            "A time of that day, in UTC for what was imported here. A report of which only the day is known counts on its day. "
            "Empty for the end of the day."
        ),
        key=at_key,
        on_change=follow,
    )
    _cutoffs(store, chosen)


def _cutoffs(store: Store, chosen: IncidentFilter) -> None:
    """A button for each moment up to which a document says that it knows."""
    for cutoff in data.documents(store.version)["data_cutoff"].unique():
        try:
            moment = read_moment(cutoff)
        except ValueError:  # none, or words
            continue
        st.button(
            _("Data cutoff: {day}").format(day=said(moment)),
            disabled=chosen.known_on == moment,
            on_click=state.change_filter,
            kwargs={"known_on": moment},
            type="tertiary",
            key=f"known-{cutoff}",
        )


def _choice(part: str, label: str, options: list, chosen: tuple, counts: dict[str, int], say) -> None:
    key = f"filter-{part}"
    # Written on every run: the labels hold counts, and the browser knows what is chosen by its label.
    st.session_state[key] = list(chosen)
    st.multiselect(
        label,
        options=sorted(options, key=lambda option: -counts.get(option, 0)),
        format_func=lambda option: f"{say(option)} · {number(counts.get(option, 0))}",
        placeholder=_("All"),
        key=key,
        on_change=lambda: state.change_filter(**{part: tuple(st.session_state[key])}),
    )


def _confirmed_only(chosen: IncidentFilter, count: float) -> None:
    """What somebody confirms and nobody denies: often little, and every number then says how little."""
    only = ("confirmed",)
    st.button(
        _("Confirmed only · {n}").format(n=number(count)),
        disabled=chosen.statuses == only,
        on_click=state.change_filter,
        kwargs={"statuses": only},
        type="tertiary",
        key="confirmed-only",
    )


def _colour() -> None:
    key, names = state.lead("view-colour", st.session_state.view.colour), {"actor": _("Actor"), "group": _("Group")}
    st.segmented_control(
        _("Colour by"),
        list(names),
        format_func=names.get,
        required=True,
        width="stretch",
        key=key,
        on_change=lambda: state.change(colour=st.session_state[key]),
    )


def _role(store: Store, chosen: IncidentFilter) -> None:
    key, names = "filter-role", {"any": _("Any"), "perpetrator": _("Acting"), "target": _("Target")}
    st.session_state[key] = chosen.role  # on every run, as in `_choice`: the labels hold counts
    if chosen.actors:  # else a role says nothing
        counts = {role: data.count(store.version, replace(chosen, role=role)) for role in names}
        names = {role: f"{name} · {number(counts[role])}" for role, name in names.items()}
    st.segmented_control(
        _("Role of the actors"),
        list(names),
        format_func=names.get,
        help=_("Acting: {words}. It tells once actors are chosen.").format(words=role_name("perpetrator")),
        required=True,
        width="stretch",
        key=key,
        on_change=lambda: state.change_filter(role=st.session_state[key]),
    )


def _precise(chosen: IncidentFilter, counts: dict[str, float]) -> None:
    """The least precise places that are shown, each with what it would show."""
    key = "filter-precise"
    st.session_state[key] = chosen.precise  # on every run, as in `_choice`: the labels hold counts
    names = {"": _("All"), **{each: precise_name(each) for each in reversed(PLACE_PRECISIONS[:-1])}}
    shown = {
        each: sum(counts.get(finer, 0) for finer in PLACE_PRECISIONS[: PLACE_PRECISIONS.index(each) + 1])
        for each in PLACE_PRECISIONS
    } | {"": sum(counts.values())}
    st.selectbox(
        _("Precision of places"),
        list(names),
        format_func=lambda each: f"{names[each]} · {number(shown[each])}",
        help=_("Hides what is placed less precisely, on the map and in every count."),
        key=key,
        on_change=lambda: state.change_filter(precise=st.session_state[key]),
    )


def _regions(store: Store, chosen: IncidentFilter, counts: dict[str, int]) -> None:
    """The units to choose from, the boundary set that they are of, and by which region an incident counts."""
    boundaries = store.boundary_set(chosen.boundary_set)
    # Hundreds of communes are no list to choose from: deeper units come in by a click on the map.
    options = [*boundaries.names, *(key for key in chosen.regions if key in boundaries.keys[len(boundaries.names) :])]
    _choice("regions", _("Regions"), [*options, OUTSIDE, UNLOCATED], chosen.regions, counts, region_name)
    if len(store.set_keys) > 1:
        _boundaries(store, chosen)
    moved = data.moved_by_report(store.version, chosen)
    if moved or chosen.regions_by == REPORTED:
        _count_by(chosen, moved)


def _boundaries(store: Store, chosen: IncidentFilter) -> None:
    key = "filter-boundaries"
    st.session_state[key] = chosen.boundary_set or store.boundaries.key  # on every run, as in `_choice`
    sets = {key: store.boundary_set(key) for key in store.set_keys}
    st.selectbox(
        _("Boundaries"),
        list(sets),
        format_func=lambda each: sets[each].title,
        help=_("Which division of the country regions are of: map, counts, filter and sentence follow."),
        key=key,
        on_change=lambda: state.change_boundaries(store, store.unnamed(st.session_state[key])),
    )


def _count_by(chosen: IncidentFilter, moved: int) -> None:
    key = "filter-regions-by"
    st.session_state[key] = chosen.regions_by
    names = {COMPUTED: _("Computed"), REPORTED: _("As reported")}
    st.segmented_control(
        _("Count by region"),
        list(names),
        format_func=names.get,
        help=_("The region that the place lies in, or the one that the source names, where it names one."),
        required=True,
        width="stretch",
        key=key,
        on_change=lambda: state.change_filter(regions_by=st.session_state[key]),
    )
    st.caption(
        _n(
            "{n} incident counts in another region by the other way",
            "{n} incidents count in another region by the other way",
            moved,
        )
    )


def _text(chosen: IncidentFilter) -> None:
    key = state.lead("filter-text", chosen.text)
    st.text_input(
        _("Search in the text"),
        max_chars=MOST_TEXT,
        placeholder=_("Words that must all occur"),
        key=key,
        on_change=lambda: state.change_filter(text=st.session_state[key]),
    )


def _dates(store: Store, chosen: IncidentFilter) -> None:
    _presets(store, chosen)
    start, end = st.columns(2)
    for column, key, field, label in (
        (start, "filter-from", "date_from", _("From")),
        (end, "filter-to", "date_to", _("To")),
    ):
        state.lead(key, getattr(chosen, field))
        column.date_input(
            label,
            value=None,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="YYYY-MM-DD",
            key=key,
            on_change=lambda key=key, field=field: state.change_filter(**{field: st.session_state[key]}),
        )
    _policy(store, chosen)


def _policy(store: Store, chosen: IncidentFilter) -> None:
    key, names = "filter-dates", {OVERLAPPING: _("Overlap"), INSIDE: _("Inside"), SHARED: _("Shared out")}
    st.session_state[key] = chosen.dates
    st.segmented_control(
        _("Imprecise dates"),
        list(names),
        format_func=names.get,
        help=_(
            "What an incident of which the exact day is not known must do: overlap the period, lie wholly inside it, or count with "
            "the part of its interval that lies in it. “On or before” and “since” are never wholly inside."
        ),
        required=True,
        width="stretch",
        key=key,
        on_change=lambda: state.change_filter(dates=st.session_state[key]),
    )
    if chosen.date_from or chosen.date_to:
        counts = data.by_policy(store.version, chosen)
        st.caption(" · ".join(f"{name} {number(counts[policy])}" for policy, name in names.items()))


def _presets(store: Store, chosen: IncidentFilter) -> None:
    presets = _periods(store)
    spans = tuple((first or FIRST_DAY, last or LAST_DAY) for _label, first, last in presets)
    counts = data.period_counts(store.version, chosen.without("dates"), spans)
    # Without a limit even "on or before" lies inside: all dates show what the rest of the filter lets through.
    counts[0] = data.count(store.version, chosen.without("dates"))
    options = {
        (first, last): f"{label} · {number(count)}"
        for (label, first, last), count in zip(presets, counts, strict=True)
        if count or first is None
    }
    now = (chosen.date_from, chosen.date_to)
    if now not in options:
        options[now] = days(*now)
    key = "filter-preset"
    st.session_state[key] = now  # on every run, as in `_choice`: the labels hold counts
    st.selectbox(
        _("Period"),
        list(options),
        format_func=options.get,
        key=key,
        on_change=lambda: state.change_filter(date_from=st.session_state[key][0], date_to=st.session_state[key][1]),
    )


def _periods(store: Store) -> list[tuple[str, date | None, date | None]]:
    """The periods offered: label, first and last day; the last days are those of the data, not of the calendar."""
    span = data.span(store.version)
    if not span:
        return [(_("All dates"), None, None)]
    last = span[1]
    made: list[tuple[str, date | None, date | None]] = [(_("All dates"), None, None)]
    for length in (7, 30, 90):
        made.append((_("Last {n} days of the data").format(n=length), last - timedelta(days=length - 1), last))
    made += [(month(begin), begin, next_month(begin) - timedelta(days=1)) for begin in data.months(store.version)]
    for milestone in data.milestones(store.version).itertuples():
        begin = date.fromisoformat(milestone.date if len(milestone.date) == 10 else f"{milestone.date}-01")
        if begin <= last:
            made.append((_("Since {day}: {label}").format(day=day(begin), label=milestone.label), begin, None))
    return made
