"""The URL says the language; pages that have nothing in their URL are in that of the page before."""

import pytest
from streamlit.testing.v1 import AppTest


def sentence(app) -> str:
    return app.markdown[0].value


def speaks(app) -> str:
    """The language of the page: the switch offers the others."""
    [offered] = [button.key for button in app.button if str(button.key).startswith("language-")]
    return {"language-en": "fr", "language-fr": "en"}[offered]


@pytest.mark.parametrize(("said", "spoken"), [("fr", "fr"), ("FR", "fr"), ("fr-ML", "fr"), ("en", "en")])
def test_a_link_says_the_language(open_page, said, spoken):
    app = open_page(lang=said, **{"from": "2023-08-01", "to": "2023-08-31"})
    assert speaks(app) == spoken
    assert {"fr": "août 2023", "en": "August 2023"}[spoken] in sentence(app)
    assert app.query_params.get("lang") == ("fr" if spoken == "fr" else None)
    assert not app.warning and not app.exception


def test_without_a_word_of_it_the_page_is_english(open_page):
    assert speaks(open_page()) == "en"


@pytest.mark.parametrize("page", [None, "screens/about.py"])
def test_a_language_that_is_not_there_is_said_and_english_is_spoken(open_page, page):
    app = open_page(page=page, lang="francais")
    if page is None:
        assert [warning.value for warning in app.warning] == [
            'There is no language "francais" here. Did you mean "fr"? There are: en (English), fr (Français).'
        ]
    assert speaks(app) == "en"
    assert "lang" not in app.query_params


def test_a_language_that_is_not_there_is_said_in_english_to_who_read_french_before(open_page):
    app = open_page(lang="fr")
    app.query_params["lang"] = "klingon"
    [warning] = app.run().warning
    assert warning.value.startswith('There is no language "klingon" here.')
    assert speaks(app) == "en"


def test_other_pages_and_the_way_back_are_in_the_language_of_the_page_before(open_page):
    app = open_page(lang="fr", actor="jnim")
    app.switch_page("screens/about.py").run()
    assert speaks(app) == "fr" and dict(app.query_params) == {"lang": "fr"}
    app.query_params.clear()  # as Streamlit does on the way
    app.switch_page("screens/explore.py").run()
    assert speaks(app) == "fr"
    assert dict(app.query_params) == {"actor": "jnim", "lang": "fr"}


def test_the_switch_changes_words_and_link_and_nothing_else(open_page):
    app = open_page(lang="fr", actor="jnim")
    app.button(key="language-en").click().run()
    assert speaks(app) == "en" and dict(app.query_params) == {"actor": "jnim"}
    app.button(key="language-fr").click().run()
    assert speaks(app) == "fr" and dict(app.query_params) == {"actor": "jnim", "lang": "fr"}
    app.query_params.clear()
    app.query_params["lang"] = "en"  # a link, or the way back
    assert speaks(app.run()) == "en"


def spoken_in_callbacks_and_fragments() -> None:
    import streamlit as st  # noqa: PLC0415

    from dashboard import languages  # noqa: PLC0415
    from geodata.texts import language  # noqa: PLC0415

    @st.fragment
    def part() -> None:
        st.button("in a fragment", key="part")
        st.text(language.get())

    languages.begin()
    st.button("before the script", key="call", on_click=lambda: st.session_state.update(heard=language.get()))
    part()


def test_callbacks_and_fragments_speak_the_language_of_their_session():
    """They run in threads of their own, a callback before the script."""
    app = AppTest.from_function(spoken_in_callbacks_and_fragments)
    app.query_params["lang"] = "fr"
    app.run().button(key="call").click().run()
    assert app.session_state.heard == "fr"
    assert [text.value for text in app.button(key="part").click().run().text] == ["fr"]
