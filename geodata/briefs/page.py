"""What slides, documents and words say of a view, gathered once: they then can't differ from each other."""

from dataclasses import dataclass

from ..figures import map_figure, notes
from ..figures.rows_scene import Listed, listed
from ..figures.scene import MOST_ONE_BY_ONE, Scene, scene
from ..figures.sources import Numbered
from ..figures.table_figure import left_out
from ..figures.wanted import Wanted
from ..filter_words import outside_name, region_name
from ..store import Store
from ..texts import _, number


@dataclass(frozen=True)
class Page:
    """A view as it is told. `lines` are those that defend it, from how many of all incidents it shows to the link; `cited` the
    sources of all that is listed, `scene.sources` the first of them, of what is on the map."""

    wanted: Wanted
    title: str
    subtitle: str
    scene: Scene
    listed: Listed
    lines: tuple[str, ...]
    by_region: tuple[tuple[str, str], ...]
    by_actor: tuple[tuple[str, str], ...]

    @property
    def cited(self) -> Numbered:
        """The sources, in the order of their numbers."""
        return self.listed.cited if self.listed.lines else self.scene.sources

    def not_listed(self) -> list[str]:
        """Sentences about the incidents that are in no line of the table."""
        return left_out(self.listed)


def page(store: Store, wanted: Wanted) -> Page:
    """The page of a view. Each incident is listed where there are no more than `MOST_ONE_BY_ONE`; else they are counted."""
    shown = scene(store, wanted)
    one_by_one = shown.one_by_one and round(shown.counts.shown) <= MOST_ONE_BY_ONE
    rows = listed(store, wanted, MOST_ONE_BY_ONE if one_by_one else 0, shown.numbers)
    counts, names = shown.counts, dict(store.actors()[["actor_id", "name"]].itertuples(index=False))
    places = [(region_name(key), n) for key, n in counts.by_region.items()]
    places += [(outside_name(country), n) for country, n in counts.outside.items()]
    places.append((_("without a place"), counts.unlocated))
    actors = [(names.get(key, key), n) for key, n in counts.by_actor.items()]
    title, subtitle = map_figure.words(store, wanted)
    lines = notes.of_map(store, wanted, shown, len(shown.sources.notes))
    return Page(
        wanted, title, subtitle, shown, rows, tuple(line for _about, line in lines), _said(places), _said(actors)
    )


def _said(counted: list[tuple[str, float]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, number(n)) for name, n in counted if n)
