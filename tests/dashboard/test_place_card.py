"""What the card says of a place: as reported, where it lies by each boundary set, how near a line is, and how surely."""

from types import SimpleNamespace

import pytest

from dashboard import place_card
from geodata.schema import UNLOCATED
from geodata.words import date_words

from .conftest import NEWER

EMBEDDED = "Natural Earth, 8 regions and Bamako, until 2016"
LATER = "Newer division (made up), 2016 to 2023"


@pytest.fixture(scope="module")
def told(divided):
    """The lines of an incident by the set of this key; `only` leaves the other sets out, as if there were none."""

    def told(incident_id: str, key: str = "", only: bool = False) -> dict[str, list[str]]:
        boundaries = divided.boundary_set(key)
        found = divided.incident(incident_id)
        row = SimpleNamespace(**(found | found["places"][boundaries.key]))
        if only:
            row.places = {boundaries.key: found["places"][boundaries.key]}
        return dict(place_card.lines(divided, boundaries, row))

    return told


def test_anefis_lies_in_gao_by_the_lines_and_in_kidal_by_the_report(told):
    """Officially of Kidal, 6 km off: the reader must see the line, the report and that the two disagree."""
    assert told("anefis", only=True) == {
        "Where": [
            "Anéfis (town), Gao",
            "within about 5 km",
            "5.9 km from a region's border",
            "reported as Kidal: another region than the one that the place lies in",
        ]
    }


def test_with_a_second_set_the_region_is_said_by_each_and_nothing_twice(told):
    assert told("anefis") == told("anefis", NEWER) | {"Where": told("anefis")["Where"]}
    assert told("anefis", NEWER) == {
        "Where": [
            "Anéfis (town), Gao",
            "within about 5 km",
            "reported as Kidal: another region than the one that the place lies in",
        ],
        "Region": [
            f"Gao ({EMBEDDED}; 5.9 km from a region's border)",
            f"Gao › Gao 8 ({LATER}; 5.9 km from a region's border)",
        ],
    }


def test_a_region_that_is_younger_than_the_set_fits(told):
    """Ménaka was cut out of Gao: the report is no error under the older set."""
    assert told("menaka")["Where"][-1] == "reported as Ménaka, which in another division held it or was a part of it"
    assert told("menaka")["Region"] == [f"Gao ({EMBEDDED})", f"Ménaka › Ménaka 3 ({LATER})"]
    assert not any("reported" in text for text in told("menaka", NEWER)["Where"])


def test_a_border_town_that_lies_outside_is_counted_in_the_nearest_region_and_that_is_said(told):
    """Natural Earth leaves Tin Zaouaten outside Mali by 1.6 km."""
    attached = "1.6 km outside these boundaries, counted in the nearest region"
    assert told("zaouaten", only=True)["Where"] == ["Tin Zaouaten (town), Kidal", "within about 5 km", attached]
    assert told("zaouaten")["Region"][0] == f"Kidal ({EMBEDDED}; {attached})"


def test_a_road_says_how_much_of_it_lies_in_each_region(told):
    """One and a half degrees along a parallel, of which half a degree lies west of the line at 1.2° east."""
    assert told("road", NEWER)["Where"] == ["along the salt road, Ménaka", "67 % in Ménaka, 33 % in Gao"]
    assert told("road", "")["Where"] == ["along the salt road, Gao"]
    # Ménaka as a whole: no cercle of it holds the road.
    assert told("road")["Region"] == [f"Gao ({EMBEDDED})", f"Ménaka ({LATER})"]


def test_an_area_of_another_country_lies_outside_by_each_set(told):
    assert told("BFA-2023-10-09-SOUM")["Region"] == [
        f"outside Mali (Burkina Faso) ({EMBEDDED})",
        f"outside Mali (Burkina Faso) ({LATER})",
    ]


def test_what_has_no_place_has_no_region_by_any_set(told, divided):
    assert divided.incident("MLI-2023-09-11-WAR")["region_key"] == UNLOCATED
    assert told("MLI-2023-09-11-WAR") == {"Where": ["place not given"]}


def test_since_is_an_open_end(divided):
    assert date_words(SimpleNamespace(**divided.incident("since"))) == "since 3 Oct 2023"


@pytest.mark.parametrize(
    ("reported", "agreement", "said"),
    [
        ("Gao", "same", []),
        ("Gao region", "same", []),
        ("GAO", "same", []),
        ("Cercle of nowhere", "same", ["reported as Cercle of nowhere"]),
        ("Atlantis", "unknown", ["reported as Atlantis, a region that nothing here knows"]),
        ("", "", []),
    ],
)
def test_a_report_is_said_where_it_says_more_than_the_region(reported, agreement, said):
    row = SimpleNamespace(reported_region=reported, agreement=agreement, region="Gao")
    assert place_card._as_reported(row) == said
