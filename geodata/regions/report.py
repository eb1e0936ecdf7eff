"""The report of a boundary file with its drawings, as a page of its own."""

from html import escape

from ..texts import _
from .checked import Checked
from .sketch import finding_sketch


def pictures(checked: Checked, dark: bool = False) -> list[str]:
    """A drawing as SVG for each finding, in their order; "" for one that has no shape."""
    return [finding_sketch(each, checked.units, dark) if each.shape else "" for each in checked.findings]


def as_html(checked: Checked) -> str:
    """The whole report as a page that loads nothing: the text, and each finding with its drawing."""
    title = _("Boundaries: {name}").format(name=checked.asked.name)
    blocks = [
        f"<section><p><b>{escape(each.sentence)}</b><br>{escape(each.mend)}</p>{drawing}</section>"
        for each, drawing in zip(checked.findings, pictures(checked), strict=True)
    ]
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>body{{font-family:sans-serif;max-width:44rem;margin:2rem auto}}"
        "pre{white-space:pre-wrap}section{margin:1.5rem 0}</style></head><body>"
        f"<h1>{escape(title)}</h1><pre>{escape(checked.text())}</pre>{''.join(blocks)}</body></html>\n"
    )
