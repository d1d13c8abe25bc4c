"""JavaScript modules joined to one file, ours among them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from components.assets import bundle_javascript

COMPONENTS = Path(__file__).parents[2] / "components"
ENTRIES = (
    "plot/chart_component.js",
    "briefing/entry_app.js",
    "briefing/entry_offline.js",
    "briefing/entry_paper.js",
    "offline/page.js",
    "widgets/facets.js",
    "widgets/draft.js",
    "widgets/element_tree_component.js",
    "editing/event_editor.js",
    "editing/appearance_form.js",
    "editing/saved_views_form.js",
)
BY_ITSELF = {"assets/fetch_component_code.js", "pages/replace_first_picture.js"}
"""Sent as they are: one fetches the host, the other is in the page itself."""

needs_node = pytest.mark.skipif(
    not shutil.which("node"), reason="only a reading by another program, and it is not here"
)


@pytest.fixture
def write(tmp_path):
    """`write(a="...", b="...")` makes a.js and b.js, and gives the first."""

    def write(**texts: str) -> Path:
        paths = [Path(tmp_path, f"{name}.js") for name in texts]
        for path, text in zip(paths, texts.values(), strict=True):
            path.write_text(text, "utf-8")
        return paths[0]

    return write


def run(script: str, path: Path) -> str:
    """What the script prints."""
    path.write_text(script, "utf-8")
    return subprocess.run(["node", str(path)], check=True, capture_output=True, text=True).stdout.strip()


@needs_node
def test_each_module_runs_once_before_whoever_needs_it_and_keeps_its_own_names(write, tmp_path):
    entry = write(
        top='import { b } from "./middle.js";\nimport { a, Thing } from "./base.js";\nconst own = "top";\n'
        "console.log(own, a, b(), new Thing().own);\n",
        middle='import { a } from "./base.js";\nconst own = "middle";\nexport function b() { return own + a; }\n',
        base='console.log("base");\nconst own = "base";\nexport const a = 1;\nexport class Thing { own = own; }\n',
    )
    assert run(bundle_javascript.join(entry), tmp_path / "joined.mjs").split("\n") == ["base", "top 1 middle1 base"]


@needs_node
def test_a_const_may_be_taken_apart_where_it_is_exported(write, tmp_path):
    entry = write(
        top='import { a, b } from "./base.js";\nconsole.log(a, b);\n',
        base="const all = { a: 1, b: 2 };\nexport const { a, b } = all;\n",
    )
    assert run(bundle_javascript.join(entry), tmp_path / "joined.mjs") == "1 2"


def test_the_entry_keeps_its_default_export(write):
    assert "\nexport default function" in bundle_javascript.join(
        write(top="// It draws.\nexport default function () {}\n")
    )


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        pytest.param(
            {"a": 'import { x } from "./b.js";', "b": "const x = 1;"},
            "a.js: 'import { x } from \"./b.js\";' cannot be joined. b.js exports no x.",
            id="a name that nobody exports",
        ),
        pytest.param({"a": 'import { x } from "./c.js";'}, "There is no c.js there.", id="a file that is not there"),
        pytest.param(
            {"a": 'import { x } from "./b.js";', "b": 'import { y } from "./a.js";\nexport const x = 1;'},
            "They need each other in a circle",
            id="a circle",
        ),
        pytest.param({"a": 'import x from "./b.js";', "b": ""}, "Write `import { a, b }", id="a default import"),
        pytest.param({"a": 'import { x as y } from "./b.js";', "b": ""}, "Write `import", id="another name for it"),
        pytest.param({"a": 'import {\n  x } from "./b.js";', "b": ""}, "Write `import", id="an import on two lines"),
        pytest.param({"a": "export let x = 1;"}, "`export` before a function", id="an export that changes"),
        pytest.param(
            {"a": 'import { x } from "./b.js";', "b": "export const x = 1;\nexport default x;"},
            "b.js: 'export default x;' cannot be joined",
            id="a default export of what others need",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_joined_is_refused_with_what_to_write(write, texts, says):
    with pytest.raises(bundle_javascript.BadModuleError, match=re.escape(says)):
        bundle_javascript.join(write(**texts))


@needs_node
@pytest.mark.parametrize("entry", ENTRIES)
def test_our_own_scripts_are_javascript_when_joined(entry, tmp_path):
    script = tmp_path / "joined.mjs"
    script.write_text(bundle_javascript.join(COMPONENTS / entry), "utf-8")
    subprocess.run(["node", "--check", str(script)], check=True)


def test_every_file_is_in_a_script_and_every_export_is_taken_by_somebody():
    read = {module.path: module for entry in ENTRIES for module in bundle_javascript.in_order(COMPONENTS / entry)}
    written = set(COMPONENTS.rglob("*.js"))
    assert written - read.keys() == {COMPONENTS / one for one in BY_ITSELF}
    taken = {(other, name) for module in read.values() for _, names, other in module.imports for name in names}
    given = {(path, name) for path, module in read.items() for name in module.exports}
    assert {f"{path.name}: {name}" for path, name in given - taken} == set(), "exported, and nobody imports it"


def test_the_script_of_a_file_that_stands_alone_asks_no_server():
    served = {"live_room.js", "change_notice.js", "notes.js", "entry_app.js", "keep_choice.js"}
    names = {module.path.name for module in bundle_javascript.in_order(COMPONENTS / "briefing/entry_offline.js")}
    assert not names & served
    for entry in ("briefing/entry_offline.js", "offline/page.js"):
        assert not re.findall(
            r"\b(?:fetch|EventSource|XMLHttpRequest|WebSocket)\(", bundle_javascript.join(COMPONENTS / entry)
        )
