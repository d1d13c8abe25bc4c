"""The manual says what the code does: its tables are made from the code, its links and commands lead somewhere.

`python -m tests.test_docs` writes the tables anew.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from components.pages.about import KEYS
from data import schema

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
PARTS = ("app.py", "data", "components", "tests", "benchmarks", "docs")
"""Where all that a page may name lies."""
MOST_WORDS = 600
"""What a page holds."""


def keys_table() -> str:
    """The keys as a Markdown table."""
    rows = [f"| {' '.join(f'`{key}`' for key in keys)} | {does} |" for keys, does in KEYS]
    return "\n".join(["| key | does |", "| --- | --- |", *rows])


TABLES = {"columns": schema.manual_table, "keys": keys_table}
MANUALS = {"columns": ROOT / "docs" / "your-file.md", "keys": ROOT / "docs" / "marks-and-keys.md"}
"""The page that has each table."""


def between(text: str, name: str) -> re.Match[str]:
    found = re.search(rf"(<!-- {name}: .*? -->\n)(.*?)(<!-- end of {name} -->)", text, re.DOTALL)
    assert found, f"There is no place for {name}."
    return found


def rewritten(text: str, name: str) -> str:
    found = between(text, name)
    return f"{text[: found.start(2)]}\n{TABLES[name]()}\n\n{text[found.end(2) :]}"


@pytest.mark.parametrize("name", TABLES)
def test_the_manuals_tables_are_made_from_the_code(name):
    assert between(MANUALS[name].read_text("utf-8"), name)[2].strip() == TABLES[name]().strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_to_files(page):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    gone = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not gone


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_into_pages_lead_to_a_heading(page):
    links = re.findall(r"\]\(([^)#\s:]*\.md)?#([^)\s]+)\)", page.read_text("utf-8"))
    gone = [heading for place, heading in links if heading not in anchors(page.parent / place if place else page)]
    assert not gone


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_module_and_folder_that_is_named_is_there(page):
    named = re.findall(r"`([\w./-]+)`", page.read_text("utf-8"))
    paths = [name for name in named if name.split("/")[0] in PARTS and "/" in name]
    gone = [name for name in paths if not (ROOT / name).exists()]
    modules = {path.name for part in PARTS for path in (ROOT / part).rglob("*.*")} | {"app.py"}
    gone += [name for name in named if re.fullmatch(r"\w+\.(py|js)", name) and name not in modules]
    assert not gone, "write where it is now"


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name)
def test_a_decision_is_a_page_with_its_number_context_choice_and_cost(page):
    text = page.read_text("utf-8")
    assert re.match(rf"# {page.name[:4]} \S", text), "its title begins with its number"
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Choice", "Cost"]
    assert len(text.split()) <= MOST_WORDS, "what was measured belongs into docs/benchmark.md"


def test_decisions_are_numbered_one_after_the_other_and_stand_in_the_index_under_their_titles():
    assert [int(page.name[:4]) for page in DECISIONS] == [*range(1, len(DECISIONS) + 1)]
    titles = {
        page.name: page.read_text("utf-8").partition("\n")[0].removeprefix(f"# {page.name[:4]} ") for page in DECISIONS
    }
    index = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    listed = re.findall(r"^- \[(\d+)\]\((.+?)\) (.+)$", index, re.MULTILINE)
    assert sorted(listed) == [(name[:4], name, title) for name, title in sorted(titles.items())]


def test_every_make_command_that_is_named_is_there():
    named = set(
        re.findall(r"\bmake ([a-z]+)", re.sub(r"(?s).*?\n## Two commands", "", README.read_text("utf-8"), count=1))
    )
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"run", "test", "check"} <= named & targets


@pytest.mark.parametrize("command", ["check FILE", "convert FILE OUT", "export FILE OUT"])
def test_the_commands_of_the_manual_run(command, tmp_path):
    name, *places = command.split()
    assert f"dateline {name} " in README.read_text("utf-8")
    given = {"FILE": ROOT / "data" / "kazakhstan-2022.csv", "OUT": tmp_path / "events.csv"}
    done = subprocess.run([sys.executable, "app.py", name, *(given[place] for place in places)], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_the_changelog_begins_with_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == version


@pytest.mark.parametrize("lock", ["requirements.txt", "tests/requirements.txt"])
def test_every_version_is_pinned_and_no_registry_is_named(lock):
    lines = [line for line in (ROOT / lock).read_text("utf-8").splitlines() if line and line.lstrip()[0] != "#"]
    assert all(re.fullmatch(r"[a-z0-9.\-]+(\[[a-z]+\])?==[^ ]+( ;.*)?", line.strip()) for line in lines)


def test_the_locks_hold_what_the_project_asks_for():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    locks = {
        "requirements.txt": asked["project"]["dependencies"],
        "tests/requirements.txt": asked["dependency-groups"]["test"],
    }
    for lock, wanted in locks.items():
        held = dict(re.findall(r"^([a-z0-9.-]+)==([^ \n]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        assert [asked for asked in map(Requirement, wanted) if held[asked.name] not in asked.specifier] == []


if __name__ == "__main__":
    for name, manual in MANUALS.items():
        manual.write_text(rewritten(manual.read_text("utf-8"), name), "utf-8")
