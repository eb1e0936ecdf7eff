"""What is kept is said in the language of whoever reads it, with its parts; cells that hold marks of their own do no harm."""

from datetime import date

import pandas as pd
import pytest

from geodata import texts
from geodata.errors import DataFileError
from geodata.kept import open_kept
from geodata.prepare import Prepared, prepare
from geodata.readers.options import NOTHING_SAID
from geodata.said_later import frame_now, said_now, to_be_said_later
from geodata.store import keep
from geodata.texts import _, _n, day, did_you_mean, number, said_in
from tests.geodata import sheets


class Shouted(texts.gettext.NullTranslations):
    def gettext(self, message):
        return message.replace("The", "LA").replace("A place has", "LA place has")

    def ngettext(self, singular, plural, n):
        return f"ONE {singular}" if n <= 1 else f"MANY {plural}"


@pytest.fixture
def shouting(monkeypatch):
    real = texts._catalogue
    monkeypatch.setattr(texts, "_catalogue", lambda code: Shouted() if code == "fr" else real(code))


def kept() -> str:
    with to_be_said_later():
        nested = _("The place {place}, {day}: {n}.").format(
            place="Ségou {x}", day=day(date(2023, 10, 1)), n=number(1234.5)
        )
        return _("The end") + " " + nested + did_you_mean("Gao") + " " + _n("{n} row", "{n} rows", 0)


def test_a_kept_text_is_said_in_the_language_of_whoever_reads_it(shouting):
    text = kept()
    assert said_now(text) == 'The end The place Ségou {x}, 1 Oct 2023: 1,234.5. Did you mean "Gao"? 0 rows'
    with said_in("fr"):
        assert said_now(text) == 'LA end LA place Ségou {x}, 1er oct. 2023: 1\u202f234,5. Did you mean "Gao"? ONE 0 row'


@pytest.mark.parametrize(
    "cell", ["\x02", "\x03", "\x1f", "\x02\x1f\x03", "\x02#number\x1fx\x1f1\x03", "a\x02{b:>9999}\x1fc\x03", ""]
)
def test_a_cell_with_marks_of_its_own_breaks_nothing(cell):
    with to_be_said_later():
        text = _("The value {value} is no day").format(value=cell)
    said_now(text), said_now(cell), said_now(text[:-1])
    assert not set(said_now(text)) & {"\x02", "\x03"}


def test_a_text_without_marks_is_a_message_or_stays(shouting):
    with said_in("fr"):
        assert [said_now(text) for text in ("The end", "", "nothing known")] == ["LA end", "", "nothing known"]


def test_an_error_is_said_at_once():
    with pytest.raises(DataFileError, match="The file x is bad"), to_be_said_later():
        raise DataFileError(_("The file {file} is bad").format(file="x"))


def test_a_frame_has_its_sentences_said(shouting):
    with said_in("fr"):
        said = frame_now(pd.DataFrame({"rule": ["The a", "The a"], "value": ["The b", "c"], "mend": ["", "x"]}))
    assert said.to_dict("list") == {"rule": ["LA a", "LA a"], "value": ["The b", "c"], "mend": ["", "x"]}


def test_what_one_reader_imported_another_reads_in_their_own_language(tmp_path, shouting):
    store = open_kept(None)
    sheet = sheets.write(tmp_path, sheets.row(incident_id="x", place="")).file("incidents.csv")
    (tmp_path / "rows").mkdir()
    keep(
        store,
        Prepared(prepare(sheet, sheet.name, store.reference, tmp_path / "rows", NOTHING_SAID), tmp_path / "rows"),
        "own",
        "test",
    )
    [english] = store.quarantine().query("incident_id == 'x'").to_dict("records")
    with said_in("fr"):
        [french] = store.quarantine().query("incident_id == 'x'").to_dict("records")
    assert (english["rule"], french["rule"]) == (
        "A place has a name, unless it is unlocated.",
        "LA place has a name, unless it is unlocated.",
    )
    assert english["mend"] == french["mend"] != ""
