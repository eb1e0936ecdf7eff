"""Rows that their source forbids to pass on stay out of files, unless somebody says that they may."""

import pytest

from geodata.__main__ import main
from geodata.demo import write
from geodata.errors import ExportError
from geodata.export.registry import content, export
from geodata.filters import IncidentFilter
from geodata.ingest import folder, ingest
from geodata.store import store_of


@pytest.fixture(scope="module")
def acled_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("acled") / "export.csv"
    write(path, 30, 1, "acled", lambda done: None)
    return path


def test_rows_of_acled_are_not_passed_on_by_accident(acled_file, tmp_path):
    store = store_of(ingest(folder(str(acled_file))))
    target = tmp_path / "out.csv"
    with pytest.raises(ExportError, match="ACLED's terms"):
        export(store, IncidentFilter(), target)
    with pytest.raises(ExportError, match="--may-pass-on"):
        content(store, IncidentFilter(), "csv")
    assert not target.exists()
    assert content(store, IncidentFilter(), "csv", may_pass_on=True).count(b"SYN-") >= 30


def test_the_command_line_says_what_to_confirm(acled_file, tmp_path, capsys):
    target = tmp_path / "out.csv"
    assert main(["export", "--data", str(acled_file), "-o", str(target)]) == 2
    assert "--may-pass-on" in capsys.readouterr().err
    assert main(["export", "--data", str(acled_file), "-o", str(target), "--may-pass-on"]) == 0
    assert target.exists()


def test_the_project_s_own_rows_are_free(tmp_path):
    export(store_of(ingest(folder(None))), IncidentFilter(), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").exists()
