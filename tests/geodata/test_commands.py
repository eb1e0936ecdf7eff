"""What the command line does to a store: exit codes, reports, questions, and nothing stored that was not asked for."""

import json

from . import sheets
from .readers.exports import ACLED_HEADER, acled, write
from .sheets import row


def total(run) -> int:
    return json.loads(run("stats", "--json")[1])["total"]


def test_demo_and_import_in_an_empty_folder(run, tmp_path):
    assert run("demo", "--rows", "500", "-o", "x.csv")[0] == 0
    code, out, _err = run("import", "x.csv")
    assert code == 0
    assert "500 rows read = 500 accepted + 0 set aside + 0 duplicates + 0 unchanged" in out
    assert "Incidents of x: 500 added, 0 changed, 0 unchanged, 0 removed" in out
    assert "Stored as import 2." in out
    assert (tmp_path / "incidents.duckdb").exists()
    assert total(run) == 519
    code, out, _err = run("import", "x.csv")
    assert code == 0
    assert "The store has this file already: nothing was changed." in out
    assert total(run) == 519
    assert json.loads(run("stats", "--json", "--data-set", "x")[1])["shown"] == 500


def test_exit_codes_tell_all_some_and_none(run, tmp_path):
    sheets.write(tmp_path, row(), row(incident_id="B", date_end="soon"), name="some.csv")
    sheets.write(tmp_path, row(incident_id="C", date_end="soon"), name="none.csv")
    sheets.write(tmp_path, row(incident_id="D"), name="all.csv")
    assert [run("import", name)[0] for name in ("all.csv", "some.csv", "none.csv", "gone.csv")] == [0, 1, 2, 2]
    assert run("import", "all.csv", "some.csv", "none.csv")[0] == 2, "the worst of them"
    assert total(run) == 21


def test_a_dry_run_reports_and_stores_nothing(run, tmp_path):
    sheets.write(tmp_path, row(), row(incident_id="B", date_end="soon"), row(), name="x.csv")
    code, out, _err = run("import", "x.csv", "--dry-run", "--report", "report.json")
    assert code == 1
    assert "Nothing was stored." in out
    assert "row 3, date_end: “soon”. A date is a real day" in out
    assert total(run) == 19
    (report,) = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["rows"] == {"read": 3, "accepted": 1, "set_aside": 1, "duplicates": 1, "unchanged": 0}
    (fault,) = report["faults"]
    assert (fault["file"], fault["row"], fault["column"], fault["value"]) == ("x.csv", 3, "date_end", "soon")
    assert fault["rule"] and fault["mend"]
    assert (report["stored"], report["format"], report["encoding"]) == (False, "the project's own sheet", "UTF-8")


def test_a_newer_export_changes_and_reports_what_it_changed(run, tmp_path):
    run("import", write(tmp_path, ACLED_HEADER, acled(), acled(event_id_cnty="MLI2"), name="old.csv"))
    newer = write(tmp_path, ACLED_HEADER, acled(fatalities="5", timestamp="1800000000"), name="new.csv")
    code, out, _err = run("import", newer, "--report", "r.json")
    assert code == 0
    assert "Incidents of ACLED: 0 added, 1 changed, 0 unchanged, 0 removed" in out
    assert "1 of its incidents are from the days of this file and not in it; they stay." in out
    (report,) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert {"incident_id": "MLI00001", "column": "fatalities_best", "before": "3", "after": "5"} in report[
        "differences"
    ]
    code, out, _err = run("import", newer, "--remove-missing")
    assert "1 removed" in out
    assert total(run) == 20


def test_imports_are_listed_and_undone(run, tmp_path):
    sheets.write(tmp_path, row(), name="x.csv")
    run("import", "x.csv")
    code, out, _err = run("imports")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["2", "1"]
    assert run("imports", "undo", "2")[:2] == (0, "Import 2 is undone.\n")
    assert total(run) == 19
    assert "undone on" in run("imports")[1].splitlines()[0]
    code, _out, err = run("imports", "undo", "2")
    assert (code, err.startswith("Import 2 (x.csv) was undone on")) == (2, True)
    assert run("imports", "undo")[0] == 2


def test_what_is_ambiguous_is_asked_and_the_answer_taken(run, tmp_path):
    header = [name if name != "date_start" else "date_start" for name in sheets.HEADER]
    text = sheets.text(row(date_start="03/04/2024", date_end="03/04/2024"), header=header)
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    code, _out, err = run("import", "x.csv")
    assert code == 2
    assert "Say it with --date-order dmy | mdy." in err
    assert total(run) == 19
    assert run("import", "x.csv", "--date-order", "dmy")[0] == 0
    assert json.loads(run("stats", "--json", "--from", "2024-04-03", "--to", "2024-04-03")[1])["shown"] == 1


def test_a_table_of_any_kind_is_read_by_a_mapping(run, tmp_path):
    (tmp_path / "x.csv").write_text("Jour;Ville;Genre\n2024-04-03;Gao;Attaque\n", encoding="utf-8")
    mapping = {"columns": {"date_start": "Jour", "date_end": "Jour", "place": "Ville", "event_type": "Genre"}}
    (tmp_path / "m.json").write_text(json.dumps(mapping), encoding="utf-8")
    assert run("import", "x.csv", "--mapping", "m.json")[0] == 0
    assert json.loads(run("stats", "--json", "--type", "Attaque")[1])["by_region"]["Gao"] == 1
    (tmp_path / "m.json").write_text("[]", encoding="utf-8")
    code, _out, err = run("import", "x.csv", "--mapping", "m.json")
    assert code == 2
    assert err.startswith("The mapping m.json can't be read")


def test_a_backup_brings_back_what_was(run, tmp_path):
    sheets.write(tmp_path, row(), name="x.csv")
    run("import", "x.csv")
    assert run("backup", "b.duckdb")[0] == 0
    run("imports", "undo", "2")
    code, out, _err = run("restore", "b.duckdb")
    assert code == 0
    assert "What it was before is in incidents.before-restore-1.duckdb." in out
    assert total(run) == 20
    assert run("backup", "b.duckdb")[0] == 2


def test_a_gazetteer_of_ones_own_places_what_was_not_known(run, tmp_path):
    line = "1\tSyntheville\tSyntheville\tSynthéville\t16.5\t-0.5\tP\tPPL\tML\t\t00\t\t\t\t0\t\t250\tAfrica/Bamako\t2020-01-01\n"
    (tmp_path / "ML.txt").write_text(line, encoding="utf-8")
    sheets.write(tmp_path, row(place="Synthéville"), name="x.csv")
    assert run("import", "x.csv")[0] == 2
    code, out, _err = run("places", "ML.txt")
    assert (code, out) == (0, "1 places of your own are known. 19 incidents were located again.\n")
    assert run("import", "x.csv")[0] == 0
    assert total(run) == 20
    assert run("places")[1].startswith("0 places of your own are known. 20 incidents")
    assert total(run) == 20, "an incident whose place is no longer known stays"


def test_the_template_is_read_back_by_the_importer(run, tmp_path):
    import openpyxl  # noqa: PLC0415

    assert run("template", "-o", "t.xlsx", "--header", "fr")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    examples = book["Exemples"]
    for cells in examples.iter_rows(min_row=2, values_only=True):
        book["Incidents"].append(cells)
    book.save(tmp_path / "t.xlsx")
    code, out, _err = run("import", "t.xlsx")
    assert code == 0, out
    assert total(run) == 21
