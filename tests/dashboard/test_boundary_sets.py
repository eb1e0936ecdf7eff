"""The Regions page lists the boundary sets, follows the one that the reader chooses, and takes one out when told to."""

import pytest

from .conftest import NEWER

PAGE = "screens/regions.py"
COLUMNS = ["Boundary set", "Levels", "Valid", "Units", "Source", "Licence", "File"]


def texts(app) -> list[str]:
    return [text.value for text in app.text]


def test_without_a_second_set_there_is_only_the_embedded_one(open_page):
    app = open_page(page=PAGE)
    assert app.dataframe[0].value[COLUMNS].to_numpy().tolist() == [
        ["Natural Earth, 8 regions and Bamako", "region", "until 2016", 9, "Natural Earth", "Public domain", ""]
    ]
    assert app.selectbox(key="regions-set").options == ["Natural Earth, 8 regions and Bamako"]
    assert not [button for button in app.button if button.key == "remove-now"]
    assert "There is only one boundary set. Add another on the Data page to see what moved where." in texts(app)


def test_every_set_is_listed_with_what_is_known_of_it(open_divided):
    app = open_divided(page=PAGE)
    assert not app.exception
    listed = app.dataframe[0].value
    assert listed[COLUMNS].to_numpy().tolist()[1] == [
        "Newer division (made up)", "region, cercle", "2016 to 2023", 107, "Tests", "CC0", "newer.geojson",
    ]  # fmt: skip
    assert listed["SHA-256"].str.len().tolist() == [64, 64]


def test_the_embedded_set_stays(open_divided):
    app = open_divided(page=PAGE)
    assert app.selectbox(key="regions-set").value == "natural-earth"
    assert not [button for button in app.button if button.key == "remove-now"]


def test_the_page_opens_by_the_set_that_the_map_shows(open_divided):
    """The way here is a count on Explore by that set: by another one it would be another count."""
    app = open_divided(page=PAGE, set=NEWER)
    assert app.selectbox(key="regions-set").value == NEWER
    app.selectbox(key="regions-set").set_value("natural-earth").run()
    assert app.selectbox(key="regions-set").value == "natural-earth"


def test_a_set_is_taken_out_and_the_page_goes_on_without_it(open_divided):
    app = open_divided(page=PAGE, set=NEWER)
    app.button(key="remove-now").click().run()
    assert not app.exception
    assert [done.value.replace("\\", "") for done in app.success] == ["Newer division (made up) is out of the store."]
    assert len(app.dataframe[0].value) == 1
    assert app.selectbox(key="regions-set").value == "natural-earth"
    app.run()
    assert not app.success


def test_a_view_by_a_set_that_is_gone_says_so(open_divided):
    app = open_divided(set=NEWER, region="Gao/Gao 8")
    app.switch_page(PAGE).run()
    app.button(key="remove-now").click().run()
    app.switch_page("screens/explore.py").run()
    assert not app.exception
    (warning,) = app.warning
    assert f'This data has no boundary set "{NEWER}".' in warning.value.replace("\\", "")
    assert app.markdown[0].value.endswith("regions by Natural Earth, 8 regions and Bamako**")


@pytest.mark.parametrize("page", [None, PAGE, "screens/data.py"])
def test_every_page_opens_with_a_second_set(open_divided, page):
    app = open_divided(page=page, set=NEWER)
    assert not app.exception and not app.error and not app.warning


def test_where_a_file_is_shown_nothing_can_be_taken_out_or_added(open_page, no_incidents):
    app = open_page(no_incidents, page=PAGE)
    assert not app.exception
    assert not app.get("page_link")
    assert "No incident names a region." in texts(app)
