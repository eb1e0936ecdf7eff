"""What is told with every picture of a view, on the page and on paper: how much of the whole it is, until when, and the way back."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from .filter_words import part_name
from .store import Counts
from .texts import _, link_part, number
from .views import View

_MOST = 3  # cutoffs that are told


def shown_words(counts: Counts, shared: bool, here: Iterable[str] = (), how: str = "") -> str:
    """How many of all incidents are shown, where those are (`here`), and by which parts of the filter the others are not.

    `shared`: imprecise dates are shared out; `how` says how they are drawn then.
    """
    said = _("Shown {shown} of {total} incidents").format(shown=number(counts.shown), total=number(counts.total))
    if shared:
        said += ", " + _("imprecise dates shared out")
    said, places = "; ".join(filter(None, (said, how))), ", ".join(here)
    whole = _("{shown}: {places}.").format(shown=said, places=places) if places else f"{said}."
    hidden = [f"{part_name(part)} {number(n)}" for part, n in counts.hidden.items() if n]
    return f"{whole} " + _("Not shown, by {parts}.").format(parts=", ".join(hidden)) if hidden else whole


def cutoff_words(stated: Iterable[str]) -> str:
    """The data cutoffs of documents ("2023-10-25T10:00", "" where one states none), the latest first."""
    found = sorted({words.replace("T", " ") for words in stated if words}, reverse=True)
    return _("Data cutoff: {cutoff}").format(cutoff="; ".join(found[:_MOST]) or _("not stated"))


def link_words(view: View, address: str, page: str = "", more: Mapping[str, str | list[str]] | None = None) -> str:
    """The link to a view on the page at an address; its query alone where nobody says where the page is.

    `page` is the name of a page beside the first, such as that of a question, and `more` what its link says besides.
    """
    query = urlencode({**view.to_query(), **(more or {}), **link_part()}, doseq=True, safe=",:/")
    return f"{address.rstrip('/')}/{page}{'?' + query if query else ''}"
