"""Which column of a table stands for which column of the project's own sheet."""

import json
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Mapping:
    """`columns` gives for a column of the own sheet the file's own name of it; `constants` a fixed value for all rows;
    `places` the known place that a name in the file means, as the user has said.
    """

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        """The mapping as JSON, the same text for the same mapping."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Mapping":
        """The mapping of `to_json`. Raises ValueError for anything else."""
        found = json.loads(text)
        if not isinstance(found, dict) or not found.keys() <= cls.__dataclass_fields__.keys():
            raise ValueError(text[:80])
        if not all(
            isinstance(part, dict) and all(isinstance(v, str) for v in part.values()) for part in found.values()
        ):
            raise ValueError(text[:80])
        return cls(**found)
