"""The tables and the chart of the benchmark say what was measured, what missed and what could not be measured."""

from xml.etree import ElementTree

from tests.bench import chart, report
from tests.bench.load import percentile
from tests.bench.measurement import Measurement, ratio, tried

CHANGE = "Filter change to repainted map, filter never seen"
MEASURED = [
    Measurement(CHANGE, "ms", (120.0, 130.0, 140.0), headline=True, size=19),
    Measurement(CHANGE, "ms", (150.0,), headline=True, size=1_000_000),
    Measurement("Growth", "MB", (31.0,), 30, headline=True, size=19),
    Measurement("Playback", "/s", (24.0,), headline=True, least=25),
    Measurement("Filter change to repainted map, st.map", "ms", (), headline=True, size=19, reason="no WebGL | at all"),
    Measurement("Only in the long table", "", (3,), 0),
]


def test_each_name_is_a_row_and_each_size_a_column():
    table = report.short(MEASURED, ["Date: today"])
    assert "| incidents | 19 | 1,000,000 | target |" in table
    assert f"| {CHANGE} | 130 ms | 150 ms |  |" in table
    assert "Only in the long table" not in table


def test_what_missed_its_target_is_bold_and_what_was_not_measured_says_so():
    table = report.short(MEASURED, ["Date: today"])
    assert "| Growth | **31.0 MB** |  | at most 30.0 MB |" in table
    assert "| Playback | **24.0 /s** | at least 25.0 /s |" in table
    assert "| Filter change to repainted map, st.map | not measured |  |  |" in table


def test_the_long_table_holds_everything_with_reasons_that_do_not_break_it():
    table = report.results(MEASURED, ["Date: today"])
    assert "not measured: no WebGL / at all" in table
    assert "| Only in the long table |  | 3 | 3 | 3 | 1 | at most 0 | MISSED |" in table
    rows = [line for line in table.splitlines() if line.startswith("| ")]
    assert {row.count("|") for row in rows} == {9}


def test_a_line_of_the_terminal_says_the_reason_instead_of_a_number():
    assert report.line(MEASURED[4]).endswith("19 incidents: not measured: no WebGL | at all")
    assert report.line(MEASURED[3]) == "Playback: 24.0 /s · at least 25.0 /s: MISSED"


def test_what_can_not_be_measured_does_not_meet_its_target():
    assert Measurement("x", "ms", (), 3).met is False
    assert Measurement("x", "ms", ()).met is None


def test_a_ratio_is_that_of_each_pair():
    above, below = (Measurement("x", "ms", samples, size=19) for samples in ((2.0, 9.0), (1.0, 3.0)))
    assert ratio("x", above, below).samples == (2.0, 3.0)
    assert ratio("x", above, below).size == 19


def test_the_chart_is_sound_svg_with_a_label_for_each_line_drawn():
    drawn = ElementTree.fromstring(chart.draw(MEASURED))
    said = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "this app" in said and "1 M" in said
    assert "st.map" not in said


def test_a_chart_of_nothing_says_so():
    assert "Nothing was measured." in chart.draw([])


def test_of_a_hundred_samples_95_lie_below():
    assert percentile(tuple(range(101)), 95) == 95
    assert percentile((7.0,), 95) == 7.0


def test_a_measurement_that_fails_is_a_row_with_its_reason_and_the_run_goes_on():
    def failing():
        yield MEASURED[0]
        raise RuntimeError("The map shows the same picture.\nMore of it.")

    *before, last = tried("Pan", failing, 19)
    assert before == MEASURED[:1]
    assert (last.name, last.samples, last.reason) == ("Pan", (), "The map shows the same picture.")
