"""Collects the messages of geodata/ and dashboard/ into geodata/locale/messages.pot: `python -m tests.catalogue`.

Sorted, without line numbers and dates: the same sources give the same bytes, so that a test can compare them.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "geodata" / "locale" / "messages.pot"
# `message` marks a text that is translated where it is shown.
KEYWORDS = {"_": None, "_n": (1, 2), "message": None}
HEAD = """\
# Messages of the incident map. Made by `make texts`; a translation goes into <language>/LC_MESSAGES/messages.po.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def sources() -> list[Path]:
    """Every Python file whose texts a reader may see."""
    return sorted([*ROOT.glob("geodata/**/*.py"), *ROOT.glob("dashboard/**/*.py")])


def catalogue() -> Catalog:
    """All messages, each with the files that it stands in."""
    found = Catalog(charset="utf-8")
    for path in sources():
        with path.open("rb") as source:
            for line, message, _comments, context in extract("python", source, KEYWORDS):
                found.add(message, locations=[(path.relative_to(ROOT).as_posix(), line)], context=context)
    return found


def template() -> str:
    """The text of `messages.pot`."""
    sink = io.BytesIO()
    write_po(sink, catalogue(), width=0, omit_header=True, sort_output=True, include_lineno=False)
    return HEAD + sink.getvalue().decode("utf-8").strip() + "\n"


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(template(), encoding="utf-8")
    print(f"{TEMPLATE.relative_to(ROOT)}: {len(catalogue())} messages")
