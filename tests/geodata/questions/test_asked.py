"""Options are the same in a link and on the command line; what can't be meant is a sentence, never a traceback."""

import argparse
from dataclasses import dataclass
from datetime import date

import pytest

from geodata.errors import FilterError
from geodata.questions import asked as base
from geodata.questions.asked import a_day, amount, any_text, one_of, option, whole
from geodata.questions.registry import QUESTIONS
from geodata.texts import message, said_in


@dataclass(frozen=True)
class Asked(base.Asked):
    km: float = option(20.0, "km", amount("distance", 0, 500), message("how far"), "within-km")
    least: int = option(5, "least", whole("count", 1, 10), message("how many"))
    way: str = option("line", "way", one_of(("line", "area")), message("which way"))
    until: date | None = option(None, "until", a_day, message("until when"))  # noqa: RUF009  it makes a field
    names: tuple[str, ...] = option((), "name", any_text, message("100 % of whom"))


ALL = Asked(12.5, 3, "area", date(2023, 10, 3), ("JNIM", "CMA"))


def parsed(*arguments: str) -> Asked:
    parser = argparse.ArgumentParser()
    Asked.add_options(parser)
    return Asked.from_options(parser.parse_args(arguments))


def test_a_link_holds_what_differs_from_the_defaults_and_reads_the_same():
    assert Asked().to_query() == {}
    query = ALL.to_query()
    assert query == {"km": "12.5", "least": "3", "way": "area", "until": "2023-10-03", "name": ["JNIM", "CMA"]}
    as_lists = {key: value if isinstance(value, list) else [value] for key, value in query.items()}
    assert Asked.from_query(as_lists) == (ALL, [])
    assert Asked(km=0).to_query() == {"km": "0"}
    assert Asked.keys() == ("km", "least", "way", "until", "name")


def test_the_command_line_reads_the_same():
    assert parsed() == Asked()
    arguments = "--within-km 12.5 --least 3 --way area --until 2023-10-03 --name JNIM --name CMA".split()
    assert parsed(*arguments) == ALL


def test_what_a_link_can_t_mean_is_left_out_and_said():
    """The rest of the link still counts."""
    found, problems = Asked.from_query({"km": ["1e9"], "least": ["x"], "way": ["ara"], "until": ["2023-10-03"]})
    assert found == Asked(until=date(2023, 10, 3))
    assert problems == [
        '"1e9" is no distance from 0 to 500.',
        '"x" is no count from 1 to 10.',
        '"ara" is none of the words that are known here. Did you mean "area"? There are: line, area.',
    ]


@pytest.mark.parametrize("text", ["", "x", "nan", "inf", "-inf", "-1", "500.1", "1e400", "5 km", "9" * 5000])
def test_what_is_no_such_number_is_one_short_sentence(text):
    with pytest.raises(FilterError, match=r"is no distance from 0 to 500\.$") as error:
        amount("distance", 0, 500)(text)
    assert len(str(error.value)) < 100


@pytest.mark.parametrize("text", ["0", "500", " 20 ", "2e1"])
def test_the_limits_themselves_can_be_meant(text):
    assert amount("distance", 0, 500)(text) == float(text)


def test_whole_numbers_days_and_words():
    assert whole("count", 1, 10)("3.0") == 3 and isinstance(whole("count", 1, 10)("3"), int)
    with pytest.raises(FilterError, match=r'^"2\.5" is no whole number\.$'):
        whole("count", 1, 10)("2.5")
    with pytest.raises(FilterError, match=r'^"3 Oct" is no day like 2023-10-03\.$'):
        a_day("3 Oct")
    with pytest.raises(FilterError, match="lies outside the years"):
        a_day("0001-01-01")
    assert len(any_text("x" * 9999)) == 200


def test_help_names_every_option_of_every_question_in_the_reader_s_language():
    for question in QUESTIONS.values():
        parser = argparse.ArgumentParser()
        with said_in("fr"):
            question.asked.add_options(parser)
        assert parser.format_help().count("--") > len(question.asked.keys()) - 1
    parser = argparse.ArgumentParser()
    Asked.add_options(parser)
    assert "100 % of whom May be repeated." in parser.format_help()
