"""Rows in parts that can be read one by one, and by several processes: what belongs together stays together."""

from collections.abc import Callable, Iterator
from hashlib import blake2b
from zlib import crc32

PART = 40_000  # rows of a part: what a million rows need of memory
Numbered = tuple[int, list[str]]  # a row with its number in the file


def parts(
    rows: Callable[[], Iterator[Numbered]], at: int | None, size: int, share: int, of: int
) -> Iterator[list[Numbered]]:
    """The rows in lists of about `size`, those with the same cell `at` in the same list; `rows` gives them afresh.

    Without a cell to go by, copies of a row are together. With `of` more than 1 only every `of`-th key's rows.
    """
    left = _repeated(_keyed(rows(), at, share, of))
    held: dict[str, list[Numbered]] = {}
    part: list[Numbered] = []
    for key, row in _keyed(rows(), at, share, of):
        if key not in left:
            part.append(row)
        else:
            held.setdefault(key, []).append(row)
            left[key] -= 1
            if left[key]:
                continue
            part += held.pop(key)
        if len(part) >= size:
            yield sorted(part)
            part = []
    if part:
        yield sorted(part)


def _keyed(rows: Iterator[Numbered], at: int | None, share: int, of: int) -> Iterator[tuple[str, Numbered]]:
    for row in rows:
        cells = row[1]
        if at is None:
            key = blake2b("\0".join(cells).encode("utf-8", "replace"), digest_size=8).hexdigest()
        else:
            key = cells[at].strip() if at < len(cells) else ""
        # Python's own hash of a text differs from process to process.
        if of == 1 or crc32(key.encode("utf-8", "replace")) % of == share:
            yield key, row


def _repeated(keyed: Iterator[tuple[str, Numbered]]) -> dict[str, int]:
    """How often each key stands that stands more than once."""
    seen: set[str] = set()
    often: dict[str, int] = {}
    for key, _row in keyed:
        if key in seen:
            often[key] = often.get(key, 1) + 1
        else:
            seen.add(key)
    return often
