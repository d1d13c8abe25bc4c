"""A small server for the peers' pages: the events as JSON, and Mosaic's questions answered with Arrow by DuckDB."""

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from benchmarks.serving import KEPT
from tests.browser.serving import free_port

HERE, BUILT = Path(__file__).parent, KEPT / "peers"
SCRIPTS = ("vis", "timelinejs", "mosaic")
STYLES = {
    "vis": "vis-timeline/styles/vis-timeline-graph2d.min.css",
    "timelinejs": "@knight-lab/timelinejs/dist/css/timeline.css",
}
BEFORE = {"timelinejs": '<script src="packages/@knight-lab/timelinejs/dist/js/timeline.js"></script>'}
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
    engine = duckdb.connect(config={"memory_limit": "4GB"})
    engine.execute(EVENTS, [str(path)])
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(_app(engine), host="127.0.0.1", port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True


def built() -> None:
    """Install the peers with npm and bundle a page's script for each; done once."""
    wanted = [HERE / name for name in ("package.json", "package-lock.json", "no-geometry.js")]
    wanted += [HERE / f"{name}.js" for name in SCRIPTS]
    stamp, said = BUILT / "built", "".join(one.read_text("utf-8") for one in wanted)
    if stamp.exists() and stamp.read_text("utf-8") == said:
        return
    BUILT.mkdir(parents=True, exist_ok=True)
    for one in wanted:
        shutil.copy(one, BUILT)
    _run("npm", "install", "--no-audit", "--no-fund", "--loglevel=error")
    for name in SCRIPTS:
        _run("node_modules/.bin/esbuild", f"{name}.js", "--bundle", "--format=esm", f"--outfile={name}.bundle.js",
             "--alias:@uwdata/wk-geojson=./no-geometry.js", "--log-level=error")  # fmt: skip
    stamp.write_text(said, "utf-8")


def _run(*command: str) -> None:
    subprocess.run(command, cwd=BUILT, check=True, timeout=180, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _app(engine: duckdb.DuckDBPyConnection) -> Starlette:
    alone = threading.Lock()

    def asked(kind: str, sql: str) -> Response:
        with alone:
            if kind == "exec":
                engine.execute(sql)
                return Response()
            table = engine.sql(sql).to_arrow_table()
        if kind == "json":
            return Response(json.dumps(table.to_pylist(), default=str), media_type="application/json")
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table)
        return Response(sink.getvalue().to_pybytes(), media_type="application/vnd.apache.arrow.stream")

    async def query(request: Request) -> Response:
        said = await request.json()
        return await run_in_threadpool(asked, said.get("type", "arrow"), said["sql"])

    def events(_: Request) -> Response:
        with alone:
            rows = engine.execute("""SELECT id, title, coalesce(category, ''), start, end_ FROM events
                                     WHERE start IS NOT NULL ORDER BY start""").fetchall()
        told = [{"id": id_, "content": title, "group": group, "start": start.isoformat(),
                 **({"end": end.isoformat()} if end and end > start else {})}
                for id_, title, group, start, end in rows]  # fmt: skip
        return Response(json.dumps(told), media_type="application/json")

    def page(request: Request) -> Response:
        name = request.path_params["name"]
        style = f'<link rel="stylesheet" href="packages/{STYLES[name]}">' if name in STYLES else ""
        script = f'{BEFORE.get(name, "")}<script type="module" src="{name}.bundle.js"></script>'
        here = '<div id="here" style="height: 640px"></div>'
        return HTMLResponse(f'<!doctype html><meta charset="utf-8">{style}{here}{script}')

    def file(request: Request) -> Response:
        return FileResponse(BUILT / f"{request.path_params['name']}.bundle.js")

    def package(request: Request) -> Response:
        return FileResponse(BUILT / "node_modules" / request.path_params["path"])

    return Starlette(routes=[
        Route("/events.json", events), Route("/query", query, methods=["POST"]), Route("/{name}.html", page),
        Route("/{name}.bundle.js", file), Route("/packages/{path:path}", package),
    ])  # fmt: skip
