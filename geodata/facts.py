"""What is known of a file that was read: by it an import is told from another."""

import hashlib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from .readers.layout import Layout


@dataclass(frozen=True)
class Facts:
    """What is known of a file that was read. read = incidents + set aside + duplicates + folded, all in rows.

    `rows` are those read; `header` are the file's own names of its columns. `options` is what the user said of it and what
    was decided from it. `incidents` are the accepted ones.
    """

    file: str
    sha256: str
    bytes: int
    kind: str
    format: str
    terms: str
    sheet: str
    encoding: str
    delimiter: str
    header: tuple[str, ...]
    notes: tuple[str, ...]
    options: str
    rows: int = 0
    incidents: int = 0
    set_aside: int = 0
    duplicates: int = 0
    folded: int = 0

    def plus(self, other: "Facts") -> "Facts":
        """The facts of two shares of the same file."""
        counted = ("rows", "incidents", "set_aside", "duplicates", "folded")
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in counted})

    def to_dict(self) -> dict:
        """As JSON can hold it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, found: dict) -> "Facts":
        """What `to_dict` gave."""
        made = {field.name: found[field.name] for field in fields(cls)}
        return cls(**made | {"header": tuple(made["header"]), "notes": tuple(made["notes"])})


def facts_of(path: Path, name: str, layout: Layout) -> Facts:
    """The facts of a file before any of its rows is read."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    table = layout.table
    return Facts(
        file=name, sha256=digest, bytes=path.stat().st_size, kind=table.kind, format=layout.reader.name,
        terms=layout.reader.terms, sheet=table.sheet, encoding=table.encoding, delimiter=table.delimiter,
        header=tuple(layout.header), notes=table.notes, options=layout.options.to_json(),
    )  # fmt: skip
