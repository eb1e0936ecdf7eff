"""Each fault of a boundary file is found, named, measured and drawn; else a wrong border decides where incidents lie."""

import geopandas
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import DataFileError, QuestionError
from geodata.readers.options import Options
from geodata.regions.asked import Asked
from geodata.regions.checks import check
from geodata.regions.covering import gaps
from geodata.regions.findings import Finding, area_said, ordered, said
from geodata.regions.land import embedded_land
from geodata.regions.measures import closed
from geodata.regions.naming import cleaned, name_field
from geodata.regions.reading import Rows, read

from .tiles import BOXES, NAMES, TILE_KM2, checked, found, of_kind, others, tiles, written

BOW_TIE = shapely.Polygon([(0, 17), (0.5, 17.5), (0.5, 17), (0, 17.5), (0, 17)])
HOLE = shapely.box(0.2, 16.7, 0.3, 16.8)  # 11.07 km by 10.65 km
HOLE_KM2 = 118


def renamed(frame: geopandas.GeoDataFrame, **names: str) -> geopandas.GeoDataFrame:
    return frame.assign(name=frame["name"].replace(names))


def test_a_set_without_faults_has_only_what_it_leaves_out(tmp_path):
    """The six boxes are about 17,600 of 1,252,700 km²."""
    made = found(tmp_path, tiles())
    assert [each.kind for each in made.findings] == ["uncovered"]
    assert made.findings[0].sentence.startswith("The units cover 1 % of Mali; ")
    assert made.findings[0].area_km2 == pytest.approx(1_252_712 - 17_600, rel=0.001)
    assert not made.findings[0].stops
    assert list(made.units["key"]) == list(NAMES)


def test_a_bow_tie_is_mended_with_its_area_before_and_after(tmp_path):
    """Its two halves have half of the box; drawn against each other they have none. Its crossing is drawn as a dot."""
    made = found(tmp_path, tiles(Forgho=BOW_TIE))
    (finding,) = of_kind(made, "invalid")
    assert finding.units == ("Forgho",)
    assert finding.sentence.startswith("Forgho is no valid area. Its line crosses itself at 0.25 17.25. It had ")
    assert not finding.stops
    assert finding.area_km2 == pytest.approx(0, abs=5)
    assert finding.area_after_km2 == pytest.approx(0.5 * 55.33 * 53.15, rel=0.01)
    drawn = shapely.get_parts(shapely.from_wkb(finding.shape))
    assert [part.wkt for part in drawn if part.geom_type == "Point"] == ["POINT (0.25 17.25)"]
    kept = shapely.from_wkb(made.units["wkb"].iloc[-1])
    assert kept.is_valid
    assert kept.area == pytest.approx(0.125)


def test_what_is_enclosed_twice_is_kept(tmp_path):
    """The line goes around the unit and then once more within it: a mend by the lines alone would cut a hole of a third."""
    spiral = [(0, 17), (0.5, 17), (0.5, 17.5), (0, 17.5), (0, 17), (0.1, 17.1), (0.4, 17.1), (0.4, 17.4), (0.1, 17.4), (0.1, 17.1), (0, 17)]  # fmt: skip
    made = found(tmp_path, tiles(Forgho=shapely.Polygon(spiral)))
    assert [each.units for each in of_kind(made, "invalid")] == [("Forgho",)]
    assert shapely.from_wkb(made.units["wkb"].iloc[-1]).equals(BOXES["Forgho"])


def test_a_gap_between_units_is_named_and_drawn(tmp_path):
    """Incidents in it would else lose their region without a word."""
    made = found(tmp_path, tiles(Chétima=BOXES["Chétima"].difference(HOLE)))
    assert others(made, "gap") == []
    (finding,) = of_kind(made, "gap")
    assert finding.units == ("Chétima",)
    assert finding.area_km2 == pytest.approx(HOLE_KM2, rel=0.01)
    assert shapely.from_wkb(finding.shape).equals(HOLE)
    assert "go to the nearest unit within 5 km" in finding.mend


def test_a_gap_between_several_units_names_them_all(tmp_path):
    moved = shapely.box(-0.5, 16.6, 0, 17)
    closing = shapely.box(-1, 16.4, 0.5, 16.5)
    (finding,) = of_kind(found(tmp_path, tiles(Bourra=moved, Gabero=closing)), "gap")
    assert finding.units == ("Anou", "Bourra", "Chétima", "Gabero")
    assert finding.area_km2 == pytest.approx(11.07 * 53.4, rel=0.01)


def test_a_hole_as_large_as_a_country_is_no_gap():
    """What lies in a ring of border communes is the country that nobody gave, and no gap between units."""
    ring = BOXES["Chétima"].difference(HOLE)
    units = pd.DataFrame({"key": ["Chétima"], "shape": [ring]})
    assert gaps(units, ring, most_km2=100) == []
    assert len(gaps(units, ring, most_km2=200)) == 1


def test_a_town_in_its_region_is_no_gap(tmp_path):
    assert of_kind(found(tmp_path, tiles(Chétima=BOXES["Chétima"].difference(HOLE), Gao=HOLE)), "gap") == []


def test_an_overlap_names_its_pair_and_says_who_gets_the_ground(tmp_path):
    """A tenth of a degree: 10.66 km by 55.33 km. It is as the join does it: to the first by name."""
    made = found(tmp_path, tiles(Anou=shapely.box(-1, 16.5, -0.4, 17)))
    assert others(made, "overlap") == []
    (finding,) = of_kind(made, "overlap")
    assert finding.units == ("Anou", "Bourra")
    assert finding.area_km2 == pytest.approx(10.66 * 55.33, rel=0.01)
    assert shapely.from_wkb(finding.shape).equals(shapely.box(-0.5, 16.5, -0.4, 17))
    assert finding.mend == "Left as it is: points there go to Anou, the first by name."


def test_slivers_are_told_together_with_their_number_and_sum(tmp_path):
    """Two overlaps of 55.33 km by 10.66 m, a gap of half of 11.07 km by 10.63 m."""
    wide = 0.0001
    shapes = {
        "Anou": shapely.box(-1, 16.5, -0.5 + wide, 17),
        "Chétima": shapely.box(0 - wide, 16.5, 0.5, 17),
        "Djebock": shapely.Polygon([(-1, 17), (-0.5, 17), (-0.5, 17.2), (-0.5 - wide, 17.25), (-0.5, 17.3), (-0.5, 17.5), (-1, 17.5)]),
    }  # fmt: skip
    made = found(tmp_path, tiles(**shapes))
    (over,), (gap,) = of_kind(made, "overlap"), of_kind(made, "gap")
    assert over.sentence.startswith(
        "2 pairs of units lie over each other on less than 1 km² each, 1.2 km² together, of "
    )
    assert over.units == ("Anou", "Bourra", "Chétima")
    assert over.area_km2 == pytest.approx(2 * 55.33 * 0.01066, rel=0.01)
    assert gap.sentence.startswith("1 gap of less than 1 km² each, ")
    assert gap.area_km2 == pytest.approx(0.1 * 110.66 * 0.01063 / 2, rel=0.02)
    assert gap.units == ("Djebock", "Ersane")


def test_two_units_of_one_name_stop_the_set(tmp_path):
    made = found(tmp_path, renamed(tiles(), Forgho="Anou"))
    (finding,) = of_kind(made, "same name")
    assert (finding.units, finding.stops) == (("Anou", "Anou"), True)
    assert finding.sentence == "Anou is the name of 2 rows."
    assert shapely.from_wkb(finding.shape).equals(shapely.union(BOXES["Anou"], BOXES["Forgho"]))
    assert len(made.units) == 6


def test_two_units_of_one_name_are_one_in_parts_where_the_user_says_so(tmp_path):
    made = found(tmp_path, renamed(tiles(), Forgho="Anou"), same_name="merge", code_field="code")
    (finding,) = of_kind(made, "same name")
    assert not finding.stops
    assert list(made.units["key"]) == ["Anou", "Bourra", "Chétima", "Djebock", "Ersane"]
    assert made.units["aliases"].iloc[0] == "ML00; ML05"
    assert shapely.from_wkb(made.units["wkb"].iloc[0]).equals(shapely.union(BOXES["Anou"], BOXES["Forgho"]))


def test_the_same_name_in_two_units_above_is_no_fault(tmp_path):
    made = found(tmp_path, renamed(tiles(), Forgho="Anou"), parent_fields=("cercle",))
    assert of_kind(made, "same name") == []
    assert [key for key in made.units["key"] if key.endswith("Anou")] == ["Nord/Anou", "Sud/Anou"]


def test_a_row_without_a_name_stops_the_set_and_is_named_by_its_number(tmp_path):
    made = found(tmp_path, renamed(tiles(), Forgho=" "), name_field="name")
    (finding,) = of_kind(made, "no name")
    assert (finding.units, finding.stops) == (("feature 6",), True)
    assert finding.sentence == "No name in name: feature 6."
    assert shapely.from_wkb(finding.shape).equals(BOXES["Forgho"])


def test_a_missing_name_of_the_unit_above_is_told_with_its_column(tmp_path):
    frame = tiles()
    frame.loc[0, "cercle"] = ""
    (finding,) = of_kind(found(tmp_path, frame, parent_fields=("region", "cercle")), "no name")
    assert finding.units == ("Gao/feature 1/Anou",)
    assert finding.sentence == "No name in cercle: Gao/feature 1/Anou."


@pytest.mark.parametrize("name", ["unlocated", "outside-mali"])
def test_a_unit_cannot_take_the_name_of_what_lies_in_none(tmp_path, name):
    (finding,) = of_kind(found(tmp_path, renamed(tiles(), Forgho=name)), "no name")
    assert (finding.units, finding.stops) == ((name,), True)


def test_rows_without_a_polygon_are_named_and_left_out(tmp_path):
    frame = tiles(Gabero=None, Haoussa=shapely.Point(0, 16), Imenas=shapely.LineString([(0, 16), (1, 17)]))
    made = found(tmp_path, frame)
    (finding,) = of_kind(made, "no polygon")
    assert finding.units == ("Gabero", "Haoussa", "Imenas")
    assert finding.sentence == (
        "3 rows have no polygon, but 1 point, 1 line, 1 row without a shape: Gabero, Haoussa, Imenas."
    )
    assert not finding.stops
    assert list(made.units["key"]) == list(NAMES)


def test_a_unit_without_area_is_named_and_left_out(tmp_path):
    flat = shapely.Polygon([(0, 17.5), (0.5, 17.5), (0, 17.5)])
    made = found(tmp_path, tiles(Gabero=flat))
    (finding,) = of_kind(made, "no area")
    assert (finding.units, finding.area_km2) == (("Gabero",), 0)
    assert shapely.from_wkb(finding.shape).equals(shapely.Point(0, 17.5))
    assert list(made.units["key"]) == list(NAMES)


def in_utm(shape: shapely.Geometry, epsg: int) -> shapely.Geometry:
    way = pyproj.Transformer.from_crs(4326, epsg, always_xy=True)
    return shapely.transform(shape, way.transform, interleaved=False)


@pytest.mark.parametrize(("epsg", "zone"), [(32630, "30N"), (32631, "31N")])
def test_a_unit_in_metres_is_drawn_where_its_zone_puts_it(tmp_path, epsg, zone):
    made = found(tmp_path, tiles(Bourra=in_utm(BOXES["Bourra"], epsg)))
    (finding,) = of_kind(made, "projection")
    assert (finding.units, finding.stops) == (("Bourra",), True)
    assert finding.sentence.startswith(
        f"Not in degrees: Bourra. As metres in UTM zone {zone} (EPSG:{epsg}) it would lie in the country, "
    )
    assert shapely.from_wkb(finding.shape).symmetric_difference(BOXES["Bourra"]).area < 1e-9
    assert finding.area_km2 == pytest.approx(TILE_KM2, rel=0.01)
    assert others(made, "projection") == []


def test_of_several_zones_the_one_is_drawn_that_fills_the_hole_among_the_others(tmp_path):
    """At 4 degrees west and 13.5 north zone 29 puts it to 10 degrees west, which is the country too, and free."""
    there = shapely.box(-4, 13.5, -3.5, 14)
    frame = tiles().assign(geometry=tiles().translate(-3.5, -3))
    frame.loc[1, "geometry"] = in_utm(there, 32630)
    (finding,) = of_kind(found(tmp_path, frame), "projection")
    assert (
        "As metres in UTM zone 30N (EPSG:32630) it would lie in the country, where it is drawn. So it would in 29N."
        in finding.sentence
    )
    assert shapely.from_wkb(finding.shape).symmetric_difference(there).area < 1e-9


def test_a_unit_that_no_zone_puts_into_the_country_is_named(tmp_path):
    made = found(tmp_path, tiles(Bourra=shapely.box(1e7, 1e7, 1.1e7, 1.1e7)))
    (finding,) = of_kind(made, "projection")
    assert (finding.sentence, finding.stops, finding.shape) == ("Not in degrees: Bourra.", True, b"")
    assert "Bourra" not in list(made.units["key"])


def test_a_geojson_with_one_unit_in_metres_is_still_one_in_degrees(tmp_path):
    """It would else be asked for its coordinate system, and no answer would be right."""
    frame = tiles(Bourra=in_utm(BOXES["Bourra"], 32630))
    (finding,) = of_kind(checked(written(tmp_path, frame, "GeoJSON")), "projection")
    assert finding.units == ("Bourra",)


def test_a_unit_outside_the_country_is_told_with_the_neighbour(tmp_path):
    niger = shapely.box(8, 16, 8.5, 16.5)
    (finding,) = of_kind(found(tmp_path, tiles(Gabero=niger)), "outside")
    assert finding.units == ("Gabero",)
    assert finding.sentence == "Wholly outside Mali, as the embedded set draws it, in Niger: Gabero."
    assert shapely.from_wkb(finding.shape).equals(niger)


def test_an_open_ring_is_closed_and_told(tmp_path):
    """A GeoJSON may leave a ring open; the shape is the same."""
    path = written(tmp_path, tiles(), "GeoJSON")
    closing = "[ 0.5, 16.5 ], [ 0.5, 17.0 ], [ 0.0, 17.0 ], [ 0.0, 16.5 ], [ 0.5, 16.5 ]"
    text = path.read_text(encoding="utf-8")
    assert text.count(closing) == 1
    path.write_text(text.replace(closing, closing.removesuffix(", [ 0.5, 16.5 ]")), encoding="utf-8")
    (finding,) = of_kind(checked(path), "invalid")
    assert finding.sentence.startswith("Chétima is no valid area. A ring does not end where it begins.")


def test_a_slash_in_a_name_is_no_level(tmp_path):
    """ "Gao/Ansongo" would else be a cercle of Gao that nobody drew."""
    made = found(tmp_path, renamed(tiles(), Forgho="Gao/Ansongo", Anou="A\nb\x1b[2Jc"))
    (finding,) = of_kind(made, "name")
    assert not finding.stops
    assert {"A b [2Jc", "Gao∕Ansongo"} <= set(made.units["key"])
    assert finding.units == ("A b [2Jc", "Gao∕Ansongo")
    assert "Gao/Ansongo" in finding.sentence
    assert "Gao∕Ansongo" in finding.mend


@pytest.mark.parametrize(
    "name", ["{{7*7}}", "<script>alert(1)</script>", "\"q' & ;", "ولاية تمبكتو", "${x}`y`", "a" * 5000]
)
def test_a_hostile_name_is_text(tmp_path, name):
    made = found(tmp_path, renamed(tiles(), Forgho=name))
    assert cleaned(name) in list(made.units["name"])
    assert cleaned(name) == name.replace("/", "∕")


# --- levels -------------------------------------------------------------------------------------------------------------


def test_upper_levels_are_the_union_of_their_units(tmp_path):
    made = found(tmp_path, tiles(), parent_fields=("region", "cercle"), code_field="code")
    assert made.levels == ("region", "cercle", "commune")
    assert list(made.units["level"]) == [0, 1, 1, *[2] * 6]
    assert list(made.units["key"][:4]) == ["Gao", "Gao/Nord", "Gao/Sud", "Gao/Nord/Djebock"]
    assert list(made.units["name"][:4]) == ["Gao", "Nord", "Sud", "Djebock"]
    assert list(made.units["aliases"][:4]) == ["", "", "", "ML03"]
    shapes = shapely.from_wkb(made.units["wkb"].to_numpy())
    assert shapes[0].equals(shapely.box(-1, 16.5, 0.5, 17.5))
    assert shapes[2].equals(shapely.box(-1, 16.5, 0.5, 17))


def test_a_sliver_between_units_is_no_border_inside_their_region(tmp_path):
    """A point beside it would else be flagged as near a region's border."""
    sliver = shapely.box(-0.5, 17.1, -0.4999, 17.4)
    made = found(tmp_path, tiles(Ersane=BOXES["Ersane"].difference(sliver)), parent_fields=("region",))
    assert len(of_kind(made, "gap")) == 1
    assert shapely.from_wkb(made.units["wkb"].iloc[0]).equals(shapely.box(-1, 16.5, 0.5, 17.5))


def test_an_islet_in_a_sliver_is_part_of_the_region_around_it():
    """Two shells in one another are no valid area, and the join would refuse it."""
    hole, islet = shapely.box(0.2, 16.7, 0.205, 16.705), shapely.box(0.202, 16.702, 0.203, 16.703)
    ring = BOXES["Chétima"].difference(hole)
    assert closed(shapely.union(ring, islet)).equals(BOXES["Chétima"])
    assert closed(BOXES["Chétima"].difference(HOLE)).equals(BOXES["Chétima"].difference(HOLE))


def test_a_real_gap_stays_one_in_the_region(tmp_path):
    made = found(tmp_path, tiles(Chétima=BOXES["Chétima"].difference(HOLE)), parent_fields=("region",))
    assert shapely.from_wkb(made.units["wkb"].iloc[0]).equals(shapely.box(-1, 16.5, 0.5, 17.5).difference(HOLE))


def above(folder, **shapes):
    return written(
        folder / "above",
        geopandas.GeoDataFrame({"name": list(shapes)}, geometry=list(shapes.values()), crs=4326),
        "GeoJSON",
    )


def test_a_second_file_holds_the_units_above(tmp_path):
    upper = above(tmp_path, Ouest=shapely.box(-1, 16.5, -0.5, 17.5), Est=shapely.box(-0.5, 16.5, 0.5, 17.5))
    made = checked(written(tmp_path, tiles(), "GeoJSON"), upper)
    assert list(made.units["key"]) == [
        "Est", "Ouest", "Est/Bourra", "Est/Chétima", "Est/Ersane", "Est/Forgho", "Ouest/Anou", "Ouest/Djebock"
    ]  # fmt: skip
    assert others(made) == []
    assert made.levels == ("region", "cercle")


def test_a_unit_that_lies_in_two_of_those_above_goes_to_the_larger_part_and_is_told(tmp_path):
    """The border of the second file runs a tenth of a degree into Bourra and Ersane: four fifths of them stay in the east."""
    upper = above(
        tmp_path, Ouest=shapely.box(-1, 16.5, -0.4, 17.5), Est=shapely.box(-0.4, 16.5, 0.5, 17.5), Loin=shapely.box(2, 17, 3, 18)
    )  # fmt: skip
    made = checked(written(tmp_path, tiles(), "GeoJSON"), upper)
    told = {each.units: each for each in of_kind(made, "parted")}
    assert set(told) == {("Est/Bourra",), ("Est/Ersane",)}
    assert told[("Est/Bourra",)].sentence == "Only 80 % of Est/Bourra lies in Est, which holds most of it."
    assert [each.units for each in of_kind(made, "empty")] == [("Loin",)]


def test_a_unit_in_none_of_those_above_stops_the_set(tmp_path):
    made = checked(written(tmp_path, tiles(), "GeoJSON"), above(tmp_path, Sud=shapely.box(-1, 16.5, 0.5, 17)))
    (finding,) = of_kind(made, "no parent")
    assert (finding.units, finding.stops) == (("Djebock", "Ersane", "Forgho"), True)


def test_columns_and_a_file_for_the_units_above_are_one_too_many(tmp_path):
    with pytest.raises(DataFileError, match=r"in columns of set\.geojson or in a file of their own"):
        checked(written(tmp_path, tiles(), "GeoJSON"), above(tmp_path, Gao=BOXES["Anou"]), parent_fields=("cercle",))


def test_names_of_levels_are_as_many_as_levels(tmp_path):
    with pytest.raises(DataFileError, match="has 2 levels of units, and 1 names for them: région"):
        found(tmp_path, tiles(), parent_fields=("cercle",), levels=("région",))
    assert found(tmp_path, tiles(), levels=("zone",)).levels == ("zone",)


# --- columns ------------------------------------------------------------------------------------------------------------

VALUES = ["Anou", "Bourra", "Chétima"]


@pytest.mark.parametrize(
    ("columns", "guessed"),
    [
        (("ADM0_FR", "ADM1_FR", "ADM2_FR", "ADM2_EN", "ADM2_PCODE"), "ADM2_FR"),
        (("admin1Name_fr", "admin1Pcode"), "admin1Name_fr"),
        (("shapeName", "shapeISO", "shapeID"), "shapeName"),
        (("GID_2", "NAME_1", "NAME_2", "VARNAME_2"), "NAME_2"),
        (("iso", "Nom", "source"), "Nom"),
        (("region", "cercle", "commune"), "commune"),
        (("name", "name_fr", "region"), "name"),
        (("Unité",), "Unité"),
    ],
)
def test_the_column_of_the_names_is_guessed_as_gis_files_call_it(columns, guessed):
    """Of the common data sets of humanitarian mapping, geoBoundaries, GADM, Natural Earth and national files."""
    assert name_field("a", dict.fromkeys(columns, VALUES), "") == guessed


def test_a_column_that_says_the_same_in_each_row_or_numbers_names_no_units():
    cells = {"name": ["Mali"] * 3, "nom": ["1", "2", "3"], "label": VALUES, "empty": ["", "", ""]}
    assert name_field("a", cells, "") == "label"


def test_the_user_is_asked_where_no_column_or_several_may_be_meant():
    with pytest.raises(QuestionError) as asked:
        name_field("a.geojson", {"x": VALUES, "y": VALUES[::-1]}, "")
    assert (asked.value.about, asked.value.choices) == ("name_field", ("x", "y"))
    assert str(asked.value) == "Which column of a.geojson holds the names of its units? It has: x, y."


def test_a_column_that_is_not_there_is_answered_with_the_likeliest():
    with pytest.raises(DataFileError, match=r'has no column "comune"\. Did you mean "commune"'):
        name_field("a", {"commune": VALUES, "x": VALUES}, "comune")
    assert name_field("a", {"Commune": VALUES}, "commune") == "Commune"


# --- where it lies ------------------------------------------------------------------------------------------------------


def test_a_set_of_another_country_is_refused_with_its_name(tmp_path):
    """Boxes moved fifteen degrees to the east lie in Niger and Chad; at zero latitude in the sea of Guinea."""
    for moved, match in (
        ((8, 0), "lies mostly in Niger: 0 % of its area is in Mali"),
        ((-20, -16), "lies far from Mali: 0 %"),
    ):
        frame = tiles()
        frame["geometry"] = frame.translate(*moved)
        with pytest.raises(DataFileError, match=match):
            found(tmp_path, frame)


def test_a_set_of_several_countries_says_how_much_of_it_lies_in_mali(tmp_path):
    """Six tiles in Mali, and twelve as large in Niger: a third."""
    frame = tiles()
    away = [frame.assign(geometry=frame.translate(*by), name=frame["name"] + str(by)) for by in ((8, 0), (8, -1))]
    with pytest.raises(DataFileError, match="lies mostly in Niger: 33 % of its area is in Mali"):
        found(tmp_path, pd.concat([frame, *away]))


def test_swapped_axes_are_named_as_what_they_are(tmp_path):
    frame = tiles()
    frame["geometry"] = [shapely.transform(shape, lambda xy: xy[:, ::-1]) for shape in frame.geometry]
    with pytest.raises(
        DataFileError, match=r"has longitude and latitude swapped: as it is, 0 % .* changed for each other, 100 %"
    ):
        found(tmp_path, frame)


def test_a_file_of_which_no_polygon_can_be_used_says_why(tmp_path):
    frame = tiles().iloc[:1].assign(geometry=[shapely.Polygon([(0, 17), (0, 17), (0, 17), (0, 17)])])
    with pytest.raises(DataFileError, match=r"no polygon that can be used\. Polygons without an area: Anou"):
        found(tmp_path, frame)


# --- findings -----------------------------------------------------------------------------------------------------------


def test_too_many_findings_of_a_kind_are_told_as_one_and_keep_all_names():
    many = [Finding("gap", (f"u{nr}",), "S.", "M.", area_km2=float(nr), shape=shapely.to_wkb(shapely.box(nr, 0, nr + 1, 1))) for nr in range(40)]  # fmt: skip
    told = ordered([*many, Finding("no name", ("x",), "N.", "M.", True)])
    assert [each.kind for each in told] == ["no name", *["gap"] * 26]
    assert told[1].units == ("u39",)
    assert told[-1].sentence.startswith("15 more findings of this kind: u14, u13")
    assert len(told[-1].units) == 15
    assert told[-1].area_km2 == sum(range(15))
    assert len(shapely.get_parts(shapely.from_wkb(told[-1].shape))) == 15


def test_names_and_areas_in_sentences_are_short():
    assert said(["a" * 100]) == "a" * 60 + "…"
    assert said([str(nr) for nr in range(10)]) == "0, 1, 2, 3, 4, 5, 6, 7 and 2 more"
    assert [area_said(value) for value in (12_345.6, 99.44, 0.01234, 0.0000001)] == [
        "12,346 km²", "99.4 km²", "12,300 m²", "less than 1 m²"
    ]  # fmt: skip


SHAPES = st.sampled_from(
    [
        None, shapely.Point(0, 17), shapely.Polygon([(0, 17), (1, 17), (0, 17)]), BOW_TIE, BOXES["Anou"], BOXES["Bourra"],
        HOLE, shapely.box(4e5, 1.8e6, 5e5, 1.9e6), shapely.box(8, 16, 8.1, 16.1), shapely.box(3e300, 0, 4e300, 1),
    ]
)  # fmt: skip
TEXTS = st.sampled_from(["Anou", "Bourra", "", " ", "a/b", "\n", "unlocated"])


@given(st.lists(st.tuples(TEXTS, SHAPES), min_size=1, max_size=8))
def test_every_row_is_a_unit_or_named_in_a_finding(rows):
    """Whatever a file holds: rows read = units + rows that a finding leaves out. Upper and screen copies have them all."""
    names = [*(name for name, _shape in rows), *NAMES]
    areas = [shape if shape is not None and shape.geom_type == "Polygon" else None for _name, shape in rows]
    shapes = np.array([*areas, *BOXES.values()], dtype=object)
    held = [*("POINT" if shape is not None and area is None else "" for (_name, shape), area in zip(rows, areas, strict=True)), *[""] * 6]  # fmt: skip
    read_rows = Rows("a", "GeoJSON", "", (), {"n": names, "top": ["Gao"] * len(names)}, shapes, np.zeros(len(names), dtype=bool), held)  # fmt: skip
    made = check(read_rows, Asked("T", name_field="n", parent_fields=("top",)), embedded_land())
    left_out = [each for each in made.findings if each.kind in ("no polygon", "no area") or (each.kind == "projection" and not each.shape)]  # fmt: skip
    units = made.units[made.units["level"] == 1]
    assert len(names) == len(units) + sum(len(each.units) for each in left_out)
    assert list(made.units["key"][made.units["level"] == 0]) == ["Gao"]
    for column in ("wkb", "screen"):
        assert shapely.is_valid(shapely.from_wkb(made.units[column].to_numpy())).all()
    for each in made.findings:
        assert each.sentence.endswith(".")
        assert each.mend.endswith(".")
        assert not each.shape or not shapely.from_wkb(each.shape).is_empty


def test_reading_gives_the_rows_in_their_order(tmp_path):
    rows = read(written(tmp_path, tiles(), "GPKG"), Options())
    assert (len(rows), rows.cells["name"], list(rows.cells)) == (6, list(NAMES), ["name", "cercle", "region", "code"])
