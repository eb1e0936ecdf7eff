"""The file of saved views: what people write into it by hand comes back, and what is wrong with it is said."""

from datetime import date
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.briefs.keeping import change, kept
from geodata.briefs.saved import FILES, SavedView, SavedViews, read_views, views_of
from geodata.errors import ExportError, FigureError
from geodata.figures.papers import PAPERS
from geodata.figures.wanted import MARKINGS

VIEW = st.builds(
    SavedView, name=st.text(min_size=1).filter(str.strip), link=st.text(), title=st.text(), subtitle=st.text(),
    paper=st.sampled_from(list(PAPERS)), marking=st.sampled_from(["", *MARKINGS]),
    files=st.lists(st.sampled_from(FILES), min_size=1, unique=True).map(tuple),
)  # fmt: skip


@given(VIEW)
def test_a_view_comes_back_as_it_was_saved(view):
    assert views_of(SavedViews((view,)).to_toml()).views == (view,)


def test_what_is_said_by_hand():
    made = views_of(
        'made = 2023-10-25\naddress = "https://m.example.org"\n[frames.sahara]\nwest = -6\nsouth = 19.0\neast = 4.5\nnorth = 25.2\n'
        '[[view]]\nname = "North, this week"\nlink = "?from=2023-10-02&region=Gao&region=Kidal"\nmarking = "amber"\n'
    )
    (view,) = made.views
    assert made.made == date(2023, 10, 25) and view.marking == "TLP:AMBER" and view.stem == "north-this-week"
    assert view.query == {"from": ["2023-10-02"], "region": ["Gao", "Kidal"]}
    assert (made.frames["sahara"].west, made.frames["sahara"].north) == (-6, 25.2)
    assert views_of(made.to_toml()) == made


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[view]", "is no TOML"),
        ('made = "2023-10-25"', "is no day like 2023-10-25, without quotes"),
        ("mad = 2023-10-25", 'Did you mean "made"'),
        ("view = 3", r"\[\[view\]\] comes once for each view"),
        ("[[view]]\nname = 3", "is no text in quotes"),
        ("[[view]]\nlink = '?'", "has no name"),
        ("[[view]]\nname = 'a'\nfiles = ['slide.pptx']", 'Did you mean "slides.pptx"'),
        ("[[view]]\nname = 'a'\nfiles = []", "is no list such as"),
        ("[[view]]\nname = 'a'\nfiles = '../../x'", "is no list such as"),
        ("[[view]]\nname = 'a'\npaper = '16-9'", 'Did you mean "16:9"'),
        ("[[view]]\nname = 'a'\nmarking = 'pink'", "is no handling mark"),
        ("[[view]]\nname = 'a b'\n[[view]]\nname = 'A/B'", "would have files of the same name"),
        ("[frames.x]\nwest = 5\neast = 1\nsouth = 1\nnorth = 2", "is not west,south,east,north"),
        ("[frames.x]\nwest = 'a'\neast = 1\nsouth = 1\nnorth = 2", "is not west,south,east,north"),
    ],
)
def test_what_is_wrong_is_a_sentence(text, says):
    with pytest.raises(FigureError, match=says):
        views_of(text)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c", "CON:", "…", " ", "x" * 300, "Ségou – « nord »"])
def test_no_name_leads_out_of_the_folder(name):
    stem = SavedView(name).stem
    assert stem and len(stem) <= 60 and not set(stem) & set('/\\:*?"<>|.')


def test_two_who_save_at_once_both_keep_theirs(tmp_path):
    path = tmp_path / "views.toml"
    threads = [
        Thread(target=change, args=(path, lambda now, n=n: now.with_view(SavedView(f"View {n}")))) for n in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {view.name for view in kept(path).views} == {f"View {n}" for n in range(12)}
    assert change(path, lambda now: now.without("View 3")) == read_views(path)


def test_a_broken_file_is_left_as_it_is(tmp_path):
    path = tmp_path / "views.toml"
    path.write_text("made by hand, not yet done", encoding="utf-8")
    with pytest.raises(FigureError, match="is no TOML"):
        change(path, lambda now: now.with_view(SavedView("a")))
    assert path.read_text(encoding="utf-8") == "made by hand, not yet done"
    with pytest.raises(FigureError, match="can't be read"):
        read_views(tmp_path / "no-such.toml")
    with pytest.raises(ExportError, match="can't be written"):
        change(tmp_path / "no folder" / "views.toml", lambda now: now)
