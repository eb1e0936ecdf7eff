"""By what incidents are told in words: for each value how many a filter shows, and the filter that shows exactly those."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..filter_words import detail_name, region_name, status_name
from ..filters import IncidentFilter
from ..schema import BETWEEN, OUTSIDE, UNLOCATED
from ..store import Counts, Details, Store
from ..texts import message, number
from ..views import View
from ..words import type_name
from .parts import Part

MOST_IN_A_LINK = 60  # values; more make an address that programs cut off


@dataclass(frozen=True)
class Numbers:
    """What there is to tell of a filter; `acting` are incidents by who acts, `taking_part` by who is in them in the filter's role:
    both of the actors only of whom a filter shows what they count. `others_act`: there are more. `names` are those of actors."""

    chosen: IncidentFilter
    counts: Counts
    acting: dict[str, float]
    others_act: bool
    taking_part: dict[str, float]
    details: Details
    names: dict[str, str]


def numbers(store: Store, chosen: IncidentFilter) -> Numbers:
    """The numbers of a filter."""
    counts, everybody = store.counts(chosen), store.by_acting(chosen)
    acting = {actor: n for actor, n in everybody.items() if chosen.acting in ("", actor)}
    taking_part = {actor: n for actor, n in counts.by_actor.items() if not chosen.actors or actor in chosen.actors}
    names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False))
    return Numbers(chosen, counts, acting, len(acting) < len(everybody), taking_part, store.detailed(chosen), names)


@dataclass(frozen=True)
class Kind:
    """By what incidents are counted. `title` is a message; `of` gives the numbers by value, `say` how a value is said and
    `narrowed` the filter that shows those of some values, and of no others, among what a filter shows."""

    title: str
    of: Callable[[Numbers], dict[str, float]]
    say: Callable[[Numbers, str], str]
    narrowed: Callable[[IncidentFilter, tuple[str, ...]], IncidentFilter]

    def counted(self, found: Numbers) -> dict[str, float]:
        """The values that some incidents have, most first."""
        pairs = [(value, n) for value, n in self.of(found).items() if n]
        return dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))

    def linked(self, found: Numbers, *values: str) -> Part:
        """How many have some of these values, of which an incident has no more than one, as a number that opens them."""
        n = round(sum(self.of(found).get(value, 0) for value in values), 6)
        return linked(self.narrowed(found.chosen, values) if len(values) <= MOST_IN_A_LINK else None, n)


def linked(shown_by: IncidentFilter | None, n: float) -> Part:
    """A number of incidents and the filter that shows them; None where no link can say it."""
    return Part(number(n), View(shown_by), n) if shown_by else Part(number(n))


def _by_place(found: Numbers) -> dict[str, float]:
    counts = found.counts
    return counts.by_region | {OUTSIDE: round(sum(counts.outside.values()), 6), UNLOCATED: counts.unlocated}


def _in_regions(chosen: IncidentFilter, keys: tuple[str, ...]) -> IncidentFilter:
    """Where the filter names smaller units of a region, those are what it shows of that region."""
    within = {key: [each for each in chosen.regions if each.startswith(key + BETWEEN)] for key in keys}
    all_of = {key for key in keys if key in chosen.regions or not chosen.regions}
    units = [unit for key in keys for unit in ([key] if key in all_of else within[key])]
    return replace(chosen, regions=tuple(units))


def _with_details(chosen: IncidentFilter, details: tuple[str, ...]) -> IncidentFilter:
    return replace(chosen, details=tuple(dict.fromkeys((*chosen.details, *details))))


KINDS = {
    "region": Kind(message("Region"), _by_place, lambda _found, key: region_name(key), _in_regions),
    "acting": Kind(
        message("Who acts"),
        lambda found: found.acting,
        lambda found, actor: found.names.get(actor, actor),
        lambda chosen, actors: replace(chosen, acting=actors[0]),
    ),
    "actor": Kind(
        message("Who takes part"),
        lambda found: found.taking_part,
        lambda found, actor: found.names.get(actor, actor),
        lambda chosen, actors: replace(chosen, actors=actors[:1]),
    ),
    "type": Kind(
        message("Type"),
        lambda found: found.counts.by_type,
        lambda _found, name: type_name(name),
        lambda chosen, names: replace(chosen, types=names),
    ),
    "status": Kind(
        message("Status"),
        lambda found: found.counts.by_status,
        lambda _found, name: status_name(name),
        lambda chosen, names: replace(chosen, statuses=names),
    ),
    "detail": Kind(
        message("Details"),
        lambda found: found.details.incidents,
        lambda _found, detail: detail_name(detail),
        _with_details,
    ),
}
