"""Draws the references anew."""

from geodata.ingest import folder, ingest
from geodata.store import store_of

from . import FOLDER, REFERENCES, drawn

store = store_of(ingest(folder(None)))
for name, reference in REFERENCES.items():
    (FOLDER / f"{name}.png").write_bytes(drawn(store, reference))
