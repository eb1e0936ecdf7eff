"""An outline is drawn as the source gives it; a text that isn't one reaches no parser and sets only its own row aside."""

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.outlines import fault_of, read_outline, read_outlines


@pytest.mark.parametrize(
    "text",
    [
        "LINESTRING (-0.04 16.27, 0.6 18.04)",
        " linestring(-0.04 16.27,0.6 18.04) ",
        "MULTILINESTRING ((0 16, 1 17), (2 16, 3 17))",
        "POLYGON ((0 16, 1 16, 1 17, 0 16))",
        "POLYGON ((0 16, 9 16, 9 20, 0 16), (5 17, 6 17, 6 17.5, 5 17))",
        "MULTIPOLYGON (((0 16, 1 16, 1 17, 0 16)), ((2 16, 3 16, 3 17, 2 16)))",
    ],
)
def test_lines_and_areas(text):
    assert read_outline(text).equals(shapely.from_wkt(text))


@pytest.mark.parametrize(
    "text",
    [
        "", "POINT (0 16)", "LINESTRING EMPTY", "LINESTRING (0 16)", "LINESTRING (0 16, 0 16)", "LINESTRING Z (0 16 1, 1 17 1)",
        "LINESTRING (0 96, 1 17)", "LINESTRING (190 16, 1 17)", "LINESTRING (0 16, 1 nan)", "LINESTRING (0 16, 1e1 17)",
        "POLYGON ((0 16, 1 16, 1 17))", "POLYGON ((0 16, 1 17, 1 16, 0 17, 0 16))", "POLYGON (0 16, 1 16, 1 17, 0 16)",
        "GEOMETRYCOLLECTION (LINESTRING (0 16, 1 17))", "LINESTRING (0 16, 1 17); DROP", "SRID=4326;LINESTRING (0 16, 1 17)",
    ],
)  # fmt: skip
def test_what_is_no_plain_valid_outline_in_degrees(text):
    assert read_outline(text) is None


@pytest.mark.parametrize(
    "begin", ["", "POLYGON ", "MULTIPOLYGON ", "GEOMETRYCOLLECTION ", "GEOMETRYCOLLECTION (" * 1000]
)
def test_nested_brackets_do_not_end_the_process(begin):
    assert read_outline(begin + "(" * 200_000 + "0 16" + ")" * 200_000) is None


def test_a_long_line_is_read():
    assert len(read_outline("LINESTRING (" + ", ".join(f"{i / 1000:.3f} 16" for i in range(5000)) + ")").coords) == 5000


def test_each_row_has_its_own():
    line = "LINESTRING (0 16, 1 17)"
    shapes = read_outlines(pd.Series([line, "", "no", line]))
    assert [shape is not None for shape in shapes] == [True, False, False, True]


@given(st.text(alphabet="LINESTRINGPOLY() ,.-0123456789", max_size=60))
def test_any_text_is_a_sound_shape_or_none(text):
    shape = read_outline(text)
    assert shape is None or (
        shape.is_valid and shape.geom_type in ("LineString", "MultiLineString", "Polygon", "MultiPolygon")
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("POLYGON ((0 16, 1 16, 1 17))", "A ring does not end where it begins."),
        ("POLYGON ((0 16, 1 17, 1 16, 0 17, 0 16))", "Its line crosses itself at 0.5 16.5."),
        ("POLYGON ((0 16, 1 16, 1 17, 0 16))", ""),
        ("GEOMETRYCOLLECTION", ""),
    ],
)
def test_what_is_wrong_with_an_outline_is_said(text, said):
    assert fault_of(text) == said
