"""An export tells what it is: whoever opens it a year later must not take a part for the whole."""

from datetime import date

from geodata.export.extract import SHEET_COLUMNS, computed_columns, extract
from geodata.filters import IncidentFilter
from geodata.schema import INCIDENT_COLUMNS, UNLOCATED

OCTOBER = IncidentFilter(date_from=date(2023, 10, 1), date_to=date(2023, 10, 31))


def test_the_rows_are_those_of_the_filter_in_the_order_of_the_sheet(store, by_id):
    found = extract(store, OCTOBER).rows
    assert len(found) == 11
    assert list(found["incident_id"]) == [key for key in by_id.index if key in set(found["incident_id"])]


def test_no_column_of_the_sheet_is_lost(everything):
    assert everything.columns == [*(c.name for c in INCIDENT_COLUMNS), *computed_columns()]
    assert set(SHEET_COLUMNS) & set(computed_columns()) == set()


def test_the_sheet_is_as_it_was_typed(everything, by_id):
    """The map says that Soum is in Burkina Faso, the sheet what its source said; a gazetteer's place is not the source's."""
    row = everything.rows.set_index("incident_id").loc["MLI-2022-04-25-SEGOU"]
    assert (row.date_start, row.date_end, row.first_day) == (None, date(2022, 4, 25), date(2022, 4, 25))
    assert (row.perpetrators, row.targets, row.reported_by, row.stance) == ("JNIM", "Wagner Group", "JNIM", "claimed")
    assert row.footnotes == "(Twitter/@Lesoirdebamako, April 26)"
    assert everything.rows["latitude"].isna().all()
    assert (row.map_latitude, row.map_longitude) == (row.geometry.y, row.geometry.x)
    assert (row.status, row.region) == ("contested", "Ségou")
    assert "Jamestown Foundation" in row.citations and "(Twitter/@Lesoirdebamako, April 26)" in row.citations


def test_what_has_no_place_is_there_without_geometry(everything):
    nowhere = everything.rows[everything.rows.geometry.isna()]
    assert list(nowhere["region"].unique()) == [UNLOCATED]
    assert len(nowhere) == 3


def test_roads_and_areas_keep_their_extent(everything):
    kinds = everything.rows.groupby("place_precision").geometry.agg(lambda shapes: set(shapes.geom_type.dropna()))
    assert kinds["road"] <= {"LineString", "MultiLineString"} and kinds["road"]
    assert kinds["area"] <= {"Polygon", "MultiPolygon"} and kinds["area"]
    assert kinds["settlement"] == {"Point"}


def test_what_is_said_of_the_rows(store):
    about = extract(store, OCTOBER).about
    assert (
        about.filter
        == "11 of 19 incidents · October 2023 · all actors · regions by Natural Earth, 8 regions and Bamako"
    )
    assert about.holds == "It holds what the filter shows, not everything: 11 of 19 incidents."
    assert [d["document_id"] for d in about.documents] == ["ctp-2023-10-25"]
    text = about.text()
    for part in (
        "Liam Karr",
        "Data cutoff: 2023-10-25T10:00",
        "8 regions and Bamako",
        "imply no opinion",
        "CC BY 4.0",
        store.version,
    ):
        assert part in text


def test_nothing_shown_is_an_export_too(store):
    found = extract(store, IncidentFilter(text="no such word"))
    assert len(found.rows) == 0
    assert "No source is named." in found.about.text()
