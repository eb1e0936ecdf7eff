"""Reported against recorded: what documents count, next to what the data hold for the same actors, area and period."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import shapely

from ..cells import WORLD
from ..errors import nearest
from ..filters import COMPUTED, INSIDE, OVERLAPPING, IncidentFilter
from ..regions import BoundarySet
from ..regions.extents import shares
from ..schema import BETWEEN, OUTSIDE, UNLOCATED
from ..store import Store
from ..texts import _, _n, days, did_you_mean, message, number
from ..timeline import periods
from ..views import View
from . import asked as base
from .answer import Answer, Column, Row
from .covered import covered
from .figures_reported import FILE, Figure, meant, read_figures
from .region_groups import region_groups
from .typed import types_of

# How often actors attack one place within a day: (certain, only possible) for a store and a filter of who, where and when.
SamePlace = Callable[[Store, IncidentFilter], tuple[int, int]]
Span = tuple[date, date] | None  # first and last day of the data
MOST_NAMED = 200  # incidents whose sources a row has; more are in the view that it opens
AREAS = {
    "northern regions": "north",
    "northern Mali": "north",
    "central Mali": "centre",
}  # groups of `region_groups.csv`
OCCASIONS = "occasions"
_WHOLE = 0.99  # of a line or an area: as `regions.extents` takes it for held whole
_HARM = ("Explosion", "Armed attack", "Abduction or harm to civilians")


@dataclass(frozen=True)
class Asked(base.Asked):
    """What is asked: nothing but the filter."""


@dataclass(frozen=True)
class Measure:
    """What of the data a unit of a document is compared with: incidents in which the actors act, of `classes` (() for all),
    `against` an actor or anybody; as a rate where the unit is so many a month. `says` is a message for it."""

    says: str
    classes: tuple[str, ...] = ()
    against: str = ""
    monthly: bool = False


_ACTING = message("Compared with incidents of any type in which these actors act, alone or with others.")
MEASURES = {
    "operations": Measure(_ACTING),
    "operations a month": Measure(_ACTING, monthly=True),
    "bases": Measure(
        message("Compared with bases that these actors take over, whoever held them before."), ("Base takeover",)
    ),
    "violations": Measure(
        message("Compared with attacks, abductions and other harm by these actors of which civilians are the target."),
        _HARM,
        against="civilians",
    ),
}
OTHER = Measure(
    message("Nothing here knows how this is counted: compared with incidents of any type in which these actors act.")
)


@dataclass(frozen=True)
class Held:
    """What the data hold: `certain` incidents, and `more` that may belong besides; both None where they can't be counted.

    `why_not` are sentences about what can't be counted.
    """

    certain: int | None
    more: int | None
    chosen: IncidentFilter | None
    why_not: tuple[str, ...] = ()


def answer(store: Store, chosen: IncidentFilter, asked: Asked, same_place: SamePlace | None = None) -> Answer:
    """Every figure of `reported_figures.csv` with what the data hold for it; its dates, actors, area and types come before the filter's.

    An incident is certain where all days on which it may have happened lie in the period, and its place wholly in the area;
    it may belong where some of it does, or where it has no place. `same_place` counts coincidences; without it they are not
    counted here. Raises DataFileError for a table that can't be read and FilterError for a boundary set that isn't there.
    """
    figures = read_figures(store.reference.reported_figures)
    made = [(figure, _held(store, chosen, figure, same_place)) for figure in figures]
    data = covered(store, chosen)
    return Answer(
        title=_("Reported against recorded"),
        chosen=chosen,
        findings=tuple(_findings(made, data)),
        caveats=tuple(_caveats(made)),
        columns=_columns(),
        rows=tuple(_row(store, chosen, figure, held, data) for figure, held in made),
        marked=_("Marked rows can't be what the data hold, even with all that may belong."),
    )


# --- what the data hold -------------------------------------------------------------------------------------------------


def _held(store: Store, chosen: IncidentFilter, figure: Figure, same_place: SamePlace | None) -> Held:
    actors, unknown = _actors(store, figure)
    regions, nowhere = _regions(store, store.boundary_set(chosen.boundary_set), figure.area)
    if unknown or nowhere:
        return Held(None, None, None, (*unknown, *nowhere))
    measure = MEASURES.get(figure.unit, OTHER)
    period = replace(
        chosen, date_from=figure.first, date_to=figure.last, dates=OVERLAPPING, actors=actors, role="perpetrator", groups=(),
        acting="", against=measure.against, regions=regions, types=types_of(store, measure.classes),
    )  # fmt: skip
    if figure.unit == OCCASIONS:
        return _occasions(store, period, same_place)
    return Held(*_counted(store, period), period)


def _occasions(store: Store, period: IncidentFilter, same_place: SamePlace | None) -> Held:
    if same_place is None:
        return Held(None, None, period, (_("Counted on the page Coincidences."),))
    return Held(*same_place(store, period), period)


def _actors(store: Store, figure: Figure) -> tuple[tuple[str, ...], list[str]]:
    """The ids of a figure's actors, and a sentence for each that nobody here knows."""
    known = store.actors()
    ids, on = set(known["actor_id"]), figure.last or figure.first or date.max
    found = {name: store.reference.actors.resolve(meant(name), on) for name in figure.actors}
    unknown = [
        _('No actor of the data is called "{value}".').format(value=name)
        + did_you_mean(nearest(name, list(known["name"])))
        for name, actor in found.items()
        if actor not in ids
    ]
    return tuple(found.values()), unknown


def _regions(store: Store, boundaries: BoundarySet, area: str) -> tuple[tuple[str, ...], list[str]]:
    """The keys of an area as a document names it, () for everywhere; with a sentence where there is no such area."""
    if not area:
        return (), []
    named, groups = boundaries.find(area), region_groups(store.reference.region_groups, boundaries)
    keys = groups.get(AREAS[area], ()) if area in AREAS else (named,) if named else ()
    if keys:
        return keys, []
    hint = did_you_mean(nearest(area, [*AREAS, *boundaries.names]))
    said = _('The boundary set {set} has no region that is "{value}".').format(set=boundaries.title, value=area)
    return (), [said + hint]


def _counted(store: Store, period: IncidentFilter) -> tuple[int, int]:
    """How many incidents certainly belong to an area and a period, and how many more may."""
    inside = replace(period, dates=INSIDE)
    certain, possible = int(store.count(inside)), int(store.count(period))
    if not period.regions:
        return certain, possible - certain
    # A line or an area counts in the region that holds most of it: part of it may lie elsewhere, and parts of others in this one.
    partly = sum(count for share, count in _extents(store, inside, period.regions) if share < _WHOLE)
    others = replace(period, regions=_others(store, period))
    touching = sum(count for share, count in _extents(store, others, period.regions) if share > 0)
    unlocated = int(store.count(replace(period, regions=(UNLOCATED,))))
    certain -= partly
    return certain, possible + touching + unlocated - certain


def _others(store: Store, period: IncidentFilter) -> tuple[str, ...]:
    regions = store.boundary_set(period.boundary_set).regions["key"]
    return (*(key for key in regions if key not in period.regions), OUTSIDE)


def _extents(store: Store, chosen: IncidentFilter, keys: tuple[str, ...]) -> Iterator[tuple[float, int]]:
    """The lines and areas to which incidents of a filter are known: the part of each that lies in regions, and how many incidents.

    None where the report decides on regions; nor for deeper units, which hold what they hold whole.
    """
    if chosen.regions_by != COMPUTED or any(BETWEEN in key for key in keys):
        return
    boundaries = store.boundary_set(chosen.boundary_set)
    # One cell as large as the world: only lines and areas are looked at.
    found = store.survey(chosen, WORLD, 360.0).outlined.groupby("shape_no")["incidents"].sum()
    for shape_no, count in found.items():
        held = shares(store.shapes[int(shape_no)], boundaries)
        yield sum(held.get(key, 0.0) for key in keys), int(count)


# --- what is said of it -------------------------------------------------------------------------------------------------


def _months(figure: Figure, data: Span) -> float:
    """How many calendar months a figure's period has, each with the part of it that lies in the period; open ends where the data end."""
    first, last = figure.first or (data and data[0]), figure.last or (data and data[1])
    if not (first and last) or last < first:
        return 0.0
    until = last + timedelta(days=1)
    parts = [
        (min(end, until) - max(begin, first)).days / monthrange(begin.year, begin.month)[1]
        for begin, end in periods(first, last, "month")
    ]
    return sum(parts)


def _compared(figure: Figure, count: int | None, data: Span) -> float | None:
    """A count of incidents in the unit of the figure; None where it can't be said in it."""
    if count is None or not MEASURES.get(figure.unit, OTHER).monthly:
        return count
    months = _months(figure, data)
    return count / months if months else None


def _difference(figure: Figure, held: float | None) -> str:
    """What the data hold against what is reported, in words."""
    if held is None:
        return _("not compared")
    off = held - figure.value
    if not off:
        return _("as many")
    if off > 0:
        return _("{n} more").format(n=number(off))
    if figure.qualifier == "at least":
        return _("at least {n} fewer").format(n=number(-off))
    return _("{n} fewer").format(n=number(-off))


def _differs(figure: Figure, held: Held, data: Span) -> bool:
    """Whether the figure can't be what the data hold, even with all that may belong."""
    low = _compared(figure, held.certain, data)
    if low is None or held.more is None:
        return False
    high = _compared(figure, held.certain + held.more, data)
    return high < figure.value if figure.qualifier == "at least" else not low <= figure.value <= high


def _findings(made: list[tuple[Figure, Held]], data: Span) -> Iterator[str]:
    """How many figures differ; which, and how far, the rows say."""
    if not made:
        yield _("No document reports a figure: the table {file} has no row.").format(file=FILE)
        return
    compared = [(figure, held) for figure, held in made if _compared(figure, held.certain, data) is not None]
    fewer = sum(_compared(figure, held.certain, data) < figure.value for figure, held in compared)
    yield _(
        "Of {n} figures that documents report, {compared} are compared with the data; in {fewer} the data hold fewer."
    ).format(n=number(len(made)), compared=number(len(compared)), fewer=number(fewer))
    if off := sum(_differs(figure, held, data) for figure, held in compared):
        yield _n(
            "{n} of them can't be what the data hold, even with all that may belong.",
            "{n} of them can't be what the data hold, even with all that may belong.",
            off,
        )


def _caveats(made: list[tuple[Figure, Held]]) -> Iterator[str]:
    yield _(
        "What a document reports is its claim. The data hold what the documents name one by one, and what was imported; they can't "
        "confirm a figure, and hold fewer where a document counts more than it names."
    )
    yield _(
        "Documents don't say what makes an operation or a violation: the column on why says with what each is compared."
    )
    yield _("For each figure its own period, actors, area and types of event hold; of the filter the rest does.")
    if any(figure.unit == OCCASIONS and held.certain is None for figure, held in made):
        yield _("Attacks of two actors on one place within a day are counted on the page Coincidences.")


def _why(store: Store, chosen: IncidentFilter, figure: Figure, held: Held, data: Span) -> Iterator[str]:
    """Why a figure and the data may differ, sentence by sentence."""
    yield from held.why_not
    if held.certain is not None and figure.unit != OCCASIONS:
        yield _(MEASURES.get(figure.unit, OTHER).says)
    yield from _readings(store, figure)
    if data is None or (figure.last and figure.last < data[0]) or (figure.first and figure.first > data[1]):
        yield _("The data hold nothing of this period.")
    elif (compared := _compared(figure, held.certain, data)) is not None and MEASURES.get(figure.unit, OTHER).monthly:
        yield _("In the {months} months of the period the data have {rate} a month.").format(
            months=number(_months(figure, data)), rate=number(compared)
        )
    if held.more:
        yield _("Those that may belong have a date or a place that is not known well enough, or no place.")
    yield _counted_from(store, figure)
    citing = IncidentFilter(data_sets=chosen.data_sets, documents=(figure.document,))
    yield _n(
        "This data set has {n} incident that cites the document.", "This data set has {n} incidents that cite the document.",
        int(store.count(citing)),
    )  # fmt: skip
    if figure.qualifier == "at least":
        yield _("The document gives a lower bound: the difference may be larger.")


def _readings(store: Store, figure: Figure) -> Iterator[str]:
    for name in figure.actors:
        if meant(name) != name:
            yield _("“{words}” is read as {actor}.").format(
                words=replace(figure, actors=(name,)).actor_words, actor=meant(name)
            )


def _counted_from(store: Store, figure: Figure) -> str:
    """What the document says that its figure rests on, by the table of citations."""
    cited = store.reference.tables["citations.csv"]
    here = cited[(cited["document_id"] == figure.document) & (cited["footnote"] == figure.footnote)]
    if here["citation"].str.contains("database", case=False).any():
        return _("The document counts the author's own database, which is not public.")
    return _(
        "The document counts by the reports that it cites, which may say more than the incidents of this data set."
    )


# --- the table ----------------------------------------------------------------------------------------------------------


def _columns() -> tuple[Column, ...]:
    return (
        Column("reported", _("Reported"), _("What the document says, with its own qualifier."), 1.3),
        Column("actors", _("Actors"), _("Who acts, as the document names them."), 1.2),
        Column("area", _("Area"), _("Where, as the document names it."), 1.0),
        Column("period", _("Period"), _("The days that the figure is of."), 1.2),
        Column("source", _("Source"), _("The document and the footnote."), 1.2),
        Column("certain", _("In the data"), _("Incidents that certainly belong."), 0.7, right=True),
        Column("more", _("May be more"), _("Incidents that may belong besides."), 0.7, right=True),
        Column(
            "difference", _("Difference"), _("What the data hold less what is reported, in the figure's unit."), 1.0
        ),
        Column(
            "why",
            _("Why they may differ"),
            _("With what the figure is compared, and why the two may differ."),
            4.0,
            explains=True,
        ),
        Column("note", _("Note"), _("What the table of figures notes."), 1.5, explains=True),
    )


def _row(store: Store, chosen: IncidentFilter, figure: Figure, held: Held, data: Span) -> Row:
    compared, why = _compared(figure, held.certain, data), " ".join(_why(store, chosen, figure, held, data))
    off = None if compared is None else round(compared - figure.value, 2)
    period = days(figure.first, figure.last)
    return Row(
        values=(
            figure.value, "; ".join(figure.actors), figure.area, f"{figure.first or ''}/{figure.last or ''}",
            f"{figure.document} {figure.footnote}".strip(), held.certain, held.more, off, why, figure.note,
        ),
        cells=(
            figure.reported, figure.actor_words, figure.area_words, period, figure.source, _maybe(held.certain), _maybe(held.more),
            _difference(figure, compared), why, figure.note,
        ),
        incidents=_named(store, held),
        opens=View(held.chosen) if held.chosen else None,
        shape=_area(store, held.chosen),
        flagged=_differs(figure, held, data),
        named=False,
    )  # fmt: skip


def _named(store: Store, held: Held) -> tuple[int, ...]:
    """The incidents that certainly or possibly count, but for those without a place; none where there are very many."""
    if not held.chosen or held.certain is None or held.certain + held.more > MOST_NAMED:
        return ()
    return tuple(int(no) for no in store.incidents(held.chosen)["no"])


def _area(store: Store, chosen: IncidentFilter | None) -> shapely.Geometry | None:
    if chosen is None or not chosen.regions:
        return None
    boundaries = store.boundary_set(chosen.boundary_set)
    return shapely.union_all([boundaries.shape(key) for key in chosen.regions])


def _maybe(count: int | None) -> str:
    return "–" if count is None else number(count)


# --- the figures of the weekly update as views --------------------------------------------------------------------------


@dataclass(frozen=True)
class Preset:
    """A figure of the weekly update of 25 October 2023 as a view. `title`, `about` and `says` are messages: what it is called, what
    it shows, and what of it the view has and what not. `areas` (groups of regions) and `classes`
    are put into `chosen` for the data at hand."""

    title: str
    about: str
    says: str
    chosen: IncidentFilter
    areas: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    step: str | None = None

    def view(self, store: Store, boundary_set: str = "") -> View:
        """The view, by the regions of a boundary set ("" for the embedded one) and the types that the data have.

        Raises FilterError for a set that isn't there.
        """
        groups = region_groups(store.reference.region_groups, store.boundary_set(boundary_set))
        regions = tuple(key for area in self.areas for key in groups.get(area, ()))
        types = types_of(store, self.classes)
        return View(replace(self.chosen, boundary_set=boundary_set, regions=regions, types=types), step=self.step)


CUTOFF = date(2023, 10, 25)  # of the weekly update
PRESETS = (
    Preset(
        message("Figure 1"),
        message("Where the Malian army and the Wagner Group act, month by month in 2023"),
        message(
            "The document names its author as the source of the figure. Here are the incidents of the data in the north and the centre in "
            "which the army or Wagner acts, from January 2023 to the data cutoff; before August 2023 the documents name none."
        ),
        IncidentFilter(
            date_from=date(2023, 1, 1), date_to=CUTOFF, actors=("malian-army", "wagner"), role="perpetrator"
        ),
        ("north", "centre"),
        step="month",
    ),
    Preset(
        message("Figure 2"),
        message("Attacks of JNIM and of the Tuareg separatist rebels in the north"),
        message(
            "The document's figure has attacks on security forces. A filter can name one target only, so that attacks on anybody are "
            "here, on UN forces and on targets that are not named, too. The caption gives no period: all until the data cutoff is shown."
        ),
        IncidentFilter(date_to=CUTOFF, actors=("jnim", "tuareg-rebels"), role="perpetrator"),
        ("north",),
        ("Explosion", "Armed attack", "Base takeover"),
    ),
    Preset(
        message("Figure 3"),
        message("The Salafi-jihadi movement in all countries of the data"),
        message(
            "The document's figure is of all Africa. Here are the incidents of the data in which a Salafi-jihadi group takes part, in "
            "whatever country and at whatever time; what the data don't hold is no sign of quiet."
        ),
        IncidentFilter(groups=("Salafi-jihadi",)),
    ),
)
