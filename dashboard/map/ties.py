"""Links on the map: what belongs together, at one place or at two; as `browser/ties.js` reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

from .names import Names


@dataclass(frozen=True)
class Tie:
    """A link between two places in degrees (latitude, longitude), which may be the same. `kind` is one of the legend's, from 0.

    `label` stands beside it, "" for none; `said` are the lines of its hover text.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    kind: int
    label: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """How a kind of links is drawn ("#rrggbb"), and what it is called."""

    colour: str
    dashed: bool
    name: str


def ties(made: Sequence[Tie], kinds: Sequence[Kind], names: Names) -> tuple[dict, dict]:
    """The links, and the part of the legend that says what they are: only kinds that are on the map."""
    content = {
        "at": [[round(value, 5) for value in (*tie.start, *tie.end)] for tie in made],
        "kind": [tie.kind for tie in made],
        "label": [names[tie.label] if tie.label else -1 for tie in made],
        "said": [[names[line] for line in tie.said] for tie in made],
        "looks": [[kind.colour, kind.dashed] for kind in kinds],
    }
    present = {tie.kind for tie in made}
    return content, {"ties": [[number, names[kind.name]] for number, kind in enumerate(kinds) if number in present]}
