"""A small drawing shows where it is and how large, and no name in it can be more than text."""

import re
from xml.etree import ElementTree

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.regions.findings import Finding
from geodata.regions.sketch import Drawn, around, finding_sketch, sketch

from .tiles import BOXES, NAMES

SVG = "{http://www.w3.org/2000/svg}"
HOLE = shapely.box(0.2, 16.7, 0.3, 16.8)


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def texts(text: str) -> list[str]:
    return [each.text for each in parsed(text).iter(f"{SVG}text")]


def drawn(**more) -> str:
    said = {"width": 360, "height": 240, "title": "A title"} | more
    return sketch([Drawn(shape, name=name) for name, shape in BOXES.items()], **said)


def units() -> pd.DataFrame:
    shapes = shapely.to_wkb(list(BOXES.values()))
    rows = pd.DataFrame({"level": 1, "key": NAMES, "name": NAMES, "aliases": "", "wkb": shapes, "screen": shapes})
    top = pd.DataFrame([(0, "Gao", "Gao", "", shapes[0], shapes[0])], columns=rows.columns)
    return pd.concat([top, rows], ignore_index=True)


def places(path: str) -> list[tuple[float, float]]:
    return [tuple(map(float, pair)) for pair in re.findall(r"([-\d.]+) ([-\d.]+)", path)]


def test_it_is_a_whole_svg_with_a_title_a_scale_and_names():
    root = parsed(drawn())
    assert (root.tag, root.get("width"), root.get("height"), root.get("viewBox")) == (
        f"{SVG}svg",
        "360",
        "240",
        "0 0 360 240",
    )
    assert (root.get("role"), root.get("aria-label"), root.find(f"{SVG}title").text) == ("img", "A title", "A title")
    assert set(texts(drawn())) == {*NAMES, "20 km"}


def test_north_is_up_and_the_scale_is_true():
    """A frame of 60 km around a place on the equator, 300 pixels wide: 10 km are 50 pixels, whatever the direction."""
    frame = around(0, 0, 60)
    assert frame == pytest.approx((-0.26980, -0.26980, 0.26980, 0.26980), abs=1e-5)
    ten = 10 / 111.195
    made = parsed(sketch([Drawn(shapely.box(0, 0, ten, 2 * ten), "found"), Drawn(shapely.Point(0, 0), "point", ring_km=10)], width=300, height=300, frame=frame, title="x"))  # fmt: skip
    box = next(path.get("d") for path in made.iter(f"{SVG}path") if path.get("stroke-width") == "1.5")
    assert sorted(set(places(box))) == [(150, 50), (150, 150), (200, 50), (200, 150)]
    ring, dot = list(made.iter(f"{SVG}circle"))
    assert (ring.get("cx"), ring.get("cy"), ring.get("r")) == ("150", "150", "50")
    assert ring.get("stroke-dasharray")
    assert dot.get("r") == "4"
    scale = next(path.get("d") for path in made.iter(f"{SVG}path") if path.get("d").startswith("M10 "))
    assert re.search(r"H([\d.]+)", scale)[1] == "60"
    assert [each.text for each in made.iter(f"{SVG}text")] == ["10 km"]


def test_degrees_of_longitude_are_drawn_as_narrow_as_they_are():
    """At sixty degrees north one has half the kilometres of one of latitude."""
    made = parsed(
        sketch(
            [Drawn(shapely.box(0, 59.5, 2, 60.5), "found")], width=200, height=200, frame=(0, 59.5, 2, 60.5), title="x"
        )
    )
    box = next(path.get("d") for path in made.iter(f"{SVG}path") if path.get("stroke-width") == "1.5")
    assert sorted(set(places(box))) == [(0, 0), (0, 200), (200, 0), (200, 200)]


def test_what_lies_outside_the_frame_is_cut_and_numbers_are_short():
    world = shapely.box(-180, -89, 180, 89).segmentize(0.1)
    made = sketch([Drawn(world)], width=360, height=240, frame=around(0, 17, 60), title="x")
    numbers = [
        float(number) for path in parsed(made).iter(f"{SVG}path") for place in places(path.get("d")) for number in place
    ]
    assert min(numbers) >= -5
    assert max(numbers) <= 365
    assert len(made) < 2_500
    assert not re.search(r"\d\.\d\d", "".join(path.get("d") for path in parsed(made).iter(f"{SVG}path")))


def test_light_and_dark_differ_in_colours_only():
    light, dark = drawn(), drawn(dark=True)
    colour = r"#[0-9a-f]{6}|hatch-\w+"
    assert re.sub(colour, "", light) == re.sub(colour, "", dark)
    assert not set(re.findall(r"#[0-9a-f]{6}", light)) & set(re.findall(r"#[0-9a-f]{6}", dark))


def test_two_drawings_on_a_page_do_not_share_a_pattern():
    one, other = (re.findall(r'id="(hatch-\w+)"', drawn(title=title)) for title in ("a", "b"))
    assert len(one) == len(other) == 1
    assert one != other


@pytest.mark.parametrize("name", ["{{7*7}}", "<script>alert(1)</script>", "]]>", "\"'&amp;", "${x}`y`", "ولاية تمبكتو"])
def test_a_hostile_name_is_text(name):
    made = sketch([Drawn(BOXES["Anou"], name=name)], width=360, height=240, title=name)
    assert "{{" not in made
    assert "<script" not in made
    assert parsed(made).find(f"{SVG}title").text == name
    assert name in texts(made)


@given(st.text(max_size=20))
def test_any_name_gives_xml_and_no_other_elements(name):
    made = parsed(sketch([Drawn(BOXES["Anou"], name=name), Drawn(shapely.Point(-0.8, 16.7), "point", name)], width=300, height=200, title=name))  # fmt: skip
    assert {each.tag.removeprefix(SVG) for each in made.iter()} <= {
        "svg", "title", "defs", "pattern", "rect", "path", "circle", "text"
    }  # fmt: skip


@given(st.floats(-180, 180), st.floats(-89, 89), st.floats(0.001, 20_000), st.sampled_from([(360, 240), (40, 400)]))
def test_any_frame_is_drawn_with_a_scale_that_fits(x, y, km, size):
    shapes = [Drawn(shapely.Point(x, y), "point", "here", 5), Drawn(BOXES["Anou"], "hatched")]
    made = parsed(sketch(shapes, width=size[0], height=size[1], frame=around(x, y, km), title="x"))
    scale = next(path.get("d") for path in made.iter(f"{SVG}path") if path.get("d").startswith("M10 "))
    assert 10 < float(re.search(r"H([\d.]+)", scale)[1]) <= 90


def test_a_scale_below_a_kilometre_is_in_metres():
    """It would else be "0 km"."""
    assert texts(sketch([], width=300, height=300, frame=around(0, 17, 0.3), title="x")) == ["50 m"]


def test_names_do_not_lie_on_each_other_and_there_are_few():
    dots = [Drawn(shapely.Point(x / 10, y / 10), "point", f"Name {x} {y}") for x in range(8) for y in range(8)]
    assert 2 <= len(texts(sketch(dots, width=360, height=240, title="x"))) <= 9
    twice = [Drawn(shapely.Point(0, 17), "point", name) for name in ("A" * 20, "B" * 20, "C" * 20, "D" * 20, "E" * 20)]
    labels = parsed(sketch(twice, width=360, height=240, title="x")).iter(f"{SVG}text")
    spots = [(each.get("x"), each.get("y")) for each in labels]
    assert len(spots) == len(set(spots)) < 6


def test_nothing_to_draw_is_an_empty_land():
    assert parsed(sketch([], width=100, height=100, title="x")).tag == f"{SVG}svg"
    assert parsed(sketch([Drawn(shapely.Polygon(), name="x")], width=100, height=100, title="x")).tag == f"{SVG}svg"


def test_a_finding_is_drawn_among_the_deepest_units_around_it():
    finding = Finding("gap", ("Chétima",), "118 km² belong to no unit.", "Left.", shape=shapely.to_wkb(HOLE))
    made = finding_sketch(finding, units())
    assert parsed(made).find(f"{SVG}title").text == "118 km² belong to no unit. Left."
    assert "Chétima" in texts(made)
    assert "Gao" not in texts(made)
    assert "Djebock" not in texts(made)
    assert made.count('fill-opacity=".35"') == 1
    assert finding_sketch(Finding("no name", (), "x", "y"), units()) == ""


def test_units_fill_the_drawing_to_its_edges():
    """The frame is widened to the drawing's shape: land must not end where nothing ends."""
    small = Finding("gap", (), "x", "y", shape=shapely.to_wkb(shapely.box(-0.3, 16.9, -0.2, 17.1)))
    assert set(texts(finding_sketch(small, units(), width=900, height=300))) == {*NAMES, "10 km"}


def test_an_overlap_is_hatched_and_a_crossing_is_a_dot():
    over = Finding("overlap", ("Anou", "Bourra"), "x", "y", shape=shapely.to_wkb(HOLE))
    assert re.search(r'fill="url\(#hatch-\w+\)"', finding_sketch(over, units()))
    both = shapely.GeometryCollection([HOLE, shapely.Point(0.25, 16.75)])
    made = parsed(finding_sketch(Finding("invalid", ("Chétima",), "x", "y", shape=shapely.to_wkb(both)), units()))
    assert [(each.get("cx"), each.get("cy")) for each in made.iter(f"{SVG}circle")] == [("180", "120")]


def test_a_finding_too_small_to_be_seen_gets_a_ring():
    speck = shapely.box(0.2, 16.7, 0.2001, 16.7001)
    made = parsed(finding_sketch(Finding("overlap", (), "x", "y", shape=shapely.to_wkb(speck)), units()))
    assert [each.get("r") for each in made.iter(f"{SVG}circle")] == ["10"]


def test_a_finding_over_the_whole_set_is_drawn_on_the_level_that_can_be_told_apart():
    """Seven hundred communes on a small map are a grey smear, and take a second to draw."""
    boxes = [shapely.box(x / 10, 16 + y / 10, x / 10 + 0.1, 16.1 + y / 10) for x in range(10) for y in range(10)]
    rows = [(0, "Gao", shapely.box(0, 16, 1, 17)), *((1, f"u{nr}", box) for nr, box in enumerate(boxes))]
    many = pd.DataFrame(
        [(level, name, shapely.to_wkb(shape)) for level, name, shape in rows], columns=["level", "name", "wkb"]
    )
    over = Finding("overlap", (), "x", "y", shape=shapely.to_wkb(shapely.multipolygons([boxes[0], boxes[-1]])))
    assert texts(finding_sketch(over, many)) == ["Gao", "50 km"]
    one = Finding("overlap", (), "x", "y", shape=shapely.to_wkb(boxes[0]))
    assert "u0" in texts(finding_sketch(one, many))


def test_ten_thousand_slivers_are_still_a_small_drawing():
    specks = shapely.multipolygons([shapely.box(x / 100, 17 + y / 100, x / 100 + 0.001, 17 + y / 100 + 0.001) for x in range(100) for y in range(100)])  # fmt: skip
    made = finding_sketch(Finding("gap", (), "x", "y", shape=shapely.to_wkb(specks)), units())
    assert len(made) < 60_000
