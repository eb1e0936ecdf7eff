"""The encoders for text from data that goes to Streamlit: HTML and Markdown. The map has its own in `map/text.py`."""

import html
import re
from urllib.parse import urlsplit

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:^=&])")
# Streamlit makes links, icons and arrows out of "www.x", "a@b", ":material/map:" or "->" after the escapes are gone:
# an invisible joiner between the signs keeps the text what it was.
_JOINED = re.compile(r"(?<=:)(?=\S)|(?<=@)|(?<=www)(?=\.)|(?<=[<>~-])(?=[<>=-])", re.IGNORECASE)


def html_text(text: str) -> str:
    """The text as HTML that shows it as it was written."""
    return html.escape(str(text), quote=True)


def markdown_text(text: str) -> str:
    """The text as Markdown that shows it as it was written: no link, image, formula, icon, arrow or heading in it."""
    return _MARKDOWN.sub(r"\\\1", _JOINED.sub("\u2060", " ".join(str(text).split())))


def web_address(url: str) -> str | None:
    """The address if it is one of the web, else None: a link must not run a script."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None
