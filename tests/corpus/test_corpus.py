"""A file that somebody brings is read right, refused in one sentence or asked about; what is in no case is a silent loss."""

import pytest

from .make import CASES, write
from .verdicts import Case, differences


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_gets_its_verdict(tmp_path, case: Case):
    assert differences(case, write(case, tmp_path)) == []


def test_the_corpus_is_as_large_as_it_should_be_and_no_file_stands_in_it_twice():
    names = [case.name for case in CASES]
    assert len(names) >= 60
    assert len(set(names)) == len(names)
