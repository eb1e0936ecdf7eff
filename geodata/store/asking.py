"""How the store is asked: a cursor a use; values are always bound, never written into a statement."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pandas as pd


class Asking:
    """A connection that several threads share, each with cursors of its own."""

    _connection: duckdb.DuckDBPyConnection

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for one use."""
        # One connection shared by threads gives wrong results; a cursor of its own for each use does not.
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def _frame(self, sql: str, values: tuple | list = ()) -> pd.DataFrame:
        with self.cursor() as cursor:
            return cursor.execute(sql, list(values)).df()

    def _rows(self, sql: str, values: tuple | list = ()) -> list[tuple]:
        with self.cursor() as cursor:
            return cursor.execute(sql, list(values)).fetchall()

    def _records(self, sql: str, values: tuple) -> list[dict]:
        return self._frame(sql, values).to_dict("records")


def first(cursor: duckdb.DuckDBPyConnection, sql: str, values: tuple | list = ()) -> tuple | None:
    """The first row, or None. DuckDB holds a cursor back until all rows of a query are fetched."""
    return next(iter(cursor.execute(sql, list(values)).fetchall()), None)
