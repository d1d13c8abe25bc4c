"""What a viewer opened, edited where it is kept for that browser, and forgotten with its changes."""

import pytest

from components.cache import editable_files, persistent_uploads
from data.corrections import history
from data.corrections.row_validation import Rules
from data.corrections.save import Cell, Correction, save
from data.dataset import opening
from data.settings import DEFAULT

MINE, OTHER = "a" * 43, "b" * 43
RULES = Rules({"date": "date", "title": "title"}, {}, "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("..\\..\\sun.json", b'[{"date": "1969-07-16", "title": "Lift off"}, {"date": "1969", "title": "b"}]'),
        ("../sun.csv", b"date,title\n1969-07-16,Lift off\n1969,b\n"),
    ],
)
def test_it_is_edited_by_who_brought_it_read_with_its_changes_and_forgotten_with_them(
    tmp_path, monkeypatch, name, content
):
    monkeypatch.setenv("DATELINE_STATE", str(tmp_path))
    file = persistent_uploads.put(MINE, name, content)
    path = persistent_uploads.desk(file, MINE)
    assert path is not None
    assert path.is_file()
    assert path.parent.parent == persistent_uploads.folder() / file, "whatever its name says"
    assert persistent_uploads.desk(file, OTHER) is None
    known = editable_files.known(path, {})
    done = save(path, Correction("x", "", [Cell(1, "title", "Lift off", "Later")]), RULES, known)
    assert persistent_uploads.changes(file, OTHER) == b""
    kept = persistent_uploads.get(file, MINE)
    changes = persistent_uploads.changes(file, MINE)
    shown = opening.open_content(path.name, kept.content, {}, DEFAULT, "key", changes=changes)
    assert "Later" in shown.table().select("title").to_pyarrow()["title"].to_pylist()
    assert shown.digest == done.after, "form and page number the same rows"
    assert len(editable_files.with_digest(path, {}, shown.digest)[2]) == 1
    assert history.undo(path, RULES, "x", known).undo_of == done.number
    persistent_uploads.forget(file, MINE)
    assert not list(persistent_uploads.folder().iterdir())
