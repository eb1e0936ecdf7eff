"""`python -m geodata brief`: the weekly set in one go, the same bytes for the same data and views."""

import pytest

from geodata.__main__ import main

VIEWS = """\
made = 2023-10-25
[frames.adagh]
title = "The Adagh"
west = -1.0
south = 18.0
east = 3.0
north = 20.5
[[view]]
name = "North, first week"
link = "?from=2023-10-02&to=2023-10-08"
frame = "adagh"
marking = "amber"
files = ["map.svg", "slides.pptx", "brief.docx", "words.md"]
"""


@pytest.fixture
def views(tmp_path, monkeypatch):
    monkeypatch.setenv("INCIDENTS_STORE", ":memory:")
    path = tmp_path / "VIEWS.toml"
    path.write_text(VIEWS, encoding="utf-8")
    return path


def test_the_same_views_give_the_same_bytes(views, tmp_path, capsys):
    for folder in ("one", "other"):
        assert main(["brief", str(views), "-o", str(tmp_path / folder)]) == 0
    made = sorted((tmp_path / "one").iterdir())
    assert [path.name for path in made] == [
        "north-first-week_brief.docx", "north-first-week_map.svg", "north-first-week_slides.pptx", "north-first-week_words.md",
    ]  # fmt: skip
    for path in made:
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes(), path.name
    said = (tmp_path / "one" / "north-first-week_words.md").read_text(encoding="utf-8")
    assert "made on 25 Oct 2023" in said and "# Security incidents: The Adagh" in said
    assert capsys.readouterr().out.count("Written to") == 8


def test_the_next_week_and_another_day(views, tmp_path):
    views.write_text(VIEWS.replace('"map.svg", "slides.pptx", "brief.docx", ', ""), encoding="utf-8")
    assert main(["brief", str(views), "-o", str(tmp_path / "o"), "--later", "1", "--made", "2023-10-30"]) == 0
    said = (tmp_path / "o" / "north-first-week_words.md").read_text(encoding="utf-8")
    assert "9–15 Oct 2023" in said and "made on 30 Oct 2023" in said


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("made = 2023-10-25\n", "", "Say the day that everything states"),
        ("from=2023-10-02", "form=2023-10-02", 'The link says "form", which means nothing here. Did you mean "from"?'),
        ("from=2023-10-02", "lang=frr", 'There is no language "frr" here'),
        ("from=2023-10-02", "actor=jmin", 'The view "North, first week": This data has no actor'),
        ('"adagh"\nmark', '"adag"\nmark', 'Did you mean "adagh"'),
        ("[[view]]", "[[view", "is no TOML"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(old, new, says, views, tmp_path, capsys):
    views.write_text(VIEWS.replace(old, new), encoding="utf-8")
    assert main(["brief", str(views), "-o", str(tmp_path / "o")]) == 2
    assert says in capsys.readouterr().err and not (tmp_path / "o").exists()


def test_a_link_in_french_makes_french_files(views, tmp_path):
    said = VIEWS.replace('"map.svg", "slides.pptx", "brief.docx", ', "").replace("from=", "lang=fr&shot=1280x720&from=")
    views.write_text(said, encoding="utf-8")
    assert main(["brief", str(views), "-o", str(tmp_path / "o")]) == 0
    assert "2–8 oct. 2023" in (tmp_path / "o" / "north-first-week_words.md").read_text(encoding="utf-8")


def test_no_period_has_none_after_it(views, tmp_path, capsys):
    views.write_text(VIEWS.replace("?from=2023-10-02&to=2023-10-08", "?"), encoding="utf-8")
    assert main(["brief", str(views), "-o", str(tmp_path / "o"), "--later", "1"]) == 2
    assert "there is no period after it" in capsys.readouterr().err


QUESTION = """\
made = 2023-10-25
[[view]]
name = "Together"
link = "https://maps.example.org/coincidences?region=Kidal&km=50"
files = ["coincidences.svg", "comparison.svg", "words.md", "slides.pptx"]
"""


def test_the_link_of_a_question_makes_its_answer(views, tmp_path):
    """Of the three coincidences one lies in Kidal; another question's figure in the same set asks what it asks by default."""
    views.write_text(QUESTION, encoding="utf-8")
    assert main(["brief", str(views), "-o", str(tmp_path / "o")]) == 0
    said = (tmp_path / "o" / "together_words.md").read_text(encoding="utf-8")
    assert "1 pair of incidents at the same place as reported: Aguelhok, 23 Oct 2023." in said.replace("\\", "")
    assert "within 50 km" in said
    assert "Tarkint" not in said
    assert len(list((tmp_path / "o").iterdir())) == 4


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("km=50", "km=far", "far"),
        ("km=50", "hour=6", 'The link says "hour", which means nothing here. Did you mean "hours"?'),
        ("/coincidences?", "/?", 'The link says "km", which means nothing here'),
    ],
)
def test_what_a_question_can_t_ask_is_said(old, new, says, views, tmp_path, capsys):
    views.write_text(QUESTION.replace(old, new), encoding="utf-8")
    assert main(["brief", str(views), "-o", str(tmp_path / "o")]) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "o").exists()
