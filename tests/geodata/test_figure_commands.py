"""The figure of a filter from the command line, and a sentence for what can't be drawn."""

import io

import pytest
from PIL import Image

from geodata.__main__ import main
from geodata.figures.registry import KINDS
from geodata.figures.wanted import KIND_NAMES

HERE = ["--store", ":memory:", "--made", "2026-11-25"]


def test_a_figure_is_written(tmp_path, capsys):
    target = tmp_path / "north.png"
    assert main(["figure", "-o", str(target), "--frame", "north", "--dpi", "96", *HERE]) == 0
    assert capsys.readouterr().out == f"Written to {target}\n"
    assert Image.open(io.BytesIO(target.read_bytes())).format == "PNG"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "north.pgn"], 'The ending of "north.pgn" is that of no figure. Did you mean "png"?'),
        (["-o", "a.png", "--frame", "nroth"], '"nroth" is no frame. Did you mean "north"?'),
        (["-o", "a.png", "--paper", "A3"], '"A3" is no shape of a figure.'),
        (["-o", "a.png", "--marking", "orange"], '"orange" is no handling mark.'),
        (["-o", "nowhere/a.png", "--dpi", "96"], "can't be written"),
    ],
)
def test_what_can_not_be_drawn_is_said_in_a_sentence(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["figure", *arguments, *HERE]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_every_kind_can_be_asked_for():
    """The command knows them without loading what draws them."""
    assert tuple(KINDS) == KIND_NAMES
