"""An nginx of the tests' own before two processes of the app: pictures from either and kept, a viewer's page from one.

The same lines, with real addresses, are what a person writes for several processes.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from urllib.request import Request, urlopen

NONE = "The proof needs nginx, and none could be found or installed here. Install Debian's package nginx-light."
CONFIGURATION = """
{user}
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  proxy_cache_path {folder}/pictures keys_zone=pictures:1m;
  proxy_http_version 1.1;
  upstream any_process {{ {servers} }}
  upstream own_process {{ ip_hash; {servers} }}
  map $http_upgrade $connection_kind {{ default upgrade; '' ''; }}
  server {{
    listen 127.0.0.1:{port};
    location /picture/ {{
      proxy_pass http://any_process;
      proxy_set_header Host $http_host;
      proxy_cache pictures;
      add_header X-Kept $upstream_cache_status;
    }}
    location / {{
      proxy_pass http://own_process;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_kind;
      proxy_read_timeout 1h;
    }}
  }}
}}
"""
AROUND = """
{user}
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
{lines}
}}
"""


def find() -> str | None:
    """Where nginx is, installed by Debian's package manager if it is missing; None where that fails too."""
    place = _found()
    if place is None and shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for line in ("apt-get update", "apt-get install -y --no-install-recommends nginx-light"):
            command = [*root, "env", "DEBIAN_FRONTEND=noninteractive", *line.split()]
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
        place = _found()
    return place


def _found() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


@contextmanager
def before(addresses: Sequence[str], port: int) -> Iterator[str]:
    """The address of an nginx before these servers, until the block ends."""
    program = find()
    if program is None:
        raise RuntimeError(NONE)
    with tempfile.TemporaryDirectory(prefix="dateline-nginx-") as folder:
        servers = " ".join(f"server {address.removeprefix('http://')};" for address in addresses)
        user = "user root;" if os.geteuid() == 0 else ""
        written = Path(folder) / "nginx.conf"
        written.write_text(CONFIGURATION.format(folder=folder, port=port, servers=servers, user=user))
        with _running(program, folder) as process:
            url = f"http://127.0.0.1:{port}"
            _wait(process, url, Path(folder) / "log")
            yield url


@contextmanager
def with_lines(lines: str, folder: Path) -> Iterator[None]:
    """An nginx with these lines of configuration, until the block ends; it writes into the folder."""
    program = find()
    if program is None:
        raise RuntimeError(NONE)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user, lines=lines))
    with _running(program, str(folder)) as process:
        if process.poll() is not None:
            raise RuntimeError(f"nginx did not start:\n{(folder / 'log').read_text('utf-8', errors='replace')}")
        yield


@contextmanager
def _running(program: str, folder: str) -> Iterator[subprocess.Popen[bytes]]:
    with (Path(folder) / "log").open("wb") as log:
        process = subprocess.Popen([program, "-p", folder, "-c", f"{folder}/nginx.conf", "-e", "stderr"], stderr=log)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, log: Path, seconds: float = 10) -> None:
    deadline = monotonic() + seconds
    while monotonic() < deadline and process.poll() is None:
        with suppress(OSError), urlopen(f"{url}/_stcore/health", timeout=5):
            return
        sleep(0.05)
    raise RuntimeError(f"nginx did not start:\n{log.read_text('utf-8', errors='replace')}")


def wait_for(address: str, headers: Mapping[str, str], seconds: float = 10) -> None:
    """Until an address is answered. Raises OSError."""
    deadline = monotonic() + seconds
    while True:
        try:
            urlopen(Request(address, headers=dict(headers)), timeout=5).close()
            return
        except OSError:
            if monotonic() > deadline:
                raise
            sleep(0.05)
