"""What lies near a border is flagged, and a town that a coarse outline leaves outside is still counted in its region."""

import pandas as pd
import pytest
import shapely

from geodata.regions import join

from .frames import GAO, division, frame, plain

# Towns of Mali that Natural Earth's outline, drawn for maps of a page, leaves outside. Positions as Wikipedia has them.
BORDER_TOWNS = {
    # en.wikipedia.org/wiki/Tinzaouaten: 19°56′55″N 2°58′04″E
    "Tin Zaouaten": (19 + 56 / 60 + 55 / 3600, 2 + 58 / 60 + 4 / 3600, "Kidal", "Algeria", 1.6),
    # fr.wikipedia.org/wiki/Tin_Zaouatine_(Mali): 19°57′46″N 2°52′58″E
    "Tin Zaouatine": (19 + 57 / 60 + 46 / 3600, 2 + 52 / 60 + 58 / 3600, "Kidal", "Algeria", 0.9),
    # fr.wikipedia.org/wiki/In_Khalil, en.wikipedia.org/wiki/Battle_of_In_Khalil: 21°11′19″N 1°02′29″E
    "In Khalil": (21 + 11 / 60 + 19 / 3600, 1 + 2 / 60 + 29 / 3600, "Kidal", "Algeria", 1.6),
    # fr.wikipedia.org/wiki/Andéramboukane has 15.422376, 3.023309; this is as sheets round it
    "Andéramboukane": (15.42, 3.02, "Gao", "", 0.1),
}


@pytest.mark.parametrize("town", BORDER_TOWNS)
@pytest.mark.parametrize("said", ["", "Mali", "MALI "])
def test_a_border_town_is_attached_to_its_region_and_flagged(boundaries, town, said):
    """Else the fights at Tin Zaouaten would be counted outside Mali."""
    latitude, longitude, region, _country, km = BORDER_TOWNS[town]
    joined = join(frame([shapely.Point(longitude, latitude)], region, country=[said]), boundaries).iloc[0]
    assert (joined["region"], joined["unit"], joined["agreement"]) == (region, region, "same")
    assert joined["attached_km"] == pytest.approx(km, abs=0.06)
    assert joined["border_km"] == pytest.approx(joined["attached_km"])
    assert joined["near_border"]
    assert pd.isna(joined["outside_country"])


@pytest.mark.parametrize("town", BORDER_TOWNS)
def test_a_row_that_names_another_country_is_not_attached_even_where_its_neighbour_is(boundaries, town):
    """The Algerian Tin Zaouatine across the wadi is no town of Kidal. Both rows lie at one position."""
    latitude, longitude, region, country, _km = BORDER_TOWNS[town]
    at = [shapely.Point(longitude, latitude)] * 3
    joined = join(frame(at, region, country=["Algeria", "Mali", "Niger"]), boundaries)
    assert plain(joined["region"]) == [None, region, None]
    assert plain(joined["outside_country"]) == [country, None, country]
    assert joined["attached_km"].isna().tolist() == [True, False, True]
    assert plain(joined["reported_unit"]) == [None, region, None]
    assert joined["agreement"].tolist() == ["differs", "same", "differs"]


def test_anderamboukane_lies_within_gao_but_hardly(boundaries):
    """As Wikipedia has it, half a metre from the outline: inside, not attached, and flagged."""
    joined = join(frame([shapely.Point(3.023309, 15.422376)]), boundaries).iloc[0]
    assert (joined["region"], joined["near_border"]) == ("Gao", True)
    assert joined["border_km"] < 0.001
    assert pd.isna(joined["attached_km"])


def test_what_lies_farther_off_than_five_kilometres_is_not_attached():
    """A degree of latitude is 110.7 km here: 0.044° are 4.87 km, 0.046° are 5.09 km."""
    joined = join(frame([shapely.Point(0.5, 17.044), shapely.Point(0.5, 17.046)]), division({"Gao": GAO}))
    assert plain(joined["unit"]) == ["Gao", None]
    assert joined["attached_km"].iloc[0] == pytest.approx(4.87, abs=0.02)
    assert joined["border_km"].tolist() == pytest.approx([4.87, 5.09], abs=0.02)


def test_before_a_corner_that_two_units_share_the_first_by_key_is_the_nearest():
    """Both end in the corner at 1° east 17° north and fall off from there to the south: it is the nearest of either."""
    gao, menaka = (shapely.Polygon([(1, 17), (1, 15), (x, 15), (x, 16)]) for x in (0, 2))
    for boundaries in (division({"Gao": gao, "Ménaka": menaka}), division({"Gao": menaka, "Ménaka": gao})):
        joined = join(frame([shapely.Point(1, 17.01)]), boundaries)
        assert plain(joined["unit"]) == ["Gao"]
        assert joined["attached_km"].tolist() == pytest.approx([1.107], abs=0.005)


def test_a_long_straight_border_is_measured_to_where_it_is_drawn():
    """The middle of a side of 8° that follows a parallel: from end to end in the projection it would be 4 km off."""
    joined = join(
        frame([shapely.Point(-4, 17.01), shapely.Point(-4, 16.99)]), division({"A": shapely.box(-8, 15, 0, 17)})
    )
    assert joined["border_km"].tolist() == pytest.approx([1.107, 1.107], abs=0.005)
    assert joined["attached_km"].iloc[0] == joined["border_km"].iloc[0]


def test_anefis_is_in_gao_by_natural_earth_flagged_as_near_the_border_and_not_as_reported(boundaries):
    """Officially in Kidal, 6 km off: the flag is what keeps a reader from trusting the line."""
    joined = join(frame([shapely.Point(0.60111, 18.04), shapely.Point(0.1163, 17.477)], "Kidal"), boundaries)
    assert joined["unit"].tolist() == ["Gao", "Gao"]
    assert joined["reported_unit"].tolist() == ["Kidal", "Kidal"]
    assert joined["agreement"].tolist() == ["differs", "differs"]
    assert joined["near_border"].tolist() == [True, False]
    assert joined["border_km"].iloc[0] == pytest.approx(6, abs=0.5)
    assert pd.isna(joined["border_km"].iloc[1])


def test_a_border_between_communes_of_one_region_is_no_border_to_be_warned_of():
    deep = division({"Gao": GAO}, {"Gao/East": shapely.box(0.5, 15, 1, 17), "Gao/West": shapely.box(0, 15, 0.5, 17)})
    joined = join(frame([shapely.Point(0.51, 16), shapely.Point(0.01, 16)]), deep)
    assert joined["unit"].tolist() == ["Gao/East", "Gao/West"]
    assert joined["near_border"].tolist() == [False, True]
