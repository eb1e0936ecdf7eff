"""The summary below the map: numbers are links on the page's own address, and names may say anything."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data, in_words
from geodata.filters import IncidentFilter
from geodata.questions.parts import Part
from geodata.texts import said_in
from geodata.views import Frame, View

from .conftest import APP


def shown(app) -> str:
    """The summary's HTML on the page."""
    return next(each.proto.body for each in app.get("html") if 'class="in-words"' in each.proto.body)


def opened(**query: str) -> AppTest:
    """The page with the summary chosen from its first run on."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.session_state["below"] = "words"
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


def test_the_paragraph_is_one_of_the_things_below_the_map():
    app = opened(**{"from": "2023-10-01", "to": "2023-10-31"})
    assert not app.exception
    text = re.sub("<[^>]+>", "", shown(app))
    assert (
        "For October 2023 the filter shows 11 incidents" in text and "That is 10 more than for September 2023" in text
    )
    text, markdown = (each.value for each in app.code)
    assert text.startswith("October 2023 · ") and "[1] " in text
    assert markdown.startswith("**October 2023 · ") and "[^1]: " in markdown
    assert [each.language for each in app.code][1] == "markdown"


def test_it_follows_the_language_of_its_reader():
    """Also where another reader has asked for the same in English before."""
    chosen = IncidentFilter(date(2023, 10, 1), date(2023, 10, 31))
    version = data.store().version
    english = str(data.in_words(version, chosen)) + data.to_copy(version, chosen, "")[0]
    assert "October 2023" in english and "septembre" not in english
    french = opened(**{"from": "2023-10-01", "to": "2023-10-31", "lang": "fr"})
    assert "septembre 2023" in shown(french) and "lang=fr" in shown(french)
    assert "septembre 2023" in french.code[0].value and "lang=fr" in french.code[1].value


def test_a_number_keeps_the_page_as_it_is_but_for_the_filter():
    view = View(IncidentFilter(), incident="A", frame=Frame(17, -4, 6), colour="group")
    part = Part("7", View(IncidentFilter(regions=("Gao",))), 7)
    made = in_words.html(((Part("So "), part),), view, "https://maps.example.org/mali/")
    link = "https://maps.example.org/mali/?region=Gao&amp;map=17.0000,-4.0000,6&amp;colour=group"
    assert made == f'<div class="in-words"><p>So <a href="{link}">7</a></p></div>'


@pytest.mark.parametrize("name", ['<img src=x onerror="alert(1)">', '"><script>alert(1)</script>'])
def test_names_are_text_in_sentences_and_in_links(name):
    part = Part(name, View(IncidentFilter(types=(name,))), 1)
    with said_in("en"):
        made = in_words.html(((Part(name), part),), View(), "")
    assert re.findall("<[^>]+>", made) == ['<div class="in-words">', "<p>", re.search("<a [^>]*>", made)[0], "</a>", "</p>", "</div>"]  # fmt: skip
    assert "&lt;" in made
