"""What each way to count imprecise dates comes to, side by side."""

from dataclasses import replace

import streamlit as st

from geodata.filter_words import outside_name, region_name
from geodata.filters import INSIDE, OVERLAPPING, POLICIES, SHARED, IncidentFilter
from geodata.schema import UNLOCATED
from geodata.store import Counts, Store
from geodata.texts import _, number

from . import data
from .safe import html_text


def names() -> dict[str, str]:
    """How each way is called."""
    return {OVERLAPPING: _("Overlapping"), INSIDE: _("Wholly inside"), SHARED: _("Shared out")}


def show(store: Store, chosen: IncidentFilter) -> None:
    """Draws the table behind a button where it is called; nothing where no period is chosen."""
    if not (chosen.date_from or chosen.date_to):
        return
    asked = st.popover(
        _("Ways to count dates"), icon=":material/compare_arrows:", type="tertiary", key="policies", on_change="rerun"
    )
    if not asked.open:  # nobody waits for numbers that they don't look at
        return
    with asked:
        counts = {policy: data.counts(store.version, replace(chosen, dates=policy)) for policy in POLICIES}
        st.html(
            f'<div class="card">{table(counts, dict(data.actors(store.version)[["actor_id", "name"]].itertuples(index=False)))}</div>'
        )


def table(counts: dict[str, Counts], actors: dict[str, str]) -> str:
    """The numbers of each way as HTML: all, by region, by actor."""
    columns = [_lines(each, actors) for each in counts.values()]
    head = "".join(f"<th>{html_text(names()[policy])}</th>" for policy in counts)
    rows = [
        f"<tr><td>{html_text(line)}</td>{''.join(f'<td>{number(column.get(line, 0))}</td>' for column in columns)}</tr>"
        for line in dict.fromkeys(line for column in columns for line in column)
    ]
    return f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _lines(counts: Counts, actors: dict[str, str]) -> dict[str, float]:
    places = {region_name(key): n for key, n in counts.by_region.items() if n}
    places |= {outside_name(country): n for country, n in counts.outside.items()}
    places |= {region_name(UNLOCATED): counts.unlocated} if counts.unlocated else {}
    hidden = {_("Hidden"): sum(counts.hidden.values())}
    return {_("Shown"): counts.shown} | hidden | places | {actors[key]: n for key, n in counts.by_actor.items()}
