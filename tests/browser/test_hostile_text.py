"""Text from data is hostile: nothing in it runs, on the server or in the browser, and each is shown as it was written."""

import csv

import pytest

from .conftest import ROOT, card, expect_card, map_frame

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("hostile")]

HOSTILE = (
    "{{7*7}}",
    "{% x",
    "{{cycler.__init__.__globals__.os.system('touch ran')}}",
    "<img src=x onerror=window.ran=1>",
    "<script>window.ran=2</script>",
    "</script><script>window.ran=3</script>",
    "${window.ran=4}",
    "`+(window.ran=5)+`",
    "\\'-(window.ran=6)-\\'",
    '");window.ran=7;("',
    "![x](http://evil.example/x.png) [y](javascript:window.ran=8)",
    "{# comment #} _abc _div_0 :material/map: $x^2$ **bold** &amp; 'quoted' \"twice\"",
)
COLUMNS = (
    "incident_id date_start date_end date_precision place place_precision reported_region country event_type perpetrators "
    "partners targets reported_by stance summary document_id footnotes analyst_note latitude longitude"
).split()


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink)
        writer.writerow(columns)
        writer.writerows(rows)


@pytest.fixture
def hostile_data(tmp_path):
    """A folder of data with a hostile text in every text column, one text an incident."""
    texts = list(HOSTILE)
    rows = []
    for number, text in enumerate(texts):
        name = text.replace(";", ",")  # a semicolon would only make two actors of one
        rows.append(
            [
                f"{number} {text}",
                "2023-10-03",
                "2023-10-03",
                "day",
                text,
                "exact",
                text,
                text,
                text,
                name,
                name,
                name,
                name,
                "claimed",
                text,
                text,
                name,
                text,
                12 + number,
                -4,
            ]
        )
    write(tmp_path / "incidents.csv", COLUMNS, rows)
    documents = [[text, f"title {text}", text, text, text, text, f"javascript:{text}"] for text in texts]
    write(tmp_path / "documents.csv", "document_id title author publisher published data_cutoff url".split(), documents)
    citations = [[text, text.replace(";", ","), f"javascript:{text}", f"cited {text}"] for text in texts]
    write(tmp_path / "citations.csv", ["document_id", "footnote", "url", "citation"], citations)
    return tmp_path, texts


def test_nothing_in_the_data_runs_and_everything_is_shown_as_written(hostile_data, serve, reader):
    folder, texts = hostile_data
    server = serve(folder)
    page = reader().open(server.url)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    frame = map_frame(page)
    assert frame.evaluate("() => incidentMap.layer.drawn.length") == len(texts)
    names = frame.evaluate("() => incidentMap.layer.payload.names")
    for text in texts:
        assert text in names  # place and type as they were written, for the hover
    legend = frame.evaluate("() => incidentMap.legendTexts()")
    assert "Others" in legend
    options = page.get_by_role("combobox", name="Types of event")
    options.click()
    page.get_by_role("option").first.wait_for()
    shown = page.get_by_role("option").all_inner_texts()
    page.keyboard.type("cycler")  # a long list holds only what is in sight
    page.get_by_role("option", name="cycler").wait_for()
    shown += page.get_by_role("option").all_inner_texts()
    assert {f"{text} · 1" for text in texts} <= set(shown)
    page.keyboard.press("Escape")
    first = frame.evaluate("() => incidentMap.layer.drawn.find(d => d.no === 0)")
    box = page.locator("iframe[title^=streamlit_folium]").bounding_box()
    page.mouse.move(box["x"] + first["x"], box["y"] + first["y"])
    frame.wait_for_function("text => document.querySelector('.incident-tip')?.textContent.includes(text)", arg=texts[0])
    page.mouse.click(box["x"] + first["x"], box["y"] + first["y"])
    for number, text in enumerate(texts):
        expect_card(page, f"Id {number} ")
        told = card(page)
        said = text.replace(";", ",")
        assert told.splitlines().count(said) >= 3, told  # perpetrator, partner, target
        for part in (text, f"{said} claims it", f"title {text}", f"{said}: cited {text}"):
            assert part in told
        assert page.locator(".st-key-selection a").count() == 0  # no address that is not one of the web
        if number + 1 < len(texts):
            page.get_by_role("button", name="›").click()
    ran = [page.evaluate("() => window.ran"), frame.evaluate("() => window.ran"), (ROOT / "ran").exists()]
    assert ran == [None, None, False]
    assert dialogs == []
    assert "Traceback" not in server.text()


def test_a_hostile_link_is_only_a_value_that_does_not_exist(server, reader):
    page = reader().open(
        f"{server.url}/?actor=<img src=x onerror=window.ran=1>&q={{{{7*7}}}}&type=![x](http://evil.example/x)"
    )
    assert "<img src=x onerror=window.ran=1>" in page.locator("[data-testid=stAlert]").inner_text()
    assert "text “{{7*7}}”" in page.locator(".st-key-sentence").inner_text()
    assert page.evaluate("() => window.ran") is None
