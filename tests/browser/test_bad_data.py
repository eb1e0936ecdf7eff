"""Data that is broken or missing: a sentence on the page, never a traceback, and every row accounted for."""

import pytest

from geodata.ingest import EMBEDDED

from .conftest import expect_said

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("hostile")]


def test_a_broken_row_is_set_aside_counted_and_explained(tmp_path, serve, reader):
    text = (EMBEDDED / "incidents.csv").read_text(encoding="utf-8")
    broken = text.replace("MLI-2022-04-06-SEGOU,2022-04-06,2022-04-06", "MLI-2022-04-06-SEGOU,2022-02-31,2022-04-06")
    assert broken != text
    own = tmp_path / "my incidents.csv"
    own.write_text(broken, encoding="utf-8")
    server = serve(own)
    page = reader().open(server.url)
    assert "18 of 18 incidents" in page.locator(".st-key-sentence").inner_text()
    page.get_by_role("link", name="1 row set aside").click()
    page.get_by_text("Set aside").first.wait_for()
    # The grid is drawn on a canvas; its text for screen readers holds the cells.
    cells = page.locator("[data-testid=stDataFrame] [role=gridcell]")
    cells.filter(has_text="2022-02-31").first.wait_for(state="attached")
    told = cells.all_inner_texts()
    for part in ("2", "MLI-2022-04-06-SEGOU", "date_start", "2022-02-31", "Write it like 2023-10-03."):
        assert part in told, told
    page.get_by_role("link", name="Explore").click()
    expect_said(page, "18 of 18 incidents")


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02 not a table", b"incident_id;where\n1;Gao\n"])
def test_a_file_that_cannot_be_used_is_one_clear_sentence(tmp_path, serve, reader, content):
    own = tmp_path / "mine.csv"
    if content is not None:
        own.write_bytes(content)
    server = serve(own)
    made = reader()
    made.page.goto(server.url)
    alert = made.page.locator("[data-testid=stAlert]")
    alert.wait_for()
    assert "mine.csv" in alert.inner_text()
    assert "Traceback" not in made.page.locator("body").inner_text()
    # Mended, it is read again without a restart.
    own.write_bytes((EMBEDDED / "incidents.csv").read_bytes())
    made.open(server.url)
    assert "19 of 19 incidents" in made.page.locator(".st-key-sentence").inner_text()
