"""What moved where between two sets: every square kilometre and every incident of a region goes somewhere."""

import math

import pytest

from dashboard import moves

from .conftest import NEWER

PAGE = "screens/regions.py"


def table(app):
    return app.dataframe[2].value.set_index(["Region before", "Region after"])


def test_gao_is_parted_into_gao_and_menaka(open_divided):
    app = open_divided(page=PAGE)
    found = table(app)
    parts = {after: found.loc[("Gao", after), "Of the region before"] for after in ("Gao", "Ménaka")}
    assert sum(float(said.removesuffix(" %")) for said in parts.values()) == pytest.approx(100, abs=0.2)
    # The town of Ménaka and the road, of which two thirds lie there.
    assert found.loc[("Gao", "Ménaka"), "Incidents"] == 2
    assert found.loc[("Gao", "Gao"), "Incidents"] == 8
    assert found["Incidents"].sum() == 25


def test_only_what_has_another_name_there(open_divided):
    app = open_divided(page=PAGE)
    app.checkbox(key="moves-only").check().run()
    left = table(app).index.tolist()
    assert ("Gao", "Ménaka") in left and ("Tombouctou", "Taoudénit") in left
    assert not [pair for pair in left if pair[0] == pair[1]]


def test_the_other_way_round_menaka_lies_whole_in_gao(open_divided):
    app = open_divided(page=PAGE, set=NEWER)
    assert app.selectbox(key="moves-with").options == ["Natural Earth, 8 regions and Bamako"]
    assert table(app).loc[("Ménaka", "Gao"), "Of the region before"] == "100 %"


@pytest.mark.parametrize(
    ("share", "said"),
    [(1.0, "100 %"), (0.642, "64.2 %"), (0.0004, "less than 0.1 %"), (0.0006, "0.1 %"), (math.nan, "")],
)
def test_a_sliver_is_not_nothing(share, said):
    assert moves._percent(share) == said
