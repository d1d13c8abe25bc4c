"""What a briefer chose is kept in the file: the `slide` column and the settings beside it, as one change; and a note.

    POST /keep {"do": "ask"}                            whether it may be, and by what it is seen that nobody else did
    POST /keep {"do": "keep", "choice": "…", "seen": "…"}
    POST /keep {"do": "note", "event": "…", "before": "…", "after": "…"}

Only a page of this server can ask, of whoever may edit; what is sent again finds that it is so already.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from components import cache
from components.access.rights import Right, visitor_of
from components.editing.edited_file import EditedFile, edited_file, is_editable
from components.http.requests import plainly
from components.live.notes_access import may_read_notes
from components.live.routes import Refused, json_body
from components.words import clean
from data import answers
from data.claims import briefing_choice_in_file
from data.corrections.save import Cell, Correction, save
from data.dataset import opening
from data.dataset.dataset import Dataset
from data.dates.calendar import to_iso
from data.errors import BadEdit, Conflict, DatelineError
from data.schema import same_header
from data.settings import of as settings_of
from data.settings.edit_toml_text import differences
from data.view import View
from data.view import briefing_choice_in_link as choices
from data.view.saved_views import view_of

NOT_YOURS: Final = "Only who may edit the record can keep this in its file."
OTHERS: Final = "Somebody kept another choice in the file meanwhile."
WHY: Final = "chosen for the briefing"
LONGEST_NOTE: Final = 5_000
"""Characters of a note that a slide shows whole."""

Shared = Callable[[], Path | str]


def keeping(shared: Shared) -> Callable[[Request], Any]:
    """The route. shared: where the file is that everybody sees."""

    async def keep(request: Request) -> Response:
        """What becomes of a choice or a note that was sent."""
        try:
            said = await json_body(request)
            return JSONResponse(await run_in_threadpool(_kept, shared(), said, request),
                                headers={"Cache-Control": "no-store"})  # fmt: skip
        except Refused as refused:
            return plainly(refused.status, refused.sentence)
        except Conflict as conflict:
            return plainly(409, str(conflict))
        except BadEdit as refused:
            return plainly(400, " ".join(problem.message for problem in refused.problems))
        except (DatelineError, ValueError) as refused:
            return plainly(400, str(refused))

    return keep


def _kept(path: Path | str, said: Mapping[str, Any], request: Request) -> dict[str, Any]:
    dataset, visitor = cache.dataset(path), visitor_of(request.scope)
    if not visitor.may(Right.EDIT) or not is_editable(path, dataset):
        raise Refused(403, NOT_YOURS)
    at, has_notes = edited_file(Path(path), dataset, {}, visitor.known_as), may_read_notes(request, "")
    match said.get("do"):
        case "ask":
            return {"seen": _seen(at), "notes": has_notes, "views": _views(dataset)}
        case "keep":
            return _keep(at, dataset, choices.read(str(said.get("choice", ""))), str(said.get("seen", "")))
        case "note" if has_notes:
            return _note(at, dataset, *(str(said.get(name, "")) for name in ("event", "before", "after")))
    raise Refused(403, NOT_YOURS)


def _views(dataset: Dataset) -> list[dict[str, str]]:
    """The saved views, each with the link of a briefing that has its slides."""
    return [{"name": clean(one.name), "note": clean(one.note), "query": briefed(view_of(one.link)).to_string()}
            for one in dataset.settings.views]  # fmt: skip


def briefed(view: View) -> View:
    """A view as a briefing tells it: its window is a filter there.

    >>> briefed(View(start="2022-01-05T00:00:00", end="2022-01-07T00:00:00")).to_string()
    'since=2022-01-05&until=2022-01-06'
    """
    if view.window is None or view.since or view.until:
        return view
    first, last = (to_iso(moment).partition("T")[0] for moment in (view.window[0], view.window[1] - 1))
    return replace(view, start="", end="", since=first, until=last)


def _keep(at: EditedFile, dataset: Dataset, choice: choices.Choice, seen: str) -> dict[str, Any]:
    """Write the choice. Raises Refused where another was written since it was `seen`."""
    if seen and seen != _seen(at):
        raise Refused(409, OTHERS)
    header, now = _slides(at)
    rows = [_row(dataset, event) for event in choice.events]
    before = {str(row): text for row, text in now.items()}
    cells = briefing_choice_in_file.slide_cells([str(row) for row in rows], before)
    changes = [Cell(int(row), header, before.get(row, ""), text) for row, text in cells.items()]
    told = briefing_choice_in_file.briefing_values(settings_of(at.desk.path).briefing)
    wanted = briefing_choice_in_file.values_of(choice)
    settings = {path: (told.get(path), value) for path, value in differences(told, wanted).items()}
    columns = [header] if changes and header not in at.desk.headers else []
    done = save(at.desk.path, Correction(at.desk.who, WHY, changes, columns=columns, seen=at.digest, settings=settings),
                at.desk.rules)  # fmt: skip
    opening.accept(at.desk.path)
    return {"changed": done.is_known}


def _note(at: EditedFile, dataset: Dataset, event: str, before: str, after: str) -> dict[str, Any]:
    """Write the note of an event. Raises Conflict where it says something else by now than what was shown."""
    row, header = _row(dataset, event), at.desk.header("notes")
    there = at.cells([row])[row][at.desk.headers.index(header)] if header in at.desk.headers else ""
    shown = before.strip() == clean(there).strip()
    columns = [] if header in at.desk.headers else [header]
    change = Cell(row, header, there if shown else before, after.strip())
    done = save(at.desk.path, Correction(at.desk.who, "", [change], columns=columns, names={row: event},
                                         seen=at.digest), at.desk.rules)  # fmt: skip
    opening.accept(at.desk.path)
    return {"changed": done.is_known}


def _row(dataset: Dataset, event: str) -> int:
    """The number of an event's row. Raises Refused."""
    found = answers.of(dataset, View()).event(event)
    if found is None:
        raise Refused(409, "One of these events is in the file no longer. Show it (R), and choose again.")
    return int(found["row"])


def _slides(at: EditedFile) -> tuple[str, dict[int, str]]:
    """The header of the column of slides, and what it says, by row."""
    header = same_header(briefing_choice_in_file.SLIDE, at.desk.headers) or briefing_choice_in_file.SLIDE
    if header not in at.desk.headers:
        return header, {}
    place = at.table.place(header)
    return header, {row: cells[place] for row, cells in enumerate(at.table.all_cells(), 1) if cells[place].strip()}


def _seen(at: EditedFile) -> str:
    """What is another as soon as another choice stands in the file."""
    said = repr((sorted(_slides(at)[1].items()), settings_of(at.desk.path).briefing))
    return hashlib.blake2b(said.encode(), digest_size=9).hexdigest()
