"""An answer to a question as an extract: its rows as a table with geometry, and what must be known about them."""

from dataclasses import dataclass
from datetime import date

import geopandas
import numpy as np
import pandas as pd

from ..questions.answer import Answer
from ..questions.passing import passed_on
from ..schema import CRS
from ..store import Store
from ..texts import _, day, labelled, number
from ..told import cutoff_words
from .extract import Extract, boundary_words


@dataclass(frozen=True)
class About:
    """What must go with the rows, in the reader's language."""

    title: str
    filter: str
    findings: tuple[str, ...]
    caveats: tuple[str, ...]
    left_out: str
    cutoff: str
    boundaries: str
    columns: dict[str, str]
    made: str
    version: str

    def lines(self) -> list[tuple[str, str]]:
        """The whole as pairs of a heading and a text; a heading that goes on has ""."""
        blocks = (
            (_("Question"), (self.title,)),
            (_("Asked of"), (self.filter,)),
            (_("Found"), self.findings),
            (_("To be known"), self.caveats),
            (_("Left out"), (self.left_out,) if self.left_out else ()),
            (_("Sources"), (self.cutoff,)),
            (_("Boundaries"), (self.boundaries,)),
            (_("Made on"), (self.made,)),
            (_("Version of the data"), (self.version,)),
            (_("Columns"), tuple(labelled(name, meaning) for name, meaning in self.columns.items())),
        )
        return [(heading if nr == 0 else "", line) for heading, lines in blocks for nr, line in enumerate(lines)]

    def text(self) -> str:
        """The whole as plain text."""
        return (
            "\n".join(labelled(heading, words) if heading else f"  {words}" for heading, words in self.lines()) + "\n"
        )


def extract_of(store: Store, answer: Answer) -> Extract:
    """The rows of an answer: a column each of its own, and where each lies, None for nowhere."""
    answer = passed_on(store, answer)
    shapes = np.full(len(answer.rows), None, dtype=object)
    shapes[:] = [row.shape for row in answer.rows]
    columns = {
        column.key: _column([row.values[nr] for row in answer.rows]) for nr, column in enumerate(answer.columns)
    }  # fmt: skip
    geometry = geopandas.GeoSeries(shapes, crs=CRS)
    return Extract(geopandas.GeoDataFrame(columns, geometry=geometry), _about(store, answer))


def _column(values: list) -> list | pd.api.extensions.ExtensionArray:
    """The values of a column; whole numbers stay whole where some are missing."""
    known = [value for value in values if value is not None]
    whole = len(known) < len(values) and known and all(type(value) is int for value in known)
    return pd.array(values, dtype="Int64") if whole else values


def _about(store: Store, answer: Answer) -> About:
    names = dict(store.actors()[["actor_id", "name"]].itertuples(index=False))
    boundaries = store.boundary_set(answer.chosen.boundary_set)
    more = _("{n} more rows are not in this file.").format(n=number(answer.left_out)) if answer.left_out else ""
    return About(
        title=answer.title,
        filter=answer.chosen.describe(names, boundaries.title),
        findings=answer.findings,
        caveats=answer.caveats,
        left_out=more,
        cutoff=cutoff_words(store.cited_documents(answer.chosen)["data_cutoff"]),
        boundaries=boundary_words(boundaries),
        columns={column.key: column.meaning for column in answer.columns},
        made=day(date.today()),
        version=store.version,
    )
