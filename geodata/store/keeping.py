"""What has been counted of a state of the data, kept while there is room."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

import pandas as pd


class Kept:
    """Frames by key, those used last, of `most` rows together; several sessions ask at once. Nobody may change a frame
    that comes from here."""

    def __init__(self, most: int):
        self._most = most
        self._frames: OrderedDict[tuple, pd.DataFrame] = OrderedDict()
        self._rows = 0
        self._lock = Lock()

    def get(self, key: tuple) -> pd.DataFrame | None:
        """The frame of a key, None where it isn't kept."""
        with self._lock:
            if key in self._frames:
                self._frames.move_to_end(key)
            return self._frames.get(key)

    def put(self, key: tuple, frame: pd.DataFrame) -> pd.DataFrame:
        """Keeps a frame, and lets go of those that nobody asked for longest; the last one is always kept."""
        with self._lock:
            self._rows += len(frame) - len(self._frames.pop(key, ()))
            self._frames[key] = frame
            while self._rows > self._most and len(self._frames) > 1:
                self._rows -= len(self._frames.popitem(last=False)[1])
        return frame

    def made(self, key: tuple, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """The frame of a key, from `make` where it isn't kept. The key names the version of the data, taken before `make` asks."""
        found = self.get(key)
        return self.put(key, make()) if found is None else found
