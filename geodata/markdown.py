"""The one encoder for text that goes into a Markdown file."""

import re

_SIGNS = re.compile(r"([\\`*_\[\]<>|~$&^])")
_BEGINS = re.compile(r"^(#|[-+=]|\d+[.)])")  # what a line may not begin with: a heading, a list, a rule


def escaped(text: str) -> str:
    """The text on one line as Markdown that shows it as it was written: no link, image, footnote, heading, list or HTML in it.

    What needs no escape has none: an editor reads the file as it is.
    """
    line = _SIGNS.sub(r"\\\1", " ".join(str(text).split()))
    return _BEGINS.sub(lambda found: f"{found[1][:-1]}\\{found[1][-1]}", line)
