"""Who may import whom: the table of ARCHITECTURE.md, held by walking the imports.

Without it the data layer learns of the page one import at a time, and can then neither be tested nor used without it.
"""

import ast
import sys
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TABULAR = {"pandas", "geopandas", "shapely", "numpy"}
MAP = {"folium", "branca", "jinja2", "shapely", "pandas", "numpy"}

# module (first pattern that fits) | what it may import besides the standard library and its own package
ALLOWED = [
    ("geodata.schema", {"pyproj", "shapely"}),
    ("geodata.errors", {"rapidfuzz"}),
    ("geodata.texts", {"babel"}),
    ("geodata.places", TABULAR | {"rapidfuzz"}),
    ("geodata.template", TABULAR | {"xlsxwriter"}),
    ("geodata.regions.files", TABULAR | {"pyarrow"}),
    ("geodata.regions.fetching", set()),
    ("geodata.regions.reaching", set()),
    ("geodata.regions*", TABULAR | {"pyogrio", "pyproj"}),
    ("geodata.store*", TABULAR | {"duckdb", "pyarrow"}),
    ("geodata.flat", TABULAR | {"pyarrow"}),
    ("geodata.prepare", TABULAR | {"pyarrow"}),
    ("geodata.readers.table", {"pandas", "pyarrow"}),
    ("geodata.readers.workbook", {"python_calamine"}),
    ("geodata.readers.parquet", {"pyarrow", "pyproj"}),
    ("geodata.readers.shapefile", {"pyogrio"}),
    ("geodata.readers.shapes", {"numpy"}),
    ("geodata.readers.projection", {"pyproj"}),
    ("geodata.readers.features", {"pyproj"}),
    ("geodata.readers.geo*", {"pyproj"}),
    ("geodata.confined", {"pyogrio"}),
    ("geodata.briefs.slides", {"pptx"}),
    ("geodata.briefs.slide_parts", {"pptx"}),
    ("geodata.briefs.answer_slides", {"pptx"}),
    ("geodata.briefs.document", {"docx"}),
    ("geodata.briefs.saved", {"tomli_w"}),
    ("geodata.briefs*", {"matplotlib"}),
    ("geodata.figures.writing", {"matplotlib", "fontTools", "numpy"}),
    ("geodata.figures.frames", TABULAR | {"pyproj"}),
    ("geodata.figures*", TABULAR | {"matplotlib"}),
    ("geodata.questions.rates", {"numpy", "scipy"}),
    ("geodata.questions.distances", TABULAR | {"pyproj"}),
    ("geodata.questions.coincidences", TABULAR | {"scipy"}),
    ("geodata.questions*", TABULAR),
    ("geodata.export.xlsx", TABULAR | {"xlsxwriter"}),
    ("geodata.export.geoparquet", TABULAR | {"pyarrow"}),
    ("geodata.export*", TABULAR | {"pyogrio"}),
    ("geodata*", TABULAR),
    ("dashboard.charts", {"geodata", "pandas", "numpy", "altair"}),
    ("dashboard.question_charts", {"geodata", "pandas", "altair"}),
    ("dashboard.answer_maps", {"geodata", "shapely", "streamlit"}),
    ("dashboard.small_map", {"geodata", "pandas", "shapely"}),
    ("dashboard.safe", set()),
    ("dashboard.map.view", {"geodata", "streamlit", "streamlit_folium"} | MAP),
    ("dashboard.map.assets", {"streamlit", "xstatic"} | MAP),
    ("dashboard.map*", {"geodata"} | MAP),
    ("dashboard.screens*", {"geodata", "streamlit", "pandas"}),
    ("dashboard*", {"geodata", "streamlit", "pandas"}),
]
# Along the flow: a module imports only modules that stand before it.
ORDER = [
    "geodata.schema", "geodata.errors", "geodata.texts", "geodata.said_later", "geodata.actors", "geodata.symbols", "geodata.formulas",
    "geodata.rows", "geodata.readers.mapping", "geodata.readers.options", "geodata.readers.table", "geodata.readers.delimited",
    "geodata.readers.cells", "geodata.readers.choice", "geodata.readers.markup", "geodata.readers.shapes", "geodata.readers.projection",
    "geodata.readers.features", "geodata.readers.geojson", "geodata.readers.geopackage", "geodata.readers.kml", "geodata.readers.parquet",
    "geodata.readers.shapefile", "geodata.readers.archive", "geodata.readers.excel_errors", "geodata.readers.workbook", "geodata.readers.opening",
    "geodata.readers.words", "geodata.readers.degrees", "geodata.readers.days",
    "geodata.readers.sheet", "geodata.readers.sigact", "geodata.readers.revisions",
    "geodata.readers.phrases", "geodata.readers.proposal", "geodata.readers.mapped", "geodata.readers.parting", "geodata.readers.layout", "geodata.readers.tabular",
    "geodata.readers.acled", "geodata.readers.ucdp", "geodata.readers", "geodata.outlines", "geodata.rules", "geodata.validate",
    "geodata.regions.numbering", "geodata.regions.areas", "geodata.regions.cells", "geodata.regions.borders", "geodata.regions.grid", "geodata.regions.locating",
    "geodata.regions.names", "geodata.regions.sets", "geodata.regions.extents", "geodata.regions.joining", "geodata.regions.measures", "geodata.regions.moves", "geodata.regions.placement",
    "geodata.regions",
    "geodata.geonames", "geodata.place_names", "geodata.places", "geodata.template", "geodata.reference", "geodata.facts", "geodata.ledger", "geodata.knowledge", "geodata.doubts", "geodata.unlisted",
    "geodata.ingest", "geodata.flat", "geodata.prepare", "geodata.manifest", "geodata.confined",
    "geodata.regions.asked", "geodata.regions.findings", "geodata.regions.naming", "geodata.regions.reading",
    "geodata.regions.land", "geodata.regions.shaping", "geodata.regions.covering", "geodata.regions.screen", "geodata.regions.nesting",
    "geodata.regions.checks", "geodata.regions.checked", "geodata.regions.files", "geodata.regions.svg", "geodata.regions.sketch", "geodata.regions.report",
    "geodata.regions.reaching", "geodata.regions.fetching",
    "geodata.timeline", "geodata.moments", "geodata.words", "geodata.filter_words", "geodata.link_values", "geodata.cells", "geodata.classes", "geodata.filters", "geodata.lanes", "geodata.table_words", "geodata.views", "geodata.store.tables", "geodata.store.asking", "geodata.store.moment", "geodata.store.casts", "geodata.store.amounts", "geodata.store.divisions", "geodata.store.keeping", "geodata.store.mapping", "geodata.store.dating", "geodata.store.counting", "geodata.store.roles", "geodata.store.meeting", "geodata.store.reading",
    "geodata.store.listing", "geodata.store.opening", "geodata.store.arriving", "geodata.store.steps", "geodata.store.placing", "geodata.store.assigning", "geodata.store.imports", "geodata.store.knowing", "geodata.store.rebuilding", "geodata.store", "geodata.matrix", "geodata.told",
    "geodata.questions.asked", "geodata.questions.answer", "geodata.questions.passing", "geodata.questions.rates", "geodata.questions.distances", "geodata.questions.region_groups", "geodata.questions.covered", "geodata.questions.sides", "geodata.questions.compared_bars", "geodata.questions.comparison", "geodata.questions.typed", "geodata.questions.figures_reported", "geodata.questions.bases", "geodata.questions.changes", "geodata.questions.reported", "geodata.questions.handovers", "geodata.questions.parts", "geodata.questions.tallies", "geodata.questions.summary", "geodata.questions.happened", "geodata.questions.alike", "geodata.questions.pairing", "geodata.questions.chance", "geodata.questions.coincidences", "geodata.questions.coincidences_told", "geodata.questions.registry",
    "geodata.export.extract", "geodata.export.answers", "geodata.export.files", "geodata.export.control", "geodata.export.csv", "geodata.export.geojson",
    "geodata.export.geopackage", "geodata.export.geoparquet", "geodata.export.kml", "geodata.export.xlsx",
    "geodata.export.registry", "geodata.comparing", "geodata.citing",
    "geodata.figures.papers", "geodata.figures.frames", "geodata.figures.marks", "geodata.figures.wanted", "geodata.figures.sources", "geodata.figures.scene", "geodata.figures.text", "geodata.figures.labels", "geodata.figures.sheet", "geodata.figures.canvas", "geodata.figures.glyphs", "geodata.figures.ground", "geodata.figures.mapped", "geodata.figures.panels", "geodata.figures.legend", "geodata.figures.notes", "geodata.figures.writing", "geodata.figures.map_figure", "geodata.figures.timed", "geodata.figures.timeline_scene", "geodata.figures.timeline_marks", "geodata.figures.timeline_legend", "geodata.figures.timeline_figure", "geodata.figures.matrix_figure", "geodata.figures.rows_scene", "geodata.figures.grid", "geodata.figures.table_figure", "geodata.figures.answered", "geodata.figures.answer_drawing", "geodata.figures.answer_figure", "geodata.figures.drawing", "geodata.figures.registry", "geodata.figure_commands", "geodata.markdown", "geodata.links", "geodata.briefs.page", "geodata.briefs.paragraph", "geodata.briefs.archive", "geodata.briefs.pictures", "geodata.briefs.slide_parts", "geodata.briefs.slides", "geodata.briefs.answer_slides", "geodata.briefs.answer_words", "geodata.briefs.document", "geodata.briefs.words", "geodata.briefs.printed", "geodata.briefs.sets", "geodata.briefs.registry", "geodata.briefs.saved", "geodata.briefs.making", "geodata.briefs.keeping", "geodata.brief_commands", "geodata.kept", "geodata.report", "geodata.shares", "geodata.uploads", "geodata.progress", "geodata.question_commands", "geodata.commands", "geodata.region_differences", "geodata.region_commands", "geodata.demo.lots", "geodata.demo.sheets", "geodata.demo", "geodata.__main__",
]  # fmt: skip
OUTSIDE_THE_FLOW = {
    "geodata",
    "geodata.export",
    "geodata.figures",
    "geodata.briefs",
    "geodata.questions",
    "geodata.data",
    "geodata.data.make_boundaries",
}


def modules() -> dict[str, Path]:
    paths = [*ROOT.glob("geodata/**/*.py"), *ROOT.glob("dashboard/**/*.py")]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in paths}


MODULES = modules()


@cache
def imports(module: str) -> set[str]:
    """Full names of all that a module imports, also inside functions; `from . import x` counts as the module x."""
    path = MODULES[module]
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            inner = {f"{base}.{alias.name}" for alias in node.names} & MODULES.keys()
            found |= inner if len(inner) == len(node.names) else inner | {base}
    return found


def roots(module: str) -> set[str]:
    return (
        {name.split(".")[0] for name in imports(module)} - sys.stdlib_module_names - {module.split(".", maxsplit=1)[0]}
    )


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_only_what_the_table_allows(module):
    allowed = next(names for pattern, names in ALLOWED if fnmatch(module, pattern))
    assert roots(module) - allowed == set()


def test_the_table_keeps_the_page_out_of_the_data_and_sql_in_one_module():
    """The rules that all others rest on, said once more without the table."""
    for module in MODULES:
        if module.startswith("geodata"):
            assert not roots(module) & {"streamlit", "folium", "dashboard", "altair"}, module
        if "duckdb" in roots(module):
            assert module.startswith("geodata.store.")
        if module.startswith("dashboard.map") and roots(module) & {"streamlit", "streamlit_folium"}:
            assert module in ("dashboard.map.view", "dashboard.map.assets")


def test_every_module_of_the_data_package_has_its_place_in_the_flow():
    assert {name for name in MODULES if name.startswith("geodata")} == {*ORDER, *OUTSIDE_THE_FLOW}


@pytest.mark.parametrize("module", ORDER)
def test_a_module_of_the_flow_imports_only_what_stands_before_it(module):
    siblings = {name for name in imports(module) if name.startswith("geodata")}
    assert siblings <= set(ORDER[: ORDER.index(module)])


def test_screens_are_imported_by_nobody():
    users = {module for module in MODULES if any(name.startswith("dashboard.screens.") for name in imports(module))}
    assert users == set()


def test_a_module_is_named_for_what_it_does():
    parts = {part for module in MODULES for part in module.split(".")}
    assert parts & {"utils", "util", "helpers", "helper", "common", "misc"} == set()
