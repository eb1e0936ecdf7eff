"""What a link may name: looked up in the store one key at a time, only for those that the link has."""

from collections.abc import Callable, Container, Iterator, Mapping

from .schema import OUTSIDE, UNLOCATED
from .store import Store


class Known(Mapping):
    """The values that exist by key of a link, as `View.from_query` asks for them; regions are those of the boundary set that
    `query` names."""

    def __init__(self, store: Store, query: Mapping[str, list[str]]):
        named = query.get("set", [""])[-1]
        boundaries = store.boundary_set(named if named in store.set_keys else "")
        self._found: dict[str, Container[str]] = {}
        self._find: dict[str, Callable[[], Container[str]]] = {
            "set": lambda: tuple(store.set_keys),
            "actor": lambda: tuple(store.actors()["actor_id"]),
            "region": lambda: (*boundaries.keys, OUTSIDE, UNLOCATED),
            "group": lambda: tuple(store.groups()),
            "source": lambda: tuple(store.documents()["document_id"]),
            "type": lambda: tuple(store.values("event_type")),
            "data": lambda: tuple(store.values("data_set")),
            "incident": lambda: _Incidents(store),
        }

    def __getitem__(self, key: str) -> Container[str]:
        if key not in self._found:
            self._found[key] = self._find[key]()
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._find)

    def __len__(self) -> int:
        return len(self._find)


class _Incidents(Container):
    """The ids of all incidents, asked for one by one: there may be a million."""

    def __init__(self, store: Store):
        self._store = store

    def __contains__(self, incident_id: object) -> bool:
        return self._store.has_incident(str(incident_id))
