"""Cells of the project's own sheet: text stays text, numbers and positions are what they say or set aside."""

from tests.geodata import sheets

from .tables import THERE, TOWN
from .verdicts import Case, Read

EXACT = {"place_precision": "exact"}


def _own(*rows: dict[str, str]):
    """The content of a sheet whose rows have ids of their own unless they name one."""
    named = [sheets.row(**{"incident_id": f"N{nr}"} | cells) for nr, cells in enumerate(rows)]
    return lambda: sheets.text(*named).encode()


def _at(latitude: str, longitude: str, **changes: str) -> dict[str, str]:
    return EXACT | {"latitude": latitude, "longitude": longitude} | changes


CASES = (
    # Codes and names that a spreadsheet or a careless reader turns into nothing or a number.
    Case(
        "words-for-nothing.csv", _own(*(TOWN | {"place": word, "perpetrators": word} for word in ("NA", "None", "null", "nan"))),
        Read(4, cells={nr: {"place": word, "perpetrators": word} for nr, word in enumerate(("NA", "None", "null", "nan"))}),
    ),
    Case(
        "codes.csv", _own({"incident_id": "007"}, {"incident_id": "7"}, {"incident_id": "1e5"}, {"incident_id": "12345678901234567"}),
        Read(4, cells={0: {"incident_id": "007"}, 1: {"incident_id": "7"}, 2: {"incident_id": "1e5"}, 3: {"incident_id": "12345678901234567"}}),
    ),
    # A text that a spreadsheet would run is a text here.
    Case(
        "formulas.csv", _own({"summary": "=1+1"}, {"summary": "@SUM(A1)"}, {"summary": "-2 soldiers"}, {"summary": "'=1+1"}),
        Read(4, cells={0: {"summary": "=1+1"}, 1: {"summary": "@SUM(A1)"}, 2: {"summary": "-2 soldiers"}, 3: {"summary": "=1+1"}}),
    ),
    Case(
        "markup.csv", _own({"summary": "<b>{{7*7}}</b> ![x](y)"}), Read(1, cells={0: {"summary": "<b>{{7*7}}</b> ![x](y)"}}),
    ),
    # A whole number with a point is what other programs write for 3; 1,000 is one or a thousand, as you like.
    Case("fatalities-3.0.csv", _own({"fatalities_best": "3.0"}), Read(1, cells={0: {"fatalities_best": 3}})),
    Case(
        "fatalities.csv", _own(*({"fatalities_best": value} for value in ("1,000", "many", "-1", "2.5", "1e3", "3"))),
        Read(1, 5, cells={0: {"fatalities_best": 3}}, faults=("fatalities_best",)),
    ),
    Case("fatalities-out-of-order.csv", _own({"fatalities_low": "5", "fatalities_best": "3"}), Read(0, 1, faults=("fatalities_best",))),
    Case("no-numbers.csv", _own(_at("nan", "0"), _at("inf", "0"), _at("95", "0"), _at("north", "0")), Read(0, 4, faults=("latitude",))),
    Case("odd-numbers.csv", _own(*(_at(number, "0") for number in ("0x10", "1_6", "True", "1e400", "16.2.7", "1 6"))), Read(0, 6, faults=("latitude",))),
    Case("longitude-beyond.csv", _own(_at("16", "-181"), _at("16", "NaN")), Read(0, 2, faults=("longitude",))),
    Case("degrees-minutes-seconds.csv", _own(TOWN | _at("13°25'54\"N", "6°12'57\"W")), Read(1, cells={0: THERE | {"longitude": -6.215833}})),
    Case("degrees-with-letters.csv", _own(TOWN | _at("13.4317 N", "6.2157° W")), Read(1, cells={0: THERE})),
    Case("decimal-commas.csv", _own(TOWN | _at("13,4317", "-6,2157")), Read(1, cells={0: THERE})),
    Case("null-island.csv", _own(_at("0", "0")), Read(1, doubts=("latitude",), says=("0, 0",))),
    Case(
        "swapped-axes.csv", _own(_at("-6.2157", "13.4317"), TOWN),
        Read(2, cells={0: {"latitude": -6.2157, "region_key": "outside-mali"}}, doubts=("latitude",), says=("13.4317, -6.2157",)),
    ),
    Case("half-a-position.csv", _own(_at("16.27", ""), _at("", "-0.04")), Read(0, 2, faults=("latitude",))),
    Case("metres-as-degrees.csv", _own(_at("1834567", "-4978")), Read(0, 1, faults=("latitude", "longitude"))),
    Case("abroad.csv", _own(_at("13.5", "2.1"), _at("13.5", "2.1", country="Niger", place="Niamey")), Read(2, doubts=("country",), says=("Niger",))),
    Case(
        "place-not-known.csv", _own({"place": "Tarkin"}, {"place": "Xyzzyq"}),
        Read(0, 2, faults=("place",), says=('Did you mean "Tarkint"', r"places\.csv")),
    ),
    Case("another-region.csv", _own({"reported_region": "Kidal"}), Read(1, doubts=("reported_region",))),
    Case("told-twice.csv", _own({"perpetrators": "JNIM"}, {"perpetrators": "jnim", "event_type": "IED"}), Read(2, doubts=("place",), says=('"N0"',))),
    Case("words-of-ones-own.csv", _own({"date_precision": "exactly"}, {"stance": "sure", "reported_by": "JNIM"}), Read(0, 2, faults=("date_precision", "stance"))),
)  # fmt: skip
