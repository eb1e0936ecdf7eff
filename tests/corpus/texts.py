"""Encodings, line ends, quotation marks: the same rows however their text is written, or a sentence on what is wrong."""

import codecs

from tests.geodata import sheets

from .verdicts import Case, Read, Refused

HEADER = [*list(sheets.GOOD), "summary"]


def own(*rows: dict[str, str], **changes: str) -> str:
    """The project's own sheet with these rows, or with one of these changes."""
    return sheets.text(*(rows or (sheets.row(**changes),)), header=HEADER)


def encoded(encoding: str, mark: bytes = b"", **changes: str) -> bytes:
    return mark + own(**changes).encode(encoding)


SEGOU = {"place": "Ségou", "summary": "À Ségou, l’été"}
AS_WRITTEN = Read(1, cells={0: SEGOU | {"region": "Ségou"}})
EMPTY = Refused(("empty|no rows|nothing",))
TWO = sheets.row(summary="Ségou en crue"), sheets.row(incident_id="B", summary="Gao en été", place="Bourem")


def _mixed() -> bytes:
    """A sheet that was put together out of two: one half is UTF-8, the other isn't."""
    head, first, second, _end = own(*TWO).split("\r\n")
    return "\r\n".join([head, first, ""]).encode() + f"{second}\r\n".encode("cp1252")


def _with_nul(at_row: int) -> bytes:
    rows = [sheets.row(incident_id=f"N{nr}", summary="x" * 80) for nr in range(100)]
    rows[at_row]["summary"] = "x\0y"
    return own(*rows).encode()


CASES = (
    Case("utf-8-bom.csv", lambda: encoded("utf-8-sig", **SEGOU), AS_WRITTEN),
    Case("utf-16-le.csv", lambda: encoded("utf-16-le", codecs.BOM_UTF16_LE, **SEGOU), AS_WRITTEN),
    Case("utf-16-be.csv", lambda: encoded("utf-16-be", codecs.BOM_UTF16_BE, **SEGOU), AS_WRITTEN),
    # Without its mark UTF-16 can't be told from what is no text.
    Case("utf-16-without-mark.csv", lambda: encoded("utf-16-le", **SEGOU), Refused(("UTF-8",))),
    Case("cp1252.csv", lambda: encoded("cp1252", **SEGOU), AS_WRITTEN),
    # One row keeps its words with the repair proposed; the other has no place of that name.
    Case(
        "mojibake.csv",
        lambda: own(sheets.row(summary="Ã€ SÃ©gou"), sheets.row(incident_id="B", place="SÃ©gou")).encode(),
        Read(1, 1, cells={0: {"summary": "Ã€ SÃ©gou"}}, faults=("place",), doubts=("summary",), says=('"À Ségou"', '"Ségou"')),
    ),
    # The half that isn't UTF-8 decides how all is read: what it does to the other half is said, with the repair.
    Case(
        "mixed.csv", _mixed,
        Read(2, cells={1: {"summary": "Gao en été"}}, doubts=("summary",), says=("Ségou en crue",)),
    ),
    Case("lost-characters.csv", lambda: encoded("utf-8", summary="S\ufffdgou"), Read(1, doubts=("summary",))),
    Case(
        "arabic-and-emoji.csv", lambda: encoded("utf-8", summary="هجوم على غاو 🔥 \u202bغاو\u202c"),
        Read(1, cells={0: {"summary": "هجوم على غاو 🔥 \u202bغاو\u202c"}}),
    ),
    Case("empty.csv", lambda: b"", EMPTY),
    Case("only-a-mark.csv", lambda: codecs.BOM_UTF8, EMPTY),
    Case("only-blank-lines.csv", lambda: b"\r\n\r\n  \r\n\n", EMPTY),
    Case("header-only.csv", own().split("\r\n")[0].encode, Read(0)),
    Case("lf.csv", lambda: own(*TWO).replace("\r\n", "\n").encode(), Read(2)),
    Case("cr-only.csv", lambda: own(*TWO).replace("\r\n", "\r").encode(), Read(2)),
    Case("mixed-line-ends.csv", lambda: own(*TWO).replace("\r\n", "\n", 1).encode(), Read(2)),
    Case("no-line-end.csv", lambda: own(*TWO).rstrip().encode(), Read(2)),
    Case(
        "lines-in-a-cell.csv", lambda: own(sheets.row(summary="one\ntwo\r\nthree"), TWO[1]).encode(),
        Read(2, cells={0: {"summary": "one\ntwo\r\nthree", "_row": 2}, 1: {"_row": 3}}),
    ),
    Case("quote-never-closed.csv", lambda: own(*TWO).replace("Ségou en", '"Ségou en').encode(), Refused(("quotation mark", r"line \d"))),
    Case("quote-inside.csv", lambda: own(*TWO).replace("Ségou en", '"Ségou" en').encode(), Refused(("quotation mark", r"line \d"))),
    Case("nul-at-the-start.csv", lambda: _with_nul(0), Refused()),
    # A database or a spreadsheet would cut the cell at it.
    Case("nul-far-down.csv", lambda: _with_nul(90), Refused()),
    Case("long-cell.csv", lambda: own(sheets.row(summary="é" * 500_000)).encode(), Read(1, cells={0: {"summary": "é" * 500_000}})),
)  # fmt: skip
