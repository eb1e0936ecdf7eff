"""What a filter changes on the map: one layer of numbers, with a dictionary of encoded texts for the hover."""

import folium
import pandas as pd
from branca.element import MacroElement
from jinja2 import Template

from geodata.filters import group_name, status_name
from geodata.schema import PLACE_PRECISIONS, STATUSES
from geodata.symbols import COLOURS, GROUP_LEADS, SHAPES, shape
from geodata.texts import _
from geodata.views import Frame

from ..rows import rows as each_row
from ..words import class_name, date_words
from .text import js

POINT, LINE, AREA = range(3)
MOST_DRAWN = 20_000  # symbols beyond this are one blur, and the browser takes seconds for them
_COLOUR_NUMBER = {actor: number for number, actor in enumerate(COLOURS)}


class Names:
    """Texts that are sent once each and named by number."""

    def __init__(self):
        self._numbers: dict[str, int] = {}

    def __getitem__(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def all(self) -> list[str]:
        """The texts in the order of their numbers."""
        return list(self._numbers)


class IncidentLayer(MacroElement):
    """The incidents of a filter as the payload of `browser/incidents.js`, which says what each number is."""

    _template = Template(
        "{% macro script(this, kwargs) %}new incidentMap.IncidentLayer({{ this.payload }}).addTo({{ this._parent.get_name() }});{% endmacro %}"
    )

    def __init__(self, payload: dict):
        super().__init__()
        self._name = "IncidentLayer"
        self.payload = js(payload)


def group(payload: dict) -> folium.FeatureGroup:
    """The payload as what streamlit-folium adds to the map that is already there."""
    made = folium.FeatureGroup("incidents")
    made.add_child(IncidentLayer(payload))
    return made


def payload(
    incidents: pd.DataFrame,
    actor_names: dict[str, str],
    *,
    groups: dict[str, str] | None = None,
    shapes: str,
    base: str,
    order: tuple[int, Frame | None],
    selected: int | None,
    selected_region: int | None,
    dark: bool,
) -> dict:
    """The layer's content for `incidents` (columns `store.MAP_COLUMNS`); unlocated ones are left to the lists.

    `incidents` are in the order of time; of more than `MOST_DRAWN` with a place the latest are drawn, which the tray says.

    With `groups` (actors' sides by their ids) colours stand for the group of the first-named actor, not for the actor.
    `base` and `shapes` are the URLs of the base map, which another boundary set changes, and of the incidents' lines and areas.
    `order` is a serial number and the frame to go to when that number is new; no frame is the whole country.
    """
    names = Names()
    drawn = incidents[incidents["latitude"].notna() | incidents["shape_no"].notna()].tail(MOST_DRAWN)
    rows = [number for row in each_row(drawn) for number in _row(row, names, actor_names, groups)]
    legend = _legend(drawn, names, actor_names, groups)
    serial, frame = order
    return {
        "theme": "dark" if dark else "light",
        "shapes": shapes,
        "base": base,
        "frame": [serial, frame.latitude, frame.longitude, frame.zoom] if frame else [serial],
        "selected": -1 if selected is None else selected,
        "selectedRegion": -1 if selected_region is None else selected_region,
        "rows": rows,
        "legend": legend,
        "names": names.all(),
    }


def _colour_number(actor: str, groups: dict[str, str] | None) -> int:
    lead = actor if groups is None else GROUP_LEADS.get(groups.get(actor, ""))
    return _COLOUR_NUMBER.get(lead, -1)


def _row(row, names: Names, actor_names: dict[str, str], groups: dict[str, str] | None) -> tuple:
    if pd.notna(row.latitude):
        kind, a, b = POINT, float(row.latitude), float(row.longitude)
    else:
        kind, a, b = (LINE if row.place_precision == "road" else AREA), int(row.shape_no), 0
    return (
        row.no,
        kind,
        a,
        b,
        _colour_number(row.lead_actor, groups),
        SHAPES.index(shape(row.event_class)),
        PLACE_PRECISIONS.index(row.place_precision),
        float(row.uncertainty_km),
        names[date_words(row)],
        names[row.event_type],
        names[actor_names.get(row.lead_actor, _("actor not named"))],
        names[row.place],
        STATUSES.index(row.status),
    )


def _legend(drawn: pd.DataFrame, names: Names, actor_names: dict[str, str], groups: dict[str, str] | None) -> dict:
    """Only what is on the map. Actors, or groups, without a colour of their own share one line."""
    if groups is not None:
        leads = drawn["lead_actor"].map(groups)
        shown = [group for group in GROUP_LEADS if group in set(leads)]
        coloured = [[_COLOUR_NUMBER[GROUP_LEADS[group]], names[group_name(group)]] for group in shown]
        others = [[-1, names[_("Others")]]] if len(coloured) < leads.nunique(dropna=False) else []
        return {"title": "groups", "actors": coloured + others} | _signs(drawn, names)
    lead = [actor for actor in actor_names if actor in set(drawn["lead_actor"].dropna())]
    coloured = [[_COLOUR_NUMBER[actor], names[actor_names[actor]]] for actor in lead if actor in _COLOUR_NUMBER]
    others = [[-1, names[_("Others")]]] if len(coloured) < drawn["lead_actor"].nunique(dropna=False) else []
    return {"title": "actors", "actors": coloured + others} | _signs(drawn, names)


def _signs(drawn: pd.DataFrame, names: Names) -> dict:
    """What shapes, marks and outlines on the map stand for."""
    points = drawn[drawn["latitude"].notna()]
    classes = points["event_class"].value_counts().index
    precisions = [p for p in PLACE_PRECISIONS if p in set(drawn["place_precision"])]
    said = precision_words()
    return {
        "shapes": [[SHAPES.index(shape(name)), names[class_name(name)]] for name in classes],
        "statuses": [[STATUSES.index(s), names[status_name(s)]] for s in STATUSES if s in set(points["status"])],
        "precisions": [[PLACE_PRECISIONS.index(p), names[said[p]]] for p in precisions],
    }


def precision_words() -> dict[str, str]:
    """How each precision of a place is said in the legend."""
    return {
        "exact": _("at the point"),
        "settlement": _("in the town"),
        "near settlement": _("near the town"),
        "road": _("along the road (approximate line)"),
        "area": _("somewhere in the area"),
        "unlocated": _("without a place"),
    }
