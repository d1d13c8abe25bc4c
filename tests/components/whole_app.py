"""The app as it is served, Streamlit's routes and ours behind all that a request comes through; its every route."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from streamlit import config
from streamlit.runtime import Runtime

from components import assets, cache
from components.server import routes

SCRIPT = Path(__file__).parents[2] / "components" / "pages" / "main.py"


@contextmanager
def whole_app(shared: Path) -> Iterator[Starlette]:
    """The app on this file, without a server."""
    before, Runtime._instance = Runtime._instance, None
    try:
        app = st.App(SCRIPT, routes=routes.routes(lambda: shared), middleware=routes.middleware(lambda: shared))
        yield app._build_starlette_app()
    finally:
        Runtime._instance = before
        cache._SHARED.drop(lambda _: True)


def every_route(app: Starlette, key: str) -> list[tuple[str, str]]:
    """Method and path of everything that can be asked, sockets too (WEBSOCKET), each of its parts filled in."""
    return sorted(set(_asked(app.routes, key)))


def _asked(found: list[BaseRoute], key: str) -> Iterator[tuple[str, str]]:
    for route in found:
        if isinstance(route, Mount):
            yield "GET", f"{route.path}/" if not route.path.endswith("/") else route.path
        elif isinstance(route, WebSocketRoute):
            yield "WEBSOCKET", _filled(route.path, key)
        elif isinstance(route, Route):
            for method in route.methods or {"GET"}:
                yield method, _filled(route.path, key)


def _filled(path: str, key: str) -> str:
    asset = assets.code("plot").path.rpartition("/")[2]
    for name, value in {"key": key, "key:path": key, "kind": "file", "name:path": asset, "room": "abcdefghij"}.items():
        path = path.replace(f"{{{name}}}", value)
    return path.replace("{", "").replace("}", "").replace(":path", "")


@contextmanager
def bound_to(address: str | None, *names: str) -> Iterator[None]:
    """As if the server were started at this address, for these names."""
    before = {name: config.get_option(name) for name in ("server.address", "server.allowedHosts")}
    config.set_option("server.address", address)
    config.set_option("server.allowedHosts", list(names or ("localhost", "127.0.0.1", "::1")))
    try:
        yield
    finally:
        for name, value in before.items():
            config.set_option(name, value)
