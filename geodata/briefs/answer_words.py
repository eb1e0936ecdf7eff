"""An answer as Markdown: what an editor pastes into a text."""

from ..figures.answered import Answered
from ..markdown import escaped
from ..questions.answer import Row
from ..store import Store
from ..texts import _


def words(store: Store, told: Answered) -> bytes:
    """The answer as a Markdown file in UTF-8: findings, all rows, what must be known, sources."""
    lines = told.lines(store, told.cited, len(told.cited.notes), *told.left_out(len(told.answer.rows), marked=False))
    said = [f"# {escaped(told.title)}", escaped(told.subtitle), *map(escaped, told.answer.findings)]
    if told.answer.rows:
        said.append("\n".join([*_header(told), *(_row(told, row) for row in told.answer.rows)]))
    if told.answer.caveats:
        said += [f"## {escaped(_('To be known'))}", "\n".join(f"- {escaped(each)}" for each in told.answer.caveats)]
    if told.cited.by_number and told.cited.notes:
        said.append("\n".join(f"[^{place}]: {escaped(note)}" for place, note in enumerate(told.cited.notes, start=1)))
    else:
        said.append(f"## {escaped(_('Sources'))}")
        said.append("\n".join(f"- {escaped(note)}" for note in told.cited.notes) or escaped(_("No source is named.")))
    said += ["---", *(escaped(line) for _about, line in lines)]
    return ("\n\n".join(filter(None, said)) + "\n").encode()


def _header(told: Answered) -> list[str]:
    marks = ("---:" if column.right else "---" for column in told.columns)
    return [_line([escaped(column.title) for column in told.columns]), f"|{'|'.join(marks)}|"]


def _row(told: Answered, row: Row) -> str:
    cells = [escaped(cell) for cell in told.cells(row)]
    cells = [f"**{cell}**" if row.flagged and cell and at == told.first else cell for at, cell in enumerate(cells)]
    cells[told.first] += "".join(f"[^{number}]" for number in told.numbers(row))
    return _line(cells)


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
