"""A blank figure of a paper, and how lines of text are put on it: everything in points from the lower left corner."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from .papers import Paper, Rect
from .text import LINE, clean, font, wrapped

POINTS = 72  # an inch
INK, QUIET, RULE, GROUND = "#1d1d1b", "#5f5f5b", "#c9c8c3", "#ffffff"


def blank(paper: Paper) -> Figure:
    """A white figure of the paper's size, whatever resolution it is written at."""
    return Figure(figsize=(paper.width, paper.height), dpi=POINTS, facecolor=GROUND)


def points(figure: Figure) -> Transform:
    """From points to what the figure is drawn in."""
    return Affine2D().scale(1 / POINTS) + figure.dpi_scale_trans


def axes(figure: Figure, rect: Rect, extent: tuple[float, float, float, float]) -> Axes:
    """A part of a figure in which west, south, east and north of an extent are its edges."""
    wide, high = figure.get_size_inches()
    made = figure.add_axes((rect.left / wide, rect.bottom / high, rect.width / wide, rect.height / high))
    made.set_axis_off()
    made.set_xlim(extent[0], extent[2])
    made.set_ylim(extent[1], extent[3])
    made.set_autoscale_on(False)
    return made


def write(
    figure: Figure,
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: str = INK,
    align: str = "left",
    gid: str = "",
    **more: object,
) -> Text:
    """A line of text, its foot at (x, y) points."""
    made = figure.text(
        x, y, clean(text), transform=points(figure), fontproperties=font(size, bold, italic), color=colour,
        ha=align, va="baseline", parse_math=False, **more,
    )  # fmt: skip
    if gid:
        made.set_gid(gid)
    return made


def paragraph(
    figure: Figure,
    text: str,
    left: float,
    top: float,
    across: float,
    size: float,
    *,
    bold: bool = False,
    colour: str = INK,
    most: int | None = None,
    gid: str = "",
) -> float:
    """Text in lines below `top`; returns where the next one may begin."""
    for number, line in enumerate(wrapped(text, across, size, bold, most)):
        top -= size * LINE
        write(
            figure, line, left, top + size * 0.28, size, bold=bold, colour=colour, gid=f"{gid}-{number}" if gid else ""
        )
    return top


def framed(figure: Figure, rect: Rect, fill: str, edge: str, above: bool = False) -> None:
    """A rectangle with a thin edge, beneath all that is drawn, or above it."""
    made = Rectangle(
        (rect.left * POINTS, rect.bottom * POINTS), rect.width * POINTS, rect.height * POINTS, transform=points(figure),
        facecolor=fill, edgecolor=edge, linewidth=0.6, zorder=9 if above else -1,
    )  # fmt: skip
    figure.add_artist(made)
