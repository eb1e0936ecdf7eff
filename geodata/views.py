"""A view: a filter, what is selected, the part of the map and the step of the time axis; what a permalink reproduces."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .cells import Box
from .filter_words import key_name
from .filters import IncidentFilter
from .texts import _
from .timeline import STEPS, period_after


@dataclass(frozen=True)
class Frame:
    """The part of the map in view: centre in degrees and Leaflet's zoom."""

    latitude: float
    longitude: float
    zoom: float

    def to_text(self) -> str:
        """The frame as "17.6000,-4.0000,5"; `from_text` reads it."""
        return f"{self.latitude:.4f},{self.longitude:.4f},{self.zoom:g}"

    @classmethod
    def from_text(cls, text: str) -> "Frame":
        """Raises ValueError for anything but three numbers in range."""
        latitude, longitude, zoom = (float(part) for part in text.split(","))
        numbers_fit = abs(latitude) <= 85 and abs(longitude) <= 360 and 0 <= zoom <= 20
        if not (numbers_fit and math.isfinite(latitude + longitude + zoom)):
            raise ValueError(text)
        return cls(round(latitude, 4), round(longitude, 4), round(zoom, 2))


# What a link may say of a view.
KEYS = (
    "from", "to", "dates", "precise", "actor", "group", "role", "acting", "against", "region", "type", "status", "data", "source",
    "q", "detail", "known", "set", "by-region", "incident", "select", "inside", "shape", "map", "by", "colour", "reading",
)  # fmt: skip
COLOURED_BY = ("actor", "group")
# How the map reads: incidents, or regions shaded by their number or by what comes to 30 days, or how close they lie.
INCIDENTS, REGIONS, RATE, DENSITY = READINGS = ("incidents", "regions", "rate", "density")


@dataclass(frozen=True)
class View:
    """What the page shows. `incident` is an incident's own id, `region` a region key, `inside` a part of the map and `shape` the
    number of a line or an area in the store, of which the incidents are listed; at most one is selected."""

    filter: IncidentFilter = field(default_factory=IncidentFilter)
    incident: str | None = None
    region: str | None = None
    inside: Box | None = None
    shape: int | None = None
    frame: Frame | None = None  # None is the whole country, fitted to whatever window shows it
    step: str | None = None  # of the time axis; None chooses one that fits the period
    colour: str = "actor"  # what colours stand for, one of `COLOURED_BY`
    reading: str = INCIDENTS  # how the map reads, one of `READINGS`

    def select(
        self,
        incident: str | None = None,
        region: str | None = None,
        inside: Box | None = None,
        shape: int | None = None,
    ) -> "View":
        """The same view with this incident, this region, this part of the map, this line or area, or nothing selected."""
        if incident:
            return replace(self, incident=incident, region=None, inside=None, shape=None)
        if region:
            return replace(self, incident=None, region=region, inside=None, shape=None)
        return replace(self, incident=None, region=None, inside=inside, shape=None if inside else shape)

    def following(self) -> "View | None":
        """The same view of the period after its own; None where it has no first and last day."""
        chosen = self.filter
        if not (chosen.date_from and chosen.date_to) or chosen.backwards:
            return None
        first, last = period_after(chosen.date_from, chosen.date_to)
        return replace(self, filter=replace(chosen, date_from=first, date_to=last))

    def to_query(self) -> dict[str, str | list[str]]:
        """The view as URL query parameters; only what differs from the first view of the page."""
        own = {
            "incident": self.incident,
            "select": self.region,
            "inside": self.inside.to_text() if self.inside else None,
            "shape": None if self.shape is None else str(self.shape),
            "map": self.frame.to_text() if self.frame else None,
            "by": self.step,
            "colour": None if self.colour == COLOURED_BY[0] else self.colour,
            "reading": None if self.reading == INCIDENTS else self.reading,
        }
        return self.filter.to_query() | {key: value for key, value in own.items() if value}

    @classmethod
    def from_query(
        cls, query: Mapping[str, list[str]], known: Mapping[str, tuple[str, ...]]
    ) -> tuple["View", list[str]]:
        """The view of a link, and a sentence for each value in it that can't be used; see `IncidentFilter.from_query`."""
        chosen, problems = IncidentFilter.from_query(query, known)
        one = {key: values[-1] for key, values in query.items() if values}
        for key, among in (("incident", "incident"), ("select", "region")):
            if key in one and one[key] not in known[among]:
                problems.append(
                    _('This data has no {key} "{value}".').format(key=key_name(among), value=one.pop(key)[:80])
                )
        if one.get("by") and one["by"] not in STEPS:
            problems.append(
                _('"{value}" is no step of the time axis. Use one of: {words}.').format(
                    value=one.pop("by")[:40], words=", ".join(STEPS)
                )
            )
        if one.get("colour", COLOURED_BY[0]) not in COLOURED_BY:
            problems.append(
                _('"{value}" is nothing that colours can stand for. Use one of: {words}.').format(
                    value=one.pop("colour")[:40], words=", ".join(COLOURED_BY)
                )
            )
        if one.get("reading", INCIDENTS) not in READINGS:
            problems.append(
                _('"{value}" is no way to read the map. Use one of: {words}.').format(
                    value=one.pop("reading")[:40], words=", ".join(READINGS)
                )
            )
        frame, inside, shape = (_read(one, key, problems) for key in ("map", "inside", "shape"))
        view = cls(
            chosen, frame=frame, step=one.get("by"), colour=one.get("colour", COLOURED_BY[0]),
            reading=one.get("reading", INCIDENTS),
        )  # fmt: skip
        return view.select(one.get("incident"), one.get("select"), inside, shape), problems


def _read(one: dict[str, str], key: str, problems: list[str]) -> Frame | Box | int | None:
    """A part of a link that is made of numbers; None where it isn't there, and where it can't be read: then with a problem."""
    read = {"map": Frame.from_text, "inside": Box.from_text, "shape": _shape_number}[key]
    try:
        return read(one[key]) if key in one else None
    except ValueError:
        said = {
            "map": _('The link\'s part of the map, "{value}", is not latitude, longitude, zoom.'),
            "inside": _('The link\'s selection, "{value}", is not south, west, north, east.'),
            "shape": _('The link\'s line or area, "{value}", is not a number.'),
        }
        problems.append(said[key].format(value=one[key][:40]))
        return None


def _shape_number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise ValueError(text)
    return int(text)
