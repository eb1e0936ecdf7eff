"""The panel beside the map: the selected incident, the selected region, or a short summary of what is shown."""

from types import SimpleNamespace

import pandas as pd
import streamlit as st

from geodata.actors import split
from geodata.filters import outside_name, region_name, status_name
from geodata.regions import BoundarySet
from geodata.schema import ROLES, UNLOCATED
from geodata.store import Counts, Store
from geodata.texts import _, _n, day, number
from geodata.views import View

from . import data, state
from .rows import rows
from .safe import html_text, markdown_text, web_address
from .words import as_day, date_words, place_words, title_words

MOST_LISTED = 30


def show(store: Store, view: View, incidents: pd.DataFrame, counts: Counts) -> None:
    """Draws the panel where it is called; `incidents` are those that the filter shows."""
    if view.incident:
        _incident(store, view.incident, incidents)
    elif view.region:
        _region(store, view.region, incidents)
    else:
        _summary(store, counts)


def _incident(store: Store, incident_id: str, incidents: pd.DataFrame) -> None:
    found = data.incident(store.version, incident_id)
    row = SimpleNamespace(**found)
    _steps(incident_id, list(incidents["incident_id"]))
    if incident_id not in set(incidents["incident_id"]):
        st.caption(_("This incident is hidden by the filter."))
    st.html(
        f'<div class="card"><h3>{html_text(row.summary or row.event_type)}</h3>'
        f"{_chips(row)}<dl>{''.join(_entries(row, store.boundaries))}</dl>{_sources(row)}"
        f'<p class="quiet">{html_text(_came_in(incident_id, row))}</p></div>'
    )
    _same_place(row, incidents)


def _steps(incident_id: str, shown: list[str]) -> None:
    """Previous, next and close: the list in order of time, usable from the keyboard."""
    at = shown.index(incident_id) if incident_id in shown else None
    with st.container(horizontal=True, vertical_alignment="center", key="card-steps"):
        before = shown[at - 1] if at else None
        after = shown[at + 1] if at is not None and at + 1 < len(shown) else None
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
        st.caption(
            _("{n} of {total} shown").format(n=number(at + 1), total=number(len(shown))) if at is not None else ""
        )
        st.button("✕", help=_("Clear the selection"), on_click=state.select, key="clear-selection")


def _chips(row: SimpleNamespace) -> str:
    says = {
        "reported": _("reported"),
        "claimed": _("claimed, not confirmed"),
        "contested": _("contested: claimed and denied"),
        "confirmed": _("confirmed"),
    }
    return f'<p><span class="chip {html_text(row.status)}">{html_text(says[row.status])}</span> <span class="chip">{html_text(row.event_type)}</span></p>'


def _entries(row: SimpleNamespace, boundaries: BoundarySet) -> list[str]:
    """The card's lines, each a term and its texts; a line without texts is left out."""
    roles = {"perpetrator": _("Perpetrator"), "partner": _("With"), "target": _("Target"), "involved": _("Involved")}
    lines = [(_("When"), [date_words(row)]), (_("Where"), [place_words(row), *_place_notes(row, boundaries)])]
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
        (_("Killed"), _fatalities(row)),
        (_("Note"), [row.analyst_note] if row.analyst_note else []),
    ]
    return [
        f"<dt>{html_text(term)}</dt>" + "".join(f"<dd>{html_text(text)}</dd>" for text in texts)
        for term, texts in lines
        if texts
    ]


def _place_notes(row: SimpleNamespace, boundaries: BoundarySet) -> list[str]:
    notes = []
    if row.place_precision in ("settlement", "near settlement"):
        notes.append(_("within about {n} km").format(n=number(row.uncertainty_km)))
    if row.near_border:
        notes.append(_("{n} km from a region's border").format(n=number(round(row.border_km, 1))))
    if row.reported_region and boundaries.find(row.reported_region) != row.region:
        notes.append(_("reported as {region}").format(region=row.reported_region))
    return notes


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
    return f"{said}. {claim['note']}" if claim["note"] else said


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


def _footnote(citation: dict) -> str:
    label = _("note {n}").format(n=citation["footnote"]) if citation["footnote"].isdigit() else citation["footnote"]
    return f"{html_text(label)}: {_link(citation['citation'] or citation['url'] or _('not listed'), citation['url'])}"


def _link(text: str, url: object) -> str:
    address = web_address(url) if isinstance(url, str) else None
    if address is None:
        return html_text(text)
    return f'<a href="{html_text(address)}" target="_blank" rel="noopener noreferrer">{html_text(text)}</a>'


def _same_place(row: SimpleNamespace, incidents: pd.DataFrame) -> None:
    """The others at the same spot, so that none is out of reach behind another."""
    if pd.notna(row.shape_no):
        here = incidents["shape_no"] == row.shape_no
    else:
        here = (incidents["latitude"] == row.latitude) & (incidents["longitude"] == row.longitude)
    others = incidents[here & (incidents["incident_id"] != row.incident_id)]
    if len(others):
        st.caption(_n("{n} more at the same place", "{n} more at the same place", len(others)))
        _list(others)


def _list(incidents: pd.DataFrame) -> None:
    for found in rows(incidents.head(MOST_LISTED)):
        st.button(
            markdown_text(title_words(found)),
            on_click=state.select,
            args=(found.incident_id,),
            key=f"pick-{found.no}",
            type="tertiary",
        )
    if len(incidents) > MOST_LISTED:
        st.caption(_n("{n} more in the table", "{n} more in the table", len(incidents) - MOST_LISTED))


def _region(store: Store, region: str, incidents: pd.DataFrame) -> None:
    here = incidents[incidents["region_key"] == region]
    with st.container(horizontal=True, vertical_alignment="center", key="region-head"):
        st.markdown(f"#### {markdown_text(region_name(region))}")
        st.button("✕", help=_("Clear the selection"), on_click=state.select, key="clear-selection")
    st.caption(
        _n("{n} incident of those shown", "{n} incidents of those shown", len(here))
        + " · "
        + markdown_text(store.boundaries.name)
    )
    only = (region,)
    if st.session_state.view.filter.regions != only:
        st.button(_("Show only this region"), on_click=state.change_filter, kwargs={"regions": only}, key="only-region")
    _list(here)


def _summary(store: Store, counts: Counts) -> None:
    names = dict(data.actors(store.version)[["actor_id", "name"]].itertuples(index=False))
    places = {key: n for key, n in counts.by_region.items() if n}
    places |= {outside_name(country): n for country, n in counts.outside.items()}
    places |= {region_name(UNLOCATED): counts.unlocated} if counts.unlocated else {}
    st.html(
        '<div class="card summary">'
        + _table(_("Incidents by region"), places)
        + _table(
            _("Incidents by actor"),
            {names[key]: n for key, n in counts.by_actor.items()},
            _("An incident counts once for each actor in it."),
        )
        + _table(_("Incidents by status"), {status_name(key): n for key, n in counts.by_status.items()})
        + f'<p class="quiet">{html_text(_("Click an incident or a region on the map, or a row of the table."))}</p></div>'
    )


def _table(title: str, rows: dict[str, int], note: str = "") -> str:
    body = "".join(f"<tr><td>{html_text(name)}</td><td>{number(n)}</td></tr>" for name, n in rows.items())
    small = f'<caption class="quiet">{html_text(note)}</caption>' if note else ""
    return (
        f"<table>{small}<thead><tr><th>{html_text(title)}</th><th></th></tr></thead><tbody>{body}</tbody></table>"
        if rows
        else ""
    )
