"""Colour is the actor, shape is the class of event; the same on the map, in charts and in figures, at all times."""

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


def colour(actor_id: str | None) -> str:
    """The actor's colour as #RRGGBB; grey for actors without one of their own and for none."""
    return COLOURS.get(actor_id, OTHER_COLOUR)


def shape(event_class: str) -> str:
    """The name of the class's shape; a circle for a class that is not in the vocabulary."""
    return SHAPE_OF_CLASS.get(event_class, "circle")
