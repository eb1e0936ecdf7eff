"""What a filter changes on the map: one layer, its content packed into one text."""

from dataclasses import asdict, dataclass, field

import folium
from branca.element import MacroElement
from jinja2 import Template

from geodata.cells import Box
from geodata.views import Frame

from .text import js_packed


@dataclass(frozen=True)
class Drawing:
    """What is drawn of a filter, whatever is selected; `content` is what `browser/incidents.js` reads.

    `placed` is how many incidents of the filter have a place on the map. `window` is the part of the map that the content is
    for, [south, west, north, east, level], None where it is for all of it.
    """

    placed: int
    window: list[float] | None
    names: list[str]
    legend: dict
    reading: str
    content: dict = field(default_factory=dict)


class IncidentLayer(MacroElement):
    """A payload as a layer of `browser/incidents.js`."""

    _template = Template(
        "{% macro script(this, kwargs) %}new incidentMap.IncidentLayer({{ this.packed }}).addTo({{ this._parent.get_name() }});{% endmacro %}"
    )

    def __init__(self, payload: dict):
        super().__init__()
        self._name = "IncidentLayer"
        self.packed = js_packed(payload)


def group(payload: dict) -> folium.FeatureGroup:
    """The payload as what streamlit-folium adds to the map that is already there."""
    made = folium.FeatureGroup("incidents")
    made.add_child(IncidentLayer(payload))
    return made


def payload(
    drawing: Drawing,
    *,
    shapes: str,
    base: str,
    playback: str,
    order: int,
    frame: tuple[object, Frame | Box | None],
    selected: int | None,
    selected_region: int | None,
    dark: bool,
    picture: bool = False,
    plain: bool = False,
    together: str = "",
) -> dict:
    """The layer's content: a drawing with what is selected in it.

    `base` and `shapes` are the URLs of the base map, which another boundary set changes, and of the incidents' lines and areas,
    `playback` that of what is played, "" while nobody plays.
    `order` is a number that rises with each payload of a session. `frame` is a serial number and the part of the map to go
    to when that number is new; None is the whole country. `picture`: without anything to press, for a screenshot; `plain`: without
    other readings and playback. Maps of the same `together` move as one.
    """
    serial, goal = frame
    drawn = asdict(drawing)
    return (
        drawn.pop("content")
        | drawn
        | {
            "theme": "dark" if dark else "light",
            "picture": picture,
            "plain": plain,
            "together": together,
            "shapes": shapes,
            "base": base,
            "playback": playback,
            "order": order,
            "frame": [serial, *_numbers(goal)],
            "selected": -1 if selected is None else selected,
            "selectedRegion": -1 if selected_region is None else selected_region,
        }
    )


def _numbers(goal: Frame | Box | None) -> tuple[float, ...]:
    if isinstance(goal, Box):
        return goal.edges
    return (goal.latitude, goal.longitude, goal.zoom) if goal else ()
