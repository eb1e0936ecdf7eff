"""The embedded data and a made-up newer division once a session, a command line, a web server, and hypothesis settings that
give every run the same examples."""

import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from geodata.__main__ import main
from geodata.filters import IncidentFilter
from geodata.ingest import EMBEDDED, Dataset, folder, ingest
from geodata.places import Gazetteer
from geodata.readers import sigact
from geodata.regions import BoundarySet, read_embedded, read_geojson
from geodata.regions.checked import Checked
from geodata.regions.fetching import Rules
from geodata.store import Store, keep_boundaries, store_of
from tests import divisions

from .hosts import NAMES, Host, serving

settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return ingest(folder(None))


@pytest.fixture(scope="session")
def store(dataset: Dataset) -> Store:
    return store_of(dataset)


@pytest.fixture(scope="session")
def incidents(store: Store) -> pd.DataFrame:
    return store.incidents(IncidentFilter())


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


# --- a newer division ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def newer(tmp_path_factory) -> Checked:
    """The division of `tests.divisions`, checked."""
    return divisions.checked(tmp_path_factory.mktemp("newer"))


@pytest.fixture(scope="session")
def joined(dataset: Dataset, newer: Checked) -> Store:
    """The embedded incidents, placed in the newer division, too; not to be changed."""
    store = store_of(dataset)
    assert keep_boundaries(store, newer, "test") == divisions.KEY
    return store


# --- the command line ---------------------------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path, capsys, monkeypatch) -> Callable[..., tuple[int, str, str]]:
    """Runs a command in an empty folder that has its own store; the exit code, what it printed and what it complained."""
    monkeypatch.chdir(tmp_path)
    for name in ("INCIDENTS_STORE", "INCIDENTS_DATA", "INCIDENTS_FETCH_HOSTS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        code = main([*map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


# --- a web server -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def authority():
    """Who vouches for the server's certificate."""
    import trustme  # noqa: PLC0415  few tests need it, and it takes a while to load

    return trustme.CA()


@pytest.fixture(scope="session")
def authorities(authority, tmp_path_factory) -> Path:
    """The file of authorities in place of the system's."""
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture
def host(authority) -> Iterator[Host]:
    """A server with TLS on loopback; its answers are put in by the test."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    names = ("maps.test", "files.test", "*.files.test", "inner.test", "both.test", "v6.test")
    authority.issue_cert(*names).configure_cert(tls)
    with serving(tls) as server:
        yield server


@pytest.fixture
def looked_up(monkeypatch) -> list[str]:
    """The names that were looked up, in the table of `hosts` and nowhere else."""
    asked = []

    def getaddrinfo(name, port, **_kind):
        asked.append(name)
        if name not in NAMES:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        families = [socket.AF_INET6 if ":" in address else socket.AF_INET for address in NAMES[name]]
        return [
            (family, socket.SOCK_STREAM, 6, "", (address, port))
            for family, address in zip(families, NAMES[name], strict=True)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.fixture
def rules(host, authorities) -> Callable[..., Rules]:
    """Rules by which the server may be asked; what is named is otherwise."""

    def made(*more_hosts: str, **changes) -> Rules:
        hosts = (f"maps.test:{host.port}", f"*.files.test:{host.port}", *more_hosts)
        usual = {
            "hosts": hosts,
            "authorities": authorities,
            "may_connect": lambda address: str(address) == "127.0.0.1",
        }
        return Rules(**usual | changes)

    return made
