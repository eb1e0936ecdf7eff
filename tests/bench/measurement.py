"""One thing that was measured."""

import statistics
import subprocess
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Error as BrowserError


@dataclass(frozen=True)
class Measurement:
    """A name, a unit and the samples in it; `target` is the most that the median may be, `least` the least.

    `headline` ones also go into the short table of README.md. Those of one name and several `size`s (numbers of incidents)
    make one row. Without samples `reason` says why there are none.
    """

    name: str
    unit: str
    samples: tuple[float, ...]
    target: float | None = None
    headline: bool = False
    size: int | None = None
    least: float | None = None
    reason: str = ""

    @property
    def median(self) -> float:
        """The middle sample; of none NaN."""
        return statistics.median(self.samples) if self.samples else float("nan")

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target. What can't be measured doesn't meet it."""
        if self.target is None and self.least is None:
            return None
        most, least = self.target is None or self.median <= self.target, self.least is None or self.median >= self.least
        return most and least


def ratio(
    name: str, above: Measurement, below: Measurement, target: float | None = None, least: float | None = None
) -> Measurement:
    """`above` / `below`, sample by sample: the two of a pair were taken right after each other, on the same machine load."""
    pairs = zip(above.samples, below.samples, strict=True)
    return Measurement(name, "x", tuple(a / b for a, b in pairs), target, headline=True, size=above.size, least=least)


def find(measured: Iterable[Measurement], name: str, size: int | None) -> Measurement | None:
    """The measurement of this name and size."""
    return next((each for each in measured if each.name == name and each.size == size), None)


def tried(name: str, measure: Callable[[], Iterable[Measurement]], size: int | None = None) -> Iterator[Measurement]:
    """What `measure` gives; if that fails, also a measurement that says so, and the rest of the run goes on."""
    try:
        yield from measure()
    except (BrowserError, RuntimeError, OSError, subprocess.SubprocessError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        yield Measurement(name, "", (), headline=True, size=size, reason=reason)
