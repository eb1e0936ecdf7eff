"""Tables such as analysts bring. Rows are invented."""

import csv
import io
from pathlib import Path

from geodata.ingest import Part, derive
from geodata.readers import layout_of
from geodata.readers.mapping import Mapping
from geodata.readers.options import Options
from geodata.reference import Reference

FRENCH = ("Date", "Lieu", "Région", "Auteur", "Cible", "Type", "Bilan", "Source", "Commentaire")
BY_NAME = Mapping(
    {
        "date_start": "Date", "date_end": "Date", "place": "Lieu", "reported_region": "Région", "perpetrators": "Auteur",
        "targets": "Cible", "event_type": "Type", "fatalities_best": "Bilan", "source": "Source", "analyst_note": "Commentaire",
    }
)  # fmt: skip
ROW = ("2023-10-03", "Gao", "Gao", "JNIM", "FAMa", "Attaque", "2", "Radio inventée", "Inventé.")


def write(folder: Path, *rows: tuple[str, ...], name: str = "sigact.csv") -> Path:
    """A file of these rows, the header among them."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    path = folder / name
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def row(**changes: str) -> tuple[str, ...]:
    """A French row with some cells changed, by the header's names."""
    return tuple({**dict(zip(FRENCH, ROW, strict=True)), **changes}.values())


def read(path: Path, mapping: Mapping, reference: Reference, **options: str) -> Part:
    """The table as incidents, set aside and duplicates; they must add up."""
    part = derive(layout_of(path, Options(mapping=mapping, **options)).sheet(), reference)
    assert part.read == len(part.incidents) + part.folded + part.set_aside + part.duplicates
    return part
