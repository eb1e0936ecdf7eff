"""What a user says of a boundary file where its content leaves something open."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from ..errors import DataFileError
from ..texts import _, number

LEVELS = ("region", "cercle", "commune")  # what units are called from the top, as in Mali
SAME_NAME = ("", "merge")


@dataclass(frozen=True)
class Asked:
    """ "" and () stand for what the user doesn't say: then the content decides, or a `QuestionError` about the field is raised.

    `name` is the set's. `name_field` is the column with the names of the units, `parent_fields` those with the names of the
    units above, from the top, `code_field` one whose values become aliases. `levels` says what units are called, from the
    top. `valid_from` and `valid_to` are years or days. `crs` and `sheet` are as in `readers.options.Options`. `same_name`:
    two units of one key are refused, or with "merge" are one unit in several parts. `above_name_field` and `above_sheet` are
    of the second file, that of the level above.
    """

    name: str
    name_field: str = ""
    parent_fields: tuple[str, ...] = ()
    code_field: str = ""
    levels: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    source: str = ""
    licence: str = ""
    crs: str = ""
    sheet: str = ""
    same_name: str = ""
    above_name_field: str = ""
    above_sheet: str = ""

    def levels_of(self, depth: int) -> tuple[str, ...]:
        """What the units of a set with so many levels are called. Raises DataFileError where the user names more or fewer."""
        called = self.levels or LEVELS[:depth]
        if len(called) != depth or len(set(called)) != depth:
            raise DataFileError(
                _("The set has {depth} levels of units, and {given} names for them: {names}. Give each a name.").format(
                    depth=number(depth), given=number(len(set(called))), names=", ".join(called)
                )
            )
        return called

    @classmethod
    def from_dict(cls, made: Mapping) -> "Asked":
        """What `dataclasses.asdict` gave, also after it was JSON."""
        several = {field.name for field in fields(cls) if field.type == tuple[str, ...]}
        return cls(**{name: tuple(value) if name in several else value for name, value in made.items()})
