"""The README keeps its word: its commands, its column table and its links are those of the project."""

import re
import shlex
from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.export.registry import FORMATS
from geodata.schema import INCIDENT_COLUMNS
from tests import divisions

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^(?:\S+=\S+ )?make (\w+)", README, re.MULTILINE))))
def test_every_make_command_exists(target):
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


def test_every_command_works_one_after_the_other(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # what a command writes goes there
    monkeypatch.delenv("INCIDENTS_STORE")
    assert main(["demo", "--rows", "30", "--shape", "acled", "-o", "acled.csv"]) == 0
    assert main(["export", "-o", "week.xlsx"]) == 0
    cercles = divisions.units().rename(columns={"cercle": "ADM2_FR", "region": "ADM1_FR"})
    cercles.to_file("mali.gpkg", layer="cercles")
    Path("VIEWS.toml").write_text(re.search(r"^```toml\n(made = .+?)```$", README, re.S | re.M)[1], encoding="utf-8")
    capsys.readouterr()
    commands = re.findall(r"^python -m geodata (.+)$", README, re.MULTILINE)
    assert len(commands) > 6
    for command in commands:
        assert main(shlex.split(command)) == 0, command
        assert capsys.readouterr().out, command


def test_the_column_table_is_that_of_the_schema():
    table = re.findall(r"^\| `(\w+)` \| (yes)? ?\| (.+) \|$", README, re.MULTILINE)
    assert table == [(c.name, "yes" if c.required else "", c.meaning) for c in INCIDENT_COLUMNS]


def test_the_table_of_formats_is_that_of_the_registry():
    table = re.findall(r"^\| (.+) \| `(.+)` \| `\.(\w+)` \| (.+) \|$", README, re.MULTILINE)
    assert table == [(made.title, made.name, made.extension, made.line) for made in FORMATS.values()]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_every_linked_file_is_there(name):
    assert (ROOT / name).is_file()


def test_the_figures_are_those_of_the_last_benchmark():
    shown = README.split("<!-- bench -->")[1].split("<!-- /bench -->")[0]
    assert "Filter change" in shown
    assert re.search(r"20\d\d-\d\d-\d\d", shown)


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_every_requirement_is_pinned_and_says_why_it_is_there(name):
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "-r")):
            assert re.fullmatch(r"[\w.-]+==[\w.]+ +# .+", line), line


def test_the_app_listens_on_this_machine_only():
    settings = (ROOT / ".streamlit/config.toml").read_text(encoding="utf-8")
    for line in ('address = "127.0.0.1"', "gatherUsageStats = false", 'showErrorDetails = "none"', "allowedHosts ="):
        assert line in settings
