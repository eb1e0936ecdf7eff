"""The questions that there are. To add one is to add a module that answers it, and a row here."""

from collections.abc import Callable
from dataclasses import dataclass

from ..filters import IncidentFilter
from ..store import Store
from ..texts import message
from . import changes, coincidences, coincidences_told, comparison, handovers, reported, summary
from .answer import Answer
from .asked import Asked


@dataclass(frozen=True)
class Question:
    """A question: `title` and `says` are messages; `asked` what can be asked with it; `answer` finds it for a filter.

    `command` is its name on the command line. `tells`: finding it may take long, and a fourth argument hears how far it is.
    """

    name: str
    command: str
    title: str
    says: str
    asked: type[Asked]
    answer: Callable[..., Answer]
    tells: bool = False


def _reported(store: Store, chosen: IncidentFilter, asked: reported.Asked) -> Answer:
    return reported.answer(store, chosen, asked, coincidences.occasions)


QUESTIONS = {
    made.name: made
    for made in (
        Question(
            "coincidences", "coincide", message("Coincidences"),
            message("different armed groups at the same place, close in time"), coincidences.Asked, coincidences_told.answer, tells=True,
        ),
        Question(
            "comparison", "compare", message("Compare"),
            message("two periods, groups of regions or actors side by side"), comparison.Asked, comparison.answer,
        ),
        Question(
            "changes", "changes", message("Changes"),
            message("regions and actors that stand out from their own past"), changes.Asked, changes.answer,
        ),
        Question(
            "reported", "reported", message("Reported figures"),
            message("figures that the documents report beside what the data hold"), reported.Asked, _reported,
        ),
        Question(
            "handovers", "handovers", message("Handovers"),
            message("days from the handover of a base to the next attack near it"), handovers.Asked, handovers.answer,
        ),
        Question(
            "summary", "summary", message("In words"),
            message("a filter and the period before it as a paragraph"), summary.Asked, summary.answer,
        ),
    )
}  # fmt: skip
