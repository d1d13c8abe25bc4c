"""What the Containerfile says, read without an engine."""

import json
import re
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[1]


def stages() -> list[list[tuple[str, str]]]:
    """The instructions of each stage, each with what it is given."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Containerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = [line.split(maxsplit=1) for line in re.sub(r"\\\n", " ", text).splitlines() if line.strip()]
    found: list[list[tuple[str, str]]] = []
    for name, given in lines:
        found += [[]] if name == "FROM" else []
        found[-1].append((name, " ".join(given.split())))
    return found


def health() -> list[str]:
    """The command that asks whether all is well."""
    [given] = [given for name, given in stages()[-1] if name == "HEALTHCHECK"]
    command: list[str] = json.loads(given.partition("CMD ")[2])
    return command


def is_sent(path: str) -> bool:
    """Whether what .dockerignore says lets a file or folder through to the build."""
    rules = (ROOT / ".dockerignore").read_text("utf-8").split()
    sent = True
    for rule in rules:
        name = rule.removeprefix("!").removeprefix("**/")
        if any(fnmatch(part, name) for part in (path, *map(str, Path(path).parents), Path(path).name)):
            sent = rule.startswith("!")
    return sent
