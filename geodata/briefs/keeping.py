"""The file in which the page keeps the views that were given a name."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

from ..export.files import write_whole
from .saved import SavedViews, read_views

_changing = Lock()  # two readers who save at once both keep theirs


def kept(path: Path) -> SavedViews:
    """The views of the file, none where there is none yet. Raises FigureError for one that can't be read."""
    return read_views(path) if path.exists() else SavedViews()


def change(path: Path, changed: Callable[[SavedViews], SavedViews]) -> SavedViews:
    """Changes the views of the file, whole or not at all, and gives them.

    Raises FigureError for a file that can't be read, which is left as it is, ExportError for one that can't be written.
    """
    with _changing:
        made = changed(kept(path))
        write_whole(path, "toml", lambda unfinished: unfinished.write_text(made.to_toml(), encoding="utf-8"))
        return made
