"""What only the tests need of npm: installed once, as `tests/package-lock.json` pins it, into a cache folder."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parents[1]
FILES = ("package.json", "package-lock.json")


def modules() -> Path:
    """The folder `node_modules`. Raises what npm says where it cannot be filled."""
    pinned = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in FILES)).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dateline"
    kept = cache / f"npm-{pinned}"
    if not kept.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            fresh = Path(folder) / "npm"
            fresh.mkdir()
            for name in FILES:
                shutil.copy(HERE / name, fresh)
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            subprocess.run(command, cwd=fresh, check=True, capture_output=True, timeout=300)
            if not kept.is_dir():
                fresh.rename(kept)
    return kept / "node_modules"
