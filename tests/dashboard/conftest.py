"""The embedded data once a session, a page runner without a browser, and hypothesis settings that repeat themselves."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings
from streamlit.testing.v1 import AppTest

from geodata.filters import IncidentFilter
from geodata.ingest import EMBEDDED, folder, ingest
from geodata.kept import open_kept
from geodata.prepare import Prepared, prepare
from geodata.readers.options import NOTHING_SAID
from geodata.store import Store, keep, keep_boundaries, store_of
from tests import divisions
from tests.geodata import sheets
from tests.geodata.sheets import row

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")
APP = Path(__file__).parent.parent.parent / "dashboard" / "app.py"
HEADER = (EMBEDDED / "incidents.csv").read_text(encoding="utf-8").splitlines()[0].removesuffix(",reported_on")
NEWER = "newer-division-made-up"
# Made up. The road runs along a parallel, a third of it west of 1.2° east, where the newer division parts Ménaka from Gao.
REPORTED = (
    row(incident_id="anefis", place="Anéfis", reported_region="Kidal", summary="Shots near Anéfis."),
    row(incident_id="menaka", place="Ménaka", reported_region="Ménaka"),
    row(incident_id="gao", place="Gao", reported_region="Mopti"),
    row(incident_id="zaouaten", place="Tin Zaouaten", latitude="19.94861", longitude="2.96778", reported_region="Kidal"),
    row(incident_id="road", place="salt road", place_precision="road", outline="LINESTRING (0.7 16, 2.2 16)"),
    row(incident_id="since", date_end="", date_precision="since", place="Tarkint", place_precision="near settlement"),
)  # fmt: skip


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


@pytest.fixture(scope="session")
def divided_path(tmp_path_factory) -> Path:
    """A closed store with the embedded incidents, `REPORTED` and the newer division. Not to be written to."""
    place = tmp_path_factory.mktemp("divided")
    kept = open_kept(place / "kept.duckdb")
    sheet, rows = sheets.write(place, *REPORTED).file("incidents.csv"), place / "rows"
    rows.mkdir()
    keep(kept, Prepared(prepare(sheet, sheet.name, kept.reference, rows, NOTHING_SAID), rows), "own", "test")
    keep_boundaries(kept, divisions.checked(place), "test")
    kept.close()
    return place / "kept.duckdb"


@pytest.fixture(scope="session")
def divided(divided_path: Path, tmp_path_factory) -> Iterator[Store]:
    """That store, open."""
    kept = open_kept(shutil.copy(divided_path, tmp_path_factory.mktemp("open") / "kept.duckdb"))
    yield kept
    kept.close()


@pytest.fixture
def open_divided(open_page, divided_path: Path, tmp_path: Path, monkeypatch) -> Callable[..., AppTest]:
    """Opens the app on a copy of that store."""
    monkeypatch.setenv("INCIDENTS_STORE", str(shutil.copy(divided_path, tmp_path / "kept.duckdb")))
    return open_page


@pytest.fixture
def no_incidents(tmp_path) -> Path:
    """A sheet with a header and no row."""
    sheet = tmp_path / "mine.csv"
    sheet.write_text(HEADER + "\n", encoding="utf-8")
    return sheet
