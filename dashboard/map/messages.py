"""What the messages of `browser/install.js` ask for; anything else is let go."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from geodata.cells import Box
from geodata.views import Frame


def selected(event: dict, keys: Sequence[str], ids: Callable[[list[int]], list[str]]) -> dict[str, Any] | None:
    """What a message selects, as `View.select` takes it: an empty one lets go of what was selected; None where it selects nothing.

    `keys` are those of the boundary set on the map, `ids` gives the ids of incidents by their numbers.
    """
    match event:
        case {"event": "pick", "ids": [*numbers]}:
            found = ids([int(number) for number in numbers[:1]])
            return {"incident": found[0] if found else None}
        case {"event": "inside", "box": [*edges]} if len(edges) == 4:
            with suppress(ValueError):
                return {"inside": Box.clamped(*edges)}
        case {"event": "on", "shape": int(number)}:
            return {"shape": number}
        case {"event": "region", "index": int(index)} if 0 <= index < len(keys):
            return {"region": keys[index]}
        case {"event": "clear"}:
            return {}
    return None


def moved(event: dict) -> tuple[Frame | None] | None:
    """The part of the map that the reader went to, in a tuple: None in it is the whole country. None where nobody moved it.

    Beyond the poles or the date line there is none that can be shown: the map stays where it was.
    """
    match event:
        case {"event": "home"}:
            return (None,)
        case {"event": "move", "lat": lat, "lon": lon, "zoom": zoom}:
            with suppress(ValueError):
                return (Frame.from_text(f"{lat},{lon},{zoom}"),)
    return None


def seen(event: dict) -> tuple[Box, float] | None:
    """The box and the zoom that the map shows; None where the message doesn't say it, or says what is no box and no zoom."""
    with suppress(ValueError, TypeError, KeyError):  # bounds of a map whose frame has no size, or anybody's message
        return Box.clamped(*(float(edge) for edge in event["bounds"])), float(event["zoom"])
    return None
