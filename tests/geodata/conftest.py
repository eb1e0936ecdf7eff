"""The embedded data once a session, and hypothesis settings that give every run the same examples."""

import pandas as pd
import pytest
from hypothesis import settings

from geodata.ingest import EMBEDDED, Dataset, folder, ingest
from geodata.places import Gazetteer
from geodata.readers import sigact
from geodata.regions import BoundarySet, read_embedded, read_geojson
from geodata.store import Store, store_of

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return ingest(folder(None))


@pytest.fixture(scope="session")
def store(dataset: Dataset) -> Store:
    return store_of(dataset)


@pytest.fixture(scope="session")
def by_id(dataset: Dataset) -> pd.DataFrame:
    """The embedded incidents, indexed by their own ids."""
    return dataset.incidents.set_index("incident_id", drop=False)


@pytest.fixture(scope="session")
def boundaries() -> BoundarySet:
    return read_embedded(EMBEDDED)


@pytest.fixture(scope="session")
def gazetteer(boundaries: BoundarySet) -> Gazetteer:
    towns = sigact.read(EMBEDDED / "places.csv", ("name", "latitude", "longitude", "aliases"))
    roads = sigact.read(EMBEDDED / "roads.csv", ("name", "sequence", "place"))
    return Gazetteer(towns, roads, read_geojson(EMBEDDED / "areas.geojson", ("name", "aliases")), boundaries)
