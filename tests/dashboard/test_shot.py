"""A link's picture: its size and look are kept or refused with a reason, and it is no part of the view that is passed on."""

import pytest

from dashboard.shot import SIZES, THEMES, Shot


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["", *THEMES])
def test_a_picture_and_its_link_say_the_same(size, theme):
    shot = Shot(size, theme)
    assert Shot.from_query({key: [value] for key, value in shot.to_query().items()}) == (shot, [])


def test_only_a_forced_look_differs_from_the_readers():
    assert [Shot(theme=theme).is_dark(readers) for theme in ("", "light", "dark") for readers in (False, True)] == [
        False, True, False, False, True, True,
    ]  # fmt: skip


def value(app, key: str) -> str:
    """What the address says; the page runner gives one value as a text or as a list of one."""
    found = app.query_params[key]
    return found if isinstance(found, str) else found[-1]


def test_no_size_is_no_picture():
    assert Shot.from_query({"from": ["2023-10-01"], "theme": ["dark"]}) == (None, [])


def test_a_link_opens_the_picture_and_the_link_in_it_leads_to_the_view(open_page):
    app = open_page(**{"from": "2023-10-01", "to": "2023-10-31", "shot": "1280x720", "theme": "dark"})
    assert not app.exception and not app.sidebar.children
    shown = " ".join(element.proto.body for element in app.get("html"))
    assert "11 of 19 incidents · October 2023" in shown
    assert "Not shown, by dates 8." in shown and "Dotted lines · 25 Oct 2023: Data cutoff of the weekly update" in shown
    assert "?from=2023-10-01&amp;to=2023-10-31 · made on" in shown
    assert value(app, "shot") == "1280x720" and value(app, "theme") == "dark"
    app.button(key="shot-1").click().run()
    assert value(app, "shot") == "1920x1080"
    app.button(key="shot-leave").click().run()
    assert "shot" not in app.query_params and "theme" not in app.query_params
    assert value(app, "from") == "2023-10-01" and app.sidebar.children
    app.button(key="screenshot").click().run()
    assert value(app, "shot") == "1920x1080", "the size that it had last"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"shot": "9x9"}, '"9x9" is no size of a screenshot. Use one of: 1920x1080, 1280x720.'),
        ({"shot": "1280x720", "theme": "blue"}, '"blue" is no look of a screenshot. Use one of: light, dark.'),
        # A picture of another view than the link names would go onto a slide.
        ({"shot": "1280x720", "actor": "nobody"}, 'This data has no actor "nobody".'),
    ],
)
def test_a_link_that_can_not_be_followed_whole_gives_the_page_and_says_why(open_page, query, said):
    app = open_page(**query)
    assert [warning.value.replace("\\", "") for warning in app.warning] == [said]
    assert "shot" not in app.query_params and app.dataframe


def test_an_empty_result_is_a_picture_too(open_page):
    app = open_page(actor="jnim", role="target", shot="1920x1080")
    shown = " ".join(element.proto.body for element in app.get("html"))
    assert not app.exception
    assert "No incident to show on a timeline." in shown and "Shown 0 of 19 incidents" in shown
