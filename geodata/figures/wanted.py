"""What is asked of a figure: a view, the part of the country, the paper, and the words that only its maker knows."""

from dataclasses import dataclass
from datetime import date

from ..errors import FigureError, nearest
from ..questions.asked import Asked
from ..texts import _, did_you_mean
from ..views import View
from .frames import MapFrame
from .papers import Paper

# Of figures, as `registry.KINDS` has them: those of a view, and one for each of `questions.registry.QUESTIONS`.
KIND_NAMES = (
    "map", "timeline", "matrix", "table", "coincidences", "comparison", "changes", "reported", "handovers", "summary",
)  # fmt: skip
RESOLUTIONS = (96, 200, 300)  # dots an inch of a picture
# Traffic Light Protocol 2.0 (FIRST, August 2022): labels and colours as it gives them, on black.
MARKINGS = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:AMBER": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}


@dataclass(frozen=True)
class Wanted:
    """A figure to be made. `title` and `subtitle` are "" for those that follow from the view; `made` is the day that it says.

    `marking` is one of `MARKINGS` or ""; `address` is that of the page, which the permalink starts with, "" for the query alone.
    `asked` is what a question's figure asks, None for what it asks by default.
    """

    view: View
    frame: MapFrame
    paper: Paper
    made: date
    title: str = ""
    subtitle: str = ""
    marking: str = ""
    address: str = ""
    asked: Asked | None = None


def marking_named(text: str) -> str:
    """The marking of `MARKINGS` that is meant by "amber", "TLP:AMBER" or "tlp:amber+strict"; "" for "". Raises FigureError."""
    said = text.strip().upper()
    if not said:
        return ""
    key = said if said.startswith("TLP:") else f"TLP:{said}"
    if key in MARKINGS:
        return key
    hint = did_you_mean(nearest(key, tuple(MARKINGS)))
    raise FigureError(
        _('"{value}" is no handling mark.{hint} There are: {words}.').format(
            value=text[:40], hint=hint, words=", ".join(MARKINGS)
        )
    )
