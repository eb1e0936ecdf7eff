"""Where every embedded file comes from: source, licence and day of access."""

import pandas as pd

from .ingest import EMBEDDED
from .readers import sigact

COLUMNS = ("file", "content", "source", "licence", "accessed", "made_by")


def manifest() -> pd.DataFrame:
    """One row a file of `geodata/data/`, columns `COLUMNS`."""
    return sigact.read(EMBEDDED / "manifest.csv", COLUMNS)[list(COLUMNS)]
