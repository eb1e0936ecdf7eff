"""No test writes a store into the project: what isn't said lies in memory."""

import os
import sys
from collections.abc import Iterator

import pytest

os.environ["INCIDENTS_STORE"] = ":memory:"
os.environ.pop("INCIDENTS_DATA", None)


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Streamlit's AppTest leaves the page's script as `__main__`, and every process that a later test starts would run it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
