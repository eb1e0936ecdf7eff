"""The journeys of an analyst, a briefer and an editor, in a real Chromium with every other host out of reach."""

from urllib.parse import parse_qs, urlsplit

import pytest

from .conftest import card, click_map, drawn, expect_card, expect_said, map_frame, pick, said, settle

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
OCTOBER = "?from=2023-10-01&to=2023-10-31"
# In the sheet's order, counted from 0.
TARKINT_REBELS, TARKINT_JNIM, RN18_JNIM, RN18_ARMY, SOUM = 9, 10, 13, 14, 15
KIDAL_AREA, SEGOU_AREA, KOULIKORO_AREA, BENIN, VIDEO, BASES, WAR = 8, 11, 12, 4, 5, 6, 7


def query(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def press(page, label: str) -> None:
    page.get_by_role("button", name=label).click()


def type_date(page, label: str, text: str) -> None:
    """Types a date digit by digit, as a person does who knows it."""
    page.get_by_role("spinbutton", name=f"year, {label}").click()
    page.keyboard.type(text.replace("-", ""))
    page.locator(".st-key-sentence").click()  # a date counts when its field is left


def test_a_first_visit_shows_every_incident_and_where_it_is(server, reader):
    page = reader().open(server.url)
    assert "19 of 19 incidents · all dates · all actors" in said(page)
    tray = page.locator(".st-key-tray").inner_text()
    assert "14 in Mali" in tray
    assert "1 outside Mali (Benin)" in tray
    assert "1 outside Mali (Burkina Faso)" in tray
    assert "3 without a place" in tray
    # Everything with a place is drawn; what has none is never drawn.
    assert {each["no"] for each in drawn(page)} == set(range(19)) - {VIDEO, BASES, WAR}
    kinds = {each["no"]: each["kind"] for each in drawn(page)}
    assert [kinds[no] for no in (RN18_JNIM, RN18_ARMY)] == [1, 1]
    assert [kinds[no] for no in (KIDAL_AREA, SEGOU_AREA, KOULIKORO_AREA, SOUM, BENIN)] == [2] * 5


def test_typed_dates_filter_everything_together(server, reader):
    page = reader().open(server.url)
    type_date(page, "From", "2023-10-01")
    expect_said(page, "since 1 Oct 2023")
    type_date(page, "To", "2023-10-31")
    expect_said(page, "11 of 19 incidents · October 2023")
    assert "8 by dates" in page.locator(".st-key-tray").inner_text()
    assert query(page) == {"from": ["2023-10-01"], "to": ["2023-10-31"]}
    assert len(drawn(page)) == 11
    page.get_by_role("radio", name="Inside").click()
    expect_said(page, "8 of 19 incidents · October 2023, dates wholly inside")
    assert {SEGOU_AREA, KOULIKORO_AREA, SOUM}.isdisjoint(each["no"] for each in drawn(page))


def test_a_click_while_the_page_still_follows_a_filter_loses_neither(server, reader):
    page = reader().open(f"{server.url}/?map=17.5,1,6")
    at = next(each for each in drawn(page) if each["no"] == TARKINT_JNIM)
    page.get_by_role("radio", name="Group").click()
    click_map(page, at["x"], at["y"])
    page.wait_for_url("**incident=*")
    settle(page)
    assert query(page)["colour"] == ["group"]
    assert query(page)["incident"] == ["MLI-2023-10-03-TARKINT-2"]
    page.get_by_role("radio", name="Inside").click()
    page.wait_for_url("**dates=inside*")
    settle(page)
    assert query(page)["colour"] == ["group"] and "incident" in query(page)


def test_a_preset_period_says_how_many_it_shows(server, reader):
    page = reader().open(server.url)
    pick(page, "Period", "October 2023 · 11")
    expect_said(page, "11 of 19 incidents · October 2023")


def test_filter_by_actor_and_role(server, reader):
    page = reader().open(server.url)
    pick(page, "Actors", "Wagner Group · 7")
    expect_said(page, "7 of 19 incidents · all dates · Wagner Group")
    page.get_by_role("radio", name="Acting · 3").click()
    # With the army as its partner: the Kidal convoy, the RN18 on 5 October, Ersane.
    expect_said(page, "3 of 19 incidents · all dates · Wagner Group as perpetrator or partner")
    assert {each["no"] for each in drawn(page)} == {KIDAL_AREA, RN18_ARMY, 16}
    assert query(page) == {"actor": ["wagner"], "role": ["perpetrator"]}


def test_regions_types_status_and_text(server, reader):
    page = reader(height=1300).open(server.url)
    pick(page, "Regions", "Kidal · 3")
    expect_said(page, "3 of 19 incidents")
    pick(page, "Types of event", "IED")
    expect_said(page, "1 of 19 incidents · all dates · all actors · Kidal · IED")
    press(page, "Reset all filters")
    expect_said(page, "19 of 19 incidents")
    pick(page, "Status", "contested · 1")
    expect_said(page, "1 of 19 incidents")
    press(page, "Reset all filters")
    expect_said(page, "19 of 19 incidents")
    search = page.get_by_role("textbox", name="Search in the text")
    search.fill("SÉVARÉ")
    search.press("Enter")
    expect_said(page, "2 of 19 incidents · all dates · all actors · text “SÉVARÉ”")


def drag_over(page, chart: int, start: float, end: float) -> None:
    """Drags over a part of a chart's plot, both as shares of its width."""
    canvas = page.locator("[data-testid=stVegaLiteChart] svg.marks").nth(chart)
    box = canvas.bounding_box()
    left, width = box["x"] + 140, box["width"] - 146
    y = box["y"] + box["height"] / 3
    page.mouse.move(left + start * width, y)
    page.mouse.down()
    page.mouse.move(left + (start + end) / 2 * width, y, steps=5)
    page.mouse.move(left + end * width, y, steps=5)
    page.mouse.up()


@pytest.mark.parametrize("chart", [0, 1], ids=["lanes", "counts"])
def test_dragging_over_the_time_axis_filters_the_map(server, reader, chart):
    page = reader().open(f"{server.url}/{OCTOBER}")
    # October has 31 days: from the middle of the 2nd to the middle of the 5th.
    drag_over(page, chart, 1.5 / 31, 4.5 / 31)
    expect_said(page, "2–5 Oct 2023")
    # The Kidal convoy, both at Tarkint, Segou, Koulikoro, both on the RN18, and Ersane (from the 5th).
    assert {each["no"] for each in drawn(page)} == {8, 9, 10, 11, 12, 13, 14, 16}
    assert query(page) == {"from": ["2023-10-02"], "to": ["2023-10-05"]}
    press(page, "All dates")
    expect_said(page, "19 of 19 incidents")


def test_clicking_an_incident_opens_its_card(server, reader):
    page = reader().open(f"{server.url}/{OCTOBER}")
    at = next(each for each in drawn(page) if each["no"] == TARKINT_JNIM)
    click_map(page, at["x"], at["y"])
    expect_card(page, "JNIM says that it hit Malian and Wagner forces with an IED.")
    shown = card(page)
    for part in (
        "claimed, not confirmed",
        "3 Oct 2023",
        "near Tarkint",
        "JNIM claims it",
        "note 26",
        "SITE Intelligence Group",
    ):
        assert part in shown
    assert query(page)["incident"] == ["MLI-2023-10-03-TARKINT-2"]
    # The other incident at the same place is one click away.
    press(page, "3 Oct 2023 · Aircraft shot down · Tarkint")
    expect_card(page, "Rebels say that they shot down two Malian planes.")


def test_clicking_a_line_and_an_area_opens_their_cards(server, reader):
    page = reader().open(f"{server.url}/{OCTOBER}&map=17.4,-0.1,7.5&region=Gao&actor=jnim")
    at = next(each for each in drawn(page) if each["no"] == RN18_JNIM)
    click_map(page, at["x"], at["y"])
    expect_card(page, "along the RN18, Gao")
    page = reader().open(f"{server.url}/?region=Koulikoro")
    at = next(each for each in drawn(page) if each["no"] == KOULIKORO_AREA)
    click_map(page, at["x"], at["y"])
    expect_card(page, "JNIM says that it captured a base in Koulikoro.")


def test_clicking_a_region_selects_it(server, reader):
    page = reader().open(f"{server.url}/?actor=un")
    x, y = map_frame(page).evaluate("() => { const p = map_div.latLngToContainerPoint([21, -4]); return [p.x, p.y] }")
    click_map(page, x, y)
    expect_card(page, "Tombouctou")
    assert "0 incidents of those shown" in card(page)
    assert query(page)["select"] == ["Tombouctou"]
    press(page, "Show only this region")
    expect_said(page, "0 of 19 incidents")


def test_the_table_holds_what_the_map_shows_and_selects_the_same(server, reader):
    page = reader().open(f"{server.url}/{OCTOBER}")
    table = page.locator("[data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    # The grid is drawn on a canvas; its rows for screen readers come once it is painted.
    page.locator("[data-testid=stDataFrame] [role=row]").nth(2).wait_for(state="attached")
    box = table.bounding_box()
    page.mouse.click(box["x"] + 17, box["y"] + 36 * 2.5)
    page.wait_for_url("**incident=*")
    settle(page)
    chosen = query(page)["incident"][0]
    number = {"MLI-2023-10-03-TARKINT-1": TARKINT_REBELS, "MLI-2023-10-03-TARKINT-2": TARKINT_JNIM}
    assert map_frame(page).evaluate("() => incidentMap.layer.payload.selected") == number[chosen]


def test_reset_brings_everything_back(server, reader):
    page = reader().open(f"{server.url}/{OCTOBER}&actor=jnim&status=claimed&q=tarkint")
    assert "1 of 19 incidents" in said(page)
    press(page, "Reset all filters")
    expect_said(page, "19 of 19 incidents · all dates · all actors")
    assert query(page) == {}


def test_a_permalink_is_the_same_view_in_another_browser(server, reader):
    first = reader().open(f"{server.url}/{OCTOBER}&actor=jnim&dates=inside&by=week")
    at = next(each for each in drawn(first) if each["no"] == 17)
    click_map(first, at["x"], at["y"])
    expect_card(first, "Aguelhok")
    map_frame(first).evaluate("() => map_div.setView([18.5, 0.5], 6.5)")
    first.wait_for_url("**map=*")
    settle(first)
    second = reader().open(first.url)
    assert said(second) == said(first)
    assert card(second) == card(first)
    assert drawn(second) == drawn(first)
    zoom = map_frame(second).evaluate("() => [map_div.getZoom(), map_div.getCenter().lat]")
    assert zoom[0] == 6.5
    assert abs(zoom[1] - 18.5) < 0.01
    assert query(second) == query(first)


def test_a_link_with_values_that_do_not_exist_says_so(server, reader):
    page = reader().open(f"{server.url}/?actor=jmin&from=yesterday&incident=NONE&map=a,b")
    assert "19 of 19 incidents" in said(page)
    page.locator("[data-testid=stAlert]", has_text="a,b").wait_for()
    told = " ".join(page.locator("[data-testid=stAlert]").all_inner_texts())
    for part in ('no actor "jmin"', 'nearest is "jnim"', '"yesterday" is no day', 'no incident "NONE"', '"a,b"'):
        assert part in told


def test_back_undoes_a_filter(server, reader):
    page = reader().open(server.url)
    pick(page, "Actors", "JNIM · 12")
    expect_said(page, "12 of 19 incidents")
    page.go_back()
    expect_said(page, "19 of 19 incidents")


def test_an_empty_result_says_which_filter_emptied_it_and_undoes_it(server, reader):
    page = reader().open(f"{server.url}/?actor=un&from=2022-04-01&to=2022-04-30")
    assert "0 of 19 incidents" in said(page)
    told = page.locator(".st-key-empty").inner_text()
    assert "Without dates: 1 incident" in told
    assert "Without actors: 6 incidents" in told
    assert drawn(page) == []
    press(page, "Without dates: 1 incident")
    expect_said(page, "1 of 19 incidents · all dates · UN forces (MINUSMA)")


def test_a_backwards_period_offers_to_swap(server, reader):
    page = reader().open(f"{server.url}/?from=2023-10-31&to=2023-10-01")
    assert "0 of 19 incidents" in said(page)
    press(page, "Swap the two dates")
    expect_said(page, "11 of 19 incidents · October 2023")


def test_filters_and_selection_never_reload_the_map(server, reader):
    page = reader().open(server.url)
    map_frame(page).evaluate("() => { window.same = true; map_div.setView([17, 0], 6.5) }")
    page.wait_for_url("**map=*")
    pick(page, "Actors", "JNIM · 12")
    expect_said(page, "12 of 19 incidents")
    at = next(each for each in drawn(page) if each["no"] == TARKINT_JNIM)
    click_map(page, at["x"], at["y"])
    expect_card(page, "Tarkint")
    assert map_frame(page).evaluate("() => [window.same, map_div.getZoom(), window.feature_group.length]") == [
        True,
        6.5,
        1,
    ]


def test_the_keyboard_reaches_filters_and_incidents(server, reader):
    page = reader().open(f"{server.url}/?actor=un")
    map_frame(page).locator("#map_div").focus()
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect_card(page, "JNIM says that it hit UN forces leaving Aguelhok with an IED.")
    page.get_by_role("button", name="Clear the selection").or_(
        page.get_by_role("button", name="✕", exact=True)
    ).first.press("Enter")
    expect_card(page, "Incidents by region")
    reset = page.get_by_role("button", name="Reset all filters")
    reset.focus()
    reset.press("Enter")
    expect_said(page, "19 of 19 incidents")


def test_coming_back_from_another_page_finds_the_same_view(server, reader):
    page = reader().open(f"{server.url}/{OCTOBER}")
    page.get_by_role("link", name="Data").click()
    page.get_by_text("Rows read").wait_for()
    page.get_by_role("link", name="Explore").click()
    expect_said(page, "11 of 19 incidents · October 2023")


def test_two_readers_do_not_disturb_each_other(server, reader):
    one = reader().open(f"{server.url}/?actor=jnim")
    two = reader().open(f"{server.url}/?actor=un")
    press(one, "Reset all filters")
    expect_said(one, "19 of 19 incidents")
    assert "1 of 19 incidents" in said(two)
