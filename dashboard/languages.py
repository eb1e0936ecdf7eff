"""The language of each session: the one that its URL names, else the one that it spoke before, else English; and the switch."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geodata.errors import LanguageError
from geodata.texts import ENGLISH, LANGUAGES, LINK_KEY, language, language_named, link_part

_MOST_SESSIONS = 10_000  # of which it is known at the same time; an older one says it again when its script runs
# Every text asks it, in whatever thread works for a session: a callback's before the script, a fragment's after it. To ask
# `st.session_state` could stop a run in the middle of a transaction.
_spoken: dict[str, str] = {}


def _of_session() -> str:
    run = get_script_run_ctx(suppress_warning=True)
    return _spoken.get(run.session_id, ENGLISH) if run else ENGLISH


language.of_reader = _of_session


def begin() -> str | None:
    """Finds the session's language; at the start of each run of the script. A sentence where the URL names one that there isn't.

    The URL leads when it is not what this session wrote: a link was opened, or the reader went back. A page that was come to by
    its name in the menu has nothing in its URL, and is in the language of the page before.
    """
    code, problem = st.session_state.get("spoken", ENGLISH), None
    named = st.query_params.get(LINK_KEY)
    if named is not None and named != st.session_state.get("named"):
        _speak(ENGLISH)  # the language of the sentence about one that is not there
        try:
            code = language_named(named)
        except LanguageError as error:
            code, problem = ENGLISH, str(error)
    st.session_state.named = named
    _speak(code)
    if not st.query_params:
        publish()  # before the page is known: its address is then made with the language in it, in one step of the browser's way back
    return problem


def _speak(code: str) -> None:
    st.session_state.spoken = code
    session = get_script_run_ctx().session_id
    _spoken.pop(session, None)
    _spoken[session] = code  # the last one that was heard of stands last
    if len(_spoken) > _MOST_SESSIONS:
        _spoken.pop(next(iter(_spoken)), None)


def switch() -> None:
    """Draws a button for each other language, in that language: whoever needs it can't read this one."""
    for code, name in LANGUAGES.items():
        if code != language.get():
            st.button(name, on_click=_speak, args=(code,), type="tertiary", key=f"language-{code}")


def written() -> dict[str, list[str]]:
    """What a URL that is about to be written says of the language; taken note of."""
    part = link_part()
    st.session_state.named = part.get(LINK_KEY)
    return {key: [value] for key, value in part.items()}


def publish() -> None:
    """Makes a URL that says the language and nothing else."""
    said = written()
    if {key: st.query_params.get_all(key) for key in st.query_params} != said:
        st.query_params.from_dict(said)
