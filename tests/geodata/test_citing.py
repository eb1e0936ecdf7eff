"""Citations to copy: each source once, in order; and whatever text they hold."""

from geodata.citing import endnotes, plain
from geodata.filters import IncidentFilter

SEGOU = IncidentFilter(text="kidnapped Wagner")


def test_endnotes_are_numbered_in_order_and_each_source_is_named_once(store):
    cited = store.sources(IncidentFilter(documents=("jamestown-2022-05-20",)))
    lines = endnotes(cited).splitlines()
    assert [line.split("]")[0] for line in lines] == [f"[{nr}" for nr in range(1, len(lines) + 1)]
    assert len({line.split("] ", 1)[1] for line in lines}) == len(lines)
    assert "@511ZGS on Twitter, 2022-04-27" in endnotes(cited)


def test_plain_lines_say_which_document_and_note_cite_the_source(store):
    text = plain(store.sources(SEGOU))
    assert (
        "Le Monde, 2022-04-25; cited in Jacob Zenn, “Al-Qaeda's Malian Affiliate Targets Russia's Wagner Group”" in text
    )
    assert "note (lemonde.fr, April 25)" in text


def test_nothing_cited_is_an_empty_text(store):
    assert endnotes(store.sources(IncidentFilter(text="no such word"))) == ""


def test_the_documents_that_a_filter_cites_come_with_how_many_of_its_incidents_cite_each(store):
    whole = store.cited_documents(IncidentFilter())
    assert whole[["document_id", "incidents"]].values.tolist() == [["ctp-2023-10-25", 13], ["jamestown-2022-05-20", 6]]
    assert whole["data_cutoff"].tolist() == ["2023-10-25T10:00", ""]
    assert store.cited_documents(SEGOU)["document_id"].tolist() == ["jamestown-2022-05-20"]
