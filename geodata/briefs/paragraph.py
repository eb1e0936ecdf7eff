"""The summary of a filter to paste into a text: as Markdown, each number a link, or as plain text; both with numbered endnotes."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..export.extract import boundary_words
from ..figures.scene import MOST_ONE_BY_ONE, each_as_one
from ..figures.sources import Numbered, documents, numbered
from ..filters import OVERLAPPING, IncidentFilter
from ..markdown import escaped
from ..questions.parts import Part, Sentence
from ..questions.summary import before, paragraphs
from ..store import Store
from ..texts import _, _n
from ..told import cutoff_words, link_words
from ..views import View

MOST_NOTES = 6  # endnotes of a number: a dozen in a row are read by nobody


@dataclass(frozen=True)
class Cited:
    """The sources of both periods, and which of them a part of the text rests on."""

    sources: Numbered
    of: Callable[[Part], tuple[int, ...]]
    some_have_none: bool


def markdown(store: Store, chosen: IncidentFilter, address: str) -> str:
    """The summary as Markdown: numbers are links to the page at `address`, sources are endnotes, "[^1]"."""
    told = paragraphs(store, chosen)
    cited = _cited(store, chosen, told)

    def write(part: Part) -> str:
        if not part.opens:
            return _inner(part.said)
        notes = "".join(f"[^{note}]" for note in cited.of(part))
        return f"[{_inner(part.said)}](<{link_words(part.opens, address)}>){notes}"

    said = [f"**{escaped(_filter(store, chosen))}**"]
    said += ["".join(map(write, each)) for each in told]
    sources = cited.sources
    notes = [(f"[^{place}]:" if sources.by_number else "-", note) for place, note in enumerate(sources.notes, start=1)]
    said.append("\n".join(f"{mark} {escaped(note)}" for mark, note in notes))
    link = link_words(View(chosen), address)
    lines = [*map(escaped, _lines(store, chosen, cited)), f"<{link}>" if address else escaped(link)]
    return "\n\n".join(filter(None, [*said, "---", *lines])) + "\n"


def plain(store: Store, chosen: IncidentFilter) -> str:
    """The summary as text, with "[1–3, 7]" behind a number that has sources and the sources below."""
    told = paragraphs(store, chosen)
    cited = _cited(store, chosen, told)

    def write(part: Part) -> str:
        notes = cited.of(part)
        return f"{part.said} [{_ranges(notes)}]" if notes else part.said

    said = [_filter(store, chosen), *("".join(map(write, each)) for each in told)]
    sources = cited.sources
    notes = [f"[{place}] {note}" if sources.by_number else f"- {note}" for place, note in enumerate(sources.notes, 1)]
    return "\n\n".join(filter(None, [*said, "\n".join(notes), *_lines(store, chosen, cited)])) + "\n"


def _filter(store: Store, chosen: IncidentFilter) -> str:
    """The filter as a sentence: without it nobody knows what the numbers are of."""
    names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False))
    return chosen.describe(names, store.boundary_set(chosen.boundary_set).title)


def _inner(text: str) -> str:
    """A piece of a line, which keeps the blanks at its ends and makes no image of a link behind it."""
    begin, end = (" " if text[at:][:1].isspace() else "" for at in (0, -1))
    said = escaped(text)
    if not said:
        return begin
    return f"{begin}{said[:-1]}\\!{end}" if said.endswith("!") and not end else f"{begin}{said}{end}"


def _ranges(numbers: tuple[int, ...]) -> str:
    """Numbers in order, those that follow each other as a range: "1–3, 7"."""
    runs: list[list[int]] = []
    for one in numbers:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


# --- what it rests on -------------------------------------------------------------------------------------------------


def _cited(store: Store, chosen: IncidentFilter, told: tuple[Sentence, ...]) -> Cited:
    """The sources, numbered where each incident can be told; of many incidents the documents."""
    one, earlier = each_as_one(chosen), before(chosen)
    known = _first(store, one)
    if len(known) > MOST_ONE_BY_ONE:
        return Cited(documents(store, one), lambda _part: (), some_have_none=False)
    both = one
    if earlier:
        both = replace(one, date_from=earlier.date_from, dates=OVERLAPPING)
        then = _first(store, each_as_one(earlier))
        known = list(dict.fromkeys([*known, *(then if len(then) <= MOST_ONE_BY_ONE else ())]))
    sources = numbered(store, both, known)
    counting = [part for each in told for part in each if part.opens and part.counted is not None]
    found = {part.opens: _notes(store, sources, known, part) for part in counting}
    return Cited(
        sources,
        lambda part: found[part.opens] if part.counted is not None and len(found[part.opens]) <= MOST_NOTES else (),
        some_have_none=any(len(notes) > MOST_NOTES for notes in found.values()),
    )


def _notes(store: Store, sources: Numbered, known: list[int], part: Part) -> tuple[int, ...]:
    """The numbers of what the incidents behind a part cite; none where it counts others than those of both periods."""
    incidents = _first(store, each_as_one(part.opens.filter))
    return sources.cited_by(incidents) if {*incidents} <= {*known} else ()


def _first(store: Store, chosen: IncidentFilter) -> list[int]:
    """The numbers of the incidents of a filter, one more than can be told one by one at most."""
    return store.listed(chosen, None, MOST_ONE_BY_ONE + 1)["no"].tolist()


def _lines(store: Store, chosen: IncidentFilter, cited: Cited) -> list[str]:
    """What defends the text: its sources where something is to be said of them, whose borders, and until when."""
    made = []
    if not cited.sources.notes:
        made.append(_("No source is named."))
    elif cited.sources.without:
        made.append(_n("{n} names no source.", "{n} name no source.", cited.sources.without))
    if cited.some_have_none:
        made.append(_("Numbers that rest on more than {most} sources have no endnotes.").format(most=MOST_NOTES))
    boundaries = boundary_words(store.boundary_set(chosen.boundary_set))
    made.append(_("Boundaries: {set}").format(set=boundaries))
    return [*made, cutoff_words(store.cited_documents(each_as_one(chosen))["data_cutoff"])]
