"""The boundaries are the reader's choice: brought in on the Data page, switched on Explore, gone down into by a click."""

import pytest

from geodata.kept import open_kept
from geodata.prepare import Prepared, prepare
from geodata.readers.options import NOTHING_SAID
from geodata.store import keep, keep_boundaries
from tests import divisions
from tests.geodata import sheets
from tests.geodata.sheets import row

from .conftest import card, expect_card, expect_said, map_frame, pick, press, said, settle
from .test_journeys import query

KEY = "newer-division-made-up"


@pytest.fixture
def kept(tmp_path):
    """A store with an incident at Anéfis, reported as of Kidal, and with a second boundary set."""
    store = open_kept(tmp_path / "kept.duckdb")
    path = sheets.write(tmp_path, row(incident_id="ANEFIS", place="Anéfis", reported_region="Kidal")).file(
        "incidents.csv"
    )
    into = tmp_path / "rows"
    into.mkdir()
    keep(store, Prepared(prepare(path, path.name, store.reference, into, NOTHING_SAID), into), "own", "test")
    keep_boundaries(store, divisions.checked(tmp_path), "test")
    store.close()
    return tmp_path / "kept.duckdb"


def regions_drawn(page) -> list[str]:
    return map_frame(page).evaluate("() => incidentMap.base.regions.map(each => each.name)")


def click_in(page, name: str) -> None:
    """Clicks where the map writes the name of a unit."""
    x, y = map_frame(page).evaluate(
        """name => {
            const unit = incidentMap.base.units.find(each => each.name === name);
            const lng = (unit.at[0] - 0.5) * 360, lat = 360 / Math.PI * Math.atan(Math.exp((0.5 - unit.at[1]) * 2 * Math.PI)) - 90;
            const at = incidentMap.map.latLngToContainerPoint([lat, lng]);
            return [at.x, at.y];
        }""",
        name,
    )
    box = page.locator("iframe[title^=streamlit_folium]").bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)


def test_a_set_is_switched_without_a_reload_and_gone_down_into_by_clicks(kept, serve, reader):
    page = reader().open(serve(store=kept).url)
    assert "regions by Natural Earth, 8 regions and Bamako" in said(page)
    map_frame(page).evaluate("() => { window.marked = true }")
    pick(page, "Boundaries", divisions.NAME)
    expect_said(page, f"regions by {divisions.NAME}")
    assert query(page)["set"] == [KEY]
    page.wait_for_function(
        "() => document.querySelector('iframe[title^=streamlit_folium]').contentWindow.incidentMap.base.regions.length === 11"
    )
    assert {"Ménaka", "Taoudénit"} <= set(regions_drawn(page))
    assert map_frame(page).evaluate("() => window.marked"), "the frame was loaded again"
    # Taoudénit is wide and empty: a click selects it, a click inside it the cercle there.
    click_in(page, "Taoudénit")
    expect_card(page, "By cercle")
    assert query(page)["select"] == ["Taoudénit"]
    page.wait_for_function(
        "() => document.querySelector('iframe[title^=streamlit_folium]').contentWindow.incidentMap.base.units.length === 118"
    )
    click_in(page, "Taoudénit")
    page.wait_for_url("**select=Taoud*%2F*")
    settle(page)
    assert query(page)["select"][0].startswith("Taoudénit/Taoudénit ")
    assert "Taoudénit ›" in card(page)


def test_the_report_and_the_place_disagree_and_both_can_be_counted(kept, serve, reader):
    page = reader().open(f"{serve(store=kept).url}/?incident=ANEFIS")
    expect_card(page, "reported as Kidal: another region")
    assert "km from a region's border" in card(page)
    assert f"({divisions.NAME}" in card(page), "the region by the other set"
    assert "1 in another region than reported" in page.locator(".st-key-tray").inner_text()
    press(page, "clear-selection")
    page.locator(".card.summary table").first.wait_for()
    page.get_by_role("radio", name="As reported").click()
    expect_said(page, "regions as reported, else by Natural Earth")
    rows = page.locator(".card.summary table").first.locator("tr").all_inner_texts()
    # Three of the nineteen lie in Kidal; Anéfis is a fourth where the report decides.
    assert [text.split() for text in rows if text.startswith(("Gao", "Kidal"))] == [
        ["Gao", "5", "6"],
        ["Kidal", "4", "3"],
    ]
    page.get_by_role("link", name="Regions").click()
    page.locator("img.sketch").first.wait_for()
    page.get_by_role("button", name="Open on the map").first.click()
    expect_card(page, "reported as Kidal: another region")


def test_a_set_is_read_checked_and_taken_in_on_the_data_page(tmp_path, serve, reader):
    path = divisions.write(tmp_path / "newer.geojson")
    page = reader(height=1400).open(serve(store=tmp_path / "own.duckdb").url)
    page.get_by_role("link", name="Data").click()
    page.get_by_role("heading", name="Add boundaries").wait_for()
    page.locator("[data-testid=stFileUploaderDropzone] input[type=file]").last.set_input_files(path)
    page.get_by_role("button", name="Take these boundaries").wait_for()
    settle(page)
    page.get_by_role("button", name="Take these boundaries").click()
    page.get_by_text("can be chosen on the Explore page now").wait_for()
    page.get_by_role("link", name="Explore").click()
    expect_said(page, "19 of 19")
    assert page.get_by_role("combobox", name="Boundaries", exact=True).count() == 1
