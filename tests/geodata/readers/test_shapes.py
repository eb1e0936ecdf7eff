"""Geometries are read as they are, and none can be nested so deeply that reading it ends the process."""

import struct

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.readers.shapes import Shape, from_wkb

PLACES = "(0 0, 4 0, 4 4, 0 0)"


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT (1.5 -2.25)",
        "LINESTRING (0 0, 1 1, 0.1 0.2)",
        f"POLYGON ({PLACES}, (1 1, 2 1, 2 2, 1 1))",
        f"MULTILINESTRING ({PLACES}, (5 5, 6 6))",
        f"MULTIPOLYGON (({PLACES}), ((5 5, 6 5, 6 6, 5 5), (5.1 5.1, 5.2 5.1, 5.2 5.2, 5.1 5.1)))",
    ],
)
@pytest.mark.parametrize("dimensions", [2, 3])
@pytest.mark.parametrize("flavor", ["iso", "extended"])
@pytest.mark.parametrize("order", [0, 1])
def test_every_spelling_of_wkb_gives_the_same_shape(wkt, dimensions, flavor, order):
    whole = shapely.from_wkt(wkt)
    shape = shapely.force_3d(whole) if dimensions == 3 else whole
    data = shapely.to_wkb(shape, output_dimension=dimensions, byte_order=order, flavor=flavor)
    assert shapely.from_wkt(from_wkb(data).wkt).equals_exact(whole)


def test_the_mark_of_a_system_and_of_measures_is_passed_over():
    place = shapely.Point(1, 2)
    assert from_wkb(shapely.to_wkb(shapely.set_srid(place, 4326), include_srid=True)) == Shape("POINT", (1.0, 2.0))
    assert from_wkb(struct.pack("<BIdddd", 1, 3001, 1, 2, 3, 4)) == Shape("POINT", (1.0, 2.0))


def test_one_point_of_several_is_a_point_and_more_are_none():
    assert from_wkb(shapely.to_wkb(shapely.MultiPoint([(1, 2)]))) == Shape("POINT", (1.0, 2.0))
    assert from_wkb(shapely.to_wkb(shapely.MultiPoint([(1, 2), (3, 4)]))) == Shape("MULTIPOINT", None)


def test_nested_collections_are_named_and_not_read():
    head = struct.pack("<BII", 1, 7, 1)
    assert from_wkb(head * 100_000) == Shape("GEOMETRYCOLLECTION", None)
    assert from_wkb(struct.pack("<BII", 1, 6, 1) * 100_000) == Shape("GEOMETRY", None)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        None,
        shapely.to_wkb(shapely.from_wkt("POINT EMPTY")),
        shapely.to_wkb(shapely.from_wkt("POLYGON EMPTY")),
        shapely.to_wkb(shapely.from_wkt("MULTIPOLYGON EMPTY")),
    ],
)
def test_an_empty_geometry_is_none(data):
    assert from_wkb(data) is None


@given(st.binary(max_size=80) | st.binary(max_size=60).map(lambda end: b"\x01\x06\x00\x00\x00\x02\x00\x00\x00" + end))
def test_no_bytes_break_the_reader(data):
    found = from_wkb(data)
    assert found is None or isinstance(found.wkt, str)
