"""The parts of the country that documents speak of, as regions of a boundary set."""

from ..regions import BoundarySet

# The north has Ménaka and Taoudénit since 2016, the centre Douentza, Bandiagara and San since 2023 (data/region_names.csv).
NORTH = ("Gao", "Kidal", "Tombouctou", "Ménaka", "Taoudénit")
CENTRE = ("Mopti", "Ségou", "Douentza", "Bandiagara", "San")


def north(boundaries: BoundarySet) -> tuple[str, ...]:
    """The keys of the northern regions that a set has; () where it has none of them."""
    return _keys(boundaries, NORTH)


def centre(boundaries: BoundarySet) -> tuple[str, ...]:
    """The keys of the central regions that a set has; () where it has none of them."""
    return _keys(boundaries, CENTRE)


def _keys(boundaries: BoundarySet, names: tuple[str, ...]) -> tuple[str, ...]:
    tops = set(boundaries.regions["key"])
    return tuple(key for name in names if (key := boundaries.find(name)) in tops)
