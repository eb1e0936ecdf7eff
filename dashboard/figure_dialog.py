"""A figure of the current view: the reader chooses frame, paper and words, sees it, and takes it as a file."""

from datetime import date

import streamlit as st

from geodata.cells import Box
from geodata.errors import GeodataError
from geodata.figures.frames import NAMES, MapFrame, frame_named
from geodata.figures.papers import PAPERS
from geodata.figures.wanted import MARKINGS, RESOLUTIONS, Wanted
from geodata.regions import BoundarySet
from geodata.store import Store
from geodata.texts import _, in_this_language
from geodata.views import INCIDENTS, View

from . import brief_files, data

ON_SCREEN = "on-screen"  # the frame that the map shows now
_PREVIEW = 96  # dots an inch


def button(store: Store, view: View) -> None:
    """Draws the button that opens the dialog, where it is called."""
    if st.button(_("Figure"), icon=":material/image:", type="tertiary", key="figure"):
        _open(store, view)


def _open(store: Store, view: View) -> None:
    # The title is in the reader's language, which is known when it is opened.
    st.dialog(_("Figure for a slide or a page"), width="large")(_choose)(store, view)


def _choose(store: Store, view: View) -> None:
    wanted, where = _wanted(store, view)
    kinds = kind_names()
    kind = st.segmented_control(
        _("What"), list(kinds), format_func=kinds.get, default="map", required=True, label_visibility="collapsed",
        key="figure-kind",
    )  # fmt: skip
    if kind == "map" and view.reading != INCIDENTS:
        st.caption(_("The figure shows the incidents themselves, not the shading that the map has now."))
    stem = f"mali-incidents_{where}_{wanted.paper.name.replace(':', 'x')}"
    _files(store, wanted, kind, stem)
    try:
        with st.spinner(_("Drawing …")):
            st.image(data.figure(store.version, wanted, kind, "png", _PREVIEW), width="stretch")
    except GeodataError as error:
        st.error(str(error))
    brief_files.show(store, wanted, stem)


def kind_names() -> dict[str, str]:
    """What each kind of figure is called."""
    return {
        "map": _("Map"), "timeline": _("Timelines by actor"), "matrix": _("Who against whom"), "table": _("Table"),
    }  # fmt: skip


def _wanted(store: Store, view: View) -> tuple[Wanted, str]:
    """What the reader asks for, and the frame's name."""
    boundaries = store.boundary_set(view.filter.boundary_set)
    left, middle, right = st.columns(3)
    where = left.selectbox(
        _("Frame"),
        [ON_SCREEN, *NAMES, *boundaries.names],
        index=1,
        format_func=lambda key: _("As on the map") if key == ON_SCREEN else frame_named(key, boundaries).title,
        key="figure-frame",
    )
    paper = middle.selectbox(_("Shape"), list(PAPERS), key="figure-paper")
    marking = right.selectbox(
        _("Handling mark"), ["", *MARKINGS], format_func=lambda key: key or _("no mark"), key="figure-marking"
    )
    left, right = st.columns(2)
    title = left.text_input(_("Title"), placeholder=_("else what and where"), key="figure-title")
    subtitle = right.text_input(_("Subtitle"), placeholder=_("else the filter"), key="figure-subtitle")
    wanted = Wanted(
        view, _frame(where, boundaries), PAPERS[paper], made=date.today(), title=title, subtitle=subtitle,
        marking=marking, address=address(),
    )  # fmt: skip
    return wanted, where


def _files(store: Store, wanted: Wanted, kind: str, stem: str) -> None:
    from geodata.figures.registry import FORMATS, content  # noqa: PLC0415  half a second, which only who draws waits for

    with st.container(horizontal=True, key="figure-files"):
        for name, made in FORMATS.items():
            for dots in RESOLUTIONS if name == "png" else (RESOLUTIONS[-1],):
                label = _("{format}, {n} dpi").format(format=made.title, n=dots) if name == "png" else made.title
                st.download_button(
                    label,
                    data=in_this_language(content, store, wanted, kind, name, dots),
                    file_name=f"{stem}{'' if kind == 'map' else f'_{kind}'}.{name}",
                    mime=made.media_type,
                    on_click="ignore",
                    key=f"figure-{name}-{dots}",
                )


def _frame(where: str, boundaries: BoundarySet) -> MapFrame:
    if where != ON_SCREEN:
        return frame_named(where, boundaries)
    box: Box | None = (st.session_state.get("seen") or (None,))[0]
    if box is None:
        return frame_named(NAMES[0], boundaries)
    return MapFrame(ON_SCREEN, "", box.west, box.south, box.east, box.north)


def address() -> str:
    """Where the reader's page is."""
    return (st.context.url or "").split("?")[0]
