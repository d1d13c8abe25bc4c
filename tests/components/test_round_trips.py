"""What Dateline writes, Dateline reads: every event, era and figure comes back as it was."""

import json
from pathlib import Path

import pytest

from components.exporters import EXPORTERS, Subject
from data.cli.commands import convert
from data.cli.event_writers import UNDERSTOOD as WRITTEN
from data.dataset import opening
from data.profiles.dateline_export import UNDERSTOOD
from data.reading import reader
from data.view import View

ROOT = Path(__file__).parents[2]
FILES = {
    "every form": ROOT / "data" / "example-of-every-form.csv",
    "the shipped set": ROOT / "data" / "kazakhstan-2022.csv",
}
KEPT = (
    *("id", "date", "start", "end", "precision", "qualifier", "title", "text", "kind", "category", "actors", "tags"),
    *("place", "latitude", "longitude", "source", "url", "reported", "known_from", "grade", "metric", "value", "low"),
    *("high", "is_increment", "is_approximate", "unit", "importance", "sequence", "media", "credit", "caption", "alt"),
)


def rows(path):
    """The events, eras and headings by their ids, and the user's own columns that say something."""
    found = reader.read(path)
    assert found.report.problems == ()
    events = found.events.to_pylist()
    own = [name for name in found.events.column_names if name.startswith("x:")]
    return {row["id"]: {name: row[name] for name in (*KEPT, *own) if row[name] != ""} for row in events}


@pytest.mark.parametrize("path", [pytest.param(path, id=name) for name, path in FILES.items()])
@pytest.mark.parametrize(
    ("kind", "ending"),
    [("events", "json"), ("timelinejs", "json"), ("ics", "ics"), ("file", "csv"), ("spreadsheet", "csv")],
)
def test_an_export_read_back_holds_the_same_events_eras_and_figures(path, kind, ending, tmp_path):
    out = tmp_path / f"back.{ending}"
    out.write_bytes(b"".join(EXPORTERS[kind].pieces(Subject(opening.open_file(path), View()))))
    settings = path.with_suffix(".toml")
    out.with_suffix(".toml").write_bytes(settings.read_bytes())
    assert rows(out) == {name: row for name, row in rows(path).items() if row["kind"] != "withdrawn"}


@pytest.mark.parametrize("path", [pytest.param(path, id=name) for name, path in FILES.items()])
@pytest.mark.parametrize("ending", ["csv", "json", "parquet"])
def test_what_convert_writes_read_back_holds_the_same(path, ending, tmp_path):
    out = tmp_path / f"back.{ending}"
    assert convert([str(path), str(out)]) == 0
    out.with_suffix(".toml").write_bytes(path.with_suffix(".toml").read_bytes())
    assert rows(out) == rows(path)


def test_what_convert_understood_is_told_by_its_columns():
    assert {*UNDERSTOOD.split(", "), "edtf"} == {*WRITTEN}


def test_a_view_that_is_filtered_keeps_its_eras(tmp_path):
    view = View(category=("Protest",))
    subject = Subject(opening.open_file(FILES["the shipped set"]), view)
    assert {row["kind"] for row in json.loads(EXPORTERS["events"].write(subject))["behind"]} == {"era"}
    (tmp_path / "back.csv").write_bytes(b"".join(EXPORTERS["file"].pieces(subject)))
    kinds = reader.read(tmp_path / "back.csv").events["kind"].to_pylist()
    assert kinds.count("era") == len(subject.eras)
    assert kinds.count("event") == subject.count
