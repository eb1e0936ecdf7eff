"""What the journeys rely on: nothing of one reader is left for the next, nor seen by another at the same time."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("screens")]
KEEP = """() => {
    localStorage.kept = sessionStorage.kept = document.cookie = "kept=1";
    return new Promise(done => { indexedDB.open("kept").onsuccess = event => { event.target.result.close(); done(); } });
}"""
KEPT = """async () => [
    localStorage.kept, sessionStorage.kept, document.cookie.includes("kept"),
    (await indexedDB.databases()).some(({name}) => name === "kept"), innerWidth, matchMedia("(prefers-color-scheme: dark)").matches,
]"""
EVERYTHING = ["kept=1", "kept=1", True, True, 390, True]
NOTHING = [None, None, False, False, 1366, False]


def kept(page, server) -> list:
    page.goto(f"{server.url}/_stcore/health")
    return page.evaluate(KEPT)


@pytest.mark.parametrize("again", [False, True], ids=["first", "again at the same seats"])
def test_readers_share_nothing(server, reader, again):
    one = reader(390, 844, color_scheme="dark").page
    other = reader().page
    for page in (one, other):
        assert kept(page, server)[:4] == NOTHING[:4]
    one.evaluate(KEEP)
    assert kept(one, server) == EVERYTHING
    assert kept(other, server) == NOTHING
    other.evaluate(KEEP)
