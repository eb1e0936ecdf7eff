"""A boundary file on its way into the store: chosen, checked, its report read, and taken in when the reader says so."""

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import streamlit as st

from geodata.errors import GeodataError, QuestionError
from geodata.regions.asked import LEVELS, Asked
from geodata.regions.checked import Checked
from geodata.regions.files import check_file
from geodata.regions.findings import Finding
from geodata.regions.report import pictures
from geodata.store import Store, keep_boundaries
from geodata.texts import _, _n, labelled, number

from . import data, style
from .files_given import safe_name, user
from .pictures import picture
from .safe import markdown_text

MOST_PICTURES = 24


@dataclass
class Desk:
    """The boundary file that a session is about to take in, and what was said of it so far."""

    file_id: str
    folder: tempfile.TemporaryDirectory
    path: Path
    asked: Asked
    columns: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    outcomes: dict[Asked, Checked | GeodataError] = field(default_factory=dict)
    drawings: dict[tuple[Asked, bool], list[str]] = field(default_factory=dict)


def show(store: Store) -> None:
    """Draws the section."""
    st.markdown(_("#### Add boundaries"))
    if not data.imports_go_in():
        st.text(_("INCIDENTS_DATA names the file that is shown. Start without it to keep boundaries in a store."))
        return
    _said()
    given = st.file_uploader(
        _("Regions, cercles or communes as GeoJSON, GeoPackage, GeoParquet, KML or zipped shapefile: checked first"),
        key=f"boundaries-{st.session_state.setdefault('boundary_uploads', 0)}",
    )
    if given is None:
        st.session_state.pop("boundary_desk", None)
        return
    desk = _desk(given)
    with st.spinner(_("Checking {file} …").format(file=markdown_text(given.name))):
        outcome = _check(desk)
        drawn = _drawings(desk, outcome) if isinstance(outcome, Checked) else []
    _ask(desk, outcome)
    if isinstance(outcome, Checked):
        _report(store, desk, outcome, drawn)
    elif not isinstance(outcome, QuestionError):
        st.error(markdown_text(str(outcome)))


def _desk(given) -> Desk:
    desk = st.session_state.get("boundary_desk")
    if desk is None or desk.file_id != given.file_id:
        folder = tempfile.TemporaryDirectory(prefix="boundaries-")
        path = Path(folder.name) / safe_name(given.name)
        path.write_bytes(given.getbuffer())
        desk = Desk(given.file_id, folder, path, Asked(name=Path(given.name).stem[:80]))
        st.session_state.boundary_desk = desk
    return desk


def _check(desk: Desk) -> Checked | GeodataError:
    """The checked file with what was said of it so far, or what keeps it from being read; once for each."""
    if desk.asked not in desk.outcomes:
        try:
            desk.outcomes[desk.asked] = check_file(desk.path, desk.asked)
        except GeodataError as error:
            desk.outcomes[desk.asked] = error
    outcome = desk.outcomes[desk.asked]
    if isinstance(outcome, Checked):
        desk.columns = outcome.columns
    elif isinstance(outcome, QuestionError) and outcome.about == "name_field":
        desk.columns = outcome.choices
    elif isinstance(outcome, QuestionError) and outcome.about == "sheet":
        desk.sheets = outcome.choices
    return outcome


def _drawings(desk: Desk, checked: Checked) -> list[str]:
    """An SVG for each finding that is shown, "" where there is nothing to draw; made once, as a large file takes seconds."""
    key = (desk.asked, style.is_dark())
    if key not in desk.drawings:
        desk.drawings[key] = pictures(replace(checked, findings=checked.findings[:MOST_PICTURES]), dark=key[1])
    return desk.drawings[key]


def _ask(desk: Desk, outcome: Checked | GeodataError) -> None:
    """What the reader says of the file; what it leaves open is asked first."""
    if isinstance(outcome, QuestionError):
        st.info(markdown_text(str(outcome)), icon=":material/help:")
    asked = desk.asked
    with st.form("boundary-words", border=True):
        name = st.text_input(_("Name of the boundary set"), value=asked.name, max_chars=80)
        said = _columns(desk, outcome) | _about(asked) | _open(desk, outcome)
        if st.form_submit_button(_("Check with these")):
            desk.asked = replace(asked, name=name.strip() or asked.name, **said)
            st.rerun()


def _columns(desk: Desk, outcome: Checked | GeodataError) -> dict[str, object]:
    """Which columns name the units and those above them, and what all of them are called."""
    asked = desk.asked
    found = (outcome.asked.name_field if isinstance(outcome, Checked) else asked.name_field) or None
    options = list(dict.fromkeys(filter(None, (found, *desk.columns))))
    left, right = st.columns(2)
    name_field = left.selectbox(
        _("Column with the names of the units"),
        options,
        index=options.index(found) if found else None,
        placeholder=_("Choose"),
    )
    parents = right.multiselect(
        _("Columns with the units above, from the top"),
        desk.columns,
        default=[each for each in asked.parent_fields if each in desk.columns],
        placeholder=_("None"),
        help=_(
            "For a file of cercles the region, for a file of communes region and cercle: then regions open into them."
        ),
    )
    levels = st.text_input(
        _("What the units are called, from the top, with commas between"),
        value=", ".join(asked.levels),
        placeholder=", ".join(asked.levels or LEVELS[: 1 + len(asked.parent_fields)]),
        max_chars=80,
    )
    called = tuple(filter(None, (each.strip() for each in levels.split(","))))
    return {"name_field": name_field or "", "parent_fields": tuple(parents), "levels": called}


def _about(asked: Asked) -> dict[str, str]:
    """When the division holds, and whose it is."""
    labels = {
        "valid_from": _("Valid from (year or day)"),
        "valid_to": _("Valid to, empty if it still is"),
        "source": _("Source"),
        "licence": _("Licence"),
    }
    said: dict[str, str] = {}
    for pair in (("valid_from", "valid_to"), ("source", "licence")):
        for column, each in zip(st.columns(2), pair, strict=True):
            most = 10 if pair[0] == "valid_from" else 200
            said[each] = column.text_input(labels[each], value=getattr(asked, each), max_chars=most).strip()
    return said


def _open(desk: Desk, outcome: Checked | GeodataError) -> dict[str, str]:
    """What only some files leave open. An answer can be changed: it may be what the file can't be read with."""
    asked, said = desk.asked, {}
    question = outcome.about if isinstance(outcome, QuestionError) else ""
    if question == "crs" or asked.crs:
        said["crs"] = st.text_input(_("Coordinate system, such as EPSG:32630"), value=asked.crs).strip()
    if desk.sheets:
        chosen = desk.sheets.index(asked.sheet) if asked.sheet in desk.sheets else None
        said["sheet"] = st.selectbox(_("Layer"), desk.sheets, index=chosen, placeholder=_("Choose")) or ""
    repeated = isinstance(outcome, Checked) and any(each.kind == "same name" for each in outcome.findings)
    if repeated or asked.same_name:
        merged = st.checkbox(_("Units of the same name are parts of one"), value=asked.same_name == "merge")
        said["same_name"] = "merge" if merged else ""
    return said


def _report(store: Store, desk: Desk, checked: Checked, drawn: list[str]) -> None:
    """What was found, with a drawing of each, and the button that takes the set in."""
    with st.container(border=True, key="boundary-report"):
        _head(checked)
        for finding, drawing in zip(checked.findings, drawn, strict=False):
            _finding(finding, drawing)
        if (more := len(checked.findings) - len(drawn)) > 0:
            st.caption(_n("{n} more finding", "{n} more findings", more))
    if checked.stops:
        st.error(_("The set can't be taken as it is: mend what is marked in the file and choose it again."))
    st.button(
        _("Take these boundaries"), type="primary", disabled=checked.stops, on_click=_take_in, args=(store, desk, checked),
        key="take-boundaries",
    )  # fmt: skip


def _head(checked: Checked) -> None:
    """What the file holds, and how much is found in it."""
    levels = ", ".join(labelled(level, number(n)) for n, level in zip(checked.counts, checked.levels, strict=True))
    st.markdown(f"**{markdown_text(checked.asked.name)}** · {markdown_text(levels)} · {markdown_text(checked.kind)}")
    for note in checked.notes:
        st.text(note)
    stopping = sum(each.stops for each in checked.findings)
    known = len(checked.findings) - stopping
    said = [_n("{n} finding that stops the set", "{n} findings that stop the set", stopping)] if stopping else []
    said += [_n("{n} finding to be known", "{n} findings to be known", known)] if known else []
    st.text(" · ".join(said) or _("No fault was found."))


def _finding(finding: Finding, drawing: str) -> None:
    words, image = st.columns([3, 2], vertical_alignment="center")
    mark = ":material/block:" if finding.stops else ":material/info:"
    words.markdown(f"{mark} {markdown_text(finding.sentence)}  \n{markdown_text(finding.mend)}")
    if drawing:
        with image:
            picture(drawing, finding.sentence)


def _take_in(store: Store, desk: Desk, checked: Checked) -> None:
    """One transaction; no Streamlit call that could end the run lies inside it."""
    try:
        keep_boundaries(store, checked, user())
    except GeodataError as error:
        st.session_state.boundaries_failed = str(error)
        return
    said = _("{name} can be chosen on the Explore page now. All incidents have their place in it.")
    st.session_state.boundaries_done = said.format(name=checked.asked.name)
    st.session_state.boundary_uploads += 1
    st.session_state.pop("boundary_desk", None)


def _said() -> None:
    if done := st.session_state.pop("boundaries_done", None):
        st.success(markdown_text(done), icon=":material/check:")
    if failed := st.session_state.pop("boundaries_failed", None):
        st.error(markdown_text(failed))
