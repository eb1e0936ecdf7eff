"""A brief as Markdown: what an editor pastes into a text, each incident with its sources as footnotes."""

from ..markdown import escaped
from ..texts import _
from .page import Page


def words(page: Page) -> bytes:
    """The view as a Markdown file in UTF-8."""
    said = [f"# {escaped(page.title)}", escaped(page.subtitle), escaped(page.lines[0])]
    said += [escaped(sentence) for sentence in page.not_listed()]
    if page.listed.lines:
        said.append(f"## {escaped(_('Incidents'))}")
        said.append("\n".join(_incident(line.cells, line.cited) for line in page.listed.lines))
    else:
        said += [_numbers(_("Region"), page.by_region), _numbers(_("Actor"), page.by_actor)]
    if page.cited.by_number:
        said.append("\n".join(f"[^{place}]: {escaped(note)}" for place, note in enumerate(page.cited.notes, start=1)))
    else:
        said.append(f"## {escaped(_('Sources'))}")
        said.append("\n".join(f"- {escaped(note)}" for note in page.cited.notes) or escaped(_("No source is named.")))
    said += ["---", *(escaped(line) for line in page.lines[1:])]
    return ("\n\n".join(filter(None, said)) + "\n").encode()


def _incident(cells: tuple[str, ...], cited: tuple[int, ...]) -> str:
    """When, where and what; who and against whom; how it is known."""
    when, what, where, who, target, status, summary = map(escaped, cells)
    people = f"{who} → {target}" if target else who
    parts = "; ".join(filter(None, (what, people, status)))
    notes = "".join(f"[^{note}]" for note in cited)
    return f"- **{when}**, {where}: {summary} ({parts}){notes}"


def _numbers(name: str, counted: tuple[tuple[str, str], ...]) -> str:
    rows = [f"| {escaped(each)} | {escaped(n)} |" for each, n in counted]
    return "\n".join([f"| {escaped(name)} | {escaped(_('Incidents'))} |", "|---|---:|", *rows])
