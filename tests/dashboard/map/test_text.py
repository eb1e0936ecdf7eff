"""What goes into the map is data and stays data: neither Jinja nor streamlit-folium nor JavaScript runs any of it."""

import json
import re

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _replace_folium_vars

from dashboard.map.text import js, js_text

# Every character there is, lone halves of surrogate pairs too: a CSV may hold them.
ANY_TEXT = st.text(st.characters(exclude_categories=()))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)


def as_utf16(text: str) -> str:
    """The text as JavaScript holds it: two halves side by side are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@given(ANY_TEXT)
def test_a_text_arrives_as_it_was_written(text):
    assert json.loads(js_text(text)) == as_utf16(text)


@given(ANY_TEXT)
def test_an_encoded_text_has_nothing_that_any_language_could_take_for_its_own(text):
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\u[0-9a-f]{4})*"', js_text(text))


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("Gao 12", '"Gao 12"'),
        ("{{7*7}}", '"' + r"\u007b\u007b7\u002a7\u007d\u007d" + '"'),
        ("Ménaka", '"' + r"M\u00e9naka" + '"'),
        ("a_b", '"' + r"a\u005fb" + '"'),
        ("\u2028", '"' + r"\u2028" + '"'),
        ("𐍈", '"' + r"\ud800\udf48" + '"'),
        ("\ud800", '"' + r"\ud800" + '"'),
        ("", '""'),
    ],
)
def test_an_encoding_worked_out_by_hand(text, encoded):
    assert js_text(text) == encoded


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("inside", [lambda v: v, lambda v: [1, v], lambda v: {"a": {"b": [v]}}])
def test_a_number_that_is_none_never_reaches_the_browser(value, inside):
    with pytest.raises(ValueError, match="finite"):
        js(inside(value))


@given(VALUES)
def test_nested_values_arrive_whole(value):
    assert json.loads(js(value)) == json.loads(json.dumps(value))


def test_coordinates_keep_the_metre():
    assert json.loads(js([14.52742, -4.09344, 0.02667])) == [14.52742, -4.09344, 0.02667]


def test_json_and_javascript_agree_on_what_is_true_and_what_is_one():
    assert js([True, 1, False, 0, None]) == "[true,1,false,0,null]"


@given(ANY_TEXT, st.sampled_from(["div", "div_0", "feature_group_0", "abc"]))
def test_streamlit_folium_never_rewrites_a_text(text, identity):
    """It replaces every `_name` that it knows: a place called "x_abc" would get another name on the map."""
    payload = js([text, f"{text}_{identity}", {f"_{identity}": text}])
    assert _replace_folium_vars(payload, {identity: "REPLACED", "abc": "REPLACED"}) == payload


def test_folium_itself_would_have_run_the_text():
    """Why the encoder is needed: should folium learn to escape one day, this test says so."""
    drawn = folium.Map(tiles=None)
    folium.Marker([0, 0], popup="{{7*7}}").add_to(drawn)
    assert "49" in drawn.get_root().render() and "{{7*7}}" not in drawn.get_root().render()
