"""What pictures and viewers cost the server: processor time and memory."""

import http.client
import os
import random
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from benchmarks.crowd import Viewers
from benchmarks.goals import TABLE
from benchmarks.measured import tell
from benchmarks.page import DRAWN, OPENING_S
from benchmarks.serving import KEPT, Server, browser, fresh_page, served
from data.dates import calendar

FURTHER = 8


def measure(path: Path, often: int) -> None:
    """Pictures not yet known and known, then memory above a process that only holds the tables, then per viewer."""
    with served("app.py", EVENTS=str(path)) as server:
        address = picture_address(server)
        tell("cpu.unknown", _cost(server, _windows(address, often * 5)))
        tell("cpu.known", _cost(server, [address] * (often * 20)))
        floor = _held(path)
        tell(TABLE, [floor])
        before = server.memory()
        tell("memory", [before - floor])
        with Viewers(server.url, FURTHER) as viewers:
            viewers.act()
            tell("viewer", [max(0.0, server.memory() - before) / FURTHER])


def picture_address(server: Server) -> str:
    """The address of the whole record's picture, as a browser asks for it."""
    with browser() as chromium, fresh_page(chromium, OPENING_S) as seen:
        asked: list[str] = []
        seen.on("request", lambda request: asked.append(request.url))
        seen.goto(server.url)
        seen.wait_for_selector(DRAWN)
        return next(url for url in asked if "/picture/" in url and "figure=timeline" in url)


def windows(address: str, count: int, seed: int = 1) -> list[str]:
    """The same picture for so many windows that all differ, from years to days long."""
    chance, parts = random.Random(seed), urlsplit(address)
    asked = []
    for _ in range(count):
        start = calendar.seconds(2001) + chance.randrange(23 * 365) * 86400
        end = start + int(86400 * 2 ** chance.uniform(0, 11))
        query = [*parse_qsl(parts.query), ("start", calendar.to_iso(start)), ("end", calendar.to_iso(end))]
        asked.append(parts._replace(query=urlencode(query)).geturl())
    return asked


_windows = windows


def _cost(server: Server, addresses: list[str]) -> list[float]:
    """Processor time of the server for each picture, in ms: one mean for each tenth of the requests."""
    host = urlsplit(server.url)
    caller = http.client.HTTPConnection(str(host.hostname), host.port, timeout=60)
    means, tenth = [], max(1, len(addresses) // 10)
    for at in range(0, len(addresses) - tenth + 1, tenth):
        before = server.cpu()
        for address in addresses[at : at + tenth]:
            caller.request("GET", address.removeprefix(server.url), headers={"Accept-Encoding": "br, gzip"})
            answer = caller.getresponse()
            said = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{answer.status}: {said[:200]!r}")
        means.append((server.cpu() - before) / tenth)
    return means


def _held(path: Path) -> float:
    env = {**os.environ, "XDG_CACHE_HOME": str(KEPT / "opened")}
    done = subprocess.run([sys.executable, "-m", "benchmarks.opening", str(path), "--hold"], check=True, text=True,
                          env=env, stdout=subprocess.PIPE)  # fmt: skip
    return float(done.stdout.split()[-1])
