"""What is said in words in the cells of any table: where a place lies, who takes part, how many were killed."""

import re
from dataclasses import dataclass

from ..actors import fold

_OF = r"(?:de la |de l['’]|des |de |du |d['’])"
_ROAD = re.compile(
    r"(?:sur )?(?:l['’]axe|axe|la route|route|road|troncon)\b.+|entre .+ et .+|between .+ and .+|r[nr] ?\d+"
)
_NEAR = re.compile(
    rf"(?:(?:(?:aux |dans les )?(?:environs|alentours)|pres|proche|a proximite|non loin|peripherie) (?:{_OF})?|vers |near |around |close to |"
    r"outskirts of |vicinity of |in the vicinity of )(.+)"
)
_AREA = re.compile(rf"(?:region|cercle|province|zone)s? {_OF}?.+|.+ (?:region|cercle|province|area)")
# "de Défense et de Sécurité" is one name: what follows "et" there is no actor.
_BETWEEN_ACTORS = re.compile(
    r"(\s*;\s*|\s*&\s*|(?<!\band)(?<!\bet)\s*/\s*(?!or\b|ou\b)|\s+(?:et|and)\s+(?!(?:de|du|des|d['’]|of|for|the)\b))",
    re.IGNORECASE,
)
_KILLED_WORD = r"(?:morts?|tues?|tuees?|killed|dead|deaths?|fatalit(?:y|ies)|deces)"
_KILLED = re.compile(rf"(\d{{1,9}}) {_KILLED_WORD}")


@dataclass(frozen=True)
class Where:
    """A place as words give it: its name, and the precision that the words speak for, "" for none."""

    name: str
    precision: str = ""


def where(text: str) -> Where:
    """What words such as "axe Gao-Anéfis", "environs de Tarkint" and "région de Gao" say of a place. Never that it is exact."""
    folded = fold(text)
    if _ROAD.fullmatch(folded):
        return Where(text, "road")
    if near := _NEAR.fullmatch(folded):
        # Folding may change the number of letters before the name, but never that of its words.
        words = " ".join(text.split())
        name = words[-len(near[1]) :] if len(words) == len(folded) else near[1]
        return Where(name, "near settlement")
    return Where(text, "area" if _AREA.fullmatch(folded) else "")


def is_between(text: str, towns: frozenset[str]) -> bool:
    """Whether a name such as "Gao - Anéfis" is of two of the towns (folded); "Tin-Essako" is the name of one."""
    folded = fold(text)
    ends = ((folded[: mark.start()], folded[mark.end() :]) for mark in re.finditer(r"\s*[-–—]\s*", folded))
    return any(start != end and {start, end} <= towns for start, end in ends)


def actors(cell: str, known: frozenset[str]) -> str:
    """The names of a cell joined with "; ": parted at ";", "/", "&", "et" and "and", but never within a name of `known` (folded).

    A comma parts nothing: names have them.
    """
    parts = _BETWEEN_ACTORS.split(cell.strip())
    names, at = [], 0
    while at < len(parts):
        # The longest known name that begins here, else the shortest part.
        ends = [end for end in range(len(parts), at, -2) if fold("".join(parts[at:end])) in known]
        end = ends[0] if ends else at + 1
        names.append("".join(parts[at:end]).strip())
        at = end + 1
    return "; ".join(name for name in names if name)


def killed(cell: str) -> str:
    """The number of the killed in a cell that is a number, or says "2 morts" once and without any "about"; "" else."""
    if found := re.fullmatch(r"(\d{1,9})(?:[.,]0+)?", cell):
        return found[1]
    folded = fold(cell)
    if len(re.findall(rf"\b{_KILLED_WORD}\b", folded)) != 1:
        return ""
    said = [found for part in re.split(r"[,;]| et | and ", folded) if (found := _KILLED.fullmatch(part.strip(" .")))]
    return said[0][1] if said else ""
