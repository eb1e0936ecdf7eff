"""No text of one language is shown to a reader of another: nothing is said when a module is read, and what is kept for the next
reader knows its language."""

import ast
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

from geodata.texts import in_this_language, number, said_in
from tests.catalogue import ROOT, sources

SAYING = {"_", "_n", "number", "day", "month", "days"}
CACHES = {"cache", "lru_cache", "cached_property", "cache_data", "cache_resource"}
LANGUAGE = {"language", "_language", "locale", "code"}  # names of the parameter
# They run again with each run of the page, when the language is known.
SCRIPTS = ("dashboard/app.py", "dashboard/screens/")
# Said later: `geodata.said_later`.
EXCEPT = {
    "dashboard.data:_of_file": "said later",
    "dashboard.data:_kept": "said later",
    "dashboard.data:_as_known": "a copy of what is said later",
    "geodata.regions.names:embedded_names": "says only what is wrong with a file of the project's own",
    "geodata.report:_unlisted": "of a report, which is one reader's",
}


def module_of(path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


TREES = {module_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in sources()}


def at_import(node: ast.AST) -> Iterator[ast.Call]:
    """The calls that are made when a module is read: also those of decorators and of default values."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Lambda):
            continue
        if isinstance(child, ast.FunctionDef):
            for part in (*child.decorator_list, *child.args.defaults, *filter(None, child.args.kw_defaults)):
                yield from at_import(ast.Expr(part))
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from at_import(child)


def name_of(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_said_when_a_module_is_read(path):
    """It would be said in the language of nobody, for as long as the server runs. `message` marks such a text."""
    if path.relative_to(ROOT).as_posix().startswith(SCRIPTS):
        return
    said = [call for call in at_import(TREES[module_of(path)]) if isinstance(call.func, ast.Name)]
    assert [f"line {call.lineno}: {ast.unparse(call)}" for call in said if call.func.id in SAYING] == []


# --- caches ---------------------------------------------------------------------------------------------------------


def functions(module: str) -> Iterator[tuple[str, ast.AST]]:
    """The functions of a module, and its tables, which may hold others."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.FunctionDef):
            yield f"{module}:{node.name}", node
    for node in TREES[module].body:
        if isinstance(node, ast.Assign):
            yield from ((f"{module}:{name_of(target)}", node.value) for target in node.targets)


FUNCTIONS = {key: node for module in TREES for key, node in functions(module)}


@cache
def imported(module: str) -> dict[str, str]:
    """Names of a module that stand for a function or a module of the project."""
    package = (
        module.split(".") if (ROOT / module.replace(".", "/") / "__init__.py").is_file() else module.split(".")[:-1]
    )
    found = {}
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                found[alias.asname or alias.name] = inner if inner in TREES else f"{base}:{alias.name}"
    return found


def found_in(name: str) -> str | None:
    """A function by the module and name that it is imported by; a package gives on what it imports itself."""
    if name in FUNCTIONS:
        return name
    module, _colon, function = name.partition(":")
    further = imported(module).get(function) if module in TREES else None
    return found_in(further) if further and ":" in further else None


def spoken(node: ast.AST) -> Iterator[ast.AST]:
    """All of a function but what it raises: an error is no result, and is not kept."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.Raise):
            yield child
            yield from spoken(child)


def parts(node: ast.AST) -> list[ast.AST]:
    return [node, *spoken(node)]


@cache
def called(key: str) -> frozenset[str]:
    """The functions of the project that one calls, and "says" where it says something itself."""
    module, known = key.partition(":")[0], imported(key.partition(":")[0])
    found = set()
    for node in parts(FUNCTIONS[key]):
        if isinstance(node, ast.Name):
            theirs = known.get(node.id, f"{module}:{node.id}")
            if theirs.startswith("geodata.texts:") and node.id in SAYING:
                found.add("says")
            found.add(found_in(theirs))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:
            found.add(found_in(f"{known[node.value.id]}:{node.attr}"))
        elif isinstance(node, ast.Attribute):
            found |= {
                other for other in FUNCTIONS if other.startswith("geodata.store") and other.endswith(f":{node.attr}")
            }
    return frozenset(found - {None, key})


def says(key: str) -> list[str]:
    """The way from a function to one that says something; empty where there is none."""
    ways, seen = [[key]], {key}
    for way in ways:
        for other in called(way[-1]) - seen - EXCEPT.keys():
            if other == "says":
                return way
            seen.add(other)
            ways.append([*way, other])
    return []


def cached() -> list[str]:
    decorators = {
        key: {name_of(part.func if isinstance(part, ast.Call) else part) for part in node.decorator_list}
        for key, node in FUNCTIONS.items()
        if isinstance(node, ast.FunctionDef)
    }
    return sorted(key for key, names in decorators.items() if names & CACHES)


@pytest.mark.parametrize("key", cached())
def test_what_is_kept_for_the_next_reader_knows_its_language(key):
    arguments = FUNCTIONS[key].args
    if key not in EXCEPT and not {each.arg for each in (*arguments.args, *arguments.kwonlyargs)} & LANGUAGE:
        assert says(key) == []


def test_the_check_itself_finds_what_it_must():
    assert {"dashboard.charts:_lanes_spec", "dashboard.map.points:_date", "dashboard.data:_figure"} <= set(cached())
    assert (
        says("dashboard.charts:_lanes_spec") and says("dashboard.map.points:_date") and says("dashboard.data:_figure")
    )
    assert says("dashboard.map.basemap:serve")
    assert says("geodata.words:type_name") and not says("geodata.actors:fold")
    late = ast.parse('A = {"a": _("b")}\n@x(y=_("c"))\ndef f(z=number(1)): _("later")\ng = lambda: _("later")')
    assert [name_of(call.func) for call in at_import(late)] == ["_", "x", "_", "number"]


# --- threads --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", [module for module in TREES if module.startswith("dashboard.")])
def test_what_is_made_in_another_thread_takes_the_language_along(module):
    """A download is made when it is clicked, by a thread that works for nobody."""
    calls = [
        node
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.Call) and name_of(node.func) == "download_button"
    ]
    made = [keyword.value for call in calls for keyword in call.keywords if keyword.arg == "data"]
    made = [data for data in made if ast.unparse(data) != "job.content"]  # bytes that are there already
    assert [ast.unparse(data) for data in made if name_of(getattr(data, "func", data)) != "in_this_language"] == []


def test_work_for_later_is_done_in_the_language_of_now():
    with said_in("fr"):
        later = in_this_language(number, 1234.5)
    with ThreadPoolExecutor(1) as other:
        assert (other.submit(later).result(), other.submit(number, 1234.5).result()) == ("1\u202f234,5", "1,234.5")
