"""Citations as text: numbered endnotes as the weekly update has them, or plain lines."""

import pandas as pd

from .texts import _


def endnotes(cited: pd.DataFrame) -> str:
    """The distinct sources of some incidents as numbered notes, in the order in which they come: "[1] AP News, https://..."

    `cited` as `Store.sources` gives it: no, document_id, footnote, url, citation, title, author, publisher, published.
    """
    distinct = dict.fromkeys(note(row) for row in cited.to_dict("records"))
    return "\n".join(f"[{nr}] {words}" for nr, words in enumerate(distinct, start=1))


def plain(cited: pd.DataFrame) -> str:
    """The same without numbers, a line each, with the document and the note that cite it."""
    return "\n".join(dict.fromkeys(_line(row) for row in cited.to_dict("records")))


def note(row: dict) -> str:
    """A source in a line: what is cited with its address, else the document that says it."""
    return _own(row) or document(row)


def document(row: dict) -> str:
    """A document in a line: author, title, publisher, day, address."""
    parts = [
        row.get("author"),
        f"“{row['title']}”" if row.get("title") else row["document_id"],
        row.get("publisher"),
        row.get("published"),
    ]
    said = ", ".join(part for part in parts if part)
    address = row.get("document_url", row.get("url")) or ""
    return f"{said}, {address}" if address else said


def _own(row: dict) -> str:
    return ", ".join(part for part in (row["citation"], row["url"]) if part)


def _line(row: dict) -> str:
    own, whole = _own(row), document(row)
    if not own:
        return _("{document}, note {note}").format(document=whole, note=row["footnote"]) if row["footnote"] else whole
    return _("{source}; cited in {document}, note {note}").format(
        source=own, document=whole, note=row["footnote"] or "–"
    )
