"""The region as reported beside the one of the position: nobody takes "part of" or "unknown" for a contradiction."""

import pytest
import shapely

from geodata.regions import join

from .frames import GAO, MENAKA, division, frame, plain


@pytest.mark.parametrize(
    ("reported", "unit", "agreement"),
    [
        ("", None, ""),
        ("Gao", "Gao", "same"),
        ("région de GAO", "Gao", "same"),
        ("ML-7", "Gao", "same"),
        ("Kidal", "Kidal", "differs"),
        ("Ménaka", "Gao", "part"),
        ("Menaka region", "Gao", "part"),
        ("ML-9", "Gao", "part"),
        ("Taoudénit", "Tombouctou", "differs"),
        ("xyz", None, "unknown"),
    ],
)
def test_a_region_as_reported_is_compared_with_that_of_the_position(boundaries, reported, unit, agreement):
    """A point in Gao. Ménaka was a part of it until 2016, which is the division that Natural Earth shows."""
    joined = join(frame([shapely.Point(0, 16.3)], reported), boundaries)
    assert (plain(joined["reported_unit"]), joined["agreement"].tolist()) == ([unit], [agreement])


@pytest.mark.parametrize(
    ("reported", "unit", "agreement"),
    [("Gao", "Gao", "part"), ("Ménaka", "Ménaka", "same"), ("Kidal", None, "differs"), ("xyz", None, "unknown")],
)
def test_an_older_region_as_reported_holds_one_of_a_newer_division(reported, unit, agreement):
    """A point in Ménaka, of a division that has it: who reports Gao may go by the older one."""
    joined = join(frame([shapely.Point(1.5, 16)], reported), division({"Gao": GAO, "Ménaka": MENAKA}))
    assert joined["unit"].tolist() == ["Ménaka"]
    assert (plain(joined["reported_unit"]), joined["agreement"].tolist()) == ([unit], [agreement])


def test_a_newer_region_as_reported_is_not_the_one_that_held_it_where_the_set_has_both():
    """A point in Gao, reported in Ménaka: where the set has no Ménaka, Gao stands for it; where it has, one of the two is wrong."""
    incidents = frame([shapely.Point(0.5, 16)], "Ménaka")
    both, old = division({"Gao": GAO, "Ménaka": MENAKA}), division({"Gao": GAO.union(MENAKA)})
    assert [join(incidents, each)["agreement"].iloc[0] for each in (old, both)] == ["part", "differs"]


def test_rows_of_one_unit_are_each_compared_with_what_they_say_themselves(boundaries):
    said = ["Gao", "Kidal", "", "xyz", "Ménaka"]
    incidents = frame([shapely.Point(0, 16.3)] * 5 + [shapely.Point(2.1, 13.5)] * 5 + [None] * 5, said * 3)
    joined = join(incidents, boundaries)
    assert joined["agreement"].tolist() == [
        *("same", "differs", "", "unknown", "part"),
        *("differs", "differs", "", "unknown", "differs"),
        *("", "", "", "unknown", ""),  # without a place only the name itself can be judged
    ]
    assert plain(joined["reported_unit"]) == ["Gao", "Kidal", None, None, "Gao"] * 3
