"""A small server for the peers' pages, and the peers themselves, installed and bundled."""

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import uvicorn

from benchmarks.peers import routes
from benchmarks.serving import CACHE
from tests.browser.running_app import free_port

HERE, BUILT = Path(__file__).parent, CACHE / "peers"
SCRIPTS = ("vis", "timelinejs", "mosaic")
EVENTS = """
CREATE TABLE events AS
SELECT row_number() OVER () AS id, title, category, source,
  coalesce(try_strptime(from_text, '%Y-%m-%dT%H:%M:%S'), try_strptime(from_text, '%Y-%m-%dT%H:%M'),
           try_strptime(left(from_text, 10), '%Y-%m-%d'), try_strptime(left(from_text, 7), '%Y-%m'),
           try_strptime(left(from_text, 4), '%Y')) AS start,
  try_strptime(left(split_part(date, '/', 2), 10), '%Y-%m-%d') AS end_
FROM (SELECT *, rtrim(split_part(date, '/', 1), '~?%') AS from_text FROM read_csv($1, all_varchar = true))
WHERE coalesce(kind, '') <> 'era'
"""


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of the pages over the events of a CSV, until the block ends."""
    built()
    with duckdb.connect(config={"memory_limit": "4GB"}) as engine:
        engine.execute(EVENTS, [str(path)])
        port = free_port()
        app = routes.app(engine, BUILT)
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
        server.should_exit = True
        thread.join(10)


def built() -> None:
    """Install the peers with npm and bundle a page's script for each; done once."""
    versions = [HERE / name for name in ("package.json", "package-lock.json", "no-geometry.js")]
    versions += [HERE / f"{name}.js" for name in SCRIPTS]
    stamp, content = BUILT / "built", "".join(one.read_text("utf-8") for one in versions)
    if stamp.exists() and stamp.read_text("utf-8") == content:
        return
    BUILT.mkdir(parents=True, exist_ok=True)
    for one in versions:
        shutil.copy(one, BUILT)
    _run("npm", "install", "--no-audit", "--no-fund", "--loglevel=error")
    for name in SCRIPTS:
        _run("node_modules/.bin/esbuild", f"{name}.js", "--bundle", "--format=esm", f"--outfile={name}.bundle.js",
             "--alias:@uwdata/wk-geojson=./no-geometry.js", "--log-level=error")  # fmt: skip
    stamp.write_text(content, "utf-8")


def _run(*command: str) -> None:
    subprocess.run(command, cwd=BUILT, check=True, timeout=180, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
