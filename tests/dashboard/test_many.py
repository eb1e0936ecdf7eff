"""More incidents than can be told apart on a map: the latest are drawn, and the page says that these are not all."""

from dashboard import sentence
from dashboard.map import layers


def drawn(made: dict) -> set[int]:
    return set(made["rows"][::13])


def test_the_latest_are_drawn_and_the_tray_says_so(incidents, names, open_page, monkeypatch):
    monkeypatch.setattr(layers, "MOST_DRAWN", 5)
    made = layers.payload(
        incidents, names, shapes="", base="", order=(1, None), selected=None, selected_region=None, dark=False
    )
    # In order of their last possible day: Soum, Ersane and the Kidal convoy on 9 and 10 October, both at Aguelhok.
    assert drawn(made) == {15, 8, 16, 17, 18}
    monkeypatch.setattr(sentence, "MOST_DRAWN", 5)
    told = [caption.value for caption in open_page().caption]
    assert "The map draws the latest 5 of 16; narrow the filter for the rest." in told


def test_nothing_is_said_where_all_are_drawn(open_page):
    assert not [caption.value for caption in open_page().caption if "latest" in caption.value]
