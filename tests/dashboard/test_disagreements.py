"""Where report and place disagree is counted by data set, and each can be looked at and opened on the map."""

import base64
import re

import pytest

from dashboard import disagreements

from .conftest import NEWER
from .test_state import as_lists

PAGE = "screens/regions.py"
TITLES = ["Data set", "Reported region", "Incidents", "Of those that name a region", "Near a border"]


def texts(app) -> list[str]:
    return [text.value for text in app.text]


def images(app) -> list[tuple[str, str]]:
    """The drawings as text for those who don't see them, and SVG."""
    found = [re.findall('base64,(.*?)" alt="(.*?)"', element.proto.body) for element in app.get("html")]
    return [(said, base64.b64decode(content).decode()) for each in found for content, said in each]


def test_each_way_in_which_report_and_place_go_together_is_counted(open_divided):
    """Of the own rows four name a region: one fits as a part, one agrees, two differ."""
    summary = open_divided(page=PAGE).dataframe[1].value
    assert summary[TITLES].to_numpy().tolist() == [
        ["Two documents, 2022–2023", "in the region reported", 13, "100 %", 0],
        ["own", "in the region reported", 1, "25 %", 1],
        ["own", "reported by another division, which fits", 1, "25 %", 0],
        ["own", "in another region than the one reported", 2, "50 %", 1],
    ]


def test_each_that_differs_has_a_small_map_both_regions_and_how_near_a_border_is(open_divided):
    app = open_divided(page=PAGE)
    assert "**2 incidents** lie in another region than the one reported." in [each.value for each in app.markdown]
    # Far from a border first: there the line is no excuse.
    assert texts(app)[:4] == [
        "reported in Mopti, lies in Gao",
        "more than 10 km from any border",
        "reported in Kidal, lies in Gao",
        "5.9 km from a border: the line may be wrong",
    ]
    said = [said for said, _svg in images(app)]
    assert said == [
        "3 Oct 2023 · Attack · Gao: reported in Mopti, lies in Gao",
        "3 Oct 2023 · Attack · Anéfis: reported in Kidal, lies in Gao",
    ]
    assert all(svg.startswith("<svg") for _said, svg in images(app))


def test_one_is_opened_on_the_map_by_the_set_of_the_page(open_divided):
    app = open_divided(page=PAGE, set=NEWER, actor="jnim")
    anefis = next(button for button in app.button if button.key == f"open-{number_of(app, 'Anéfis')}")
    anefis.click().run()
    app.switch_page("screens/explore.py").run()
    assert as_lists(app.query_params) == {"set": [NEWER], "incident": ["anefis"]}
    assert "Shots near Anéfis." in " ".join(element.proto.body for element in app.get("html"))


def number_of(app, place: str) -> int:
    """The number of the incident at a place, as its button has it: cards and buttons stand in one order."""
    titles = [each.value for each in app.markdown if each.value.startswith("**3 Oct")]
    at = next(nr for nr, title in enumerate(titles) if place in title)
    return int(
        [str(button.key) for button in app.button if str(button.key).startswith("open-")][at].removeprefix("open-")
    )


def test_many_come_page_by_page(open_divided, monkeypatch):
    monkeypatch.setattr(disagreements, "A_PAGE", 1)
    app = open_divided(page=PAGE)
    assert [said for said, _svg in images(app)] == ["3 Oct 2023 · Attack · Gao: reported in Mopti, lies in Gao"]
    assert app.number_input(key="differing-page").label == "Page, of 2"
    app.number_input(key="differing-page").set_value(2).run()
    assert [said for said, _svg in images(app)] == ["3 Oct 2023 · Attack · Anéfis: reported in Kidal, lies in Gao"]


def test_a_page_that_there_is_no_more_becomes_the_last(open_divided, monkeypatch):
    monkeypatch.setattr(disagreements, "A_PAGE", 1)
    app = open_divided(page=PAGE)
    app.number_input(key="differing-page").set_value(2).run()
    monkeypatch.setattr(disagreements, "A_PAGE", 2)
    app.run()
    assert not app.exception
    assert len(images(app)) == 2


def test_where_every_report_fits_that_is_said(open_page):
    app = open_page(page=PAGE)
    assert not app.exception
    assert "No place lies in another region than the one reported." in texts(app)
    assert images(app) == []


@pytest.mark.parametrize("key", ["", NEWER])
def test_the_tray_on_explore_leads_here_with_the_same_number(open_divided, key):
    app = open_divided(**({"set": key} if key else {}))
    links = [link.proto.label for link in app.get("page_link")]
    assert "2 in another region than reported" in links
