"""One thing that was measured."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """A name, a unit and the samples in it; `target` is the most that the median may be.

    `headline` ones also go into the short table of README.md.
    """

    name: str
    unit: str
    samples: tuple[float, ...]
    target: float | None = None
    headline: bool = False

    @property
    def median(self) -> float:
        """The middle sample."""
        return statistics.median(self.samples)

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target."""
        return None if self.target is None else self.median <= self.target


def ratio(name: str, above: Measurement, below: Measurement, target: float | None = None) -> Measurement:
    """`above` / `below`, sample by sample: the two of a pair were taken right after each other, on the same machine load."""
    pairs = zip(above.samples, below.samples, strict=True)
    return Measurement(name, "x", tuple(a / b for a, b in pairs), target, headline=True)
