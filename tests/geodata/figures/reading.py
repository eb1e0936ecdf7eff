"""Numbers of sources read back from the texts of a figure."""

import re

from geodata.figures.sources import COMMA, SUPERSCRIPTS

PLAIN = {superscript: digit for digit, superscript in SUPERSCRIPTS.items()}
DIGITS = "".join(chr(code) for code in SUPERSCRIPTS.values())


def cited(label: str) -> set[int]:
    """The numbers at the end of a text: "Tarkint ×2⁶˒⁷"."""
    end = re.search(f"[{DIGITS}{COMMA}]*$", label)[0]
    return {int("".join(chr(PLAIN[ord(digit)]) for digit in number)) for number in end.split(COMMA) if number}


def listed(texts: dict[str, list[str]]) -> dict[int, str]:
    """The sources by their numbers; the id of a line is "source-3-0": the third one, its first line."""
    lines: dict[int, list[str]] = {}
    for about, said in texts.items():
        if found := re.fullmatch(r"source-(\d+)-\d+", about):
            lines.setdefault(int(found[1]), []).extend(said)
    return {number: " ".join(said) for number, said in lines.items()}
