"""Every text for a reader goes through the one catalogue: else it stays English in every other language."""

import ast
import gettext
import re
import string
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from matplotlib.text import Text
from streamlit.testing.v1 import AppTest

from geodata import texts
from geodata.figures import map_figure
from geodata.figures.frames import frame_named
from geodata.figures.papers import PAPERS
from geodata.figures.wanted import Wanted
from geodata.filters import IncidentFilter
from geodata.ingest import folder, ingest
from geodata.store import store_of
from geodata.views import View
from tests.catalogue import (
    KEYWORDS,
    ROOT,
    TEMPLATE,
    TRANSLATED,
    catalogue,
    compiled,
    is_missing,
    sources,
    template,
    translation,
    translation_file,
    translations,
)

# Calls that show their first argument to a reader, by the name after the dot.
DISPLAYS = set(
    "button caption checkbox code dataframe date_input dialog download_button error expander file_uploader header html "
    "info link_button markdown metric multiselect number_input popover pills radio segmented_control selectbox "
    "select_slider slider spinner status subheader success tabs text text_area text_input title toast toggle warning "
    "write".split()
)
# Functions that give back what they are given, so that a text in their arguments is shown too.
PASSING = {"markdown_text", "html_text", "join", "format", "strip", "str", "upper", "lower"}
SHOWN = {"help", "placeholder", "alt", "title", "page_title", "label", "body", "description", "epilog"}
ARGUMENT_PARSER = {"ArgumentParser", "add_argument", "add_parser", "add_argument_group"}
ERRORS = {"GeodataError", "DataFileError", "FilterError"}
# Filled in by the drawing code in the browser.
FILLED_ELSEWHERE = {"+ {n} more", "smoothed over {km} km", "{n} and more", "{n} incidents"}


def trees() -> list[tuple[str, ast.Module]]:
    found = []
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            for child in ast.iter_child_nodes(node):
                child.parent = node
        found.append((path.relative_to(ROOT).as_posix(), tree))
    return found


TREES = trees()


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def shown_parts(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that a reader sees."""
    name = name_of(call)
    is_method = isinstance(call.func, ast.Attribute)
    if name in ERRORS or (is_method and name in DISPLAYS):
        yield from call.args[:1]
    if is_method or name in ARGUMENT_PARSER | ERRORS:
        yield from (keyword.value for keyword in call.keywords if keyword.arg in SHOWN)


def literals(node: ast.AST) -> Iterator[str]:
    """The pieces of text in an expression that don't come out of the catalogue; HTML without its tags."""
    if isinstance(node, ast.Call) and name_of(node) in KEYWORDS:
        return
    if isinstance(node, ast.Call) and name_of(node) not in PASSING:
        yield from literals(node.func)
    elif isinstance(node, ast.Subscript):
        yield from literals(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield re.sub("<[^>]*>", "", "".join(p.value for p in node.values if isinstance(p, ast.Constant)))
        yield from (text for p in node.values if isinstance(p, ast.FormattedValue) for text in literals(p.value))
    elif isinstance(node, ast.Constant):
        yield re.sub("<[^>]*>", "", node.value) if isinstance(node.value, str) else ""
    elif isinstance(node, ast.Compare):
        return
    elif isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))
    else:
        yield from (text for child in ast.iter_child_nodes(node) for text in literals(child))


def outside_the_catalogue(tree: ast.AST) -> list[tuple[int, str]]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [
        (call.lineno, text)
        for call in calls
        for part in shown_parts(call)
        for text in literals(part)
        if re.search(r"[^\W\d_]", text)
    ]


@pytest.mark.parametrize(("path", "tree"), TREES, ids=[path for path, _tree in TREES])
def test_no_text_for_a_reader_stands_outside_the_catalogue(path, tree):
    assert [f"{path}:{line} {text}" for line, text in outside_the_catalogue(tree)] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('st.button("Go")', ["Go"]),
        ('column.text_input(_("a"), placeholder="Words")', ["Words"]),
        ('raise DataFileError(f"The file {name} is bad")', ["The file  is bad"]),
        ('st.error("a" if x else _("b"))', ["a"]),
        ('alt.Axis(title="Day")', ["Day"]),
        ('st.markdown(f"**{_(name)}** and")', ["**** and"]),
        ('st.html(f"<p class=x>{said}</p>")', []),
        ('st.html("<p>Hello</p>")', ["Hello"]),
        ('st.text(markdown_text("Hello") + say("perpetrator"))', ["Hello"]),
        ('st.button("‹", help=_("Previous"))', []),
        ('st.markdown(_("a").format(n=row["n"]))', []),
        ('parser.add_argument("--x", help="text")', ["text"]),
        ('raise FilterError(_("a {b}").format(b=1) + " c")', [" c"]),
    ],
)
def test_the_check_itself_finds_what_it_must(code, found):
    assert [text for _line, text in outside_the_catalogue(ast.parse(code))] == found


def messages(tree: ast.AST) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            yield node, node.args[: 2 if node.func.id == "_n" else 1]


def placeholders(message: str) -> set[str]:
    return {name for _text, name, _format, _conversion in string.Formatter().parse(message) if name is not None}


@pytest.mark.parametrize(("path", "tree"), TREES, ids=[path for path, _tree in TREES])
def test_a_message_is_written_out_where_it_is_marked(path, tree):
    """A message that is put together first is in no catalogue. A name is allowed: its text is marked elsewhere."""
    built = [
        call.lineno
        for call, parts in messages(tree)
        for p in parts
        if not isinstance(p, ast.Constant | ast.Name | ast.Attribute)
    ]
    assert built == []


FILLING = ("format", "filled")  # the second keeps the numbers of a sentence apart: `questions.parts`


def is_filled(call: ast.Call, wanted: set[str]) -> bool:
    """Whether `.format` or `filled` follows at once with just these names, or later in the same function or table with them."""
    if isinstance(call.parent, ast.Attribute) and call.parent.attr == "format":
        return {keyword.arg for keyword in call.parent.parent.keywords} == wanted
    if isinstance(call.parent, ast.Call) and name_of(call.parent) == "filled":
        return {keyword.arg for keyword in call.parent.keywords} == wanted
    scope = call
    while not isinstance(scope, ast.FunctionDef | ast.Module) or (
        call.func.id == "message" and hasattr(scope, "parent")
    ):
        scope = scope.parent
    formats = [node for node in ast.walk(scope) if isinstance(node, ast.Call) and name_of(node) in FILLING]
    return any(wanted <= {keyword.arg for keyword in node.keywords} for node in formats)


@pytest.mark.parametrize(("path", "tree"), TREES, ids=[path for path, _tree in TREES])
def test_every_placeholder_of_a_message_is_filled(path, tree):
    """A reader must never see "{n} of {total}"."""
    for call, parts in messages(tree):
        for part in parts:
            text = getattr(part, "value", None)
            if not isinstance(text, str) or text in FILLED_ELSEWHERE:
                continue
            wanted = placeholders(text)
            assert all(name.isidentifier() for name in wanted), f"{path}:{call.lineno} {text}"
            if call.func.id == "_n":
                assert wanted == {"n"}, f"{path}:{call.lineno} {text}"
            elif wanted:
                assert is_filled(call, wanted), f"{path}:{call.lineno} {text}"


def test_the_template_is_up_to_date():
    """A translator would else not see the new texts. `make texts` writes it."""
    assert TEMPLATE.read_text(encoding="utf-8") == template()


def test_the_template_is_the_same_at_every_run_and_names_no_machine():
    assert template() == template()
    assert not re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d|/tmp|/home|\.py:\d", template())


def test_the_catalogue_holds_messages_of_every_kind():
    found = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue() if message.id}
    assert {"all dates", "{n} in Mali", "Every incident has an id.", "Reset all filters"} <= found


# --- the translations ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=TRANSLATED)
def translated_messages(request) -> list:
    return [found for found in translations(request.param) if found.id]


def forms(found) -> list[tuple[str, str]]:
    """The texts of a message with their translations: one, or that of one and of many."""
    if isinstance(found.id, tuple):
        return list(zip(found.id, found.string, strict=True))
    return [(found.id, found.string)]


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_translations_are_up_to_date_and_compiled(code):
    """A reader would else see the old text, or an English one. `make texts` writes both files."""
    path, found = translation_file(code), translations(code)
    assert path.read_text(encoding="utf-8") == translation(code, found)
    assert path.with_suffix(".mo").read_bytes() == compiled(code, found)


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_compiled_form_says_what_the_file_says(code):
    with translation_file(code).with_suffix(".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    for found in translations(code):
        if found.id and not is_missing(found):
            said = (
                [read.ngettext(*found.id, n) for n in (1, 2)]
                if isinstance(found.id, tuple)
                else [read.gettext(found.id)]
            )
            assert said == [form for _text, form in forms(found)]
    if code == "fr":
        assert [read.ngettext("a", "b", n) for n in (0, 1, 2)] == ["b", "a", "b"]  # not known: as in English
        assert [read.plural(n) for n in (0, 1, 2)] == [0, 0, 1]


def test_every_message_is_translated(translated_messages):
    assert [found.id for found in translated_messages if is_missing(found)] == []


def test_a_translation_has_the_placeholders_tags_and_edges_of_its_message(translated_messages):
    """A placeholder that is spelt otherwise is a broken page; a space that is missing joins two sentences."""
    wrong = []
    for found in translated_messages:
        for text, said in forms(found) if not is_missing(found) else []:
            # How many there are may go without saying where it is one.
            left_out = {"n"} if isinstance(found.id, tuple) and said == found.string[0] else set()
            checks = {
                "placeholders": placeholders(text) - left_out == placeholders(said) - left_out,
                "tags": sorted(re.findall(r"</?\w+", text)) == sorted(re.findall(r"</?\w+", said)),
                "edges": edges(text) == edges(said),
                "marks": all(text.count(mark) == said.count(mark) for mark in ("**", "`", "\n")),
            }
            wrong += [(text, said, name) for name, right in checks.items() if not right]
    assert wrong == []


def edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip(" \n#"))], text[len(text.rstrip(" \n")) :]


# --- a language in which every message stands in ⟦…⟧ -----------------------------------------------------------------

PSEUDO = "de"  # one that Babel knows, so that numbers and days are said in it, too
PAGES = ("actors", "sources", "regions", "data", "about")


class Wrapped(gettext.NullTranslations):
    def gettext(self, message):
        return f"⟦{message}⟧"

    def ngettext(self, singular, plural, n):
        return f"⟦{singular if n == 1 else plural}⟧"


@pytest.fixture
def opened(monkeypatch) -> Callable[..., AppTest]:
    """Opens the page in a language, in a process in which others are spoken, too."""
    monkeypatch.delenv("INCIDENTS_DATA", raising=False)
    monkeypatch.setitem(texts.LANGUAGES, PSEUDO, "Pseudo")
    real = texts._catalogue
    monkeypatch.setattr(texts, "_catalogue", lambda code: Wrapped() if code == PSEUDO else real(code))

    def run(code: str, page: str = "", **query: str) -> AppTest:
        app = AppTest.from_file(str(Path(ROOT) / "dashboard" / "app.py"), default_timeout=60)
        for key, value in {**query, **({"lang": code} if code != texts.ENGLISH else {})}.items():
            app.query_params[key] = value
        app.run()
        return app.switch_page(f"screens/{page}.py").run() if page else app

    return run


def without_data(app: AppTest) -> Iterator[str]:
    """What a reader sees on the page, but for the values of the data: names, titles of incidents, options."""
    kinds = (
        "button multiselect selectbox text_input date_input button_group checkbox file_uploader download_button".split()
    )
    for kind in kinds:
        for widget in app.get(kind):
            key = getattr(widget, "key", None) or getattr(widget.proto, "id", "")
            if not OWN_NAMES.search(str(key)):
                yield getattr(widget, "label", getattr(widget.proto, "label", ""))
            yield getattr(widget.proto, "help", "")
            yield getattr(widget.proto, "placeholder", "")
    for kind in ("caption", "warning", "info", "text", "subheader", "title", "metric"):
        yield from (getattr(element, "label", "") or element.value for element in app.get(kind))
    yield from (
        element.value for element in app.markdown if not re.match(r"####? ?\w|\*\*[^⟦]*\*\* ·", element.value)
    )  # a name of the data
    for element in app.get("html"):
        for tag in ("dt", "th", "h4", "caption"):
            yield from re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", element.proto.body)
    for element in app.dataframe:
        yield from element.value.columns


# Titles of incidents, and each language's own name.
OWN_NAMES = re.compile(r"pick-|language-|figure-(png|svg|pdf)")


def english(app: AppTest, *data: str) -> list[str]:
    """The texts of a page that are in no language, but for numbers, days, and those that hold a word of the data."""
    assert not app.exception
    dates = r"([\d– ]+ )?[A-Z][a-zä]{2,8}\\?\.? \d{4}"
    found = [text for text in without_data(app) if text and re.search(r"[^\W\d_]", text) and "⟦" not in text]
    return [text for text in found if not re.fullmatch(dates, text) and not any(word in text for word in data)]


@pytest.mark.parametrize(
    "query", [{}, {"incident": "MLI-2022-04-25-SEGOU"}, {"select": "Gao", "from": "2023-10-01"}, {"actor": "x"}]
)
def test_in_another_language_nothing_of_the_page_stays_english(opened, query):
    assert english(opened(PSEUDO, **query)) == []


@pytest.mark.parametrize("page", PAGES)
def test_in_another_language_nothing_of_the_other_pages_stays_english(opened, page):
    assert (
        english(
            opened(PSEUDO, page),
            "Jamestown Foundation",
            "Weekly Update",
            "Critical Threats",
            "Jacob Zenn",
            "Al\\-Qaeda",
        )
        == []
    )


def test_in_another_language_nothing_of_the_figure_dialog_stays_english(opened):
    app = opened(PSEUDO)
    app.button(key="figure").click().run()
    assert app.get("dialog") or app.selectbox(key="figure-frame")
    assert english(app) == []


def test_readers_of_two_languages_never_see_each_other_s(opened):
    """What is kept for one is not shown to the other, whoever comes first."""
    query = {"from": "2023-10-01", "to": "2023-10-31", "select": "Gao"}
    first, other, again = (opened(code, **query) for code in (texts.ENGLISH, PSEUDO, texts.ENGLISH))
    assert english(other) == []
    assert "⟦" not in str(first) and "⟦" not in str(again)
    charts = [[chart.proto.spec for chart in app.get("vega_lite_chart")] for app in (first, other, again)]
    assert charts[0] == charts[2] and all("\\u27e6" in spec and "Okt." in spec for spec in charts[1])


def test_in_another_language_nothing_of_a_figure_stays_english(opened):
    store = store_of(ingest(folder(None)))
    wanted = Wanted(
        View(IncidentFilter()), frame_named("mali", store.boundaries), PAPERS["16:9"], made=date(2023, 11, 1)
    )
    with texts.said_in(PSEUDO):
        figure = map_figure.draw(store, wanted)
    said = [text.get_text() for text in figure.findobj(Text)]
    assert any("⟦" in text for text in said)
    assert "lang=de" in " ".join(said)
    known = {*store.actors()["name"], *store.towns["name"]}
    own = [text for text in figure.findobj(Text) if not str(text.get_gid()).startswith(("label-", "source-"))]
    words = [text.get_text() for text in own if re.search(r"[^\W\d_]{3}", text.get_text())]
    assert [text for text in words if "⟦" not in text and text not in known and not text.isupper()] == []
