"""The small map shows the place, as surely as it is known, and the region that is reported, wherever that lies."""

import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from dashboard import small_map
from geodata.filters import IncidentFilter
from geodata.rows import rows

from .conftest import NEWER

SVG = "{http://www.w3.org/2000/svg}"


def drawing(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def names(svg: str) -> set[str]:
    return {text.text for text in drawing(svg).iter(f"{SVG}text")}


def seen(svg: str) -> list[ElementTree.Element]:
    """What stands for the incident itself: dots and rings, and the thick lines of roads and around areas."""
    paths = drawing(svg).iter(f"{SVG}path")
    return [*drawing(svg).iter(f"{SVG}circle"), *(path for path in paths if path.get("stroke-width") in ("1.5", "3"))]


def kilometres(svg: str) -> float:
    """How wide the map is, by its scale."""
    scale = next(each.get("d") for each in drawing(svg).iter(f"{SVG}path") if each.get("d").startswith("M10 "))
    said = next(name for name in names(svg) if name.endswith(" km"))
    length = float(re.search(r"H([\d.]+)", scale)[1]) - 10
    return float(said.removesuffix(" km").replace(",", "")) * small_map.WIDTH / length


@pytest.fixture(scope="module")
def draw(divided):
    """The map of an incident by the set of this key, with some of its columns changed."""

    def draw(incident_id: str, key: str = "", dark: bool = False, **changes) -> str:
        row = SimpleNamespace(**(divided.incident(incident_id) | changes))
        return small_map.of(divided, divided.boundary_set(key), row, dark)

    return draw


def test_anefis_stands_between_both_regions(draw):
    svg = draw("anefis")
    assert {"Anéfis", "Gao", "Kidal"} <= names(svg)
    (dot,) = seen(svg)
    assert 0 < float(dot.get("cx")) < small_map.WIDTH and 0 < float(dot.get("cy")) < small_map.HEIGHT
    # The border is 6 km off: a map of sixty kilometres across its height shows it well.
    assert kilometres(svg) == pytest.approx(60 * small_map.WIDTH / small_map.HEIGHT, rel=0.02)


def test_it_reaches_as_far_as_the_region_that_is_reported(draw):
    """From Gao to the border of Mopti it is some 130 km."""
    svg = draw("gao")
    assert {"Gao", "Mopti"} <= names(svg)
    assert 150 < kilometres(svg) < 400
    assert 900 < kilometres(draw("gao", reported_region="Kayes")) < 2500


@pytest.mark.parametrize("reported", ["Atlantis", ""])
def test_of_a_region_that_nobody_knows_the_surroundings_are_shown(draw, reported):
    svg = draw("gao", reported_region=reported)
    assert len(seen(svg)) == 1
    assert kilometres(svg) < 100


def test_a_place_that_is_only_near_has_its_ring_in_sight(draw):
    svg = draw("since", reported_region="Gao")
    dot, ring = sorted(seen(svg), key=lambda each: float(each.get("r")))
    radius = float(ring.get("r"))
    assert ring.get("stroke-dasharray")
    assert radius / small_map.WIDTH * kilometres(svg) == pytest.approx(15, rel=0.03)
    assert float(dot.get("cy")) - radius > 0 and float(dot.get("cy")) + radius < small_map.HEIGHT


def test_a_road_is_a_line_and_no_area_between_its_ends(draw):
    svg = draw("road", reported_region="Mopti")
    (line,) = seen(svg)
    assert (line.get("fill"), line.get("stroke-width")) == ("none", "3")
    assert "url(#hatch" not in svg
    assert {"salt road", "Mopti"} <= names(svg)


def test_an_area_is_hatched_as_on_the_map_and_has_no_dot(draw):
    svg = draw("BFA-2023-10-09-SOUM", reported_region="Mopti")
    assert not list(drawing(svg).iter(f"{SVG}circle"))
    assert 'fill="url(#hatch' in svg
    assert "Soum" in " ".join(names(svg))


def test_it_follows_the_set_and_the_theme(draw):
    assert "Ménaka" not in names(draw("gao", reported_region="Ménaka"))
    assert "Ménaka" in names(draw("gao", NEWER, reported_region="Ménaka"))
    assert "#fdfdfb" in draw("gao", NEWER) and "#fdfdfb" not in draw("gao", NEWER, dark=True)


def test_every_disagreement_of_a_store_can_be_drawn(divided):
    for key in ("", NEWER):
        chosen = IncidentFilter(boundary_set=key)
        drawn = [
            small_map.of(divided, divided.boundary_set(key), row, False) for row in rows(divided.disagreements(chosen))
        ]
        assert len(drawn) == 2
        assert [drawing(svg).get("role") for svg in drawn] == ["img", "img"]
