"""Every kind of figure is one, whatever it is asked for."""

from datetime import date

import pytest

from geodata.figures.registry import KINDS
from geodata.figures.wanted import KIND_NAMES
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.questions.registry import QUESTIONS
from geodata.store import store_of
from tests.geodata import sheets

NOTHING = IncidentFilter(date_from=date(1990, 1, 1), date_to=date(1990, 1, 2))
HOSTILE = "$x^2$ <script>alert(1)</script> ⴽⵉⴷⴰⵍ \u202e 🎉"
# The map and the answers have tests of their own.
OTHERS = [kind for kind in KIND_NAMES if kind != "map" and kind not in QUESTIONS]


def test_kinds_can_be_named_without_loading_what_draws_them():
    assert tuple(KINDS) == KIND_NAMES


@pytest.mark.parametrize("kind", OTHERS)
def test_an_empty_view_is_a_figure_that_says_so(kind, wanted, said):
    texts = said(wanted(chosen=NOTHING), kind=kind)
    assert texts["counts-0"][0].startswith("Shown 0 of 19 incidents.")
    assert any("No incident" in words for words in texts[""])


@pytest.mark.parametrize("kind", OTHERS)
def test_hostile_words_are_words(kind, wanted, said, tmp_path):
    rows = [
        sheets.row(place=HOSTILE[:40], summary=HOSTILE, source=HOSTILE, perpetrators=HOSTILE[:30], targets=HOSTILE[:20])
    ]
    own = store_of(ingest(sheets.write(tmp_path, *rows)))
    texts = said(wanted(title=HOSTILE), own, kind)
    assert texts["title-0"][0].startswith("$x^2$ <script>alert(1)</script> ⴽⵉⴷⴰⵍ")
