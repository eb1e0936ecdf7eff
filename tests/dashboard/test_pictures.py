"""A drawing is an image: nothing in it runs, nothing is fetched, and whoever doesn't see it hears what it is."""

import base64
import re

from dashboard import pictures

HOSTILE = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def test_a_drawing_is_an_image_with_its_text(monkeypatch):
    drawn = []
    monkeypatch.setattr(pictures.st, "html", drawn.append)
    pictures.picture(HOSTILE, 'Ménaka" onerror="alert(1)')
    (html,) = drawn
    content = re.fullmatch(
        r'<img class="sketch" src="data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)" alt="([^"]*)">', html
    )
    assert base64.b64decode(content[1]).decode() == HOSTILE
    assert content[2] == "Ménaka&quot; onerror=&quot;alert(1)"
    # In an image of this kind no browser runs a script; as a part of the page it would.
    assert "<script" not in html
