"""The chart of the benchmark: how long a filter change takes by the number of incidents, ours, others' and the floor."""

import math
from collections.abc import Iterable
from html import escape

from .measurement import Measurement

WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 46, 50
TITLE = "Filter change to repainted map"
# Drawn names, by the name of what was measured: label, colour of Okabe and Ito, width of the line.
LINES = {
    "Floor: rerun of an empty app, beside filter never seen": ("empty rerun", "#767676", 1.5),
    "Filter change to repainted map, filter never seen": ("this app", "#000000", 3.0),
    "Filter change to repainted map, folium.CircleMarker in a loop": ("CircleMarker loop", "#D55E00", 1.5),
    "Filter change to repainted map, folium.GeoJson": ("folium.GeoJson", "#E69F00", 1.5),
    "Filter change to repainted map, FastMarkerCluster": ("FastMarkerCluster", "#009E73", 1.5),
    "Filter change to repainted map, st.pydeck_chart": ("st.pydeck_chart", "#0072B2", 1.5),
    "Filter change to repainted map, st.map": ("st.map", "#56B4E9", 1.5),
}
Point = tuple[float, float]


def draw(measured: Iterable[Measurement]) -> str:
    """The chart as SVG, both axes by powers of ten."""
    lines = _lines(measured)
    points = [point for line in lines.values() for point in line]
    if not points:
        return _svg([_text(WIDTH / 2, HEIGHT / 2, "Nothing was measured.", "middle")])
    across, up = _scale(min(x for x, _y in points), max(x for x, _y in points)), _decades(y for _x, y in points)
    parts = [
        _text(LEFT, 24, TITLE, weight="bold"),
        _text(LEFT + 250, 24, "milliseconds, median; both axes logarithmic"),
    ]
    for size in sorted({x for x, _y in points}):
        parts += [_rule(_x(size, across), TOP, _x(size, across), HEIGHT - BOTTOM)]
        parts += [_text(_x(size, across), HEIGHT - BOTTOM + 18, _said(size), "middle")]
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "incidents", "middle"))
    for power in range(round(up[0]), round(up[1]) + 1):
        y = _y(10**power, up)
        parts += [_rule(LEFT, y, WIDTH - RIGHT, y), _text(LEFT - 8, y + 4, f"{10**power:,}", "end")]
    names_at = _apart({name: _y(line[-1][1], up) for name, line in lines.items()})
    for name, line in lines.items():
        parts += _line(name, [(_x(x, across), _y(y, up)) for x, y in line], names_at[name])
    return _svg(parts)


def _lines(measured: Iterable[Measurement]) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {}
    for each in measured:
        if each.name in LINES and each.samples and each.size:
            found.setdefault(each.name, []).append((each.size, max(each.median, 1.0)))
    return {name: sorted(found[name]) for name in LINES if name in found}


def _scale(least: float, most: float) -> Point:
    low, high = math.log10(least), math.log10(most)
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def _decades(values: Iterable[float]) -> Point:
    values = list(values)
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return (low, high) if high > low else (low, low + 1)


def _x(value: float, scale: Point) -> float:
    return LEFT + (math.log10(value) - scale[0]) / (scale[1] - scale[0]) * (WIDTH - LEFT - RIGHT)


def _y(value: float, scale: Point) -> float:
    return HEIGHT - BOTTOM - (math.log10(value) - scale[0]) / (scale[1] - scale[0]) * (HEIGHT - TOP - BOTTOM)


def _said(size: float) -> str:
    for unit, name in ((1e6, " M"), (1e3, " k")):
        if size >= unit:
            return f"{size / unit:g}{name}"
    return f"{size:g}"


def _apart(wanted: dict[str, float], gap: float = 15) -> dict[str, float]:
    """Heights for labels, each near its own and none over another."""
    placed: dict[str, float] = {}
    last = -math.inf
    for name, y in sorted(wanted.items(), key=lambda item: item[1]):
        last = placed[name] = max(y, last + gap)
    return placed


def _line(name: str, points: list[Point], label_y: float) -> list[str]:
    label, colour, width = LINES[name]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    end, _height = points[-1]
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{width + 1:g}" fill="{colour}"/>' for x, y in points]
    lead = f'<path d="M{end + 5:.1f} {points[-1][1]:.1f}L{WIDTH - RIGHT + 12} {label_y:.1f}" stroke="{colour}" stroke-width="0.5"/>'
    return [
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>',
        *dots,
        lead,
        _text(WIDTH - RIGHT + 16, label_y + 4, label),
    ]


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="#dddddd"/>'


def _text(x: float, y: float, text: str, anchor: str = "start", weight: str = "normal") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}">{escape(text)}</text>'


def _svg(parts: list[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="sans-serif" font-size="12" role="img" aria-label="{TITLE}">'
    )
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>', *parts, "</svg>"]) + "\n"
