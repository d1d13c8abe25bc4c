"""The container, as far as it can be tried without an engine: what is sent, what is built of it, and who runs it."""

import json
import shutil
import subprocess
import sys
import zipfile

from tests.containerfile import ROOT, is_sent, stages


def test_what_is_copied_is_sent_and_gives_the_same_wheel(tmp_path):
    wheels = []
    for name, given in stages()[0]:
        if name != "COPY":
            continue
        *sources, place = given.split()
        for source in sources:
            assert is_sent(source), f".dockerignore keeps {source} back"
            to = tmp_path / "source" / place / ("" if (ROOT / source).is_dir() else source.split("/")[-1])
            to.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copy(ROOT / source, to)
    for folder in (ROOT, tmp_path / "source"):
        built = tmp_path / f"wheel-{folder.name}"
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
        subprocess.run(build, cwd=folder, check=True, capture_output=True)
        with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
            wheels.append({entry.filename: entry.CRC for entry in wheel.infolist() if "/RECORD" not in entry.filename})
    assert wheels[0] == wheels[1]


def test_it_runs_as_nobody_in_particular_and_signals_reach_it():
    said = dict(stages()[-1])
    assert int(said["USER"]) > 0
    assert json.loads(said["ENTRYPOINT"]) == ["dateline"], "a shell would keep signals from it"
    assert said["STOPSIGNAL"] == "SIGTERM"
    written = {"/cache", "/state"}
    assert set(json.loads(said["VOLUME"])) == written
    assert all(f"={place}" in said["ENV"] for place in written)
