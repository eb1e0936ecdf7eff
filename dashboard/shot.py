"""What a link says of screenshot mode: the size of the picture, and its look where the link forces one."""

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.texts import _

SIZES = ("1920x1080", "1280x720")  # in CSS pixels
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Shot:
    """A picture of a view: `size` is one of `SIZES`, `theme` one of `THEMES`, or "" for the reader's own.

    It is no part of the view, which looks the same to whoever opens its link: the address of the page alone holds it.
    """

    size: str = SIZES[0]
    theme: str = ""

    def is_dark(self, readers: bool) -> bool:
        """Whether the picture is dark; `readers` is whether the reader's own theme is."""
        return self.theme == "dark" if self.theme else readers

    def to_query(self) -> dict[str, str]:
        """The picture as URL query parameters."""
        return {"shot": self.size} | ({"theme": self.theme} if self.theme else {})

    @classmethod
    def from_query(cls, query: Mapping[str, list[str]]) -> tuple["Shot | None", list[str]]:
        """The picture that a link asks for, None where it asks for none, and a sentence for each value that can't be used."""
        size, theme = ((query.get(key) or [""])[-1] for key in ("shot", "theme"))
        if not size:
            return None, []
        problems = []
        if size not in SIZES:
            said = _('"{value}" is no size of a screenshot. Use one of: {words}.')
            problems.append(said.format(value=size[:40], words=", ".join(SIZES)))
        if theme and theme not in THEMES:
            said = _('"{value}" is no look of a screenshot. Use one of: {words}.')
            problems.append(said.format(value=theme[:40], words=", ".join(THEMES)))
        return (None if problems else cls(size, theme)), problems
