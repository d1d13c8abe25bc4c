"""The walls between the parts, kept by reading every module's syntax tree."""

import ast
from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TypeGuard

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("data", "components", "dateline")
MODULES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in [ROOT / "app.py", *(path for part in PARTS for path in (ROOT / part).rglob("*.py"))]
    if path.exists()
}
SHOWN = [name for name in MODULES if name == "app.py" or name.startswith("components/")]

MAY_NOT_IMPORT = {
    "data/": {"streamlit", "plotly", "starlette", "components", "app"},
    "components/": {"ibis", "duckdb"},
    "components/figures/": {"streamlit"},
    "components/exporters/": {"streamlit"},
    "components/pptx/": {"streamlit"},
    "components/cli.py": {"streamlit"},
    "components/run_app.py": {"streamlit"},
    "dateline/": {"data", "streamlit", "plotly", "ibis", "duckdb"},
    "components/theme.py": {"streamlit"},
    "components/words/": {"streamlit", "plotly"},
}
ANSWERED = {
    "data.columnar.in_memory",
    "data.columnar.chosen_events",
    "data.search.results",
    "data.engine.count_tables",
    "data.dataset.compiled_queries",
    "data.search.result_tables",
}
"""What is asked through `data.answers` only: columns, count tables, compiled questions."""
FLOORS = (
    ("data",),
    ("components.words",),
    ("components.theme",),
    ("components.figures",),
    ("components.dataset_scales", "components.assets"),
    ("components.deck",),
    ("components.offline",),
    ("components.pictures",),
    ("components.pptx",),
    ("components.exporters",),
    ("components.api", "components.run_app"),
    ("components.access",),
    ("components.live", "components.cli"),
    ("components.cache",),
    ("components.session_state",),
    ("components.http",),
    ("components.briefing", "components.editing", "components.widgets", "components.plot"),
    ("components.server", "components.cards"),
    ("components.pages",),
    ("app",),
    ("dateline",),
)
"""From the ground up: a part imports from floors below its own, never from above."""

ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "text_folding": set(),
    "event_links": {"errors"},
    "remarks": set(),
    "reading_report": {"errors"},
    "quantities": {"errors"},
    "dates": {"errors"},
    "schema": {"errors", "text_folding"},
    "profiles": {"errors", "dates", "schema"},
    "view": {"errors", "dates", "schema"},
    "files": {"errors", "dates", "schema", "profiles"},
    "engine": {"errors", "dates", "view"},
    "queries": {"text_folding", "dates", "view"},
    "settings": {"errors", "schema", "view", "files"},
    "validation": {"errors", "text_folding", "event_links", "quantities", "dates", "schema", "profiles", "files"},
    "claims": {"errors", "text_folding", "quantities", "dates", "schema", "view", "queries"},
    "columnar": {"dates", "view", "queries"},
    "warehouses": {
        "errors",
        "text_folding",
        "event_links",
        "reading_report",
        "quantities",
        "dates",
        "schema",
        "files",
        "engine",
        "settings",
        "validation",
    },
    "importers": {"errors", "schema", "files", "validation"},
    "draft": {"errors", "text_folding", "quantities", "dates", "files", "engine"},
    "search": {"dates", "view", "engine", "queries", "columnar"},
    "bulk": {
        "errors",
        "event_links",
        "reading_report",
        "dates",
        "schema",
        "profiles",
        "files",
        "engine",
        "settings",
        "validation",
        "importers",
    },
    "reading": {
        "errors",
        "reading_report",
        "dates",
        "schema",
        "profiles",
        "files",
        "engine",
        "settings",
        "validation",
        "importers",
        "bulk",
    },
    "dataset": {
        "errors",
        "reading_report",
        "dates",
        "view",
        "files",
        "engine",
        "queries",
        "settings",
        "columnar",
        "warehouses",
        "importers",
        "search",
        "bulk",
        "reading",
    },
    "corrections": {
        "errors",
        "reading_report",
        "dates",
        "schema",
        "profiles",
        "files",
        "settings",
        "validation",
        "reading",
        "dataset",
    },
    "answers": {
        "errors",
        "event_links",
        "reading_report",
        "dates",
        "view",
        "engine",
        "queries",
        "claims",
        "columnar",
        "search",
        "dataset",
    },
    "cli": {
        "errors",
        "reading_report",
        "dates",
        "schema",
        "files",
        "engine",
        "settings",
        "validation",
        "warehouses",
        "draft",
        "reading",
        "dataset",
        "corrections",
    },
}
"""The rooms of `data/`, from the ground up, each with all that it may import."""
MOST_ROOM_IMPORTS = 140

SAME_FOR_THE_WHOLE_RUN = {
    "components/assets/__init__.py",  # the code of a component
    "components/assets/streamlit_component.py",  # a component, made known to Streamlit
    "components/figures/font_files.py",  # what is in the font
    "components/figures/text_width.py",  # how wide a letter is
    "components/figures/hover_text.py",  # what is told of an event
    "components/server/routes.py",  # what an address asks
    "components/words/time_between.py",  # how far apart two dates are
    "components/words/dates.py",  # a date in words
    "components/words/times_and_durations.py",  # a stretch of time in words
}


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every module that is imported, with its line; `from a import b` gives `a` and `a.b`, for `b` may be a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: write the whole name of what is imported"
            yield node.lineno, node.module or ""
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def part_of(dotted: str) -> str:
    """The part that a module belongs to: data, app, or one of those under components."""
    steps = dotted.split(".")
    return ".".join(steps[:2]) if steps[0] == "components" else steps[0]


def floor_of(part: str) -> int | None:
    return next((floor for floor, parts in enumerate(FLOORS) if part in parts), None)


def dotted(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def attributes(tree: ast.Module, of: str) -> Iterator[tuple[int, str]]:
    """The names that are taken from one name: `session_state` from `st`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == of:
            yield node.lineno, node.attr


def has_decorator(tree: ast.Module, name: str) -> bool:
    """Whether a function of the module is registered by `@name(...)`."""
    calls = (
        decorator
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call)
    )
    return any(getattr(call.func, "id", getattr(call.func, "attr", "")) == name for call in calls)


def remembers(node: ast.AST) -> TypeGuard[ast.FunctionDef]:
    """Whether it is a function that keeps its answers."""
    return isinstance(node, ast.FunctionDef) and any(
        word in ast.unparse(decorator).split("(")[0].split(".")
        for decorator in node.decorator_list
        for word in ("cache", "lru_cache")
    )


@pytest.mark.parametrize("name", MODULES)
def test_it_imports_nothing_from_behind_a_wall(name):
    banned = set[str]().union(*(names for place, names in MAY_NOT_IMPORT.items() if name.startswith(place)))
    crossed = [f"line {line}: {module}" for line, module in imported(MODULES[name]) if module.split(".")[0] in banned]
    assert not crossed


@pytest.mark.parametrize("name", SHOWN)
def test_events_are_asked_for_through_one_interface(name):
    asked = [f"line {line}: {module}" for line, module in imported(MODULES[name]) if module in ANSWERED]
    asked += [f"line {line}: {module}" for line, module in imported(MODULES[name]) if ".answers.from_" in module]
    asked += [f"line {line}: table" for line, found in attributes(MODULES[name], "dataset") if found == "table"]
    assert not asked, "ask `data.answers`"


def test_who_answers_is_chosen_in_one_place():
    choosers = {
        name
        for name, tree in MODULES.items()
        for _, module in imported(tree)
        if module in ("data.answers.from_preview", "data.answers.from_day_counts", "data.answers.from_columns")
    }
    assert choosers == {"data/answers/__init__.py"}


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_one_way(name):
    own = part_of(dotted(name))
    here = floor_of(own)
    if here is None:
        assert own == "components", f"{own} stands on no floor: name one in FLOORS"
        return
    upward = [
        f"line {line}: {module}"
        for line, module in imported(MODULES[name])
        if (floor := floor_of(part_of(module))) is not None and part_of(module) != own and floor >= here
    ]
    assert not upward


def room_of(dotted: str) -> str:
    """The room of `data/` that a module belongs to; "" for what is elsewhere."""
    steps = dotted.split(".")
    return steps[1] if steps[0] == "data" and len(steps) > 1 else ""


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("data/")])
def test_each_room_of_data_imports_only_what_is_written_here(name):
    own = room_of(dotted(name))
    if not own:
        return
    crossed = [
        f"line {line}: {module}"
        for line, module in imported(MODULES[name])
        if (room := room_of(module)) and room in ROOMS and room != own and room not in ROOMS[own]
    ]
    assert own in ROOMS, f"{own} is no room: say in ROOMS what it may import"
    assert not crossed


def module_of(name: str, modules: Collection[str]) -> str:
    """The module that is named: by its own name, or by that of something in it; "" for what is not ours."""
    return next((found for found in (name, name.rpartition(".")[0]) if found in modules), "")


def circle(imports: Mapping[str, Collection[str]]) -> str:
    """The modules of one circle of imports, in their order; "" where there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as found:
        return " <- ".join(found.args[1])
    return ""


def test_no_modules_of_data_import_each_other_in_a_circle():
    """Not by an import within a function either."""
    trees = {dotted(name): tree for name, tree in MODULES.items() if name.startswith("data/")}
    imports = {
        name: {module_of(module, trees) for _, module in imported(tree)} - {"", name, name.rpartition(".")[0]}
        for name, tree in trees.items()
    }
    assert sum(map(len, imports.values())) > 200
    assert not circle(imports)


def test_a_circle_is_seen():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a", "d"}})
    assert not circle({"a": {"b", "c"}, "b": {"c"}})


def test_the_rooms_of_data_stand_one_above_the_other():
    """Each may import only from those before it in the list, so there is no circle of rooms."""
    names = list(ROOMS)
    assert {room_of(dotted(name)) for name in MODULES if name.startswith("data/")} - {""} == {*names}
    assert not {room: below for room, below in ROOMS.items() if not below <= {*names[: names.index(room)]}}


def test_the_rooms_of_data_import_few_others_and_none_without_need():
    """One line for each room that a room imports: what needs a new one may stand in the wrong room."""
    used = {
        (own, room)
        for name, tree in MODULES.items()
        for _, module in imported(tree)
        if (own := room_of(dotted(name))) and (room := room_of(module)) in ROOMS and room != own
    }
    assert {(room, other) for room, below in ROOMS.items() for other in below} == used
    assert len(used) <= MOST_ROOM_IMPORTS


@pytest.mark.parametrize("folder", ["pages", "pictures/charts"])
def test_neither_pages_nor_charts_import_each_other(folder):
    """What two of them share is a module that registers none."""
    registered = {
        dotted(name)
        for name, tree in MODULES.items()
        if name.startswith(f"components/{folder}/") and has_decorator(tree, folder.rpartition("/")[2].removesuffix("s"))
    }
    pairs = [
        f"{name}, line {line}: {module}"
        for name, tree in MODULES.items()
        if dotted(name) in registered
        for line, module in imported(tree)
        if module in registered - {dotted(name)}
    ]
    assert not pairs


@pytest.mark.parametrize("name", [name for name in SHOWN if name != "components/session_state.py"])
def test_only_state_names_the_session_and_the_address(name):
    named = [
        found for found in attributes(MODULES[name], "st") if found[1] in ("session_state", "query_params", "context")
    ]
    assert not named


@pytest.mark.parametrize("name", [name for name in SHOWN if name != "components/cache/__init__.py"])
def test_only_cache_caches(name):
    """What is the same for the whole run may be kept where it is made: a function without arguments."""
    tree = MODULES[name]
    kept = [found for found in attributes(tree, "st") if found[1].startswith("cache_")]
    kept += [(node.lineno, node.name) for node in ast.walk(tree) if remembers(node) and node.args.args]
    assert not kept or name in SAME_FOR_THE_WHOLE_RUN


def test_only_one_module_opens_engines():
    openers = [
        name
        for name, tree in MODULES.items()
        if any(found == "connect" for of in ("duckdb", "ibis") for _, found in attributes(tree, of))
        or any(module in ("duckdb.connect", "ibis.connect", "sqlite3") for _, module in imported(tree))
    ]
    assert set(openers) == {"data/engine/connection.py"}


@pytest.mark.parametrize("name", MODULES)
def test_data_never_becomes_markup(name):
    unsafe = [
        node.lineno
        for node in ast.walk(MODULES[name])
        if isinstance(node, ast.keyword) and node.arg in ("unsafe_allow_html", "unsafe_allow_javascript")
    ]
    assert not unsafe


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_short_enough_to_read_at_once(name):
    most = 60 if name == "app.py" else 300
    assert len((ROOT / name).read_text("utf-8").splitlines()) <= most


@pytest.mark.parametrize("name", MODULES)
def test_a_module_opens_with_its_purpose(name):
    tree = MODULES[name]
    assert ast.get_docstring(tree) or not tree.body


def doubles_a_mark(tree: ast.Module) -> Iterator[int]:
    """The lines where a quotation mark is made two, as SQL has it, or another library is asked to write a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            marks = [ast.unparse(argument) for argument in node.args]
            if node.func.attr == "replace" and any(mark in ("'\"\"'", "\"''\"", "'``'") for mark in marks):
                yield node.lineno
        if isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node).endswith(
            ("to_identifier", "Literal.string")
        ):
            yield node.lineno


def test_only_one_module_writes_names_and_texts_as_sql():
    writers = [name for name, tree in MODULES.items() if name.startswith("data/") and list(doubles_a_mark(tree))]
    assert set(writers) == {"data/engine/quoting.py", "data/files/quotation.py"}, "the second doubles those of a CSV"


def test_who_uploads_may_bring_any_file():
    """What can be read is said by the importers, and nowhere by a second list of endings."""
    calls = [node for name in SHOWN for node in ast.walk(MODULES[name]) if isinstance(node, ast.Call)]
    uploaders = [call for call in calls if ast.unparse(call.func).endswith("file_uploader")]
    assert uploaders
    assert not [ast.unparse(call) for call in uploaders if "type" in {keyword.arg for keyword in call.keywords}]
