"""The same figure has the same bytes; its words can be found and copied; it looks the same where our font is not installed."""

import base64
import io
import re
import zlib

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from geodata.figures.registry import FORMATS, content


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_figure_has_the_same_bytes(name, wanted, store):
    one, again = (content(store, wanted("north"), "map", name, 96) for _time in range(2))
    assert one == again


@pytest.mark.parametrize("dots", [96, 300])
def test_a_picture_has_the_dots_that_are_asked_for(dots, wanted, store):
    picture = Image.open(io.BytesIO(content(store, wanted(), "map", "png", dots)))
    assert picture.size == (round(13.333 * dots), round(7.5 * dots)) or picture.size == (
        int(13.333 * dots),
        int(7.5 * dots),
    )
    assert picture.info["dpi"] == pytest.approx((dots, dots), abs=0.1)


def test_an_svg_carries_what_it_needs_of_its_font(wanted, store):
    drawn = content(store, wanted(title="Ménaka, œuvre, Çà"), "map", "svg").decode()
    faces = dict(re.findall(r"font-weight:(\w+);src:url\(data:font/ttf;base64,([^)]+)\)", drawn))
    bold = TTFont(io.BytesIO(base64.b64decode(faces["bold"]))).getBestCmap()
    assert {ord(sign) for sign in "Ménakaœuvre,Çà"} <= bold.keys()
    assert ord("²") in TTFont(io.BytesIO(base64.b64decode(faces["normal"]))).getBestCmap()
    assert ">Ménaka, œuvre, Çà</text>" in drawn and "http://" not in re.sub(r'xmlns(:\w+)?="[^"]*"|http://www.w3.org[^"]*|http://purl.org[^"]*|http://creativecommons[^"]*', "", drawn)  # fmt: skip


def test_a_pdf_has_words_in_fonts_of_its_own_and_no_clock(wanted, store):
    page = content(store, wanted(), "map", "pdf")
    assert b"/FontFile2" in page and b"/Type3" not in page and b"CreationDate" not in page
    streams = [
        zlib.decompress(part) for part in re.findall(rb"stream\r?\n(x.*?)\r?\nendstream", page, re.S) if _packed(part)
    ]
    assert any(re.search(rb"\bTJ\b|\bTj\b", stream) for stream in streams)


def _packed(part: bytes) -> bool:
    try:
        zlib.decompress(part)
    except zlib.error:
        return False
    return True
