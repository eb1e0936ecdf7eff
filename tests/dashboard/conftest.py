"""The embedded data once a session, a page runner without a browser, and hypothesis settings that repeat themselves."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings
from streamlit.testing.v1 import AppTest

from geodata.filters import IncidentFilter
from geodata.ingest import EMBEDDED, folder, ingest
from geodata.store import Store, store_of

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")
APP = Path(__file__).parent.parent.parent / "dashboard" / "app.py"
HEADER = (EMBEDDED / "incidents.csv").read_text(encoding="utf-8").splitlines()[0].removesuffix(",reported_on")


@pytest.fixture(scope="session")
def store() -> Store:
    return store_of(ingest(folder(None)))


@pytest.fixture(scope="session")
def incidents(store: Store) -> pd.DataFrame:
    return store.incidents(IncidentFilter())


@pytest.fixture(scope="session")
def participations(store: Store) -> pd.DataFrame:
    return store.participations(IncidentFilter())


@pytest.fixture(scope="session")
def names(store: Store) -> dict[str, str]:
    return dict(store.actors()[["actor_id", "name"]].itertuples(index=False))


@pytest.fixture
def open_page(monkeypatch) -> Callable[..., AppTest]:
    """Opens the app; `data` is the value of INCIDENTS_DATA, `query` the link's parameters."""

    def run(data: Path | None = None, page: str | None = None, **query: str | list[str]) -> AppTest:
        if data is None:
            monkeypatch.delenv("INCIDENTS_DATA", raising=False)
        else:
            monkeypatch.setenv("INCIDENTS_DATA", str(data))
        app = AppTest.from_file(str(APP), default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
        return app.switch_page(page).run() if page else app

    return run


@pytest.fixture
def no_incidents(tmp_path) -> Path:
    """A sheet with a header and no row."""
    sheet = tmp_path / "mine.csv"
    sheet.write_text(HEADER + "\n", encoding="utf-8")
    return sheet
