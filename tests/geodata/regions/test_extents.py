"""Lines and areas lie where most of them does or the report says, and only as deep as a unit holds them whole."""

import pytest
import shapely

from geodata.regions import join

from .frames import GAO, MENAKA, division, frame, plain


@pytest.mark.parametrize(
    ("shape", "reported", "region"),
    [
        (shapely.LineString([(0.2, 17.5), (1.5, 20)]), "", "Kidal"),
        (shapely.LineString([(0.2, 17.5), (1.5, 20)]), "Gao", "Gao"),
        (shapely.LineString([(0.2, 17.5), (1.5, 20)]), "Kayes", "Kidal"),
        (shapely.LineString([(0.2, 17.5), (1.5, 20)]), "somewhere", "Kidal"),
        (shapely.box(-0.6, 16.5, -0.4, 17), "", "Gao"),
        (shapely.box(2, 12, 3, 15.5), "", None),
        (shapely.box(2, 12, 3, 15.5), "Gao", "Gao"),
    ],
)
def test_a_line_or_area_goes_where_most_of_it_lies_unless_the_report_says_otherwise(
    boundaries, shape, reported, region
):
    """The line crosses from Gao into Kidal with its longer part in Kidal; the tall box lies in Niger but for its top."""
    joined = join(frame([shape], reported), boundaries)
    assert plain(joined["region"]) == [region]
    assert plain(joined["outside_country"]) == [None if region else "Niger"]
    assert joined[["border_km", "attached_km"]].isna().all(axis=None)


def deep_set():
    west, east = shapely.box(0, 15, 0.5, 17), shapely.box(0.5, 15, 1, 17)
    communes = {
        "Gao/East/North": shapely.box(0.5, 16, 1, 17),
        "Gao/East/South": shapely.box(0.5, 15, 1, 16),
        "Gao/West/All": west,
        "Ménaka/All/All": MENAKA,
    }
    return division(
        {"Gao": GAO, "Ménaka": MENAKA}, {"Gao/East": east, "Gao/West": west, "Ménaka/All": MENAKA}, communes
    )


@pytest.mark.parametrize(
    ("shape", "unit"),
    [
        (GAO, "Gao"),
        (shapely.box(0.1, 15.1, 0.9, 16.9), "Gao"),
        (shapely.box(0.5, 15, 1, 17), "Gao/East"),
        (shapely.LineString([(0.6, 15.5), (0.9, 16.5)]), "Gao/East"),
        (shapely.LineString([(0.6, 16.2), (0.9, 16.5)]), "Gao/East/North"),
        (shapely.box(0.1, 15.1, 0.2, 15.2), "Gao/West/All"),
        (shapely.box(0.9, 16.5, 1.05, 16.6), "Gao"),
    ],
)
def test_a_line_or_area_goes_down_only_as_deep_as_a_unit_holds_it_whole(shape, unit):
    """ "Somewhere in the Gao region" is no incident of a commune; a road within one commune is. The last crosses a border."""
    joined = join(frame([shape]), deep_set())
    assert (joined["region"].tolist(), joined["unit"].tolist()) == (["Gao"], [unit])


def test_an_area_named_for_a_region_of_the_set_lies_in_that_one():
    """ "Ménaka region" is drawn as the older Gao, which held it: more of that lies in Gao, and still it is Ménaka."""
    older = shapely.box(-1, 15, 2, 17)
    incidents = frame([older, older, older], ["", "", "Gao"], place=["Ménaka region", "", "Ménaka"])
    units = {"Gao": shapely.box(-1, 15, 1, 17), "Ménaka": MENAKA}
    assert join(incidents, division(units))["unit"].tolist() == ["Ménaka", "Gao", "Ménaka"]
