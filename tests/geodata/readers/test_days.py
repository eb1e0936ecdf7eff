"""A date is read as it is meant or not at all: a swapped day and month would move an incident by months unseen."""

from dataclasses import astuple
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import QuestionError
from geodata.readers.days import are_numbers, decide, read_span, read_spans, says_more
from geodata.readers.options import Options

THIRD = date(2023, 10, 3)


def decided(*texts: str, order: str = "") -> Options:
    return decide(["when"], lambda name: texts, Options(date_order=order))


@pytest.mark.parametrize(
    "text",
    [
        "2023-10-03", "2023-10-03T23:30:00Z", "2023-10-03T00:10:00+01:00", "2023-10-03 14:05", "2023-10-03 00:00:00.000",
        "3 October 2023", "03-Oct-23", "Oct 3, 2023", "October 3rd, 2023", "3 octobre 2023", "3 OCT. 2023", "03 oct 23",
        "2023/10/03", "2023/10/3", "2023.10.03", "20231003", "mardi 3 octobre 2023", "Tuesday, October 3, 2023",
        "031400ZOCT23", "031400Z OCT 2023", "03OCT2023", "le 3 octobre 2023",
    ],
)  # fmt: skip
def test_a_day_in_a_spelling_that_means_one_day_only(text):
    assert astuple(read_span(text)) == (THIRD, THIRD, "day")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er août 2022", date(2022, 8, 1)),
        ("1er aout 2022", date(2022, 8, 1)),
        ("5 févr. 2023", date(2023, 2, 5)),
        ("5 fe\u0301vrier 2023", date(2023, 2, 5)),
        ("24 déc. 2023", date(2023, 12, 24)),
        ("14 juil. 2023", date(2023, 7, 14)),
        ("7-Feb-25", date(2025, 2, 7)),
        ("31-Dec-99", date(1999, 12, 31)),  # ACLED's data begin in 1997
    ],
)
def test_months_in_french_with_accents_or_without(text, day):
    assert read_span(text).first == read_span(text).last == day


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "year"),
        ("2023-10", date(2023, 10, 1), date(2023, 10, 31), "month"),
        ("02/2024", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("octobre 2023", date(2023, 10, 1), date(2023, 10, 31), "month"),
        ("déc. 2023", date(2023, 12, 1), date(2023, 12, 31), "month"),
        ("Oct-23", date(2023, 10, 1), date(2023, 10, 31), "month"),
    ],
)
def test_a_month_or_a_year_is_no_day(text, first, last, precision):
    assert astuple(read_span(text)) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "", "31/02/2023", "30 février 2023", "2023-02-29", "NaN", "nan", "None", "unknown", "Oct 23", "5 jui 2023", "45202",
        "2023-13-01", "00/10/2023", "10/10/0000", "lundi 3 octobre 2023", "1899", "2100-01-01", "3 octobre", "03/04/2023",
        "03/10-2023", "early October 2023", "2023-10-03 25:00",
    ],
)  # fmt: skip
def test_what_cannot_be_meant_in_one_way_is_not_read(text):
    assert read_span(text) is None


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2023, 4, 3)), ("mdy", date(2023, 3, 4))])
@pytest.mark.parametrize("text", ["03/04/2023", "3.4.23", "03-04-2023", "3/4/2023 14:30"])
def test_day_and_month_as_numbers_follow_the_order(order, day, text):
    assert read_span(text, order).first == day


def test_one_value_with_a_part_over_12_decides_for_all():
    assert decided("03/04/2023", "13/04/2023").date_order == "dmy"
    assert decided("03/04/2023", "04/13/2023").date_order == "mdy"


def test_when_nothing_decides_the_user_is_asked():
    with pytest.raises(QuestionError) as asked:
        decided("03/04/2023", "05/05/2023", "2023-10-03")
    assert (asked.value.about, asked.value.choices) == ("date_order", ("dmy", "mdy"))
    assert '"03/04/2023"' in str(asked.value)
    assert decided("03/04/2023", order="mdy").date_order == "mdy"


def test_no_question_where_all_dates_are_the_same_in_both_orders():
    assert decided("05/05/2023", "07.07.23", "").date_order == ""
    assert read_span("05/05/2023").first == date(2023, 5, 5)


def test_a_column_in_both_orders_is_asked_about_and_what_contradicts_the_answer_is_not_read():
    texts = ("13/04/2023", "04/14/2023")
    with pytest.raises(QuestionError) as asked:
        decided(*texts)
    assert '"13/04/2023"' in str(asked.value)
    assert '"04/14/2023"' in str(asked.value)
    read = read_spans(pd.Series(texts), decided(*texts, order="dmy").date_order)
    assert [span and span.first for span in read] == [date(2023, 4, 13), None]


def test_five_digits_are_days_of_excel_only_where_all_of_a_column_are():
    assert decided("45202", "2023-10-04", "").day_numbers == ("when",)
    assert decided("45202", "12").day_numbers == ()
    assert decided("45202", "99999").day_numbers == ()
    assert decided("2023-10-04").day_numbers == ()
    assert read_span("45202", numbers=True).first == THIRD  # 45202 days after 30 December 1899
    assert not are_numbers([""])


@pytest.mark.parametrize(
    ("text", "more"),
    [("2023-10-03", False), ("2023-10-03T00:00:00Z", False), ("2023-10-03 14:05", True), ("3/10/2023 à 9h30", True),
     ("031400ZOCT23", True), ("45202", False), ("45202.0", False), ("45202.5", True)],
)  # fmt: skip
def test_a_time_of_day_is_told_of(text, more):
    assert says_more(text) == more


@given(st.dates(date(1997, 1, 1), date(2096, 12, 31)), st.sampled_from(["dmy", "mdy"]), st.booleans())
def test_a_day_comes_back_from_every_spelling_in_its_order(day, order, short):
    year = "%y" if short else "%Y"
    parts = f"%d/%m/{year}" if order == "dmy" else f"%m/%d/{year}"
    assert read_span(day.strftime(parts), order).first == day
    assert read_span(day.strftime("%d %B %Y")).first == read_span(day.isoformat()).first == day


@given(
    st.text(max_size=20) | st.from_regex(r"\A\d{1,4}[-/. ]\w{1,5}[-/. ]\d{1,4}\Z"),
    st.sampled_from(["", "dmy", "mdy"]),
    st.booleans(),
)
def test_no_text_stops_the_reading(text, order, numbers):
    span = read_span(text, order, numbers)
    assert span is None or 1900 <= span.first.year <= span.last.year <= 2099
    says_more(text)
    decided(text, order="dmy")
