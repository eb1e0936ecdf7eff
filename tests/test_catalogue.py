"""Every text for a reader goes through the one catalogue: else it stays English in every other language."""

import ast
import gettext
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata import texts
from tests.catalogue import KEYWORDS, ROOT, TEMPLATE, catalogue, sources, template

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


def is_filled(call: ast.Call, wanted: set[str]) -> bool:
    """Whether `.format` follows at once with just these names, or later in the same function or table with them."""
    if isinstance(call.parent, ast.Attribute) and call.parent.attr == "format":
        return {keyword.arg for keyword in call.parent.parent.keywords} == wanted
    scope = call
    while not isinstance(scope, ast.FunctionDef | ast.Module) or (
        call.func.id == "message" and hasattr(scope, "parent")
    ):
        scope = scope.parent
    formats = [node for node in ast.walk(scope) if isinstance(node, ast.Call) and name_of(node) == "format"]
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


class Wrapped(gettext.NullTranslations):
    """A language in which every message stands in ⟦…⟧."""

    def gettext(self, message):
        return f"⟦{message}⟧"

    def ngettext(self, singular, plural, n):
        return f"⟦{singular if n == 1 else plural}⟧"


@pytest.fixture(
    params=[{}, {"incident": "MLI-2022-04-25-SEGOU"}, {"select": "Gao", "from": "2023-10-01"}, {"actor": "x"}]
)
def translated(request, monkeypatch) -> AppTest:
    monkeypatch.delenv("INCIDENTS_DATA", raising=False)
    monkeypatch.setattr(texts, "_catalogue", lambda code: Wrapped())
    app = AppTest.from_file(str(Path(ROOT) / "dashboard" / "app.py"), default_timeout=60)
    for key, value in request.param.items():
        app.query_params[key] = value
    return app.run()


def without_data(app: AppTest) -> Iterator[str]:
    """What a reader sees on the page, but for the values of the data: names, titles of incidents, options."""
    kinds = "button multiselect selectbox text_input date_input button_group".split()
    for kind in kinds:
        for widget in app.get(kind):
            if not str(getattr(widget, "key", "")).startswith(
                ("pick-", "language-")
            ):  # titles, each language's own name
                yield widget.label
            yield getattr(widget.proto, "help", "")
            yield getattr(widget.proto, "placeholder", "")
    for kind in ("caption", "warning", "info", "text", "subheader", "title"):
        yield from (element.value for element in app.get(kind))
    yield from (element.value for element in app.markdown if not element.value.startswith("#### "))  # a region's name
    for element in app.get("html"):
        for tag in ("dt", "th", "h4", "caption"):
            yield from re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", element.proto.body)
    for element in app.dataframe:
        yield from element.value.columns


def test_in_another_language_nothing_of_the_page_stays_english(translated):
    assert not translated.exception
    english = [text for text in without_data(translated) if re.search(r"[^\W\d_]", text) and "⟦" not in text]
    assert [text for text in english if not re.fullmatch(r"[\d– ]+ [A-Z][a-z]{2} \d{4}", text)] == []  # a date is data
