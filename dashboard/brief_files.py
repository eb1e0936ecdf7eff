"""Slides and briefs of the view as files; a set of slides is made behind the page, which says how far it is."""

import threading
from dataclasses import dataclass

import streamlit as st

from geodata.errors import GeodataError
from geodata.figures.wanted import Wanted
from geodata.store import Store
from geodata.texts import _, in_this_language, number

_EVERY = 0.5  # seconds between two looks at how far the slides are


@dataclass
class Job:
    """Slides that are being made: `content` or `error` once they are."""

    name: str
    file_name: str
    done: int = 0
    of: int = 0
    content: bytes | None = None
    error: str = ""

    def tell(self, done: int, of: int) -> None:
        """Hears how many slides there are."""
        self.done, self.of = done, of

    def run(self, store: Store, wanted: Wanted) -> None:
        """Makes the slides; to be run in a thread of its own."""
        from geodata.briefs.registry import content  # noqa: PLC0415  a second, which only who makes slides waits for

        try:
            self.content = content(store, wanted, "pptx", self.name, self.tell)
        except GeodataError as error:
            self.error = str(error)
        except Exception:
            self.error = _("The slides could not be made. The page's log says why.")
            raise


def show(store: Store, wanted: Wanted, stem: str) -> None:
    """Draws the buttons where it is called: slides, brief and words of the view, and its sets of slides."""
    from geodata.briefs.registry import FORMATS, content  # noqa: PLC0415
    from geodata.briefs.sets import NAMES  # noqa: PLC0415

    st.caption(_("Map, timelines, table and sources together, to be edited:"))
    with st.container(horizontal=True, key="brief-files"):
        for name, made in FORMATS.items():
            st.download_button(
                _(made.title), data=in_this_language(content, store, wanted, name), file_name=f"{stem}.{name}",
                mime=made.media_type, on_click="ignore", key=f"brief-{name}",
            )  # fmt: skip
        for name, title in NAMES.items():
            st.button(
                _("Slides: {set}").format(set=_(title)), on_click=_begin, args=(store, wanted, name, f"{stem}_{name}.pptx"),
                key=f"slides-{name}", icon=":material/slideshow:",
            )  # fmt: skip
    job = st.session_state.get("slides-job")
    if job:
        # Looked at again and again only while there is something to wait for.
        st.fragment(_progress, run_every=None if job.content or job.error else _EVERY)()


def _begin(store: Store, wanted: Wanted, name: str, file_name: str) -> None:
    job = st.session_state["slides-job"] = Job(name, file_name)
    threading.Thread(target=in_this_language(job.run, store, wanted), daemon=True).start()


def _progress() -> None:
    job: Job = st.session_state["slides-job"]
    if job.error:
        st.error(job.error)
    elif job.content is None:
        said = (
            _("{done} of {of} slides").format(done=number(job.done), of=number(job.of)) if job.of else _("Counting …")
        )
        st.progress(job.done / job.of if job.of else 0.0, text=said)
    else:
        # The bytes, not what makes them: each look would else have an address of its own, and a click find the one before.
        st.download_button(
            _("Save {file}").format(file=job.file_name), data=job.content, file_name=job.file_name, on_click="ignore",
            key="slides-file", type="primary", icon=":material/download:",
        )  # fmt: skip
