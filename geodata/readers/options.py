"""What a user says of a file where its content leaves something open."""

from dataclasses import dataclass

from .mapping import Mapping

DATE_ORDERS = ("dmy", "mdy")


@dataclass(frozen=True)
class Options:
    """ "" and None stand for what the user doesn't say: then the content decides, or an `QuestionError` is raised.

    `format` is the name of a reader, `sheet` a worksheet or layer, `crs` such as "EPSG:32630" for a file that names none,
    `date_order` one of `DATE_ORDERS` for dates like 03/04/2024, `mapping` which column of the file stands for which of the
    project's own sheet. `day_numbers` is said by the content alone: the columns in which a number is Excel's number of a day.
    """

    format: str = ""
    sheet: str = ""
    crs: str = ""
    date_order: str = ""
    mapping: Mapping | None = None
    day_numbers: tuple[str, ...] = ()


NOTHING_SAID = Options()
