"""A drawn figure as PNG, SVG or PDF. The same figure gives the same bytes: no clock and no random name is in them."""

import base64
import io
import re
from collections.abc import Iterable
from functools import cache

import matplotlib
import numpy as np
from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont
from matplotlib.image import imsave
from matplotlib.text import Text

from .papers import Rect
from .text import FONT, font

# Texts stay texts: they can be found, copied and edited; names in an SVG follow from its content.
matplotlib.rcParams.update(
    {
        "svg.fonttype": "none",
        "svg.hashsalt": "incident map",
        "pdf.fonttype": 42,
        "font.family": FONT,
        "hatch.linewidth": 0.7,
    }
)


def png(figure: Figure, dots: int = 200) -> bytes:
    """The figure as a picture with so many dots an inch."""
    return _saved(figure, "png", dpi=dots, metadata={"Software": None})


def parts(figure: Figure, rects: Iterable[Rect], dots: int = 200) -> list[bytes]:
    """Parts of the figure as pictures, cut to the dot; drawn once."""
    whole = np.frombuffer(_saved(figure, "rgba", dpi=dots), np.uint8)
    whole = whole.reshape(-1, int(figure.get_figwidth() * dots), 4)
    made = []
    for rect in rects:
        top, left = len(whole) - round(rect.top * dots), round(rect.left * dots)
        cut = whole[max(top, 0) : len(whole) - round(rect.bottom * dots), left : round(rect.right * dots), :3]
        picture = io.BytesIO()
        imsave(picture, np.ascontiguousarray(cut), format="png", dpi=dots, metadata={"Software": None})
        made.append(picture.getvalue())
    return made


def pages(figures: Iterable[Figure]) -> bytes:
    """Figures as the pages of one PDF."""
    made = io.BytesIO()
    nothing = {"CreationDate": None, "Creator": None, "Producer": None}
    with PdfPages(made, metadata=nothing) as document:
        for figure in figures:
            document.savefig(figure)
    return made.getvalue()


def pdf(figure: Figure, dots: int = 200) -> bytes:
    """The figure as a page, with its fonts in it."""
    return _saved(figure, "pdf", metadata={"CreationDate": None, "Creator": None, "Producer": None})


def svg(figure: Figure, dots: int = 200) -> bytes:
    """The figure as a drawing, with what it uses of its fonts in it: it looks the same where they are not installed."""
    drawn = _saved(figure, "svg", metadata={"Date": None, "Creator": None}).decode("utf-8")
    faces = "".join(_face(weight, "".join(sorted(signs))) for weight, signs in _used(figure).items() if signs)
    return re.sub(r"(<svg [^>]*>)", lambda opening: f"{opening[1]}\n <style>{faces}</style>", drawn, count=1).encode()


def _saved(figure: Figure, name: str, **more) -> bytes:
    made = io.BytesIO()
    figure.savefig(made, format=name, **more)
    return made.getvalue()


def _used(figure: Figure) -> dict[str, set[str]]:
    """The signs that a figure has in each weight."""
    used: dict[str, set[str]] = {"normal": set(), "bold": set()}
    for text in figure.findobj(Text):
        used["bold" if text.get_fontweight() == "bold" else "normal"] |= set(text.get_text())
    return used


@cache
def _face(weight: str, signs: str) -> str:
    """A part of the font as the style sheet of an SVG takes it."""
    options = subset.Options(layout_features=["*"], notdef_outline=True, recalc_timestamp=False, drop_tables=["FFTM"])
    whole = TTFont(findfont(font(10, weight == "bold")), recalcTimestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(text=signs)
    cut.subset(whole)
    made = io.BytesIO()
    whole.save(made)
    data = base64.b64encode(made.getvalue()).decode("ascii")
    return f"@font-face{{font-family:'{FONT}';font-weight:{weight};src:url(data:font/ttf;base64,{data})}}"
