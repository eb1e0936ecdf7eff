"""Texts on a figure: measured, broken into lines and cut with an ellipsis where a part of the paper has no room for more.

What comes from data is drawn as it is: no sign in it is read as a formula, and what no font here can draw is said.
"""

import unicodedata
from functools import cache

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font

# Letters as wide at every resolution: hinted ones are up to a tenth wider on a coarse picture, and run out of their column.
matplotlib.rcParams["text.hinting"] = "none"
FONT = "DejaVu Sans"  # comes with matplotlib; Latin with all accents, Arabic, Tifinagh
LINE = 1.28  # heights of a line
CUT = "…"
MISSING = "□"
_CLOSE = 0.05  # of a width: words measured one by one are less wrong than that


@cache
def font(size: float, bold: bool = False, italic: bool = False) -> FontProperties:
    """The figure's font in a size in points."""
    return FontProperties(
        family=FONT, size=size, weight="bold" if bold else "normal", style="italic" if italic else "normal"
    )


@cache
def _renderer():
    # At 72 dots an inch a dot is a point.
    return FigureCanvasAgg(Figure(dpi=72)).get_renderer()


@cache
def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of text is, in points."""
    return _renderer().get_text_width_height_descent(text, font(size, bold), ismath=False)[0]


@cache
def _rough(word: str, bold: bool) -> float:
    """How wide a word is at 1 point: unhinted letters grow with their size."""
    return width(word, 10.0, bold) / 10.0 if word else 0.0


@cache
def _space(bold: bool) -> float:
    return _rough("n n", bold) - 2 * _rough("n", bold)


def _fits(line: str, across: float, size: float, bold: bool) -> bool:
    """Whether a line is no wider than so many points: by its words, of which most come again, and exactly only where it is close."""
    words = line.split(" ")
    wide = size * (sum(_rough(word, bold) for word in words) + (len(words) - 1) * _space(bold))
    return wide <= across if abs(wide - across) > _CLOSE * across else width(line, size, bold) <= across


@cache
def _drawn() -> frozenset[int]:
    return frozenset(FT2Font(findfont(FontProperties(family=FONT))).get_charmap())


def one_line(text: str) -> str:
    """The text on one line: breaks, control characters and what XML forbids become spaces."""
    seen = (" " if unicodedata.category(sign) in ("Cc", "Cs", "Cn", "Zl", "Zp") else sign for sign in text)
    return " ".join("".join(seen).split())


def clean(text: str) -> str:
    """The text on one line: breaks and control characters become spaces, signs that the font lacks a box."""
    return "".join(sign if ord(sign) in _drawn() or _unseen(sign) else MISSING for sign in one_line(text))


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cf", "Mn", "Zs")


def lacks(text: str) -> bool:
    """Whether the font can't draw some of the text."""
    return MISSING in clean(text) and MISSING not in text


def wrapped(text: str, across: float, size: float, bold: bool = False, most: int | None = None) -> list[str]:
    """The text in lines no wider than so many points, at most so many of them; the last one is cut with "…" where more follows."""
    lines: list[str] = []
    line = ""
    for word in clean(text).split(" "):
        for part in _pieces(word, across, size, bold):
            longer = f"{line} {part}".strip()
            if not line or _fits(longer, across, size, bold):
                line = longer
            else:
                lines.append(line)
                line = part
    lines.append(line)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), across, size, bold)]
    return lines


def _pieces(word: str, across: float, size: float, bold: bool) -> list[str]:
    """A word in parts that each fit: an address is longer than a column."""
    parts = []
    while len(word) > 1 and not _fits(word, across, size, bold):
        low, high = 1, len(word) - 1
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if width(word[:middle], size, bold) <= across else (low, middle - 1)
        parts.append(word[:low])
        word = word[low:]
    return [*parts, word]


def shortened(text: str, across: float, size: float, bold: bool = False) -> str:
    """The text, cut with "…" where it is wider than so many points."""
    whole = clean(text)
    if width(whole, size, bold) <= across:
        return whole
    low, high = 0, len(whole)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(whole[:middle].rstrip() + CUT, size, bold) <= across else (low, middle - 1)
    return whole[:low].rstrip() + CUT
