"""A position is the same in every spelling; one that can be doubted stays as it is written, for the user to mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.readers.degrees import decimal


@pytest.mark.parametrize(
    ("text", "axis", "degrees"),
    [
        ("16,2717", "latitude", "16.2717"),
        ("-0,0447", "longitude", "-0.0447"),
        ("16°16'18\"N", "latitude", "16.271667"),  # 16 + 16/60 + 18/3600
        ("16° 16′ 18″ N", "latitude", "16.271667"),
        ("0°02’41”W", "longitude", "-0.044722"),
        ("0°02'41''O", "longitude", "-0.044722"),  # Ouest
        ("16°30'N", "latitude", "16.5"),
        ("16°30,6'N", "latitude", "16.51"),
        ("16.2717°N", "latitude", "16.2717"),
        ("16.2717 S", "latitude", "-16.2717"),
    ],
)
def test_commas_minutes_and_seconds_become_decimal_degrees(text, axis, degrees):
    assert decimal(text, axis) == degrees


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("16.2717", "latitude"), ("", "latitude"), ("north", "latitude"), ("16,27,17", "latitude"), ("1 234,5", "latitude"),
        ("16°16'18\"", "latitude"), ("16°16'18\"E", "latitude"), ("16°16'18\"N", "longitude"), ("16°61'18\"N", "latitude"),
        ("16°16'61\"N", "latitude"), ("16.5°30'N", "latitude"), ("16°16'18\"", "longitude"),
    ],
)  # fmt: skip
def test_what_can_be_doubted_stays_as_written(text, axis):
    assert decimal(text, axis) == text


@given(st.text(max_size=12), st.sampled_from(["latitude", "longitude"]))
def test_no_text_stops_it(text, axis):
    assert isinstance(decimal(text, axis), str)
