"""Types of event by the class that they are drawn as: a filter names types, a question classes."""

from ..store import Store


def types_of(store: Store, classes: tuple[str, ...]) -> tuple[str, ...]:
    """The types of event of these classes that incidents of the data have, by `event_types.csv`; () for all classes.

    Where no incident is of such a type, the classes themselves, of which a filter shows nothing: without a type it would show all.
    """
    table = store.reference.tables["event_types.csv"]
    known = dict(zip(table["event_type"], table["event_class"], strict=True))
    there = tuple(sorted(name for name in store.values("event_type") if known.get(name) in classes))
    return there or classes
