"""Files that a reader gives: what they are called on the disk, and who gave them."""

import getpass
import re

_NO_NAME = re.compile(r"[^\w .()+-]")
_LONGEST = 120


def safe_name(name: str) -> str:
    """The reader's name for a file, as far as it can only be a name."""
    return _NO_NAME.sub("_", name).lstrip(".")[-_LONGEST:] or "file"


def user() -> str:
    """Who runs the app; "" where the system has no name for them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
