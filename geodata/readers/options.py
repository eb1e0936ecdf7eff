"""What a user says of a file where its content leaves something open."""

import json
from dataclasses import asdict, dataclass

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

    def to_json(self) -> str:
        """As JSON, the same text for the same options; what isn't said is left out."""
        return json.dumps(
            {key: value for key, value in asdict(self).items() if value}, ensure_ascii=False, sort_keys=True
        )

    @classmethod
    def from_json(cls, text: str) -> "Options":
        """What `to_json` gave. Raises ValueError for anything else."""
        found = json.loads(text)
        if not isinstance(found, dict) or not found.keys() <= cls.__dataclass_fields__.keys():
            raise ValueError(text[:80])
        mapping = found.pop("mapping", None)
        numbers = tuple(map(str, found.pop("day_numbers", ())))
        if not all(isinstance(value, str) for value in found.values()):
            raise ValueError(text[:80])
        return cls(**found, day_numbers=numbers, mapping=Mapping.from_json(json.dumps(mapping)) if mapping else None)


NOTHING_SAID = Options()
