"""The command line gives the page's numbers, and a wrong call one sentence and exit code 2."""

import csv
import json
import subprocess
import sys

import pytest

from geodata.__main__ import main

from . import sheets
from .readers.exports import ACLED_HEADER, acled, write

REGIONS = {"Bamako": 0, "Gao": 5, "Kayes": 0, "Kidal": 3, "Koulikoro": 1, "Mopti": 2, "Sikasso": 0, "Ségou": 3}

BY_SET = " · regions by Natural Earth, 8 regions and Bamako"


@pytest.fixture(autouse=True)
def no_data_of_the_users_own(monkeypatch):
    monkeypatch.delenv("INCIDENTS_DATA", raising=False)


def stats(capsys, *arguments: str) -> dict:
    assert main(["stats", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_numbers_of_everything(capsys):
    found = stats(capsys)
    assert (found["total"], found["shown"], found["unlocated"], found["outside_mali"]) == (19, 19, 3, 2)
    assert found["by_region"] == REGIONS | {"Tombouctou": 0}
    assert found["outside_mali_by_country"] == {"Benin": 1, "Burkina Faso": 1}
    assert found["by_actor"]["JNIM"] == 12
    assert (found["read"], found["set_aside"], found["duplicates"]) == (19, 0, 0)


@pytest.mark.parametrize(
    ("arguments", "shown", "sentence"),
    [
        (["--from", "2023-10-01", "--to", "2023-10-31"], 11, "October 2023 · all actors"),
        (
            ["--from", "2023-10-01", "--to", "2023-10-31", "--dates", "inside"],
            8,
            "October 2023, dates wholly inside · all actors",
        ),
        (["--actor", "wagner group", "--role", "target"], 4, "all dates · Wagner Group as target"),
        (["--actor", "wagner", "--actor", "UN"], 8, "all dates · Wagner Group, UN forces (MINUSMA)"),
        (
            ["--region", "segou", "--region", "outside-mali", "--region", "Unlocated"],
            8,
            "all dates · all actors · Ségou, outside Mali, without a place",
        ),
        (["--type", "ied", "--status", "claimed"], 3, "all dates · all actors · IED · claimed"),
        (["--text", "ERSANÉ"], 1, "all dates · all actors · text “ERSANÉ”"),
    ],
)
def test_a_filter_on_the_command_line(capsys, arguments, shown, sentence):
    found = stats(capsys, *arguments)
    assert (found["shown"], found["filter"]) == (shown, sentence + BY_SET)
    assert found["shown"] + sum(found["hidden"].values()) == 19


def test_as_text_the_sums_and_what_is_hidden_stand_on_lines_of_their_own(capsys):
    assert main(["stats", "--from", "2023-10-01", "--to", "2023-10-31"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "11 of 19 incidents · October 2023 · all actors" + BY_SET
    # Without Segou in 2022, Sevare, northern Benin and what has no place.
    assert lines[2:8] == [
        "By region (Natural Earth, 8 regions and Bamako)",
        "        5  Gao",
        "        3  Kidal",
        "        1  Koulikoro",
        "        1  Ségou",
        "        1  outside Mali (Burkina Faso)",
    ]
    assert {"        8  dates", "       19  read", "        0  set aside"} <= set(lines)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--actor", "jnm"], 'This data has no actor "jnm". Did you mean "jnim"?'),
        (["--region", "Gaoo"], 'This data has no region "Gaoo". Did you mean "Gao"?'),
        (["--type", "ieds"], 'This data has no type of event "ieds". Did you mean "IED"?'),
        (["--status", "sure"], 'This data has no status "sure".'),
    ],
)
def test_a_wrong_value_is_one_sentence_and_exit_code_2(capsys, arguments, sentence):
    assert main(["stats", *arguments]) == 2
    assert capsys.readouterr() == ("", sentence + "\n")


# Two incidents have no report of their own day: they are known from the data cutoff of their document, 25 October 2023, 10:00.
LATE = {"MLI-2023-08-BASES", "MLI-2023-10-EARLY-KIDAL"}


@pytest.mark.parametrize(
    ("moment", "known", "said"),
    [
        ("2023-10-25T10:00", 19, "25 Oct 2023, 10:00"),
        ("2023-10-25 10:00", 19, "25 Oct 2023, 10:00"),
        ("2023-10-25T09:59", 17, "25 Oct 2023, 09:59"),
        ("2023-10-25", 19, "25 Oct 2023"),
        ("2023-10-24", 17, "24 Oct 2023"),
        ("2023-10-04T10:00", 11, "4 Oct 2023, 10:00"),
        ("2022-04-25T23:59", 2, "25 Apr 2022, 23:59"),
    ],
)
def test_what_was_known_then_is_counted(capsys, moment, known, said):
    found = stats(capsys, "--known-on", moment)
    assert (found["total"], found["shown"]) == (known, known)
    assert found["filter"] == f"as known on {said} · all dates · all actors{BY_SET}"


def test_an_export_of_what_was_known_then_lacks_what_was_told_later(capsys, tmp_path):
    ids = {}
    for moment in ("2023-10-25T09:59", "2023-10-25T10:00"):
        target = tmp_path / "then.csv"
        assert main(["export", "-o", str(target), "--known-on", moment]) == 0
        assert "as known on 25 Oct 2023, " in capsys.readouterr().out
        with target.open(encoding="utf-8-sig", newline="") as file:
            ids[moment] = {row["incident_id"] for row in csv.DictReader(file)}
    before, then = ids.values()
    assert then - before == LATE
    assert (len(before), before - then) == (17, set())


def test_the_statuses_of_then_are_counted(capsys):
    """The denial of the abduction at Ségou is of 20 May 2022: until then it was a claim that nobody contested."""
    assert stats(capsys, "--known-on", "2022-05-19T23:59")["by_status"].get("contested", 0) == 0
    assert stats(capsys, "--known-on", "2022-05-20T00:00")["by_status"]["contested"] == 1


@pytest.mark.parametrize(
    "wrong",
    ["25 October", "2023-10-25T25:00", "2023-10-25T10", "2023-02-30", "2023-10-25T10:00Z", "1800-01-01", "now", ""],
)
@pytest.mark.parametrize("command", [["stats"], ["export", "-o", "then.csv"]], ids=["stats", "export"])
def test_a_moment_that_is_none_is_refused_by_its_name(capsys, tmp_path, monkeypatch, command, wrong):
    """Counted as if nothing were said, it would pass the picture of now off as that of then."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main([*command, "--known-on", wrong])
    told = capsys.readouterr()
    assert (ended.value.code, told.out, list(tmp_path.iterdir())) == (2, "", [])
    sentence = f'argument --known-on: "{wrong}" is no day like 2023-10-25, nor a time of one like 2023-10-25T10:00'
    assert told.err.splitlines()[-1].endswith(sentence)


@pytest.mark.parametrize("arguments", [["--from", "3 October"], ["--dates", "around"], ["--role", "boss"]])
def test_an_option_that_cannot_be_read_is_exit_code_2(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(["stats", *arguments])
    assert ended.value.code == 2
    assert arguments[0] in capsys.readouterr().err


def test_a_missing_data_file_is_one_sentence_and_exit_code_2(capsys, tmp_path):
    assert main(["stats", "--data", str(tmp_path)]) == 2
    sentence = f"The data file incidents.csv can't be read (No such file or directory). Put it back into {tmp_path.name}/ or name another.\n"
    assert capsys.readouterr() == ("", sentence)


def test_a_broken_row_is_counted_as_set_aside(capsys, tmp_path, monkeypatch):
    sheets.write(tmp_path, sheets.row(), sheets.row(incident_id="B", date_end="soon"), name="mine.csv")
    path = str(tmp_path / "mine.csv")
    found = stats(capsys, "--data", path)
    assert (found["read"], found["total"], found["set_aside"], found["duplicates"]) == (2, 1, 1, 0)
    monkeypatch.setenv("INCIDENTS_DATA", path)
    assert stats(capsys) == found


def test_an_export_holds_what_the_same_filter_counts(capsys, tmp_path):
    target = tmp_path / "october.csv"
    arguments = ["--from", "2023-10-01", "--to", "2023-10-31"]
    for hxl in ([], ["--hxl"]):  # the second time in the place of the first
        assert main(["export", "-o", str(target), *arguments, *hxl]) == 0
        said = f"11 of 19 incidents · October 2023 · all actors{BY_SET}: written to {target}\n"
        assert capsys.readouterr() == (said, "")
        assert main(["stats", "--json", "--data", str(target)]) == 0
        assert json.loads(capsys.readouterr().out)["total"] == stats(capsys, *arguments)["shown"] == 11


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["-o", "a.cvs"], 'The ending of "a.cvs" is that of no format. Did you mean "csv"?'),
        (["-o", "a.kml", "--hxl"], "HXL tags are for CSV only."),
        (["-o", "none/a.csv"], "The file a.csv can't be written (No such file or directory)."),
        (["-o", "a.csv", "--actor", "jnm"], 'This data has no actor "jnm". Did you mean "jnim"?'),
    ],
)
def test_an_export_that_cannot_be_is_one_sentence_and_no_file(capsys, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(sentence) and told.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_package_runs_as_a_program():
    ran = subprocess.run(
        [sys.executable, "-m", "geodata", "stats", "--json"], capture_output=True, check=True, encoding="utf-8"
    )
    assert (json.loads(ran.stdout)["shown"], ran.stderr) == (19, "")


def test_rows_folded_and_superseded_are_counted(capsys, tmp_path):
    rows = [acled(), acled(actor1="Dozo"), acled(timestamp="1"), acled()]
    path = write(tmp_path, ACLED_HEADER, *rows)
    found = stats(capsys, "--data", str(path))
    assert {key: found[key] for key in ("read", "total", "set_aside", "duplicates", "superseded", "folded")} == {
        "read": 4, "total": 1, "set_aside": 0, "duplicates": 2, "superseded": 1, "folded": 1,
    }  # fmt: skip
    assert main(["stats", "--data", str(path)]) == 0
    assert "1  of the accepted, folded into incidents with several actors" in capsys.readouterr().out
    assert main(["stats"]) == 0
    assert "folded" not in capsys.readouterr().out


def test_the_command_line_speaks_another_language_where_it_is_asked_to(capsys):
    period = ["--from", "2023-08-01", "--to", "2023-08-31"]
    for arguments in (["--language", "fr", "stats", "--json", *period], ["stats", "--json", *period, "--language=fr"]):
        assert main(arguments) == 0
        assert "août 2023" in json.loads(capsys.readouterr().out)["filter"]
    assert "August 2023" in stats(capsys, *period)["filter"]


def test_a_language_that_is_not_there_is_one_sentence(capsys):
    assert main(["stats", "--language", "francais"]) == 2
    assert capsys.readouterr().err.startswith('There is no language "francais" here. Did you mean "fr"?')
