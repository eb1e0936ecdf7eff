"""The time as the store writes it."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present second in UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
