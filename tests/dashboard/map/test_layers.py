"""The layer draws every located incident of the filter, as surely as it is known, and nothing that the filter hides."""

import base64
import json
import math
import re
import zlib
from types import SimpleNamespace

import folium
import pandas as pd
import pytest
from streamlit_folium import _get_feature_group_string

from dashboard.map import layers, points
from dashboard.map.names import Colouring, Names
from geodata.filters import IncidentFilter
from geodata.views import Frame

STRIDE = 13
NO, KIND, A, B, COLOUR, SHAPE, PRECISION, RADIUS, DATE, TYPE, ACTOR, PLACE, STATUS = range(STRIDE)
HOSTILE = (
    "{{7*7}}",
    "{% x",
    "{{cycler.__init__.__globals__.os.system('touch ran')}}",
    "</script><script>ran=1</script>",
    "${ran=1}`+(ran=2)+`",
    "\\'-(ran=3)-\\'\");ran=4;(\"",
    "{# c #} _abc _div_0 _feature_group_0 {{'map_div'}}",
    "line\u2028break\nand\ttab",
)


def made(incidents, actor_names, groups=None, **more):
    names, colouring = Names(), Colouring(actor_names, groups)
    placed = incidents[incidents["latitude"].notna() | incidents["shape_no"].notna()]
    rows = points.columns(placed, names, colouring)
    legend = colouring.legend(placed["lead_actor"], names) | points.signs(placed, names)
    drawing = layers.Drawing(len(placed), None, names.all(), legend, "incidents", {"rows": rows})
    given = {"shapes": "u", "base": "b", "playback": "", "order": 7, "frame": (3, None), "selected": None, "selected_region": None, "dark": False}  # fmt: skip
    return layers.payload(drawing, **(given | more))


def by_number(payload: dict) -> dict[int, tuple]:
    return {row[NO]: row for row in zip(*payload["rows"], strict=True)}


def said(payload: dict, part: str) -> list[tuple[int, str]]:
    return [(number, payload["names"][name]) for number, name in payload["legend"][part]]


@pytest.fixture(scope="module")
def payload(incidents, names):
    return made(incidents, names)


@pytest.fixture(scope="module")
def number_of(incidents):
    return dict(zip(incidents["incident_id"], incidents["no"], strict=True))


def test_every_incident_with_a_place_is_drawn_once_and_the_three_without_are_not(payload, number_of):
    without = {number_of[key] for key in ("MLI-2022-04-26-VIDEO", "MLI-2023-08-BASES", "MLI-2023-09-11-WAR")}
    assert [len(column) for column in payload["rows"]] == [16] * STRIDE
    assert payload["placed"] == 16
    assert set(by_number(payload)) == set(number_of.values()) - without


@pytest.mark.parametrize(
    ("incident_id", "kind", "colour", "shape", "precision", "kilometres"),
    [  # kinds: 0 point, 1 line, 2 area; colours: 0 JNIM, 1 rebels, 2 army; precision: 1 town, 2 near, 3 road, 4 area
        ("MLI-2022-04-06-SEGOU", 0, 0, 1, 1, 5),
        ("MLI-2022-04-SEVARE-2", 0, 0, 0, 2, 15),
        ("MLI-2023-10-03-TARKINT-1", 0, 1, 2, 2, 15),
        ("MLI-2023-10-04-RN18", 1, 0, 1, 3, 0),
        ("MLI-2023-10-05-RN18", 1, 2, 2, 3, 0),
        ("MLI-2023-10-EARLY-KIDAL", 2, 2, 0, 4, 0),
        ("BFA-2023-10-09-SOUM", 2, 0, 2, 4, 0),
        ("MLI-2023-10-10-ERSANE", 0, 2, 4, 1, 5),
        ("MLI-2023-10-23-AGUELHOK-2", 0, 1, 3, 1, 5),
    ],
)
def test_a_row_says_how_an_incident_is_drawn(
    payload, number_of, incident_id, kind, colour, shape, precision, kilometres
):
    row = by_number(payload)[number_of[incident_id]]
    assert (row[KIND], row[COLOUR], row[SHAPE], row[PRECISION], row[RADIUS]) == (
        kind,
        colour,
        shape,
        precision,
        kilometres,
    )


def test_a_point_is_latitude_then_longitude(payload, number_of):
    """Tarkint lies at about 17.5 north and 0.1 east."""
    row = by_number(payload)[number_of["MLI-2023-10-03-TARKINT-1"]]
    assert (round(row[A], 1), round(row[B], 1)) == (17.5, 0.1)


def test_both_incidents_on_the_road_share_its_line(payload, number_of):
    rows = by_number(payload)
    assert rows[number_of["MLI-2023-10-04-RN18"]][A] == rows[number_of["MLI-2023-10-05-RN18"]][A]


def test_the_hover_says_date_type_actor_and_place(payload, number_of):
    row = by_number(payload)[number_of["MLI-2023-10-EARLY-KIDAL"]]
    assert [payload["names"][row[part]] for part in (DATE, TYPE, ACTOR, PLACE)] == [
        "some time in 1–10 Oct 2023",
        "Movement",
        "Malian army",
        "Kidal region",
    ]


def test_every_number_is_finite_and_every_name_is_sent_once_and_used(payload):
    assert all(
        isinstance(number, int | float) and math.isfinite(number) for column in payload["rows"] for number in column
    )
    assert len(set(payload["names"])) == len(payload["names"])
    used = {row[part] for row in by_number(payload).values() for part in (DATE, TYPE, ACTOR, PLACE)}
    used |= {name for key, part in payload["legend"].items() if key != "title" for _number, name in part}
    assert used == set(range(len(payload["names"])))


def test_the_legend_of_everything(payload):
    assert said(payload, "actors") == [(0, "JNIM"), (2, "Malian army"), (1, "Tuareg separatist rebels")]
    assert {name for _shape, name in said(payload, "shapes")} == {
        "Explosion",
        "Armed attack",
        "Base takeover",
        "Abduction or harm to civilians",
        "Movement or statement",
    }
    assert said(payload, "precisions") == [
        (1, "in the town"),
        (2, "near the town"),
        (3, "along the road (approximate line)"),
        (4, "somewhere in the area"),
    ]


def test_the_legend_names_only_what_is_drawn(store, names):
    """The rebels' statement of 11 September has no place: it must not put a line into the legend."""
    rebels = made(store.incidents(IncidentFilter(actors=("tuareg-rebels",), role="perpetrator")), names)
    assert said(rebels, "actors") == [(1, "Tuareg separatist rebels")]
    assert said(rebels, "precisions") == [(1, "in the town"), (2, "near the town")]
    statements = made(store.incidents(IncidentFilter(types=("Statement",))), names)
    assert statements["rows"] == [[]] * STRIDE
    assert statements["legend"] == {"title": "actors", "actors": [], "shapes": [], "statuses": [], "precisions": []}


@pytest.mark.parametrize("actor", ["burkinabe-militias", "unlisted:somebody", None])
def test_an_actor_without_a_colour_is_grey_and_has_a_line_in_the_legend(incidents, names, actor):
    soum = incidents[incidents["place"] == "Soum"].assign(lead_actor=actor)
    payload = made(pd.concat([incidents[incidents["place"] == "Tarkint"], soum]), names | {"unlisted:somebody": "X"})
    assert {row[COLOUR] for row in by_number(payload).values()} == {0, 1, -1}
    assert said(payload, "actors") == [(0, "JNIM"), (1, "Tuareg separatist rebels"), (-1, "Others")]


def test_an_incident_without_perpetrator_says_so(incidents, names):
    payload = made(incidents.head(1).assign(lead_actor=None), names)
    assert payload["names"][next(iter(by_number(payload).values()))[ACTOR]] == "actor not named"


def test_no_selection_no_frame_and_the_light_theme(payload):
    assert (payload["selected"], payload["selectedRegion"]) == (-1, -1)
    assert payload["frame"] == [3]
    assert payload["theme"] == "light"
    assert payload["shapes"] == "u"


def test_selection_frame_and_the_dark_theme(incidents, names):
    payload = made(incidents, names, frame=(4, Frame(17.5, -4.0, 6)), selected=0, selected_region=0, dark=True)
    assert (payload["selected"], payload["selectedRegion"]) == (0, 0)
    assert payload["frame"] == [4, 17.5, -4.0, 6]
    assert payload["theme"] == "dark"


def test_no_incidents_are_an_empty_layer(incidents, names):
    payload = made(incidents.head(0), names)
    assert payload["rows"] == [[]] * STRIDE
    assert payload["legend"] == {"title": "actors", "actors": [], "shapes": [], "statuses": [], "precisions": []}
    assert payload["names"] == []


def sent(payload: dict) -> str:
    """The script that streamlit-folium sends for a payload."""
    return _get_feature_group_string(layers.group(payload), map=folium.Map(tiles=None))


def packed(script: str) -> str:
    """What stands for the payload in the script: letters and digits that nothing on the way can read."""
    return re.search(r'new incidentMap\.IncidentLayer\("([A-Za-z0-9+/=]*)"\)\.addTo\(', script)[1]


def received(script: str) -> dict:
    """The payload as the browser reads it out of the script."""
    return json.loads(zlib.decompress(base64.b64decode(packed(script))))


def test_the_whole_payload_arrives_in_the_browser(payload):
    assert received(sent(payload)) == payload


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_not_run_on_the_server_and_arrives_as_written(incidents, names, text):
    row = incidents.head(1).assign(place=text, event_type=text, event_class=text, lead_actor="evil")
    payload = made(row, names | {"evil": text}, shapes=text)
    script = sent(payload)
    arrived = received(script)
    assert arrived == payload
    drawn = next(iter(by_number(arrived).values()))
    assert {arrived["names"][drawn[part]] for part in (TYPE, ACTOR, PLACE)} == {text}
    assert arrived["shapes"] == text
    assert "49" not in arrived["names"] and "ran=" not in script


def test_a_layer_of_the_map_is_one_element_whatever_it_holds(incidents, names):
    """Thousands of small layers would cost a second at each change; one costs nothing."""
    crowd = pd.concat([incidents] * 50, ignore_index=True)
    assert len(layers.group(made(crowd, names))._children) == 1


def test_names_are_numbered_from_zero_in_the_order_of_their_use():
    names = Names()
    assert [names["a"], names["b"], names["a"]] == [0, 1, 0]
    assert names.all() == ["a", "b"]


def test_every_precision_has_words():
    row = SimpleNamespace(**points.precision_words())
    assert row.road == "along the road (approximate line)"
    assert len(vars(row)) == 6
