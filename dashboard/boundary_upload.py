"""A boundary file on its way into the store: chosen, checked, its report read, and taken in when the reader says so."""

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import streamlit as st

from geodata.errors import GeodataError, QuestionError
from geodata.regions.asked import Asked
from geodata.regions.checked import Checked
from geodata.regions.files import check_file
from geodata.regions.report import pictures
from geodata.store import Store, keep_boundaries
from geodata.texts import _, _n, number

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
    outcomes: dict[Asked, Checked | GeodataError] = field(default_factory=dict)


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
    _ask(desk, outcome)
    if isinstance(outcome, Checked):
        _report(store, desk, outcome)
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
    return outcome


def _ask(desk: Desk, outcome: Checked | GeodataError) -> None:
    """What the reader says of the file; what it leaves open is asked first."""
    question = outcome.about if isinstance(outcome, QuestionError) else ""
    if question:
        st.info(markdown_text(str(outcome)), icon=":material/help:")
    asked = desk.asked
    with st.form("boundary-words", border=True):
        name = st.text_input(_("Name of the boundary set"), value=asked.name, max_chars=80)
        left, right = st.columns(2)
        found = (outcome.asked.name_field if isinstance(outcome, Checked) else asked.name_field) or None
        options = list(dict.fromkeys(filter(None, (found, *desk.columns))))
        name_field = left.selectbox(
            _("Column with the names of the units"),
            options,
            index=options.index(found) if found else None,
            placeholder=_("Choose"),
        )
        parents = right.multiselect(
            _("Columns with the units above, from the top"), desk.columns, default=[p for p in asked.parent_fields if p in desk.columns],
            help=_("For a file of cercles the region, for a file of communes region and cercle: then regions open into them."),
        )  # fmt: skip
        valid_from = left.text_input(_("Valid from (year or day)"), value=asked.valid_from, max_chars=10)
        valid_to = right.text_input(_("Valid to, empty if it still is"), value=asked.valid_to, max_chars=10)
        source = left.text_input(_("Source"), value=asked.source, max_chars=200)
        licence = right.text_input(_("Licence"), value=asked.licence, max_chars=200)
        crs, sheet, merge = asked.crs, asked.sheet, asked.same_name
        if question == "crs":
            crs = st.text_input(_("Coordinate system, such as EPSG:32630"))
        if question == "sheet":
            sheet = st.selectbox(_("Layer"), outcome.choices, index=None)
        if (isinstance(outcome, Checked) and any(each.kind == "same name" for each in outcome.findings)) or merge:
            merged = st.checkbox(_("Units of the same name are parts of one"), value=merge == "merge")
            merge = "merge" if merged else ""
        if st.form_submit_button(_("Check with these")):
            desk.asked = replace(
                asked, name=name.strip() or asked.name, name_field=name_field or "", parent_fields=tuple(parents), crs=crs.strip(),
                sheet=sheet or "", valid_from=valid_from.strip(), valid_to=valid_to.strip(), source=source.strip(),
                licence=licence.strip(), same_name=merge,
            )  # fmt: skip
            st.rerun()


def _report(store: Store, desk: Desk, checked: Checked) -> None:
    """What was found, with a drawing of each, and the button that takes the set in."""
    with st.container(border=True, key="boundary-report"):
        said = ", ".join(f"{level}: {number(n)}" for n, level in zip(checked.counts, checked.levels, strict=True))
        st.markdown(f"**{markdown_text(checked.asked.name)}** · {markdown_text(said)} · {markdown_text(checked.kind)}")
        if not checked.findings:
            st.text(_("No fault was found."))
        drawn = pictures(checked, style.is_dark())
        for finding, drawing in zip(checked.findings[:MOST_PICTURES], drawn, strict=False):
            words, image = st.columns([3, 2], vertical_alignment="center")
            mark = ":material/block:" if finding.stops else ":material/info:"
            words.markdown(f"{mark} {markdown_text(finding.sentence)}  \n{markdown_text(finding.mend)}")
            if drawing:
                with image:
                    picture(drawing, finding.sentence)
        if len(checked.findings) > MOST_PICTURES:
            st.caption(_n("{n} more finding", "{n} more findings", len(checked.findings) - MOST_PICTURES))
    if checked.stops:
        st.error(_("The set can't be taken as it is: mend what is marked in the file and choose it again."))
    st.button(
        _("Take these boundaries"), type="primary", disabled=checked.stops, on_click=_take_in, args=(store, desk, checked),
        key="take-boundaries",
    )  # fmt: skip


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
