"""A file goes through the Data page: chosen, checked, asked about, taken in, seen on the map, and taken back."""

import csv
import subprocess
import sys

import pytest

from geodata import demo
from geodata.kept import open_kept

from ..geodata import sheets
from ..geodata.sheets import row
from .conftest import ROOT, expect_said, pick, settle, wait_for_map

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("upload")]


@pytest.fixture
def app(tmp_path, serve):
    """A server with a store of its own."""
    return serve(store=tmp_path / "kept.duckdb")


def on_data_page(reader, app):
    page = reader().open(app.url)
    page.get_by_role("link", name="Data").click()
    page.get_by_role("heading", name="Add a file").wait_for()
    settle(page)
    return page


def choose(page, path) -> None:
    page.locator("[data-testid=stFileUploaderDropzone] input[type=file]").first.set_input_files(path)


def report(page) -> str:
    box = page.locator(".st-key-report")
    box.wait_for(timeout=60_000)
    settle(page)
    return " ".join(box.inner_text().split())


def take_in(page, said: str) -> None:
    page.get_by_role("button", name=said).click()
    page.locator("[data-testid=stAlert]", has_text="added").wait_for(timeout=60_000)
    settle(page)


def explore(page) -> None:
    page.get_by_role("link", name="Explore").click()
    wait_for_map(page)


def test_25000_rows_as_on_the_command_line_go_in_and_come_out_again(tmp_path, app, reader):
    path = tmp_path / "x.csv"
    demo.write(path, 25_000, seed=1)
    page = on_data_page(reader, app)
    choose(page, path)
    told = report(page)
    for part in (
        "x.csv: CSV · UTF-8 · comma · the project's own sheet",
        "Rows read 25,000",
        "Accepted 25,000",
        "Set aside 0",
    ):
        assert part in told
    take_in(page, "Take 25,000 incidents into the store")
    assert "x.csv: 25,000 added, 0 changed, 0 removed in x." in page.locator("[data-testid=stAlert]").inner_text()
    explore(page)
    expect_said(page, "25,019 of 25,019 incidents")
    pick(page, "Data sets", "x · 25,000")
    expect_said(page, "25,000 of 25,019 incidents · all dates · all actors · data set x")
    assert "data=x" in page.url
    page.get_by_role("link", name="Data").click()
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_role("button", name="Undo this import").click()
    page.get_by_text("1 import was undone.").wait_for()
    explore(page)
    expect_said(page, "19 of 19 incidents")


def test_a_row_set_aside_is_downloaded_mended_and_imported_again(tmp_path, app, reader):
    good, bad = row(incident_id="good"), row(incident_id="bad", date_end="2023-02-31", summary="=1+1")
    path = sheets.write(tmp_path, good, bad, name="week.csv").file("incidents.csv")
    page = on_data_page(reader, app)
    choose(page, path)
    assert "Set aside 1" in report(page)
    page.locator(".st-key-report [data-testid=stDataFrame] [role=gridcell]", has_text="2023-02-31").first.wait_for(
        state="attached"
    )
    take_in(page, "Take 1 incident into the store")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Rows set aside").click()
    with begun.value.path().open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    assert [(each["incident_id"], each["date_end"], each["_fault_row"]) for each in rows] == [
        ("bad", "2023-02-31", "3")
    ]
    mended = tmp_path / "week.csv"
    text = begun.value.path().read_text(encoding="utf-8-sig").replace("2023-02-31", "2023-10-03")
    mended.write_text(text, encoding="utf-8", newline="")
    choose(page, mended)
    assert "Accepted 1" in report(page)
    take_in(page, "Take 1 incident into the store")
    page.get_by_text("No row is set aside.").wait_for()
    explore(page)
    expect_said(page, "21 of 21 incidents")
    page.goto("about:blank")
    app.process.terminate()
    app.process.wait(10)
    store = open_kept(tmp_path / "kept.duckdb")
    assert store.incident("bad")["summary"] == "=1+1"
    store.close()


def test_a_table_of_any_kind_is_asked_about_and_its_columns_are_remembered(tmp_path, app, reader):
    path = tmp_path / "semaine.csv"
    path.write_text(
        "Semaine 40;;;;;\nDate;Lieu;Auteur;Type;Bilan;Avis\n03/04/2023;Tarkint;JNIM;Attaque;2 morts;sûr\n"
        "04/05/2023;axe Gao-Anéfis;CMA;IED;;\n",
        encoding="cp1252",
    )
    page = on_data_page(reader, app)
    choose(page, path)
    page.get_by_role("button", name="Check the file with these columns").click()
    page.get_by_text("day first: 03/04 is 3 April").click()
    page.get_by_role("button", name="Go on").click()
    told = report(page)
    assert "semaine.csv: CSV · Windows-1252 · semicolon · a table of any kind" in told
    assert "Accepted 2" in told
    take_in(page, "Take 2 incidents into the store")
    explore(page)
    expect_said(page, "21 of 21 incidents")
    page.goto(f"{app.url}/?from=2023-04-03&to=2023-04-03&dates=inside")
    wait_for_map(page)
    expect_said(page, "1 of 21 incidents · 3 Apr 2023")
    page.get_by_role("link", name="Data").click()
    choose(page, path)
    page.get_by_text("As for the last file with these columns.").wait_for()


def test_a_hostile_file_is_refused_in_a_sentence_and_the_others_work_on(tmp_path, app, reader):
    secret = tmp_path / "secret.csv"
    secret.write_text("incident_id\nsecret-words\n", encoding="utf-8")
    path = tmp_path / "points.geojson"
    path.write_text(
        f'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>',
        encoding="utf-8",
    )
    page = on_data_page(reader, app)
    choose(page, path)
    alert = page.locator("[data-testid=stAlert]", has_text="points.geojson")
    alert.wait_for(timeout=30_000)
    assert "secret-words" not in page.locator("body").inner_text()
    assert "Traceback" not in app.text()
    other = reader().open(app.url)
    expect_said(other, "19 of 19 incidents")


def test_a_second_process_is_told_that_the_app_has_the_store(tmp_path, app, reader):
    reader().open(app.url)
    command = [sys.executable, "-m", "geodata", "imports", "--store", str(tmp_path / "kept.duckdb")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Another process has the store kept.duckdb open." in done.stderr
