"""A table of dated events as a timeline, in a notebook or in somebody's own Streamlit app.

It is the page that `dateline export` writes, made by that program in a process of its own: nothing of Dateline but this
package is imported here, so that a module `data` of the notebook's is what it was.
"""

import html
import re
import subprocess
import sys
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Final

from dateline import _tables
from dateline._home import HOME

MOST_KEPT: Final = 16
"""Pages that a process keeps: an app is run anew at every touch, mostly with the same table."""
HEIGHT: Final = 640
FRAME: Final = (
    '<iframe title="Timeline" srcdoc="{}" sandbox="allow-scripts allow-popups allow-modals allow-downloads" '
    'style="width: 100%; height: {}px; border: 0"></iframe>'
)
HINT: Final = "Say which column is which, as in timeline(events, {})."
_PAGES: Final[OrderedDict[str, str]] = OrderedDict()
_LOCK: Final = Lock()


class CannotShow(ValueError):  # noqa: N818  it says what is so
    """The table cannot be read as events: what is wrong, and what to write instead."""


@dataclass(frozen=True, slots=True, repr=False)
class Timeline:
    """A timeline with its data in it. A notebook shows it; `html` is the whole page, which asks nobody for anything."""

    html: str
    height: int = HEIGHT

    def save(self, path: str | Path) -> None:
        """Write the page to a file that opens in any browser."""
        Path(path).write_text(self.html, "utf-8")

    def _repr_html_(self) -> str:
        return FRAME.format(html.escape(self.html), self.height)


def timeline(
    events: Any, *, view: str = "", heading: str = "", zone: str = "", height: int = HEIGHT, **columns: str
) -> Timeline | None:
    """The timeline of a data frame, of records, or of a file. In a running Streamlit app it is shown where this is
    called, and None is given back.

    events: a data frame (pandas, Polars, Arrow), a list of dicts or a dict of lists; or the path of any file that
        Dateline reads. A row is an event, with a date and a title.
    view: what of it: the address of a page of Dateline, or what follows its question mark, as in "category=Protest".
    heading, zone: of a table: what it is called, and the time zone of its times, as in "Asia/Almaty".
    columns: which column is which, as in `date="When"`, and the answers that --map takes, as in `order="day"`.

    Raises CannotShow.
    """
    if isinstance(events, str | Path):
        if heading or zone:
            raise CannotShow("The heading and the time zone of a file stand in the settings beside it, a .toml file.")
        shown = Timeline(_written(str(events), view, columns), height)
    else:
        shown = Timeline(_of_table(_tables.as_csv(events), _tables.as_settings(heading, zone), view, columns), height)
    if (app := _running_app()) is None:
        return shown
    app.iframe(shown.html, height=height)
    return None


def _of_table(table: bytes, settings: str, view: str, columns: dict[str, str]) -> str:
    """The page of a CSV; the same bytes are read once."""
    key = sha256(repr((table, settings, view, sorted(columns.items()))).encode()).hexdigest()
    with _LOCK:
        if key in _PAGES:
            _PAGES.move_to_end(key)
            return _PAGES[key]
    with TemporaryDirectory(prefix="dateline-") as folder:
        file = Path(folder) / "events.csv"
        file.write_bytes(table)
        file.with_suffix(".toml").write_text(settings, "utf-8")
        page = _written(str(file), view, columns)
    with _LOCK:
        _PAGES[key] = page
        while len(_PAGES) > MOST_KEPT:
            _PAGES.popitem(last=False)
    return page


def _written(file: str, view: str, columns: dict[str, str]) -> str:
    """The page that the program writes of a file. Raises CannotShow with what it says."""
    with TemporaryDirectory(prefix="dateline-") as folder:
        out = Path(folder) / "page.html"
        mapped = [word for name, header in columns.items() for word in ("--map", f"{name}={header}")]
        command = [sys.executable, str(HOME / "app.py"), "export", *mapped, "--view", view, "--", file, str(out)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            raise CannotShow(_complaint(done.stderr))
        return out.read_text("utf-8")


def _complaint(said: str) -> str:
    """What the program said, with what is written here in place of what is typed there."""
    lines = [line for line in said.splitlines() if not line.startswith(("usage:", " ", "With --map"))]
    example = re.search("--map '?([a-z]+)=(.+?)'?, you can choose", said)
    hint = [HINT.format(f"{example[1]}={example[2]!r}")] if example else []
    whole = " ".join([*(line.removeprefix("Argument --map: ") for line in lines), *hint])
    return whole[:1].upper() + whole[1:]


def _running_app() -> Any:
    """Streamlit, where one of its apps is what runs here; else None."""
    if "streamlit" not in sys.modules:
        return None
    runs = import_module("streamlit.runtime.scriptrunner").get_script_run_ctx(suppress_warning=True) is not None
    return sys.modules["streamlit"] if runs else None
