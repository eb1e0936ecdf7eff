"""What is drawn of an answer, above its rows."""

from matplotlib.figure import Figure

from ..store import Store
from .answered import Answered
from .papers import Rect


def share(told: Answered) -> float:
    """How much of the width the drawing takes; 0 where there is nothing to draw."""
    return 0.0


def draw(figure: Figure, store: Store, told: Answered, rect: Rect) -> None:
    """Draws the answer in a part of the figure."""
