"""A PostgreSQL server of the tests' own: in a new folder, on a socket in it, for as long as they need it.

Run as a program it prints where the server's programs are, installing them first when there are none.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

NONE = (
    "The tests of engines need the programs of a PostgreSQL server (initdb, pg_ctl), and none could be found or"
    " installed here. Install Debian's package postgresql, or put the programs on the PATH."
)
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses='' -c max_connections=30"
"""No data of anybody's is in it, and nothing but its socket can be asked."""


def find() -> Path | None:
    """The folder of initdb and pg_ctl, or None."""
    on_path = shutil.which("pg_ctl")
    places = [Path(on_path).resolve().parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


def install() -> None:
    """Try Debian's package manager; whether it worked, `find` tells."""
    if not shutil.which("apt-get"):
        return
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for line in ("apt-get update", "apt-get install -y --no-install-recommends postgresql"):
        print(f"No PostgreSQL here yet: {line}", flush=True)
        command = [*root, "env", "DEBIAN_FRONTEND=noninteractive", *line.split()]
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)


@contextmanager
def running() -> Iterator[Path]:
    """The folder of the socket of a server that runs until the block ends; its superuser is `postgres`."""
    programs = find()
    if programs is None:
        raise RuntimeError(NONE)
    with tempfile.TemporaryDirectory(prefix="dateline-pg-") as folder:
        user = _owner()
        if user:
            shutil.chown(folder, user)
        data = f"{folder}/data"
        _run(user, [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync",
                    "--locale=C.UTF-8"])  # fmt: skip
        control: list[object] = [programs / "pg_ctl", "-D", data, "-s", "-w"]
        _run(user, [*control, "-l", f"{folder}/log", "-o", f"{QUICK} -k {folder}", "start"])
        try:
            yield Path(folder)
        finally:
            _run(user, [*control, "-m", "immediate", "stop"])


def _owner() -> str | None:
    """Whom to run the server as where we are root, whom it refuses."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _run(user: str | None, command: Sequence[object]) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(
        words, user=user, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}\n{done.stderr}")


def main() -> int:
    if find() is None:
        install()
    print(f"Engine tests use the PostgreSQL in {find()}" if find() else NONE)
    return 0 if find() else 1


if __name__ == "__main__":
    sys.exit(main())
