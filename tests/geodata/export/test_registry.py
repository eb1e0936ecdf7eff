"""One list of formats for the page and the command line; each row of it keeps what every export must."""

from datetime import date
from pathlib import Path

import pytest

from geodata.errors import ExportError
from geodata.export.registry import FORMATS, content, export, file_name, format_of
from geodata.filters import IncidentFilter

OCTOBER = IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31))
SIGNATURES = {
    "csv": b"\xef\xbb\xbf",
    "csv-zip": b"PK",
    "xlsx": b"PK",
    "geojson": b"{",
    "gpkg": b"SQLite format 3",
    "geoparquet": b"PAR1",
    "kml": b"<?xml",
}


def test_endings_and_titles_are_told_apart():
    for key in ("extension", "title", "line", "media_type"):
        assert len({getattr(made, key) for made in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "chosen", [IncidentFilter(), OCTOBER, IncidentFilter(text="no such word")], ids=["all", "october", "none"]
)
def test_every_format_writes_every_filter(store, name, chosen):
    assert content(store, chosen, name).startswith(SIGNATURES[name])


@pytest.mark.parametrize("name", FORMATS)
def test_the_format_is_guessed_from_the_ending_whatever_its_case(name):
    assert format_of(Path(f"A.B.{FORMATS[name].extension.upper()}")).name == name
    assert format_of(Path("a.txt"), name).name == name


def test_an_ending_of_no_format_is_one_sentence():
    with pytest.raises(ExportError, match=r'The ending of "a\.geojs" is that of no format\. Did you mean "geojson"\?'):
        format_of(Path("a.geojs"))


def test_tags_are_for_csv(store, tmp_path):
    with pytest.raises(ExportError, match="HXL tags are for CSV only"):
        export(store, OCTOBER, tmp_path / "a.kml", hxl=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        (OCTOBER, "mali-incidents_2023-10-01_2023-10-31.csv"),
        (IncidentFilter(date_from=date(2023, 10, 1)), "mali-incidents_2023-10-01_end.csv"),
        (IncidentFilter(), "mali-incidents.csv"),
    ],
)
def test_a_file_is_named_for_its_period(chosen, name):
    assert file_name(chosen, "csv") == name
