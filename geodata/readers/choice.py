"""Which of a file's worksheets or layers holds the data."""

from collections.abc import Sequence

from ..errors import DataFileError, QuestionError, nearest
from ..texts import _, did_you_mean

# What stands beside the data in this project's own exports and in its template, in either language; never data by itself.
_BESIDE = {"about", "columns", "colonnes", "examples", "exemples"}


def choose(file: str, names: Sequence[str], filled: Sequence[str], wanted: str) -> str:
    """The one that is `wanted`, else the only one of `filled` that doesn't only explain the others.

    Raises DataFileError for a name that there is not and for a file without any, QuestionError when there are several.
    """
    if wanted in names:
        return wanted
    if wanted:
        hint = did_you_mean(nearest(wanted, tuple(names)))
        raise DataFileError(
            _('The data file {file} has no sheet or layer "{name}".{hint} It has: {names}.').format(
                file=file, name=wanted, hint=hint, names=", ".join(names) or _("none")
            )
        )
    data = [name for name in filled if name.casefold() not in _BESIDE] or list(filled)
    data = data or [name for name in names if name.casefold() not in _BESIDE]
    if len(data) == 1:
        return data[0]
    if not data:
        raise DataFileError(
            _("The data file {file} has no sheet or layer with rows. Save it again with its data.").format(file=file)
        )
    raise QuestionError(
        _("The data file {file} has several sheets or layers with rows: {names}. Say which one to read.").format(
            file=file, names=", ".join(data)
        ),
        about="sheet",
        choices=tuple(data),
    )
