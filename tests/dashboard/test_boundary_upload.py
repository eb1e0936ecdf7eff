"""A boundary file is checked before it goes in; what it leaves open is asked, and every answer can be changed."""

import json

import pytest

from dashboard import boundary_upload
from tests import divisions

PAGE = "screens/data.py"


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> str:
    """The newer division as GeoJSON."""
    return divisions.write(tmp_path_factory.mktemp("file") / "newer.geojson").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def in_metres(tmp_path_factory) -> str:
    """The same in UTM zone 30 N without a word about it, as many GIS exports are."""
    frame = divisions.units().to_crs(32630).set_crs(None, allow_override=True)
    return divisions.write(tmp_path_factory.mktemp("metres") / "m.geojson", frame).read_text(encoding="utf-8")


@pytest.fixture
def give(open_page, tmp_path, monkeypatch):
    """The Data page of a store of its own after this file was chosen."""
    monkeypatch.setenv("INCIDENTS_STORE", str(tmp_path / "kept.duckdb"))

    def give(content: str, name: str = "newer.geojson"):
        app = open_page(page=PAGE)
        app.file_uploader(key="boundaries-0").upload(name, content.encode()).run()
        assert not app.exception
        return app

    return give


def field(app, label: str):
    return next(each for each in (*app.text_input, *app.selectbox, *app.multiselect) if each.label.startswith(label))


def check(app):
    next(button for button in app.button if button.label == "Check with these").click().run()
    assert not app.exception
    return app


def take(app):
    return app.button(key="take-boundaries")


def said(app) -> str:
    """What stands on the page in words, without the marks of Markdown."""
    words = (*app.markdown, *app.text, *app.info, *app.error, *app.success, *app.caption)
    return "\n".join(each.value.replace("\\", "") for each in words)


def test_the_column_of_the_names_is_found_and_that_of_the_regions_asked(give, content):
    app = give(content)
    assert "newer · region: 107 · GeoJSON" in said(app).replace("**", "")
    assert "No fault was found." in said(app)
    assert field(app, "Column with the names").value == "cercle"
    field(app, "Columns with the units above").set_value(["region"])
    field(app, "Name of the boundary set").set_value("Eleven regions")
    field(app, "Valid from").set_value("2016")
    check(app)
    assert "Eleven regions · region: 11, cercle: 107 · GeoJSON" in said(app).replace("**", "")
    take(app).click().run()
    assert "Eleven regions can be chosen on the Explore page now." in said(app)
    # The page is ready for the next file.
    assert app.file_uploader(key="boundaries-1").value is None
    app.switch_page("screens/regions.py").run()
    assert app.dataframe[0].value.iloc[1, :4].tolist() == ["Eleven regions", "region, cercle", "since 2016", 107]


def test_what_the_units_are_called_can_be_said(give, content):
    app = give(content)
    field(app, "Columns with the units above").set_value(["region"])
    field(app, "What the units are called").set_value("province, district")
    check(app)
    assert "province: 11, district: 107" in said(app)
    field(app, "What the units are called").set_value("province")
    check(app)
    assert "The set has 2 levels of units, and 1 names for them: province." in said(app)
    field(app, "What the units are called").set_value("")
    check(app)
    assert "region: 11, cercle: 107" in said(app)


def test_an_answer_that_was_wrong_can_be_changed(give, in_metres):
    """With a coordinate system that doesn't exist the file can't be read; without the field it never could again."""
    app = give(in_metres, "metres.geojson")
    assert len(app.info) == 1 and not [button for button in app.button if button.key == "take-boundaries"]
    field(app, "Coordinate system").set_value("EPSG:999999")
    check(app)
    assert len(app.info) + len(app.error) == 1
    field(app, "Coordinate system").set_value("EPSG:32630")
    check(app)
    assert not app.error and not app.info
    assert "region: 107" in said(app)
    assert "32630" in said(app)  # what was done to the coordinates
    assert not take(app).disabled


def test_units_of_one_name_stop_the_set_until_they_are_said_to_be_parts(give, content):
    made = json.loads(content)
    for unit in made["features"]:
        if unit["properties"]["cercle"] in ("Gao 1", "Gao 4"):
            unit["properties"]["cercle"] = "Gao 1"
    app = give(json.dumps(made))
    assert "1 finding that stops the set" in said(app)
    assert "Gao 1 is the name of 2 rows." in said(app)
    assert take(app).disabled
    next(each for each in app.checkbox if each.label == "Units of the same name are parts of one").check()
    check(app)
    assert not take(app).disabled
    assert "region: 106" in said(app)


def test_of_very_many_findings_the_first_are_drawn_and_the_rest_counted(give, content, monkeypatch):
    monkeypatch.setattr(boundary_upload, "MOST_PICTURES", 2)
    made = json.loads(content)
    holes = ("Kidal 6", "Tombouctou 5", "Koulikoro 6")
    made["features"] = [each for each in made["features"] if each["properties"]["cercle"] not in holes]
    app = give(json.dumps(made))
    found = sum("base64," in element.proto.body for element in app.get("html"))
    assert found == 2
    assert "1 more finding" in said(app)


def test_each_drawing_is_made_once(give, content, monkeypatch):
    """A large file takes seconds to draw, and the page runs anew at every click."""
    made = json.loads(content)
    del made["features"][40]
    asked = []
    real = boundary_upload.pictures
    monkeypatch.setattr(boundary_upload, "pictures", lambda *args, **more: asked.append(1) or real(*args, **more))
    app = give(json.dumps(made))
    app.run()
    assert len(asked) == 1


def test_a_name_that_is_in_use_is_refused_in_a_sentence(give, content):
    app = give(content)
    field(app, "Name of the boundary set").set_value("Natural Earth, 8 regions and Bamako")
    check(app)
    take(app).click().run()
    assert 'There is a boundary set "Natural Earth, 8 regions and Bamako" already.' in said(app)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("words.geojson", "words, and no boundaries at all"),
        ("points.geojson", '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[0,17]}}]}'),
        ("link.geojson", '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'),
    ],
)  # fmt: skip
def test_what_is_no_boundary_file_is_one_sentence(give, name, content):
    app = give(content, name)
    assert len(app.error) == 1
    assert name in app.error[0].value.replace("\\", "")
    assert not [button for button in app.button if button.key == "take-boundaries"]


def test_where_a_file_is_shown_nothing_can_be_added(open_page, no_incidents):
    app = open_page(no_incidents, page=PAGE)
    assert len(app.file_uploader) == 0
