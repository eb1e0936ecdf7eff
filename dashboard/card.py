"""The panel beside the map: the selected incident, the selected region, or a short summary of what is shown."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import streamlit as st

from geodata.actors import split
from geodata.cells import Box
from geodata.filter_words import outside_name, region_name, status_name
from geodata.filters import COMPUTED, REPORTED, IncidentFilter
from geodata.schema import ROLES, UNLOCATED
from geodata.store import Counts, Step, Store
from geodata.texts import _, _n, day, labelled, number
from geodata.views import View
from geodata.words import as_day, date_words, type_name

from . import data, incident_list, place_card, region_card, spot_card, state
from .safe import html_text, web_address


def show(store: Store, view: View) -> None:
    """Draws the panel where it is called."""
    if view.incident:
        _incident(store, view)
    elif view.region:
        region_card.show(store, view)
    elif view.inside or view.shape is not None:
        spot_card.show(store, view)
    else:
        _summary(store, view, data.counts(store.version, view.filter))


def _incident(store: Store, view: View) -> None:
    incident_id, boundaries = view.incident, store.boundary_set(view.filter.boundary_set)
    found = data.incident(store.version, incident_id)
    if found is None:  # of the picture of an earlier day
        _steps(None, 0)
        st.caption(_("This incident was not known at that moment."))
        return
    row = SimpleNamespace(**(found | found["places"][boundaries.key]))
    step = data.step(store.version, view.filter, incident_id)
    _steps(step, data.how_many(store.version, view.filter, None))
    if step is None:
        st.caption(_("This incident is hidden by the filter."))
    st.html(
        f'<div class="card"><h3>{html_text(row.summary or type_name(row.event_type))}</h3>'
        f"{_chips(row)}<dl>{''.join(_entries(row, place_card.lines(store, boundaries, row)))}</dl>{_sources(row)}"
        f'<p class="quiet">{html_text(_came_in(incident_id, row))}</p></div>'
    )
    _same_place(store, view, row)


def _steps(step: Step | None, shown: int) -> None:
    """Previous, next and close: the list in order of time, usable from the keyboard."""
    before, after = (step.before, step.after) if step else (None, None)
    with st.container(horizontal=True, vertical_alignment="center", key="card-steps"):
        st.button(
            "‹",
            help=_("Previous incident"),
            disabled=before is None,
            on_click=state.select,
            args=(before,),
            key="previous",
        )
        st.button(
            "›", help=_("Next incident"), disabled=after is None, on_click=state.select, args=(after,), key="next"
        )
        st.caption(_("{n} of {total} shown").format(n=number(step.at), total=number(shown)) if step else "")
        st.button("✕", help=_("Clear the selection"), on_click=state.select, key="clear-selection")


def _chips(row: SimpleNamespace) -> str:
    says = {
        "reported": _("reported"),
        "claimed": _("claimed, not confirmed"),
        "contested": _("contested: claimed and denied"),
        "confirmed": _("confirmed"),
    }
    return f'<p><span class="chip {html_text(row.status)}">{html_text(says[row.status])}</span> <span class="chip">{html_text(type_name(row.event_type))}</span></p>'


def _entries(row: SimpleNamespace, place: list[tuple[str, list[str]]]) -> list[str]:
    """The card's lines, each a term and its texts; a line without texts is left out."""
    roles = {"perpetrator": _("Perpetrator"), "partner": _("With"), "target": _("Target"), "involved": _("Involved")}
    lines = [(_("When"), [date_words(row)]), *place]
    lines += [(roles[role], [_actor_words(p) for p in row.participations if p["role"] == role]) for role in ROLES]
    lines += [
        (
            _("Says who"),
            [_claim_words(claim) for claim in row.claims]
            or [
                _("no claim on record; reported by the document")
                if row.document_id
                else _("no claim on record; reported by the source")
            ],
        ),
        (_("Known"), _times(row)),
        (_("Killed"), _fatalities(row)),
        (_("Note"), [row.analyst_note] if row.analyst_note else []),
    ]
    return [
        f"<dt>{html_text(term)}</dt>" + "".join(f"<dd>{html_text(text)}</dd>" for text in texts)
        for term, texts in lines
        if texts
    ]


def _actor_words(participation: dict) -> str:
    name, original = participation["name"], participation["original"]
    return name if name == original else _("{name} (as written: {original})").format(name=name, original=original)


def _claim_words(claim: dict) -> str:
    verbs = {
        "claims": _("{actor} claims it"),
        "confirms": _("{actor} confirms it"),
        "denies": _("{actor} denies it"),
        "assesses": _("{actor} assesses it"),
    }
    said = verbs[claim["stance"]].format(actor=claim["actor"])
    if pd.notna(claim["said_on"]):
        said += f", {day(as_day(claim['said_on']))}"
    if claim["footnote"]:
        said += f" · {_note_name(claim['footnote'])}"
    return f"{said}. {claim['note']}" if claim["note"] else said


def _times(row: SimpleNamespace) -> list[str]:
    """The times besides that of the incident itself: when it was first reported, and when it came in here."""
    given = bool(row.reported_on)
    since = _("reported on {day}") if given else _("known by {day} at the latest, as far as the source says")
    return [
        since.format(day=day(as_day(row.known_from))),
        _("recorded here on {day}").format(day=day(as_day(row.done_at))),
    ]


def _fatalities(row: SimpleNamespace) -> list[str]:
    low, best, high = row.fatalities_low, row.fatalities_best, row.fatalities_high
    if all(pd.isna(value) for value in (low, best, high)):
        return []
    best_said = _("best estimate {n}").format(n=number(best)) if pd.notna(best) else ""
    bounds = dict.fromkeys(number(value) for value in (low, high) if pd.notna(value))
    if not bounds:
        return [best_said]
    said = _("{range} reported").format(range="–".join(bounds))
    return [f"{said}, {best_said}" if best_said and len(bounds) > 1 else said]


def _came_in(incident_id: str, row: SimpleNamespace) -> str:
    return _("Id {id}, row {row} of {file}, data set “{name}”").format(
        id=incident_id, row=row.source_row, file=row.file, name=row.data_set
    )


def _sources(row: SimpleNamespace) -> str:
    named = split(row.source)
    if not row.citations and not named:
        return f'<p class="quiet">{html_text(_("No source is given."))}</p>'
    documents: dict[str, list[dict]] = {}
    for citation in row.citations:
        documents.setdefault(citation["document_id"], []).append(citation)
    as_named = "".join(f"<li>{html_text(name)}</li>" for name in named)
    return (
        f"<h4>{html_text(_('Sources'))}</h4>"
        + "".join(_document(key, cited) for key, cited in documents.items())
        + (f"<ul>{as_named}</ul>" if named else "")
    )


def _document(document_id: str, cited: list[dict]) -> str:
    first = cited[0]
    title = first["title"] if isinstance(first["title"], str) else document_id
    about = ", ".join(text for text in (first["publisher"], first["published"]) if isinstance(text, str) and text)
    notes = "".join(f"<li>{_footnote(c)}</li>" for c in cited if c["footnote"])
    return f'<p class="source">{_link(title, first["document_url"])}<br><span class="quiet">{html_text(about)}</span></p><ul>{notes}</ul>'


def _note_name(footnote: str) -> str:
    return _("note {n}").format(n=footnote) if footnote.isdigit() else footnote


def _footnote(citation: dict) -> str:
    label = _note_name(citation["footnote"])
    said = citation["citation"] or citation["url"] or _("not listed")
    return labelled(html_text(label), _link(said, citation["url"]))


def _link(text: str, url: object) -> str:
    address = web_address(url) if isinstance(url, str) else None
    if address is None:
        return html_text(text)
    return f'<a href="{html_text(address)}" target="_blank" rel="noopener noreferrer">{html_text(text)}</a>'


def _same_place(store: Store, view: View, row: SimpleNamespace) -> None:
    """The others at the same spot, so that none is out of reach behind another."""
    if pd.notna(row.shape_no):
        spot = int(row.shape_no)
    elif pd.notna(row.latitude):
        spot = Box(row.latitude, row.longitude, row.latitude, row.longitude)
    else:
        return
    if others := data.how_many(store.version, view.filter, spot, row.no):
        st.caption(_n("{n} more at the same place", "{n} more at the same place", others))
        incident_list.show(store, view.filter, spot, others, row.no)


def _summary(store: Store, view: View, counts: Counts) -> None:
    names = dict(data.actors(store.version)[["actor_id", "name"]].itertuples(index=False))
    st.html(
        '<div class="card summary">'
        + _by_region(store, view.filter, counts)
        + _table(
            _("Incidents by actor"),
            {names[key]: n for key, n in counts.by_actor.items()},
            _("An incident counts once for each actor in it."),
        )
        + _table(_("Incidents by status"), {status_name(key): n for key, n in counts.by_status.items()})
        + f'<p class="quiet">{html_text(_("Click an incident or a region on the map, or a row of the table."))}</p></div>'
    )


def _by_region(store: Store, chosen: IncidentFilter, counts: Counts) -> str:
    """Incidents by region; in two columns where the other way to count by region gives other numbers."""
    own = _places(counts.by_region, counts.outside, counts.unlocated)
    if not data.moved_by_report(store.version, chosen):
        return _table(_("Incidents by region"), own)
    other = REPORTED if chosen.regions_by == COMPUTED else COMPUTED
    beside = _places(*data.located(store.version, replace(chosen, regions_by=other)))
    titles = {COMPUTED: _("computed"), REPORTED: _("reported")}
    head = "".join(f"<th>{html_text(titles[by])}</th>" for by in (chosen.regions_by, other))
    body = "".join(
        f"<tr><td>{html_text(name)}</td><td>{number(own.get(name, 0))}</td><td>{number(beside.get(name, 0))}</td></tr>"
        for name in dict.fromkeys((*own, *beside))
    )
    return f"<table><thead><tr><th>{html_text(_('Incidents by region'))}</th>{head}</tr></thead><tbody>{body}</tbody></table>"


def _places(by_region: dict[str, float], outside: dict[str, float], unlocated: float) -> dict[str, float]:
    places = {key: n for key, n in by_region.items() if n}
    places |= {outside_name(country): n for country, n in outside.items()}
    return places | ({region_name(UNLOCATED): unlocated} if unlocated else {})


def _table(title: str, rows: dict[str, int], note: str = "") -> str:
    body = "".join(f"<tr><td>{html_text(name)}</td><td>{number(n)}</td></tr>" for name, n in rows.items())
    small = f'<caption class="quiet">{html_text(note)}</caption>' if note else ""
    return (
        f"<table>{small}<thead><tr><th>{html_text(title)}</th><th></th></tr></thead><tbody>{body}</tbody></table>"
        if rows
        else ""
    )
