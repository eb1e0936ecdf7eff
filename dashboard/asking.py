"""What a page of a question asks: its options and the filter of Explore, both in its URL, so that any answer is a link."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from geodata.errors import FilterError
from geodata.links import Known
from geodata.questions.asked import Asked
from geodata.questions.registry import QUESTIONS, Question
from geodata.store import Store
from geodata.texts import LINK_KEY, _
from geodata.views import View

from . import answers, data, filter_panel, guard, languages, sentence, state, style, turns
from .safe import markdown_text

# Draws the options where it is called, and gives what draws the answer's own picture above its table.
Options = Callable[[Store, View, Asked], Callable[[Any], None] | None]


def page(name: str, options: Options) -> None:
    """A page of a question: title, filter, options, answer. To be called by the page's script."""
    style.apply()
    guard.run(lambda store: _page(store, QUESTIONS[name], options))


@turns.turn()
def _page(store: Store, question: Question, options: Options) -> None:
    view, asked, problems = _enter(store, question)
    store = data.as_known(view.filter.known_on)
    with st.sidebar:
        filter_panel.show(store, view.filter)
    filtered = sentence.words(store, view.filter, data.counts(store.version, view.filter))
    st.markdown(f"### {markdown_text(_(question.title))}")
    st.caption(f"{markdown_text(_(question.says))} · {markdown_text(filtered)}")
    if problems:
        st.warning("\n\n".join(map(markdown_text, problems)), icon=":material/link_off:")
    draw = options(store, view, asked)
    answers.show(store, question, view, asked, draw)
    publish(question.name)
    state.end()


def _enter(store: Store, question: Question) -> tuple[View, Asked, list[str]]:
    """The filter, what is asked, and sentences about a link that could not be followed whole.

    The URL leads when it is not the one that this session wrote: a link was opened, or the reader went back.
    """
    st.session_state.unheard = True  # each page has its own widgets, and the filter's are new on each
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    linked = None
    if query.keys() - {LINK_KEY} and query != st.session_state.get(_key(question, "written")):
        linked, problems = View.from_query(query, Known(store, query))
        st.session_state[_key(question)], more = question.asked.from_query(query)
        st.session_state[_key(question, "problems")] = [*problems, *more]
        st.session_state[_key(question, "written")] = query
    asked = st.session_state.setdefault(_key(question), question.asked())
    return state.beside(linked), asked, st.session_state.get(_key(question, "problems"), [])


def _key(question: Question, what: str = "asked") -> str:
    return f"{what}-{question.name}"


def change(name: str, **changes: object) -> None:
    """Replaces parts of what a question asks; for callbacks. What was wrong with the link is over with that."""
    question = QUESTIONS[name]
    st.session_state[_key(question, "problems")] = []
    st.session_state[_key(question)] = replace(st.session_state[_key(question)], **changes)


def follow(name: str, field: str, value: object, made: Callable[[Any], object] = lambda given: given) -> dict[str, Any]:
    """What ties a widget to a field of what is asked: it shows `value`, and its own value, as `made` makes it, becomes the field's.

    What can't be asked is said, and what was asked before stays.
    """
    key = f"asked-{field}"
    st.session_state[key] = value
    return {"key": key, "on_change": lambda: change_or_say(name, **{field: made(st.session_state[key])})}


def actor_names(store: Store) -> dict[str, str]:
    """The names of all actors by their ids, for choices."""
    return dict(data.actors(store.version)[["actor_id", "name"]].itertuples(index=False))


def choose_actors(
    where: Any, store: Store, name: str, field: str, chosen: tuple[str, ...], label: str, every: str
) -> None:
    """Draws a choice of actors for a field; `every` stands where none is chosen."""
    names = actor_names(store)
    where.multiselect(
        label, list(names), format_func=lambda actor: names.get(actor, actor), placeholder=every,
        **follow(name, field, [each for each in chosen if each in names], tuple),
    )  # fmt: skip


def change_or_say(name: str, **changes: object) -> None:
    """`change`, but what can't be asked is said, and what was asked before stays."""
    try:
        change(name, **changes)
    except FilterError as error:
        st.session_state[_key(QUESTIONS[name], "problems")] = [str(error)]


def publish(name: str, again: bool = False) -> None:
    """Puts the filter and what is asked into the URL; `again` as `state.publish`."""
    question = QUESTIONS[name]
    view, asked = st.session_state.view, st.session_state[_key(question)]
    query = state.lists({**view.select().to_query(), **asked.to_query()}) | languages.written()
    if again or {key: st.query_params.get_all(key) for key in st.query_params} != query:
        st.query_params.from_dict(query)
    st.session_state[_key(question, "written")] = query
