"""JavaScript modules joined to one file, which imports nothing: the browser asks once, and an offline page asks nobody.

What a module takes from another it imports by name, `import { a, b } from "./other.js";` in one line, and what it gives
it declares with `export`; that is all that is understood. Each module stays a scope of its own.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

IMPORT: Final = re.compile(r'^import \{ ([\w$]+(?:, [\w$]+)*) \} from "(\.[\w./-]+)";$', re.MULTILINE)
EXPORT: Final = re.compile(
    r"^export (?=(?:(?:async )?function\*? |class |const )(?:([\w$]+)|\{ ([\w$]+(?:, [\w$]+)*) \}))", re.MULTILINE
)
OTHER: Final = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
DEFAULT: Final = re.compile(r"^export default\b", re.MULTILINE)
WRITE: Final = (
    'Write `import { a, b } from "./other.js";` in one line, and `export` before a function, a class or a const.'
)


class BadModuleError(ValueError):
    """A module that cannot be joined; the message says which, where, and what to write instead."""

    def __init__(self, path: Path, line: str, advice: str) -> None:
        super().__init__(f"{path.name}: {line!r} cannot be joined. {advice}")


@dataclass(frozen=True)
class Module:
    """One file, read."""

    path: Path
    text: str

    @cached_property
    def imports(self) -> tuple[tuple[str, tuple[str, ...], Path], ...]:
        """The line, the names that it takes, and the file that they are taken from."""
        folder = self.path.parent
        return tuple(
            (line[0], tuple(line[1].split(", ")), (folder / line[2]).resolve()) for line in IMPORT.finditer(self.text)
        )

    @cached_property
    def exports(self) -> tuple[str, ...]:
        """The names that others may take."""
        declared = (line[1] or line[2] for line in EXPORT.finditer(self.text))
        return tuple(name for names in declared for name in names.split(", "))


def join(entry: Path) -> str:
    """The text of a module after all that it needs, each once and before whoever needs it.

    Only its own `export default` stays. Raises BadModuleError for a name that nobody exports, for modules that need
    each other in a circle, and for forms of import and export that are not understood.
    """
    modules = in_order(entry)
    scopes = {module.path: f"${place}_{module.path.stem}" for place, module in enumerate(modules)}
    exports = {module.path: module.exports for module in modules}
    *needed, last = modules
    texts = [_wrap(scopes[module.path], _bind_imports(module, scopes, exports), module.exports) for module in needed]
    return "\n".join([*texts, _bind_imports(last, scopes, exports)])


def in_order(entry: Path) -> Sequence[Module]:
    """A module and all that it needs, directly or not: whatever is needed stands before whoever needs it."""
    done: dict[Path, Module] = {}
    _collect(entry.resolve(), done, ())
    return list(done.values())


def _collect(path: Path, done: dict[Path, Module], above: tuple[Path, ...]) -> None:
    if path in done:
        return
    module = Module(path, path.read_text("utf-8"))
    _check(module, is_entry=not above)
    for line, _, other in module.imports:
        if other in (*above, path):
            raise BadModuleError(path, line, "They need each other in a circle: move what both need into a third file.")
        if not other.is_file():
            raise BadModuleError(path, line, f"There is no {other.name} there.")
        _collect(other, done, (*above, path))
    done[path] = module


def _bind_imports(module: Module, scopes: Mapping[Path, str], exports: Mapping[Path, Sequence[str]]) -> str:
    """The text with its imports taken from the scopes, and its exports as plain declarations."""
    text = module.text
    for line, names, other in module.imports:
        for name in names:
            if name not in exports[other]:
                raise BadModuleError(module.path, line, f"{other.name} exports no {name}.")
        text = text.replace(line, f"const {{ {', '.join(names)} }} = {scopes[other]};", 1)
    return EXPORT.sub("", text)


def _check(module: Module, *, is_entry: bool) -> None:
    """Raise BadModuleError for a form of import or export that is not understood."""
    rest = EXPORT.sub("", IMPORT.sub("", module.text))
    if is_entry:
        rest = DEFAULT.sub("", rest)
    if other := OTHER.search(rest):
        raise BadModuleError(module.path, other[0], WRITE)


def _wrap(name: str, text: str, exports: Sequence[str]) -> str:
    return f"const {name} = (() => {{\n{text}\nreturn {{ {', '.join(exports)} }};\n}})();"
