"""The report of a boundary file as a page: it can be passed on and opened anywhere, and no name in it is more than text."""

from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.regions.asked import Asked
from geodata.regions.checked import Checked
from geodata.regions.findings import Finding
from geodata.regions.report import as_html, pictures

from .tiles import BOXES, NAMES

GAP, OVERLAP = shapely.box(0.2, 16.7, 0.3, 16.8), shapely.box(-0.1, 16.6, 0.1, 16.9)
HOSTILE = [
    "<script>alert(1)</script>", '"><img src=http://evil.test/x onerror=alert(1)>', "</pre></section></body>", "{{7*7}}", "]]><x>",
    "<style>@import url(http://evil.test)</style>", "&lt;b&gt; &amp;", "${x}`y`",
]  # fmt: skip
TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "pre", "section", "p", "b", "br",
    "svg", "defs", "pattern", "rect", "path", "circle", "text",
}  # fmt: skip


class Page(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, and its text."""

    def __init__(self, text: str):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _attributes in self.elements)


def made(*findings: Finding, name: str = "A set", names: tuple[str, ...] = NAMES) -> Checked:
    shapes = shapely.to_wkb(list(BOXES.values()))
    units = pd.DataFrame({"level": 0, "key": names, "name": names, "aliases": "", "wkb": shapes, "screen": shapes})
    return Checked(
        Asked(name, name_field="name"), "set.gpkg", "GeoPackage", "", "0" * 64, 12_345, 6, ("name",), (), ("region",), units, findings
    )  # fmt: skip


def finding(kind: str = "gap", shape: shapely.Geometry | None = GAP, sentence: str = "A gap.", **more) -> Finding:
    return Finding(kind, ("Chétima",), sentence, "Left.", shape=shapely.to_wkb(shape) if shape else b"", **more)


def test_each_finding_stands_with_its_drawing_and_one_without_a_shape_without():
    checked = made(finding(), finding("no name", None, "No name."), finding("overlap", OVERLAP, "Over each other."))
    drawn = pictures(checked)
    assert [bool(each) for each in drawn] == [True, False, True]
    assert "url(#hatch" in drawn[2]
    page = as_html(checked)
    assert all(each in page for each in drawn)
    assert (Page(page).count("section"), Page(page).count("svg")) == (3, 2)
    assert page.index("A gap.") < page.index("No name.") < page.index("Over each other.")


def test_the_text_of_the_report_is_in_it_whole():
    checked = made(finding(), finding("same name", None, "Twice.", stops=True))
    texts = Page(as_html(checked)).texts
    assert checked.text() in texts
    assert "Boundaries: A set" in texts


def test_in_the_dark_it_is_drawn_in_other_colours():
    (light,), (dark,) = pictures(made(finding())), pictures(made(finding()), dark=True)
    assert light != dark
    assert light.count("<path") == dark.count("<path")


def test_a_set_without_findings_is_a_page_too():
    page = Page(as_html(made()))
    assert page.count("section") == page.count("svg") == 0
    assert any("Nothing is found that is wrong." in text for text in page.texts)


def assert_harmless(text: str) -> None:
    page = Page(text)
    assert {tag for tag, _attributes in page.elements} <= TAGS
    for _tag, attributes in page.elements:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("src", "href", "style", "xlink:href")
        ]
        for name, value in attributes.items():
            # The name of the language of drawings is no address: nothing is fetched for it.
            assert "://" not in value or name in ("xmlns", "aria-label")
            assert "url(" not in value or value.startswith("url(#hatch-") or name == "aria-label"
    assert page.count("body") == page.count("style") == page.count("title") - page.count("svg") == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_text_wherever_it_stands(text):
    """Names come out of files of others; the page is opened from the disk, where a script could read other files."""
    names = (text, *NAMES[1:])
    checked = made(finding(sentence=f"{text} is odd."), name=text, names=names)
    checked = replace(checked, notes=(text,), file=text, asked=replace(checked.asked, name_field=text))
    page = as_html(checked)
    assert_harmless(page)
    assert "{{" not in "".join(pictures(checked))
    assert any(f"{text} is odd." in each for each in Page(page).texts)


@given(st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), min_size=1, max_size=4).map("".join))
def test_any_text_is_harmless(text):
    assert_harmless(as_html(made(finding(sentence=text), name=text, names=(text, *NAMES[1:]))))
