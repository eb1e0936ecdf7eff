"""What the frame loads is named by its content and served from here: no stale file, no path of this machine."""

import json
from pathlib import Path

import folium
import pytest

from dashboard.map import assets, basemap


def file_of(url: str) -> Path:
    return assets._served / url.rsplit("/", 1)[1]


def test_one_key_is_made_once_and_keeps_its_url():
    made = []

    def make():
        made.append(1)
        return {"name": "Ménaka", "at": [15.9, 2.4]}

    first, second = assets.serve(("test", 1), make), assets.serve(("test", 1), make)
    assert first == second
    assert made == [1]
    assert json.loads(file_of(first).read_text(encoding="utf-8")) == {"name": "Ménaka", "at": [15.9, 2.4]}


def test_other_content_has_another_url_and_the_same_content_the_same():
    one, two, again = (
        assets.serve(("test", key), lambda text=text: [text]) for key, text in ((2, "a"), (3, "b"), (4, "a"))
    )
    assert one != two
    assert one == again


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        assets.serve(("test", "nan"), lambda: [float("nan")])


def test_nothing_half_written_is_left_behind():
    assets.serve(("test", 5), lambda: list(range(1000)))
    assert {path.suffix for path in assets._served.iterdir()} <= {".json", ".js", ".css"}


def test_every_script_of_the_folder_is_loaded():
    assert sorted(f"{name}.js" for name in assets.SCRIPTS) == sorted(path.name for path in assets._BROWSER.glob("*.js"))


def test_leaflet_is_in_its_folder():
    assert (assets._LEAFLET / "leaflet.js").exists() and (assets._LEAFLET / "leaflet.css").exists()


def test_what_is_served_tells_nothing_of_this_machine(store):
    """A reader gets geometry and code, not the paths and users of the server."""
    basemap.make(store)
    told = [url for _name, url in [*folium.Map.default_js, *folium.Map.default_css]]
    served = [path.read_text(encoding="utf-8") for path in assets._served.iterdir()]
    for secret in (str(Path.home()), str(assets._served), str(Path(assets.__file__).parent.parent.parent), "/tmp/"):
        assert not any(secret in text for text in [*told, *served]), secret


def test_the_drawing_code_asks_no_other_host():
    for path in assets._BROWSER.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
        assert "http://" not in text and "https://" not in text, path.name
