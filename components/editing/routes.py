"""What the form asks at each key: how a cell is understood; when what is dragged would be; and what the briefing keeps
in the file."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.editing import date_moving
from components.editing.briefing_choice_saving import keeping
from components.editing.cell_feedback import LINE, line_understood, understood
from components.http.requests import Refused, pairs_of, plainly

NAMES: Final = {"column", "text", "zone"}


async def understand(request: Request) -> Response:
    """GET /understood?column=date&text=5+Jan: how it is read, or what to write instead. Nothing is kept of it."""
    try:
        asked = dict(pairs_of(request))
    except Refused as refused:
        return plainly(refused.status, refused.sentence)
    if not {"column", "text"} <= asked.keys() <= NAMES:
        return plainly(400, "Say column and text, once each.")
    column, text = asked["column"], asked["text"]
    if column == LINE:
        return JSONResponse(line_understood(text, datetime.now(UTC).date().isoformat()))
    return JSONResponse(understood(column, text, asked.get("zone", "")), headers={"Cache-Control": "no-store"})


def routes(base: str, shared: Callable[[], Path | str] | None = None) -> list[Route]:
    """The routes under the base path. shared: where the file is that everybody sees."""
    kept = (
        [Route(f"{base}/keep", keeping(shared), methods=["POST"]), *date_moving.routes(base, shared)] if shared else []
    )
    return [Route(f"{base}/understood", understand), *kept]
