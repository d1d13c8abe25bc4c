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
from benchmarks.measured import report
from benchmarks.page import DRAWN, OPENING_S
from benchmarks.serving import CACHE, Server, browser, fresh_page, served
from data.dates import calendar

FURTHER = 8


def measure(path: Path, often: int) -> None:
    """Pictures not yet known and known, then memory above a process that only holds the tables, then per viewer."""
    with served("app.py", EVENTS=str(path)) as server:
        address = picture_address(server)
        report("cpu.unknown", _cost(server, _windows(address, often * 5)))
        report("cpu.known", _cost(server, [address] * (often * 20)))
        floor = _memory_of_tables(path)
        report(TABLE, [floor])
        before = server.memory()
        report("memory", [before - floor])
        with Viewers(server.url, FURTHER) as viewers:
            viewers.act()
            report("viewer", [max(0.0, server.memory() - before) / FURTHER])


def picture_address(server: Server) -> str:
    """The address of the picture of the whole data set, as a browser asks for it."""
    with browser() as chromium, fresh_page(chromium, OPENING_S) as page:
        urls: list[str] = []
        page.on("request", lambda request: urls.append(request.url))
        page.goto(server.url)
        page.wait_for_selector(DRAWN)
        return next(url for url in urls if "/picture/" in url and "figure=timeline" in url)


def windows(address: str, count: int, seed: int = 1) -> list[str]:
    """The same picture for so many windows that all differ, from years to days long."""
    chance, parts = random.Random(seed), urlsplit(address)
    addresses = []
    for _ in range(count):
        start = calendar.seconds(2001) + chance.randrange(23 * 365) * 86400
        end = start + int(86400 * 2 ** chance.uniform(0, 11))
        query = [*parse_qsl(parts.query), ("start", calendar.to_iso(start)), ("end", calendar.to_iso(end))]
        addresses.append(parts._replace(query=urlencode(query)).geturl())
    return addresses


_windows = windows


def _cost(server: Server, addresses: list[str]) -> list[float]:
    """Processor time of the server for each picture, in ms: one mean for each tenth of the requests."""
    host = urlsplit(server.url)
    caller = http.client.HTTPConnection(str(host.hostname), host.port, timeout=60)
    means, tenth = [], max(1, len(addresses) // 10)
    for first in range(0, len(addresses) - tenth + 1, tenth):
        before = server.cpu()
        for address in addresses[first : first + tenth]:
            caller.request("GET", address.removeprefix(server.url), headers={"Accept-Encoding": "br, gzip"})
            answer = caller.getresponse()
            body = answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{answer.status}: {body[:200]!r}")
        means.append((server.cpu() - before) / tenth)
    return means


def _memory_of_tables(path: Path) -> float:
    env = {**os.environ, "XDG_CACHE_HOME": str(CACHE / "opened")}
    process = subprocess.run([sys.executable, "-m", "benchmarks.opening", str(path), "--hold"], check=True, text=True,
                          env=env, stdout=subprocess.PIPE)  # fmt: skip
    return float(process.stdout.split()[-1])
