"""The base map is constant and comes from this server: a filter never tears the frame down, nobody else is asked."""

import re

import folium
import pytest
import shapely
from streamlit_folium import generate_js_hash, generate_leaflet_string

from dashboard.map import assets, basemap, layers

NINE = ["Bamako", "Gao", "Kayes", "Kidal", "Koulikoro", "Mopti", "Sikasso", "Ségou", "Tombouctou"]


def points(nested: list) -> list[list[float]]:
    """All [latitude, longitude] pairs of a nested list."""
    if nested and isinstance(nested[0], int | float):
        return [nested]
    return [pair for part in nested for pair in points(part)]


@pytest.fixture(scope="module")
def content(store):
    return basemap.content(store, store.boundaries)


@pytest.fixture(scope="module")
def script(store):
    return generate_leaflet_string(basemap.make(store)[0])


def test_the_same_script_at_every_run_whatever_the_filter(store, script, incidents, names):
    """streamlit-folium keeps its frame as long as this text is the same."""
    base, shapes = basemap.make(store)
    made = layers.Drawing(3, None, list(names), {}, "incidents", {"rows": [incidents["no"].tolist()]})
    given = {
        "base": "b",
        "playback": "",
        "order": 1,
        "frame": (1, None),
        "selected": 1,
        "selected_region": 2,
        "dark": True,
    }
    layers.group(layers.payload(made, shapes=shapes, **given)).add_to(base)
    again = generate_leaflet_string(basemap.make(store)[0])
    assert again == script
    assert generate_js_hash(again, "map") == generate_js_hash(script, "map")


def test_a_map_is_new_at_every_run(store):
    """What is added to one reader's map must not show on another's."""
    assert basemap.make(store)[0] is not basemap.make(store)[0]


def test_the_script_names_no_other_host(script):
    assert not re.search(r"https?:|//\w|openstreetmap|cdn", script)
    assert "tile" not in script.lower()


def test_everything_that_the_frame_loads_is_relative(store):
    base, shapes = basemap.make(store)
    loaded = [url for child in (base, *base._children.values()) for url in links(child)]
    assert len(loaded) >= 2
    for url in [*loaded, shapes]:
        assert url.startswith("../") and "//" not in url, url


def links(element) -> list[str]:
    return [url for _name, url in [*getattr(element, "default_js", []), *getattr(element, "default_css", [])]]


def test_folium_maps_load_leaflet_from_this_server_only():
    for _name, url in [*folium.Map.default_js, *folium.Map.default_css]:
        text = (assets._served / url.rsplit("/", 1)[1]).read_text(encoding="utf-8")
        assert "leaflet" in text.lower() and "incident" in text.lower()


def test_the_nine_regions_are_there(content):
    assert sorted(region["name"] for region in content["regions"]) == NINE


def test_regions_lie_in_mali_as_latitude_and_longitude(content):
    """Mali reaches from 10.1 to 25 north and from 12.3 west to 4.3 east."""
    for region in content["regions"]:
        for latitude, longitude in [*points(region["polygons"]), region["label"]]:
            assert 10 < latitude < 25.1 and -12.4 < longitude < 4.4, region["name"]


def test_a_label_stands_inside_its_own_region(content):
    for unit in content["regions"]:
        shape = shapely.union_all([shapely.Polygon(polygon[0], polygon[1:]) for polygon in unit["polygons"]])
        assert shapely.contains(shape, shapely.Point(unit["label"])), unit["name"]


def test_the_seven_neighbours_are_there(content):
    around = {"Algeria", "Niger", "Burkina Faso", "Guinea", "Senegal", "Mauritania"}
    assert around <= {unit["name"] for unit in content["neighbours"]}
    assert "Mali" not in {unit["name"] for unit in content["neighbours"]}


def test_towns_are_where_they_are_and_the_first_ones_lead(content):
    towns = {town["name"]: town for town in content["places"]}
    assert [round(value) for value in towns["Gao"]["at"]] == [16, 0]
    assert [round(value) for value in towns["Kidal"]["at"]] == [18, 1]
    assert towns["Gao"]["rank"] == 1
    assert towns["Tarkint"]["rank"] == 2
    assert all(10 < town["at"][0] < 25.1 and -12.4 < town["at"][1] < 4.4 for town in content["places"])


def test_source_and_disclaimer_are_on_the_map(content):
    assert "Natural Earth" in content["attribution"]
    assert "No opinion" in content["disclaimer"]


def test_shapes_keep_the_numbers_of_the_store(store):
    """The RN18 is a line; Kidal, Ségou, Koulikoro, Soum and northern Benin are areas."""
    made = basemap.shapes(store)
    assert len(made["lines"]) == len(made["areas"]) == len(store.shapes) == 6
    for shape, line, area in zip(store.shapes, made["lines"], made["areas"], strict=True):
        assert bool(line) == ("LineString" in shape.geom_type)
        assert bool(area) == ("Polygon" in shape.geom_type)
        for latitude, longitude in points(line or area):
            west, south, east, north = shape.bounds
            assert south - 0.001 <= latitude <= north + 0.001 and west - 0.001 <= longitude <= east + 0.001


def test_the_road_in_gao_is_one_line(store):
    """Parts of a line are sent one after the other: two parts would be joined by a stroke that is no road."""
    lines = [shape for shape in store.shapes if "LineString" in shape.geom_type]
    assert [shape.geom_type for shape in lines] == ["LineString"]
