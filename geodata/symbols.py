"""Colour is the actor, shape is the class of event; the same on the map, in charts and in figures, at all times."""

from collections.abc import Mapping

from .schema import EVENT_CLASSES

# Okabe and Ito's eight colours, told apart under the common kinds of colour blindness.
COLOURS = {
    "jnim": "#D55E00",
    "tuareg-rebels": "#0072B2",
    "malian-army": "#009E73",
    "wagner": "#CC79A7",
    "un": "#56B4E9",
    "is-sahel": "#F0E442",
    "civilians": "#E69F00",
}
# Whose colour all actors of a group have where groups are told apart; the other groups are grey.
GROUP_LEADS = {
    "Salafi-jihadi": "jnim", "Separatist rebels": "tuareg-rebels", "Malian government": "malian-army", "United Nations": "un",
    "Civilians": "civilians",
}  # fmt: skip
OTHER_COLOUR = "#767676"
# Names of shapes in the order of their numbers in the map's drawing code.
SHAPES = ("circle", "triangle", "diamond", "square", "pentagon", "cross")
SHAPE_OF_CLASS = dict(zip(EVENT_CLASSES, ("triangle", "diamond", "square", "pentagon", "circle", "cross"), strict=True))


def colour(actor_id: str | None, sides: Mapping[str, str] | None = None) -> str:
    """The actor's colour as #RRGGBB, or with `sides` (by actor) that of its group; grey for those without one of their own and for none."""
    lead = actor_id if sides is None else GROUP_LEADS.get(sides.get(actor_id, ""))
    return COLOURS.get(lead, OTHER_COLOUR)


def shape(event_class: str) -> str:
    """The name of the class's shape; a circle for a class that is not in the vocabulary."""
    return SHAPE_OF_CLASS.get(event_class, "circle")
