"""What the peers' pages ask for: themselves, their scripts, the events as JSON, and Mosaic's questions as Arrow."""

import json
import threading
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

STYLES = {
    "vis": "vis-timeline/styles/vis-timeline-graph2d.min.css",
    "timelinejs": "@knight-lab/timelinejs/dist/css/timeline.css",
}
BEFORE = {"timelinejs": '<script src="packages/@knight-lab/timelinejs/dist/js/timeline.js"></script>'}
DATED = """SELECT id, title, coalesce(category, ''), start, end_ FROM events
           WHERE start IS NOT NULL ORDER BY start"""


def app(engine: duckdb.DuckDBPyConnection, built: Path) -> Starlette:
    """The routes over a table `events`; `built` is the folder of the bundles and of node_modules."""
    table = _Table(engine)

    async def query(request: Request) -> Response:
        query = await request.json()
        return await run_in_threadpool(table.answer, query.get("type", "arrow"), query["sql"])

    def events(_: Request) -> Response:
        return _json(table.events())

    def script(request: Request) -> Response:
        return FileResponse(built / f"{request.path_params['name']}.bundle.js")

    def package(request: Request) -> Response:
        return FileResponse(built / "node_modules" / request.path_params["path"])

    return Starlette(routes=[
        Route("/events.json", events), Route("/query", query, methods=["POST"]), Route("/{name}.html", _page),
        Route("/{name}.bundle.js", script), Route("/packages/{path:path}", package),
    ])  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Table:
    """The events in an engine that is asked one question at a time."""

    engine: duckdb.DuckDBPyConnection
    alone: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, kind: str, sql: str) -> Response:
        """As Mosaic's connector over HTTP wants it: `exec` answers nothing, `json` rows, `arrow` a stream."""
        with self.alone:
            if kind == "exec":
                self.engine.execute(sql)
                return Response()
            table = self.engine.sql(sql).to_arrow_table()
        return _json(table.to_pylist()) if kind == "json" else _arrow(table)

    def events(self) -> list[dict[str, object]]:
        with self.alone:
            rows = self.engine.execute(DATED).fetchall()
        return [_event(*row) for row in rows]


def _event(id_: int, title: str, group: str, start: datetime, end: datetime | None) -> dict[str, object]:
    event = {"id": id_, "content": title, "group": group, "start": start.isoformat()}
    return {**event, "end": end.isoformat()} if end and end > start else event


def _json(content: object) -> Response:
    return Response(json.dumps(content, default=str), media_type="application/json")


def _arrow(table: pa.Table) -> Response:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return Response(sink.getvalue().to_pybytes(), media_type="application/vnd.apache.arrow.stream")


def _page(request: Request) -> Response:
    name = request.path_params["name"]
    style = f'<link rel="stylesheet" href="packages/{STYLES[name]}">' if name in STYLES else ""
    script = f'{BEFORE.get(name, "")}<script type="module" src="{name}.bundle.js"></script>'
    here = '<div id="here" style="height: 640px"></div>'
    return HTMLResponse(f'<!doctype html><meta charset="utf-8">{style}{here}{script}')
