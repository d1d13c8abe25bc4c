"""Whoever connects is answered at once."""

import asyncio
import socket

from components import sockets


def is_prompt(connection: socket.socket) -> bool:
    return bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def accepted(listening: socket.socket) -> socket.socket:
    with socket.create_connection(listening.getsockname()[:2]):
        return listening.accept()[0]


async def started() -> None:
    async with sockets.prompt(None):
        pass


def test_a_connection_to_a_server_that_has_started_waits_for_no_confirmation():
    with socket.socket() as listening, socket.socket() as idle:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        with accepted(listening) as before:
            assert not is_prompt(before)
        asyncio.run(started())
        with accepted(listening) as after:
            assert is_prompt(after)
        assert not is_prompt(idle), "what listens to nobody is left alone"
        assert listening.fileno() > 0, "and nothing is closed"
