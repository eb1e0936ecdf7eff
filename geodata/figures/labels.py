"""Where labels go: beside what they name, never over a symbol or another label, never outside the map."""

import math
from dataclasses import dataclass, field

# Directions in the order in which a reader finds a label with its symbol: right, left, above, below, then the corners.
_WAYS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
_FARTHEST = 110  # points from what it names, with a line to it


@dataclass(frozen=True)
class Patch:
    """A part of the map that is taken: points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Patch") -> bool:
        """Whether the two have ground in common."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


@dataclass
class Room:
    """What is taken of a map of this size, in points."""

    width: float
    height: float
    taken: list[Patch] = field(default_factory=list)

    def take(self, patch: Patch) -> None:
        """Nothing else goes there."""
        self.taken.append(patch)

    def free(self, patch: Patch) -> bool:
        """Whether a label can go there."""
        inside = (
            patch.left >= 2 and patch.bottom >= 2 and patch.right <= self.width - 2 and patch.top <= self.height - 2
        )
        return inside and not any(patch.meets(other) for other in self.taken)

    def beside(self, x: float, y: float, away: float, width: float, height: float, far: bool = False) -> Patch | None:
        """Room for a label of this size beside a place, so many points away from it, and takes it; None where there is none.

        With `far` also farther off, where the label then needs a line to its place.
        """
        distances = [away, *range(math.ceil(away) + 8, _FARTHEST, 8)] if far else [away]
        for distance in distances:
            for across, up in _WAYS:
                patch = _at(x + across * distance, y + up * distance, across, up, width, height)
                if self.free(patch):
                    self.take(patch)
                    return patch
        return None

    def over(self, x: float, y: float, width: float, height: float) -> Patch | None:
        """Room for a label in the middle of a place, and takes it; None where there is none."""
        patch = Patch(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if not self.free(patch):
            return None
        self.take(patch)
        return patch


def _at(x: float, y: float, across: int, up: int, width: float, height: float) -> Patch:
    left = x if across > 0 else x - width if across < 0 else x - width / 2
    bottom = y if up > 0 else y - height if up < 0 else y - height / 2
    return Patch(left, bottom, left + width, bottom + height)
