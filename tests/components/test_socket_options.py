"""Whoever connects is answered at once, and nobody else is asked anything."""

import asyncio
import socket

from streamlit import net_util
from streamlit.web import bootstrap
from streamlit.web.server import server_util

from components.server import socket_options
from tests.components.asgi_client import run_aside


def is_prompt(connection: socket.socket) -> bool:
    return bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def accepted(listening: socket.socket) -> socket.socket:
    with socket.create_connection(listening.getsockname()[:2]):
        return listening.accept()[0]


async def started() -> None:
    async with socket_options.prompt(None):
        pass


def test_a_connection_to_a_server_that_has_started_waits_for_no_confirmation():
    with socket.socket() as listening, socket.socket() as idle:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        with accepted(listening) as before:
            assert not is_prompt(before)
        run_aside(lambda: asyncio.run(started()))
        with accepted(listening) as after:
            assert is_prompt(after)
        assert not is_prompt(idle), "what listens to nobody is left alone"
        assert listening.fileno() > 0, "and nothing is closed"


def test_no_other_host_is_asked_for_the_servers_address_at_its_start_or_for_a_socket_from_elsewhere(monkeypatch):
    asked: list[object] = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *said, **_: asked.append(said))
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)  # as it was, after this test
    bootstrap._print_url(is_running_hello=False)
    socket_options.ask_nobody()
    assert not server_util.is_url_from_allowed_origins("https://elsewhere.example")
    assert not asked
