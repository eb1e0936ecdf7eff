"""Collects the messages of geodata/ and dashboard/ into geodata/locale/messages.pot, brings the translations up to date with it
and compiles them: `python -m tests.catalogue`.

Sorted, without line numbers and dates: the same sources give the same bytes, so that a test can compare them.
"""

import ast
import io
import struct
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from geodata.texts import ENGLISH, LANGUAGES, LOCALE_FOLDER

ROOT = Path(__file__).parent.parent
TEMPLATE = LOCALE_FOLDER / "messages.pot"
TRANSLATED = tuple(code for code in LANGUAGES if code != ENGLISH)
# `message` marks a text that is translated where it is shown.
KEYWORDS = {"_": None, "_n": (1, 2), "message": None}
# Which form of a message goes with a number.
PLURALS = {"fr": "nplurals=2; plural=(n > 1);"}
TEMPLATE_LINE = (
    "# Messages of the incident map. Made by `make texts`; a translation goes into <language>/LC_MESSAGES/messages.po."
)
TRANSLATION_LINE = "# Messages of the incident map in {language}. `make texts` puts new messages in, to be translated, and compiles the file."
_MAGIC = 0x950412DE  # how a compiled catalogue begins


def sources() -> list[Path]:
    """Every Python file whose texts a reader may see."""
    return sorted([*ROOT.glob("geodata/**/*.py"), *ROOT.glob("dashboard/**/*.py")])


def in_f_strings(path: Path) -> list[tuple[int, str | tuple[str, str]]]:
    """The messages of a file that are marked within f-strings, with their lines."""
    strings = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.JoinedStr))
    calls = (node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call))
    marked = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS]
    return [
        (call.lineno, tuple(part.value for part in call.args[:2]) if call.func.id == "_n" else call.args[0].value)
        for call in marked
        if isinstance(call.args[0], ast.Constant)
    ]


def catalogue() -> Catalog:
    """All messages, each with the files that it stands in."""
    found = Catalog(charset="utf-8")
    for path in sources():
        with path.open("rb") as source:
            for line, message, _comments, context in extract("python", source, KEYWORDS):
                found.add(message, locations=[(path.relative_to(ROOT).as_posix(), line)], context=context)
        # Before Python 3.12 an f-string is one word to the extractor, whatever is called in it.
        for line, message in in_f_strings(path):
            found.add(message, locations=[(path.relative_to(ROOT).as_posix(), line)])
    return found


def template() -> str:
    """The text of `messages.pot`."""
    return _text(catalogue(), TEMPLATE_LINE, _headers())


def translation_file(code: str) -> Path:
    """Where the translations into a language are."""
    return LOCALE_FOLDER / code / "LC_MESSAGES" / "messages.po"


def translations(code: str) -> Catalog:
    """The translations into a language as they stand in their file."""
    path = translation_file(code)
    with io.BytesIO(path.read_bytes() if path.is_file() else b"") as source:
        return read_po(source, locale=code, charset="utf-8")


def translation(code: str, old: Catalog) -> str:
    """The text of `messages.po`: the messages of the template with their old translations, new ones without any."""
    made = Catalog(locale=code, charset="utf-8")
    known = {message.id: message for message in old if message.id}
    for message in catalogue():
        before = known.get(message.id)
        string, flags = (
            (before.string, before.flags - {"python-format", "python-brace-format"}) if before else (None, ())
        )
        made.add(message.id, string, locations=message.locations, flags=flags)
    return _text(made, TRANSLATION_LINE.format(language=LANGUAGES[code]), _headers(code))


def is_missing(message: Message) -> bool:
    """Whether a message is not translated, or not in all its forms, or by a guess."""
    return message.fuzzy or not all(message.string if isinstance(message.string, tuple) else (message.string,))


def compiled(code: str, found: Catalog) -> bytes:
    """The bytes of `messages.mo`: GNU's format, the messages in the order of their bytes, without those not translated."""
    texts = {b"": "".join(f"{line}\n" for line in _headers(code)).encode()}
    for message in found:
        if message.id and not is_missing(message):
            texts[_bytes(message.id)] = _bytes(message.string)
    keys = sorted(texts)
    table, at = (
        28,
        28 + 16 * len(keys),
    )  # two tables of a length and a place each: those of the messages, those of the translations
    entries, content = [], b""
    for text in (*keys, *(texts[key] for key in keys)):
        entries += [len(text), at + len(content)]
        content += text + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(keys), table, table + 8 * len(keys), 0, 0)
    return head + struct.pack(f"<{len(entries)}I", *entries) + content


def _bytes(parts: str | tuple[str, ...]) -> bytes:
    return "\0".join(parts if isinstance(parts, tuple) else (parts,)).encode()


def _headers(code: str = "") -> list[str]:
    lines = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
    return [*lines, f"Language: {code}", f"Plural-Forms: {PLURALS[code]}"] if code else lines


def _text(found: Catalog, first_line: str, headers: list[str]) -> str:
    sink = io.BytesIO()
    write_po(sink, found, width=0, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True)
    head = [first_line, 'msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in headers)]
    return "\n".join([*head, "", sink.getvalue().decode("utf-8").strip()]) + "\n"


def main() -> None:
    """Writes the template, and each language's translations and their compiled form."""
    TEMPLATE.write_text(template(), encoding="utf-8")
    print(f"{TEMPLATE.relative_to(ROOT)}: {len(catalogue())} messages")
    for code in TRANSLATED:
        path = translation_file(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(translation(code, translations(code)), encoding="utf-8")
        found = translations(code)
        path.with_suffix(".mo").write_bytes(compiled(code, found))
        missing = sum(is_missing(message) for message in found if message.id)
        print(f"{path.relative_to(ROOT)}: {missing} to be translated")


if __name__ == "__main__":
    main()
