"""A gazetteer of the user's own is read whole or refused with its line: a place that is missing in silence would be missed."""

import pytest

from geodata.errors import DataFileError
from geodata.places import read_geonames


def line(
    name="Gao",
    latitude="16.27",
    longitude="-0.04",
    aliases="Gawgaw,Gao",
    kind="P",
    code="PPLA",
    admin1="09",
    ascii_name=None,
):
    cells = ["2457163", name, ascii_name or name, aliases, latitude, longitude, kind, code, "ML", "", admin1, *[""] * 8]
    return "\t".join(cells)


def write(folder, *lines: str, end="\n"):
    (folder / "ML.txt").write_bytes(end.join(lines).encode())
    return folder / "ML.txt"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_populated_place_with_its_names(tmp_path, end):
    places = read_geonames(
        write(tmp_path, line(), line("Ségou", "13.43", "-6.21", "", ascii_name="Segou"), "", end=end)
    )
    assert places.to_dict("records") == [
        {"name": "Gao", "latitude": 16.27, "longitude": -0.04, "aliases": "Gawgaw", "feature_class": "P", "feature_code": "PPLA", "admin1": "09"},
        {"name": "Ségou", "latitude": 13.43, "longitude": -6.21, "aliases": "Segou", "feature_class": "P", "feature_code": "PPLA", "admin1": "09"},
    ]  # fmt: skip


def test_what_is_no_town_is_passed_over(tmp_path):
    places = read_geonames(write(tmp_path, *(line(kind=kind) for kind in "ATLHRSUV"), line(name="Ber")))
    assert places["name"].tolist() == ["Ber"]


@pytest.mark.parametrize(
    "bad",
    [
        "Gao",
        line() + "\tmore",
        line(latitude="north"),
        line(longitude=""),
        line(latitude="91"),
        line(latitude="nan"),
        "{}",
    ],
)
def test_a_line_that_is_none_of_a_dump_is_named(tmp_path, bad):
    with pytest.raises(DataFileError, match=r"Line 2 of the gazetteer ML\.txt"):
        read_geonames(write(tmp_path, line(), bad))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(DataFileError, match=r"ML\.txt"):
        read_geonames(tmp_path / "ML.txt")
    (tmp_path / "ML.txt").write_bytes(line(name="Ségou").encode("cp1252"))
    with pytest.raises(DataFileError, match="UTF-8"):
        read_geonames(tmp_path / "ML.txt")
