"""What an incident counts with: 1, or its part of the period where imprecise dates are shared out."""

from ..filters import IncidentFilter, Predicate


def each(chosen: IncidentFilter) -> Predicate:
    """What one incident that the filter shows counts with."""
    return chosen.share() or Predicate("1", ())


def amount(chosen: IncidentFilter) -> Predicate:
    """An aggregate that counts incidents, each with its share where they are shared out."""
    share = chosen.share()
    if share is None:
        return Predicate("count(*)", ())
    return Predicate(f"coalesce(sum({share.sql}), 0)", share.values)


def plain(count: float) -> float:
    """A count as a whole number where it is one: sums of parts are off by less than anybody sees."""
    rounded = round(float(count), 6)
    return int(rounded) if rounded.is_integer() else rounded
