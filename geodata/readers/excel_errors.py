"""Cells of an XLSX that hold an error such as #N/A, which the reader of workbooks gives as empty: an error is no missing value."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from zipfile import ZipFile

_CHUNK = 1 << 22
_MOST = 1 << 26  # bytes without the end of a row
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\s([^>]{0,300}\bt=["']e["'][^>]{0,300})>(?:(?!</(?:\w+:)?c>)[\s\S]){0,4000}?<(?:\w+:)?v>(#[^<]{1,20})<"""
)
_AT = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def errors_of(bundle: ZipFile, sheet: str) -> dict[int, dict[int, str]]:
    """The errors of a worksheet by the numbers of row and column, counted from 0; its XML must have been looked at before."""
    found: dict[int, dict[int, str]] = {}
    part = _part_of(bundle, sheet)
    for some in _rows(bundle, part) if part else ():
        for attributes, error in _ERROR.findall(some):
            if at := _AT.search(attributes):
                found.setdefault(int(at[2]) - 1, {})[_column(at[1])] = error.decode("utf-8", "replace")
    return found


def _part_of(bundle: ZipFile, sheet: str) -> str | None:
    """The part of the zip that holds a worksheet; None for kinds of workbooks that are made otherwise."""
    names = {name.lower(): name for name in bundle.namelist()}
    book, related = names.get("xl/workbook.xml"), names.get("xl/_rels/workbook.xml.rels")
    if not book or not related:
        return None
    ids = {
        each.get("name"): each.get(_RELATED)
        for each in _elements(bundle, book)
        if each.tag.rpartition("}")[2] == "sheet"
    }
    targets = {each.get("Id"): each.get("Target") or "" for each in _elements(bundle, related)}
    target = targets.get(ids.get(sheet), "")
    return names.get((target.lstrip("/") if target.startswith("/") else f"xl/{target}").lower())


def _elements(bundle: ZipFile, part: str) -> Iterator[ElementTree.Element]:
    try:
        return ElementTree.fromstring(bundle.read(part)).iter()
    except ElementTree.ParseError:
        return iter(())


def _rows(bundle: ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that end with a row, those that hold an error."""
    left = b""
    with bundle.open(part) as stream:
        while some := stream.read(_CHUNK):
            left += some
            end = left.rfind(b"row>")  # of a row's end, whatever its prefix; no cell goes over it
            if end >= 0 or len(left) > _MOST:
                if _may_hold_one(left[:end]):
                    yield left[:end]
                left = left[end:] if end >= 0 else b""
    if _may_hold_one(left):
        yield left


def _may_hold_one(some: bytes) -> bool:
    return b't="e"' in some or b"t='e'" in some


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
