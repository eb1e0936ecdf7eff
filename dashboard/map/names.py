"""Texts that go to the map once each and are named by number there, and what its colours stand for."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.filter_words import group_name
from geodata.symbols import COLOURS, GROUP_LEADS
from geodata.texts import _

OTHER = -1  # the number of the colour of actors that have none of their own
_COLOUR_NUMBER = {actor: number for number, actor in enumerate(COLOURS)}


class Names:
    """Texts that are sent once each and named by number."""

    def __init__(self):
        self._numbers: dict[str, int] = {}

    def __getitem__(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def column(self, texts: pd.Series) -> list[int]:
        """The number of each text."""
        codes, found = pd.factorize(texts)
        numbers = np.array([self[text] for text in found], dtype=int)
        return numbers[codes].tolist() if len(found) else []

    def all(self) -> list[str]:
        """The texts in the order of their numbers."""
        return list(self._numbers)


@dataclass(frozen=True)
class Colouring:
    """What a colour says of an incident: its first-named actor, or with `groups` (sides by actor) the side of that."""

    actor_names: dict[str, str]
    groups: dict[str, str] | None = None

    def number(self, actor: str | None) -> int:
        """The number of the colour in the drawing code; `OTHER` for actors without one, for None and NaN."""
        lead = actor if self.groups is None else GROUP_LEADS.get(self.groups.get(actor, ""))
        return _COLOUR_NUMBER.get(lead, OTHER)

    def numbers(self, leads: pd.Series) -> np.ndarray:
        """`number` of each."""
        codes, found = pd.factorize(leads, use_na_sentinel=False)
        return np.array([self.number(actor) for actor in found], dtype=int)[codes] if len(found) else codes

    def name(self, actor: str | None) -> str:
        """How the actor is called."""
        return self.actor_names.get(actor, _("actor not named"))

    def legend(self, leads: pd.Series, names: Names) -> dict:
        """What the colours of these first-named actors stand for: actors, or groups, without a colour of their own share a line."""
        present = set(leads.dropna())
        if self.groups is None:
            shown = [actor for actor in self.actor_names if actor in present and actor in _COLOUR_NUMBER]
            coloured = [[_COLOUR_NUMBER[actor], names[self.actor_names[actor]]] for actor in shown]
            many = leads.nunique(dropna=False)
        else:
            sides = leads.map(self.groups)
            shown = [group for group in GROUP_LEADS if group in set(sides)]
            coloured = [[_COLOUR_NUMBER[GROUP_LEADS[group]], names[group_name(group)]] for group in shown]
            many = sides.nunique(dropna=False)
        others = [[OTHER, names[_("Others")]]] if len(coloured) < many else []
        return {"title": "actors" if self.groups is None else "groups", "actors": coloured + others}
