"""The files of an Office document in a zip that is the same whenever it is made."""

import io
import zipfile

_THEN = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can say


def without_clock(document: bytes) -> bytes:
    """The same archive, its members in the order of their names, without the time at which each was written."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        # The list of content types comes first, as readers expect it.
        for name in sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            after.writestr(zipfile.ZipInfo(name, _THEN), before.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
