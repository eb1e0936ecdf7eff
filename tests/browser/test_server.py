"""The server itself: this machine only, no other site's pages, no other files."""

import http.client
from urllib.parse import urlsplit

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("screens")]
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def status(server, path: str, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize(
    "host, origin, expected",
    [
        ("127.0.0.1", "own", 101),
        ("127.0.0.1", "http://other.example", 403),
        ("other.example", "http://other.example", 403),
    ],
    ids=["own page", "a page of another site", "another name for this address"],
)
def test_only_its_own_pages_may_talk_to_the_app(server, host, origin, expected):
    port = urlsplit(server.url).port
    headers = UPGRADE | {"Host": f"{host}:{port}", "Origin": server.url if origin == "own" else origin}
    assert status(server, "/_stcore/stream", headers) == expected


@pytest.mark.parametrize(
    "path", ["/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fdashboard/app.py"]
)
def test_the_folder_of_the_map_serves_nothing_else(server, path):
    assert status(server, f"/component/dashboard.map.assets.files{path}", {}) in (400, 403, 404)
