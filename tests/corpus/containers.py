"""What is no table at all, and tables inside something else: known by content, whatever the name says."""

import gzip
import io
import zipfile

from .texts import TWO, own
from .verdicts import Case, Read, Refused

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb0043") + bytes(range(64)) * 4
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PAGE = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><table><tr><td>incident_id</td></tr></table></body></html>\n"
# GDAL takes such a text for a pointer to other files, of whatever name it has.
POINTER = (
    b'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>other.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
)
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(480)


def zipped(**files: bytes) -> bytes:
    """A zip of these files, with "__" for the point in their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "."), content)
    return out.getvalue()


def _sheet() -> bytes:
    return own(*TWO).encode()


def _locked() -> bytes:
    """A zip that says of its one file that it is encrypted: bit 0 of the flags, in both of its headers."""
    made = bytearray(zipped(incidents__csv=_sheet()))
    made[made.index(b"PK\x03\x04") + 6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


# Said by the program, and not only the first words of the file.
_PDF, _HTML = r"(?<!%)PDF", r"(an|of|as|is) HTML|HTML (page|file|document)|web page"
CASES = (
    Case("picture.csv", lambda: JPEG, Refused()),
    Case("document.csv", lambda: PDF, Refused((_PDF,))),
    Case("document.pdf", lambda: PDF, Refused((_PDF,))),
    # What a server sends instead of the file when nobody is signed in.
    Case("page.csv", lambda: PAGE, Refused((_HTML,))),
    Case("page.xls", lambda: PAGE, Refused((_HTML,))),
    Case("pointer.geojson", lambda: POINTER, Refused()),
    Case("noise.bin", lambda: bytes(range(256)) * 8, Refused()),
    Case("one-csv.zip", lambda: zipped(incidents__csv=_sheet()), Read(2)),
    Case("one-csv-and-a-readme.zip", lambda: zipped(incidents__csv=_sheet(), readme__txt=b"Hello"), Read(2)),
    Case(
        "two-csv.zip", lambda: zipped(north__csv=_sheet(), south__csv=_sheet()), Refused((r"north\.csv", r"south\.csv"))
    ),
    Case("zip-in-a-zip.zip", lambda: zipped(inner__zip=zipped(incidents__csv=_sheet())), Refused()),
    Case("empty.zip", zipped, Refused(("empty|no file|nothing|no table",))),
    Case("locked.zip", _locked, Refused(("password|encrypted",))),
    Case("cut-off.zip", lambda: zipped(incidents__csv=_sheet())[:-40], Refused()),
    # Nothing in a gz says how much it unpacks to: two megabytes can be two gigabytes.
    Case("sheet.csv.gz", lambda: gzip.compress(_sheet(), mtime=0), Refused(("packed", "unpack it"))),
    Case("cut-off.csv.gz", lambda: gzip.compress(_sheet(), mtime=0)[:-20], Refused()),
    Case("text.xls", _sheet, Read(2)),
    Case("text.geojson", _sheet, Read(2)),
    Case("no-ending", _sheet, Read(2)),
    Case("locked.xlsx", lambda: OLE, Refused(("password|protected|encrypted|old|xlsx",))),
)
