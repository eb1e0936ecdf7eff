"""A file is there whole or as it was before: a full disk must not cost the export of last week."""

import subprocess
import sys

import pytest

from geodata.errors import ExportError
from geodata.export.files import write_whole
from geodata.export.registry import FORMATS

# What is exported under a limit of 2 kB a file, in a process of its own: the limit can't be lifted again.
LIMITED = """
import resource, signal, sys
from pathlib import Path
from geodata.__main__ import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
sys.exit(main(["export", "--format", sys.argv[1], "-o", sys.argv[2]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_leaves_the_old_file_and_nothing_else(name, tmp_path, monkeypatch):
    monkeypatch.delenv("INCIDENTS_DATA", raising=False)
    target = tmp_path / "old"
    target.write_text("last week")
    command = [sys.executable, "-c", LIMITED, name, str(target)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 2, ran.stderr
    assert ran.stderr.strip().splitlines()[-1].startswith("The file old can't be written (")
    assert "Traceback" not in ran.stderr
    assert target.read_text() == "last week"
    assert list(tmp_path.iterdir()) == [target]


def test_a_writer_that_fails_halfway_changes_nothing(tmp_path):
    target = tmp_path / "a.csv"
    target.write_text("old")

    def fail(path):
        path.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportError, match="No space left on device"):
        write_whole(target, "csv", fail)
    assert (target.read_text(), list(tmp_path.iterdir())) == ("old", [target])


def test_a_new_file_takes_the_place_of_the_old_one_and_of_what_a_link_names(tmp_path):
    target = tmp_path / "a.csv"
    target.write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    write_whole(link, "csv", lambda path: path.write_text("new") and None)
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(ExportError, match=r"The file a\.csv can't be written \(No such file or directory\)"):
        write_whole(tmp_path / "none" / "a.csv", "csv", lambda path: None)
