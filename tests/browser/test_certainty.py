"""How sure it is and what was known when, as a reader meets it: marks, policies, the matrix, another day, actors and sources."""

from .conftest import drawn, expect_card, expect_said, map_frame, said, settle
from .test_journeys import query, type_date

SEGOU = "MLI-2022-04-25-SEGOU"


def legend(page) -> list[str]:
    return map_frame(page).evaluate("() => incidentMap.legendTexts()")


def test_the_legend_tells_claimed_from_contested(server, reader):
    page = reader().open(server.url)
    shown = legend(page)
    assert "Status" in shown
    assert {"reported", "claimed", "contested"} <= set(shown)
    assert "confirmed" not in shown, "nothing on the map is confirmed"


def test_colours_can_stand_for_groups_of_actors(server, reader):
    page = reader().open(f"{server.url}/?colour=group")
    shown = legend(page)
    assert "Group of the first-named actor" in shown
    assert {"Salafi-jihadi", "Rebels", "Government side"} <= set(shown)
    page.get_by_role("radio", name="Actor", exact=True).click()
    page.wait_for_function("() => !location.search.includes('colour')")
    settle(page)
    assert "First-named actor" in legend(page)


def test_imprecise_dates_can_be_shared_out(server, reader):
    """1-5 October 2023: six incidents, half of the early October convoy and a sixth of Ersane."""
    page = reader().open(f"{server.url}/?from=2023-10-01&to=2023-10-05")
    assert said(page).startswith("8 of 19")
    page.get_by_role("radio", name="Shared out").click()
    expect_said(page, "6.7 of 19 incidents · 1–5 Oct 2023, imprecise dates shared out")
    assert query(page)["dates"] == ["shared"]
    assert "Hidden 12.3" in page.locator(".st-key-tray").inner_text()
    page.get_by_role("button", name="Ways to count dates").click()
    table = page.locator(".card table").filter(has_text="Wholly inside")
    table.wait_for()
    assert table.locator("tr").nth(1).inner_text().split() == ["Shown", "8", "4", "6.7"]


def test_what_is_placed_less_precisely_can_be_hidden(server, reader):
    """Ten of the nineteen are known to no town: two roads, five areas, three without a place."""
    page = reader().open(f"{server.url}/?precise=near+settlement")
    assert said(page).startswith("9 of 19 incidents · all dates · all actors · places known to the town or near it")
    assert "10 by precision of places" in page.locator(".st-key-tray").inner_text()
    assert len(drawn(page)) == 9
    page.get_by_role("button", name="10 by precision of places").click()
    expect_said(page, "19 of 19")


def test_another_day_shows_what_was_known_then_and_the_map_stays(server, reader):
    page = reader().open(server.url)
    map_frame(page).evaluate("() => { window.marked = true }")
    type_date(page, "As known on", "2022-04-25")
    expect_said(page, "2 of 2 incidents · as known on 25 Apr 2022")
    assert query(page)["known"] == ["2022-04-25"]
    assert map_frame(page).evaluate("() => window.marked"), "the frame was loaded again"
    assert set(legend(page)) >= {"reported", "claimed"}
    assert "contested" not in legend(page), "the denial was reported later"
    page.get_by_role("button", name="Data cutoff: 25 Oct 2023, 10:00").click()
    expect_said(page, "19 of 19 incidents · as known on 25 Oct 2023")
    page.goto(f"{server.url}/?known=2023-10-04&incident={SEGOU}")
    expect_card(page, "contested: claimed and denied")
    expect_said(page, "11 of 11 incidents · as known on 4 Oct 2023")


def test_a_cell_of_the_matrix_filters_the_page(server, reader):
    page = reader(height=1300).open(server.url)
    page.get_by_role("radio", name="Who against whom").click()
    page.get_by_text("A cell counts incidents and filters the page by a click").wait_for()
    grid = page.locator("[data-testid=stDataFrame]").last
    # The grid is drawn on a canvas: JNIM's row is the first, the Malian army's column the one after the names.
    page.wait_for_function(
        "() => [...document.querySelectorAll('canvas[data-testid=data-grid-canvas] td')].some(c => c.innerText === 'JNIM')"
    )
    box = grid.bounding_box()
    page.mouse.click(box["x"] + 190, box["y"] + 52)
    expect_said(page, "JNIM against Malian army")
    assert query(page)["acting"] == ["jnim"] and query(page)["against"] == ["malian-army"]
    # What is told of them in words opens what each number counts, on the page's own address.
    page.get_by_role("radio", name="In words").click()
    number = page.locator(".in-words a").first
    number.wait_for()
    assert (number.inner_text(), number.get_attribute("href")) == (
        "5",
        f"{server.url}/?acting=jnim&against=malian-army",
    )


def test_from_a_document_to_its_incidents(server, reader):
    page = reader().open(server.url)
    page.get_by_role("link", name="Sources").click()
    page.get_by_text("Citations to copy").first.click()
    page.get_by_text("[1] AP News, https://apnews.com").wait_for()
    page.get_by_role("button", name="Show its 6 incidents on the map").click()
    expect_said(page, "6 of 19 incidents · all dates · all actors · cited from jamestown-2022-05-20")


def test_an_actor_tells_what_it_says_and_what_is_said_of_it(server, reader):
    page = reader().open(server.url)
    page.get_by_role("link", name="Actors").click()
    page.get_by_role("heading", name="JNIM").wait_for()
    page.wait_for_function(
        "() => [...document.querySelectorAll('td')].some(c => c.innerText === 'Malian government: denies it')"
    )
    page.get_by_role("button", name="Show its incidents on the map").click()
    expect_said(page, "12 of 19 incidents · all dates · JNIM")
