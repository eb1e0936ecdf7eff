"""Numbers by cell and on lines and areas: nothing lost when rows become circles, rings and plates."""

import pandas as pd
import pytest

from dashboard.map import clusters
from dashboard.map.names import Colouring
from geodata.cells import WORLD, Box, Window
from geodata.filters import IncidentFilter
from geodata.ingest import ingest
from geodata.store import store_of
from geodata.symbols import COLOURS
from tests.geodata import sheets
from tests.geodata.sheets import row

PLAIN = Colouring({})
JNIM = list(COLOURS).index("jnim")


def counted(*rows: tuple) -> pd.DataFrame:
    names = "row column lead_actor incidents weight latitude longitude south west north east".split()
    return pd.DataFrame(rows, columns=names)


def test_a_cell_is_one_circle_with_its_actors_as_parts_the_largest_first():
    made = clusters.cells(
        counted(
            (1, 2, "somebody", 2, 2, 10.0, 1.0, 9.5, 0.5, 10.5, 1.5),
            (1, 2, "jnim", 6, 6, 11.0, 2.0, 10.0, 1.0, 12.0, 3.0),
            (1, 3, "jnim", 1, 1, 10.0, 5.0, 10.0, 5.0, 10.0, 5.0),
        ),
        PLAIN,
    )
    # The middle of two at 10, 1 and six at 11, 2.
    assert made["at"] == [[10.75, 10.0], [1.75, 5.0], [8, 1]]
    assert made["boxes"] == [[9.5, 10.0], [0.5, 5.0], [12.0, 10.0], [3.0, 5.0]]
    assert made["parts"] == [[JNIM, 6.0, -1, 2.0], [JNIM, 1.0]]


def test_actors_without_a_colour_of_their_own_are_one_part():
    made = clusters.cells(
        counted(
            (0, 0, "somebody", 2, 2, 0, 0, 0, 0, 0, 0),
            (0, 0, "anybody", 3, 3, 0, 0, 0, 0, 0, 0),
            (0, 0, None, 1, 1, 0, 0, 0, 0, 0, 0),
        ),
        PLAIN,
    )
    assert made["parts"] == [[-1, 6.0]]


def test_the_edges_of_a_box_are_rounded_outwards():
    made = clusters.cells(counted((0, 0, None, 2, 2, 16.3, 0.1, 16.123456, -0.123456, 16.543211, 0.2)), PLAIN)
    south, west, north, east = (edge[0] for edge in made["boxes"])
    assert (south, west, north, east) == (16.12345, -0.12346, 16.54322, 0.2)


def test_without_rows_there_is_nothing():
    assert clusters.cells(counted(), PLAIN) == {"at": [[], [], []], "boxes": [[], [], [], []], "parts": []}
    assert (
        clusters.outlined(pd.DataFrame(columns=["shape_no", "place_precision", "lead_actor", "incidents"]), PLAIN) == []
    )


def test_a_line_and_an_area_are_plates_of_their_own():
    found = pd.DataFrame(
        [(4, "road", "jnim", 3), (4, "road", None, 1), (7, "area", None, 2)],
        columns=["shape_no", "place_precision", "lead_actor", "incidents"],
    )
    assert clusters.outlined(found, PLAIN) == [
        [clusters.LINE, 4, 4.0, [JNIM, 3.0, -1, 1.0]],
        [clusters.AREA, 7, 2.0, [-1, 2.0]],
    ]


def at(latitude: float, longitude: float, nr: int) -> dict[str, str]:
    return row(
        incident_id=str(nr),
        place=f"place {nr}",
        place_precision="exact",
        latitude=str(latitude),
        longitude=str(longitude),
    )


EDGES = [(90, 0), (-90, 0), (0, 180), (0, -180), (90, 180), (-90, -180), (16.3, -0.05)]


@pytest.mark.parametrize("zoom", [0, 3, 7.5, 18])
def test_at_the_poles_and_the_date_line_nothing_is_lost(tmp_path, zoom):
    store = store_of(ingest(sheets.write(tmp_path, *(at(*edge, nr) for nr, edge in enumerate(EDGES)))))
    window = Window.around(WORLD, zoom)
    found = store.survey(IncidentFilter(), window.box, window.cell)
    made = clusters.cells(found.cells, PLAIN)
    assert found.placed.points == found.placed.in_box == sum(made["at"][2]) == len(EDGES)
    listed = [store.how_many(IncidentFilter(), Box.clamped(*edges)) for edges in zip(*made["boxes"], strict=True)]
    assert listed == made["at"][2], "what a click on a circle lists"


def test_all_at_one_point_are_one_circle_that_lists_them_all(tmp_path):
    store = store_of(ingest(sheets.write(tmp_path, *(at(16.271667, -0.05, nr) for nr in range(30)))))
    window = Window.around(Box(16.27, -0.06, 16.28, -0.04), 18)
    made = clusters.cells(store.survey(IncidentFilter(), window.box, window.cell).cells, PLAIN)
    (edges,) = zip(*made["boxes"], strict=True)
    assert made["at"][2] == [30]
    assert store.how_many(IncidentFilter(), Box.clamped(*edges)) == 30
