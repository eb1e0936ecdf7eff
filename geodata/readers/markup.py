"""XML is looked at before it is read: no DOCTYPE, so that no entity grows to gigabytes or fetches another file."""

from typing import BinaryIO
from xml.parsers import expat

from ..errors import DataFileError
from ..texts import _

_CHUNK = 1 << 16
_FAR = 1 << 20  # bytes before the first element


class _Found(Exception):  # noqa: N818
    """Ends the parsing at the first element or at a DOCTYPE, which can stand before it only."""


def root_of(file: str, stream: BinaryIO) -> str:
    """The name of the first element without its namespace. Raises DataFileError for a DOCTYPE and for what is no XML."""
    parser = expat.ParserCreate()
    names: list[str] = []

    def doctype(*_parts: object) -> None:
        raise _Found

    def element(name: str, _attributes: dict) -> None:
        names.append(name)
        raise _Found

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    try:
        for _at in range(0, _FAR, _CHUNK):
            some = stream.read(_CHUNK)
            parser.Parse(some, not some)
    except _Found:
        if names:
            return names[0].rpartition(":")[2]
        raise DataFileError(
            _(
                "The data file {file} holds a DOCTYPE, which can make a program read other files. Remove it, or save the "
                "file again in the program that made it."
            ).format(file=file)
        ) from None
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise broken(file, str(error)) from error
    raise broken(file, _("no element in its first part"))


def broken(file: str, fault: str) -> DataFileError:
    """The error for XML that can't be read."""
    return DataFileError(
        _(
            "The data file {file} holds XML that can't be read ({fault}). Save it again in the program that made it."
        ).format(file=file, fault=fault)
    )
