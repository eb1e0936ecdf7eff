"""What a briefer defends: each number over a place is a source in the list, and the list is that of the incidents shown."""

import io
import re
from datetime import date

import numpy as np
import pytest
from PIL import Image

from geodata.figures.papers import PAPERS
from geodata.figures.registry import content
from geodata.figures.scene import scene
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.store import store_of
from tests.geodata import sheets

from .reading import cited, listed

OCTOBER = IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31))


@pytest.mark.parametrize(
    ("frame", "paper"), [("mali", "16:9"), ("north", "a4"), ("gao-menaka", "square"), ("mali", "4:3")]
)
def test_superscripts_sources_and_incidents_are_the_same(frame, paper, wanted, said, store):
    figure = wanted(frame, paper)
    texts, shown = said(figure), scene(store, figure)
    labels = {about: words[0] for about, words in texts.items() if about.startswith("label-")}
    numbers = {int(no) for about in labels for no in about.removeprefix("label-").split("-")}
    on_map = {*shown.symbols["no"], *(no for each in shown.outlines for no in each.numbers)}
    assert numbers == on_map and len(on_map) == shown.on_map
    over_places = set().union(*(cited(label) for label in labels.values()))
    assert over_places == set(listed(texts)) == set(range(1, len(shown.sources.notes) + 1))
    for about, label in labels.items():
        own = {note for no in about.removeprefix("label-").split("-") for note in shown.sources.of.get(int(no), ())}
        assert cited(label) == own
    for number, words in listed(texts).items():
        assert words.startswith(f"{number} ")


def test_aguelhok_cites_what_the_document_cites(wanted, said):
    """Note 8 of the update: a post on X, by both incidents of 23 October."""
    day = IncidentFilter(date_from=date(2023, 10, 23), date_to=date(2023, 10, 23))
    texts = said(wanted(chosen=day))
    (label,) = (words[0] for about, words in texts.items() if about.startswith("label-"))
    assert label.startswith("Aguelhok ×2") and cited(label) == {1}
    assert listed(texts) == {1: "1 X post, https://x.com/Inkinane1/status/1716443839207002353?s=20"}


def test_the_lines_say_how_many_and_why_not_all(wanted, said):
    texts = said(wanted("north", chosen=OCTOBER, address="https://maps.example.org/"))
    # October: all but the six of April 2022, the bases of August and the statement of September 2023.
    assert texts["counts-0"] == ["Shown 11 of 19 incidents: 11 on this map. Not shown, by dates 8."]
    east = said(wanted("kidal-tessalit", chosen=OCTOBER))
    # Aguelhok twice, Kidal region, and the RN18 twice: its northern end, Anéfis, lies on the map.
    assert east["counts-0"] == ["Shown 11 of 19 incidents: 5 on this map, 6 outside it. Not shown, by dates 8."]
    assert texts["boundaries-0"][0].startswith("Boundaries: Natural Earth, 8 regions and Bamako (until 2016)")
    assert "imply no opinion" in " ".join(texts["boundaries-0"] + texts.get("boundaries-1", []))
    assert texts["projection-0"][0].startswith(
        "Projection: Lambert azimuthal equal-area about 18.6° N, 0.6° W, WGS 84; 1 : "
    )
    assert texts["made-0"] == [
        "Data cutoff: 2023-10-25 10:00 · made on 25 Nov 2026 · https://maps.example.org/?from=2023-10-01&to=2023-10-31"
    ]


def test_title_and_subtitle_follow_from_the_view_or_are_the_makers(wanted, said):
    texts = said(wanted("north", chosen=OCTOBER))
    assert texts["title-0"] == ["Security incidents: Northern Mali"]
    assert texts["subtitle-0"] == ["October 2023 · all actors · regions by Natural Earth, 8 regions and Bamako"]
    own = said(wanted(title="Attacks on bases", subtitle="for the meeting"))
    assert own["title-0"] == ["Attacks on bases"] and own["subtitle-0"] == ["for the meeting"]


def test_the_legend_explains_only_what_is_shown(wanted, said):
    day = IncidentFilter(date_from=date(2023, 10, 23), date_to=date(2023, 10, 23))
    legend = said(wanted(chosen=day))[""]
    assert {"JNIM", "Tuareg separatist rebels", "Explosion", "Base takeover", "in the town"} <= set(legend)
    assert not {"Malian army", "Others", "along the road (approximate line)", "contested", "near the town"} & set(
        legend
    )


def test_a_marking_stands_at_the_top_and_the_bottom(wanted, said):
    assert said(wanted(marking="TLP:AMBER+STRICT"))["marking"] == ["TLP:AMBER+STRICT"] * 2
    assert "marking" not in said(wanted())


def frame_of(picture: bytes) -> tuple[int, int, int, int]:
    """The first and last column and row of the map's frame: the longest straight lines of its colour."""
    pixels = np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")).astype(int)
    grey = np.abs(pixels - (0x8B, 0x8A, 0x85)).sum(axis=2) < 90
    columns, rows = np.flatnonzero(grey.mean(axis=0) > 0.5), np.flatnonzero(grey.mean(axis=1) > 0.5)
    return columns.min(), columns.max(), rows.min(), rows.max()


def test_the_map_has_the_same_pixels_in_every_figure_of_a_frame(wanted, store):
    first = frame_of(content(store, wanted("north"), "map", "png", 200))
    other = wanted("north", chosen=OCTOBER, title="Another " * 40, marking="TLP:RED")
    assert frame_of(content(store, other, "map", "png", 200)) == pytest.approx(first, abs=1)
    on = PAPERS["16:9"].map
    assert first == pytest.approx((on.left * 200, on.right * 200, (7.5 - on.top) * 200, (7.5 - on.bottom) * 200), abs=2)


def test_a_known_point_is_at_the_same_place_in_picture_and_drawing(wanted, store):
    """Aguelhok, 19.46 N 0.86 E, by the projection alone; in the SVG its two symbols lie above and below it."""
    figure = wanted("kidal-tessalit", chosen=IncidentFilter(date_from=date(2023, 10, 23), date_to=date(2023, 10, 23)))
    on, (west, south, east, _north) = figure.paper.map, figure.frame.extent(figure.paper.map)
    shown = scene(store, figure).symbols
    x, y = float(shown["x"].iloc[0]), float(shown["y"].iloc[0])
    inches = on.width / (east - west)
    at = (on.left + (x - west) * inches, figure.paper.height - on.bottom - (y - south) * inches)
    drawn = content(store, figure, "map", "svg").decode()
    used = [(float(a) / 72, float(b) / 72) for a, b in re.findall(r'<use [^>]*x="([\d.]+)" y="([\d.]+)"', drawn)]
    middle = min(used, key=lambda each: abs(each[0] - at[0]) + abs(each[1] - at[1]))
    assert middle == pytest.approx(at, abs=1 / 96)
    picture = Image.open(io.BytesIO(content(store, figure, "map", "png", 200))).convert("RGB")
    assert (
        sum(picture.getpixel((round(at[0] * 200), round(at[1] * 200)))) < 250
    )  # the dot that the two are fanned about


# --- bad input -------------------------------------------------------------------------------------------------------

HOSTILE = ["$x^2$ \\frac{1}{0}", "<b>&amp;</b> <script>alert(1)</script>", "{{ 7 * 7 }} {% for %}", "a\x00b\u202ec\nd", "تيساليت ⴽⵉⴷⴰⵍ 🎉", "x" * 300]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_words(text, wanted, said, tmp_path):
    rows = [sheets.row(place=text[:60].replace("\x00", ""), latitude="16", longitude="0", summary=text.replace("\x00", ""), source=text.replace("\x00", ""))]  # fmt: skip
    own = store_of(ingest(sheets.write(tmp_path, *rows)))
    texts = said(wanted(title=text, subtitle=text), own)
    assert any(words[0].strip() for about, words in texts.items() if about.startswith("title"))
    if text.startswith("$"):
        assert texts["title-0"] == [text]
    if "🎉" in text:
        assert "□ stands for a sign that the font DejaVu Sans lacks." in " ".join(
            texts["counts-0"] + texts.get("counts-1", [])
        )


def test_more_sources_than_there_is_room_for_are_said(wanted, said, tmp_path):
    rows = [
        sheets.row(incident_id=f"I{n}", latitude=f"{15 + n / 100:.2f}", longitude="0", place=f"P{n}", source=f"Source {n} " + "words " * 20)
        for n in range(140)
    ]  # fmt: skip
    own = store_of(ingest(sheets.write(tmp_path, *rows)))
    texts = said(wanted("Gao"), own)
    assert 5 < len(listed(texts)) < 140
    assert f"and {140 - len(listed(texts))} more, in the table file" in texts[""]
    assert "Not all sources have room here." in " ".join(texts["counts-0"] + texts.get("counts-1", []))


def test_an_empty_view_is_a_figure_that_says_so(wanted, said):
    nothing = IncidentFilter(date_from=date(1990, 1, 1), date_to=date(1990, 1, 2))
    texts = said(wanted("Kayes", chosen=nothing))
    assert texts["counts-0"][0] == "Shown 0 of 19 incidents: 0 on this map. Not shown, by dates 19."
    assert "No source is named." in texts[""] and not listed(texts)
