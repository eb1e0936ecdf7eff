"""Views with a name: the reader saves the one that is shown, opens it again or for the next period, and takes all as a file."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from geodata.briefs.keeping import change, kept
from geodata.briefs.saved import FILES, SavedView, SavedViews, views_of
from geodata.errors import GeodataError
from geodata.figures.frames import NAMES, frame_named
from geodata.figures.papers import PAPERS
from geodata.figures.wanted import MARKINGS
from geodata.kept import views_path
from geodata.links import Known
from geodata.store import Store
from geodata.texts import _, days, in_this_language
from geodata.views import View

from . import state
from .safe import markdown_text


def button(store: Store, view: View) -> None:
    """Draws the button that opens the dialog, where it is called."""
    if st.button(_("Views"), icon=":material/bookmarks:", type="tertiary", key="views"):
        # The title is in the reader's language, which is known when it is opened.
        st.dialog(_("Saved views"), width="large")(_choose)(store, view)


def _choose(store: Store, view: View) -> None:
    try:
        saved = _saved()
        _save(store, view)
        saved = _saved()
    except GeodataError as error:
        st.error(markdown_text(str(error)))
        return
    # Once for all that name no boundary set: to ask a million incidents for their actors takes its time.
    known = Known(store, {})
    for number, each in enumerate(saved.views):
        _row(each, Known(store, each.query) if "set" in each.query else known, number)
    if not saved.views:
        st.caption(_("No view has a name yet."))
        return
    st.download_button(
        _("All as VIEWS.toml"), data=in_this_language(_content, saved), file_name="VIEWS.toml", mime="application/toml",
        on_click="ignore", key="views-file", icon=":material/download:",
    )  # fmt: skip
    st.caption(
        _(
            "`python -m geodata brief VIEWS.toml -o FOLDER --made DAY` makes all their files; with `--later 1` those of the next period."
        )
    )


def _content(saved: SavedViews) -> bytes:
    return saved.to_toml().encode()


def _saved() -> SavedViews:
    path = views_path()
    return kept(path) if path else st.session_state.get("saved-views", SavedViews())


def _change(changed: Callable[[SavedViews], SavedViews]) -> None:
    path = views_path()
    if path:
        change(path, changed)
    else:  # the data are in memory: so are the views
        st.session_state["saved-views"] = changed(_saved())


def _save(store: Store, view: View) -> None:
    """The fields of a new view, with what is to be made of it."""
    boundaries = store.boundary_set(view.filter.boundary_set)
    with st.form("view-form", border=False, clear_on_submit=True):
        name = st.text_input(
            _("Name of the view that is shown"),
            placeholder=_("such as: North, this week"),
            max_chars=80,
            key="view-name",
        )
        left, middle, right = st.columns(3)
        frame = left.selectbox(
            _("Frame"), [*NAMES, *boundaries.names], format_func=lambda key: frame_named(key, boundaries).title,
            key="view-frame",
        )  # fmt: skip
        paper = middle.selectbox(_("Shape"), list(PAPERS), key="view-paper")
        marking = right.selectbox(
            _("Handling mark"), ["", *MARKINGS], format_func=lambda key: key or _("no mark"), key="view-marking"
        )
        files = st.multiselect(
            _("Files"), FILES, default=SavedView.files, placeholder=_("one at least"), key="view-files"
        )
        if st.form_submit_button(_("Save this view")):
            _keep(SavedView(name.strip(), _link(view), frame=frame, paper=paper, marking=marking, files=tuple(files)))


def _keep(made: SavedView) -> None:
    try:
        # Read as the file will be: what can't be in it is said now.
        views_of(SavedViews((made,)).to_toml())
        _change(lambda saved: views_of(saved.with_view(made).to_toml()))
    except GeodataError as error:
        st.error(markdown_text(str(error)))


def _link(view: View) -> str:
    return f"?{urlencode(view.to_query(), doseq=True)}"


def _row(saved: SavedView, known: Known, number: int) -> None:
    """A view with the ways to it; where its link can't be followed it says why."""
    view, problems = View.from_query(saved.query, known)
    chosen = view.filter
    with st.container(horizontal=True, vertical_alignment="center", key=f"view-{number}"):
        with st.container(key=f"view-said-{number}"):
            st.markdown(f"**{markdown_text(saved.name)}** · {markdown_text(days(chosen.date_from, chosen.date_to))}")
            for problem in problems:
                st.caption(markdown_text(problem))
        if st.button(_("Open"), key=f"view-open-{number}"):
            _open(view)
        if later := view.following():
            said = days(later.filter.date_from, later.filter.date_to)
            if st.button(_("Next: {period}").format(period=said), key=f"view-next-{number}"):
                _change(lambda every: every.with_view(replace(saved, link=_link(later))))
                _open(later)
        if st.button(_("Delete"), key=f"view-delete-{number}", icon=":material/delete:", type="tertiary"):
            _change(lambda every: every.without(saved.name))
            st.rerun(scope="fragment")


def _open(view: View) -> None:
    st.session_state.problems = []
    state.change(**vars(view))
    state.move_map(view.frame)
    st.rerun()
