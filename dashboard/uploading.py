"""A file on its way into the store: chosen, looked at, asked about, checked, and taken in when the reader says so."""

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import streamlit as st

from geodata.errors import DataFileError, GeodataError, QuestionError
from geodata.facts import Facts
from geodata.prepare import Prepared
from geodata.readers.options import NOTHING_SAID, Options
from geodata.report import Report
from geodata.store import Store, compare, data_set_of, keep, remember
from geodata.template import write_template
from geodata.texts import _, _n, in_this_language, number
from geodata.uploads import peek, prepare_upload

from . import column_matching, data, tables
from .files_given import safe_name, user
from .safe import markdown_text


@dataclass
class Desk:
    """The file that a session is about to import, and what was said of it so far."""

    file_id: str
    name: str
    folder: tempfile.TemporaryDirectory
    options: Options = NOTHING_SAID
    outcomes: dict[str, Facts | GeodataError] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Where the bytes lie: under the user's name for the file, as far as it can only be a name."""
        return Path(self.folder.name) / "file" / safe_name(self.name)

    @property
    def rows(self) -> Path:
        """Where its rows wait, for the options that hold now."""
        return Path(self.folder.name) / f"rows-{list(self.outcomes).index(self.options.to_json())}"


def show(store: Store) -> None:
    """Draws the section."""
    st.markdown(_("#### Add a file"))
    if not data.imports_go_in():
        st.text(_("INCIDENTS_DATA names the file that is shown. Start without it to keep what is imported in a store."))
        return
    _said()
    given = st.file_uploader(
        _(
            "ACLED, UCDP GED, a sheet of your own, a GIS file or any table: it is checked first, and nothing is stored yet"
        ),
        key=f"upload-{st.session_state.setdefault('uploads', 0)}",
    )
    _templates()
    if given is None:
        st.session_state.pop("desk", None)
        return
    desk = _desk(given)
    with st.spinner(_("Reading {file} …").format(file=markdown_text(desk.name))):
        outcome = _read(store, desk)
    if isinstance(outcome, QuestionError):
        _ask(store, desk, outcome)
    elif isinstance(outcome, GeodataError):
        st.error(markdown_text(str(outcome)))
    else:
        _checked(store, desk, outcome)


def _templates() -> None:
    with st.container(horizontal=True, key="templates"):
        st.caption(_("A sheet to fill in:"), width="content")
        for language, label in (("en", _("in English")), ("fr", _("in French"))):
            st.download_button(
                label, data=in_this_language(_template, language), file_name=f"incidents-{language}.xlsx",
                on_click="ignore", type="tertiary", key=f"template-{language}",
            )  # fmt: skip


def _template(language: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, language)
        return path.read_bytes()


def _desk(given) -> Desk:
    desk = st.session_state.get("desk")
    if desk is None or desk.file_id != given.file_id:
        desk = Desk(given.file_id, given.name, tempfile.TemporaryDirectory(prefix="incidents-"))
        desk.path.parent.mkdir()
        desk.path.write_bytes(given.getbuffer())
        st.session_state.desk = desk
    return desk


def _read(store: Store, desk: Desk) -> Facts | GeodataError:
    """The facts of the file with the options as they are now, or what keeps it from being read; once for each."""
    key = desk.options.to_json()
    if key not in desk.outcomes:
        desk.outcomes[key] = DataFileError("")  # gives its rows their folder
        desk.rows.mkdir(exist_ok=True)
        try:
            desk.outcomes[key] = prepare_upload(desk.path, desk.name, desk.rows, desk.options, _places(store, desk))
        except GeodataError as error:
            desk.outcomes[key] = error
    return desk.outcomes[key]


def _places(store: Store, desk: Desk) -> Path | None:
    """The user's gazetteer as a file for the process that reads; None when there is none."""
    places = store.places()
    if places.empty:
        return None
    path = Path(desk.folder.name) / "places.parquet"
    places.to_parquet(path)
    return path


def _ask(store: Store, desk: Desk, question: QuestionError) -> None:
    """What the file leaves open, for the reader to say."""
    if question.about == "mapping":
        st.info(_("The table has none of the formats known here."), icon=":material/help:")
        if chosen := column_matching.show(store, desk.path, desk.options):
            desk.options = replace(desk.options, mapping=chosen)
            st.rerun()
        return
    st.info(markdown_text(str(question)), icon=":material/help:")
    names = {"dmy": _("day first: 03/04 is 3 April"), "mdy": _("month first: 03/04 is 4 March")}
    with st.form("question", border=False):
        if question.choices:
            said = st.radio(_("How is it meant?"), question.choices, index=None, format_func=lambda c: names.get(c, c))
        else:
            said = st.text_input(_("Coordinate system, such as EPSG:32630"))
        if st.form_submit_button(_("Go on")) and said:
            desk.options = replace(desk.options, **{question.about: said})
            st.rerun()


def _checked(store: Store, desk: Desk, facts: Facts) -> None:
    """The report, and the button that takes the rows in."""
    prepared = Prepared(facts, desk.rows)
    # The widget stands below the report that it decides on.
    proposed = data_set_of(store, facts)
    name = st.session_state.get(f"data-set-{desk.file_id}", "").strip() or proposed
    report = Report(prepared, name, compare(store, prepared, name))
    with st.container(border=True, key="report"):
        st.markdown(f"**{markdown_text(report.said())}**")
        _numbers(report)
        for note in facts.notes:
            st.caption(markdown_text(note))
        _sample(desk)
        _lines(report)
        _places_meant(store, desk, report)
    st.text_input(
        _("Data set"), value=proposed, key=f"data-set-{desk.file_id}",
        help=_("Rows of the same data set are updated by their id. A new name makes a new data set."),
    )  # fmt: skip
    _confirm(store, desk, report)


def _places_meant(store: Store, desk: Desk, report: Report) -> None:
    """Known places that unknown names may stand for: the reader says which do."""
    mapping = desk.options.mapping
    if mapping is None:
        return
    place, faults = mapping.columns.get("place", "place"), report.lines("fault", tables.MOST)
    unknown = faults.loc[faults["column"].isin([place, "place"]), "value"].unique()
    like = {name: store.reference.gazetteer.suggest(name) for name in unknown if name}
    like = {name: known for name, known in like.items() if known}
    if not like:
        return
    with st.form("places", border=False):
        meant = st.multiselect(
            _("Names that stand for a known place"), list(like),
            format_func=lambda name: _("{name} is {known}").format(name=name, known=like[name]),
        )  # fmt: skip
        if st.form_submit_button(_("Read the file again with these")) and meant:
            places = mapping.places | {name: like[name] for name in meant}
            desk.options = replace(desk.options, mapping=replace(mapping, places=places))
            st.rerun()


def _numbers(report: Report) -> None:
    rows, found = report.numbers(), report.comparison
    titles = {
        "read": _("Rows read"), "accepted": _("Accepted"), "set_aside": _("Set aside"), "duplicates": _("Duplicates"),
        "unchanged": _("Unchanged"),
    }  # fmt: skip
    with st.container(horizontal=True, key="report-rows"):
        for name, title in titles.items():
            st.metric(title, number(rows[name]), width="content")
    st.text(
        _("{added} added, {changed} changed, {unchanged} unchanged in {name}").format(
            added=_n("{n} incident", "{n} incidents", found.added),
            changed=number(found.changed),
            unchanged=number(found.unchanged),
            name=report.data_set,
        )
    )


def _sample(desk: Desk) -> None:
    with st.expander(_("How the file begins")):
        try:
            rows = peek(desk.path, desk.options).rows
        except GeodataError as error:
            st.error(markdown_text(str(error)))
            return
        tables.show_cells(rows)


def _lines(report: Report) -> None:
    blocks = (
        (_("Set aside: {n}"), report.lines("fault", tables.MOST), report.count("fault"), tables.FAULTS, True),
        (
            _("Odd, but taken as it is: {n}"),
            report.lines("doubt", tables.MOST),
            report.count("doubt"),
            tables.DOUBTS,
            False,
        ),
        (
            _("What changes: {n}"),
            report.comparison.differences,
            len(report.comparison.differences),
            tables.DIFFERENCES,
            False,
        ),
    )
    for title, frame, count, columns, opened in blocks:
        if len(frame):
            with st.expander(title.format(n=_n("{n} line", "{n} lines", count)), expanded=opened):
                tables.show(frame, columns, count)


def _confirm(store: Store, desk: Desk, report: Report) -> None:
    found = report.comparison
    remove = bool(found.missing) and st.checkbox(
        _("Take out {n} that are from the days of this file and not in it").format(
            n=_n("{n} incident", "{n} incidents", found.missing)
        ),
        help=_("Publishers withdraw incidents. Leave it if the file is only a part of the data set."),
    )
    changes = found.added + found.changed + (found.missing if remove else 0)
    st.button(
        _("Take {n} into the store").format(n=_n("{n} incident", "{n} incidents", found.added + found.changed))
        if changes
        else _("The store has all of it already"),
        type="primary",
        disabled=not changes,
        on_click=_take_in,
        args=(store, desk, report, remove),
        key="take-in",
    )


def _take_in(store: Store, desk: Desk, report: Report, remove: bool) -> None:
    """The import itself, one transaction; no Streamlit call that could end the run lies inside it."""
    try:
        done = keep(store, Prepared(report.facts, desk.rows), report.data_set, user(), remove_missing=remove)
        if desk.options.mapping:
            remember(store, report.facts.header, desk.options.to_json())
    except GeodataError as error:
        st.session_state.import_failed = str(error)
        return
    st.session_state.import_done = _("{file}: {added} added, {changed} changed, {removed} removed in {name}.").format(
        file=report.facts.file, added=number(done.added), changed=number(done.changed), removed=number(done.removed),
        name=done.data_set,
    )  # fmt: skip
    st.session_state.uploads += 1  # an empty uploader for the next file
    st.session_state.pop("desk", None)


def _said() -> None:
    if done := st.session_state.pop("import_done", None):
        st.success(markdown_text(done), icon=":material/check:")
    if failed := st.session_state.pop("import_failed", None):
        st.error(markdown_text(failed))
