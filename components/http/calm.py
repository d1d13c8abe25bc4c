"""What goes wrong in an answer by our own fault: its asker gets a sentence, the log all of it."""

import logging
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.http.requests import plainly

FAULT: Final = "Something went wrong here. The fault is ours, and it has been written down."


class Calm:
    """Answers with a sentence where nothing has been answered yet; what has begun ends there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def pass_on(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, pass_on)
        except Exception:
            if has_begun:
                raise
            logging.getLogger(__name__).exception("%s %s could not be answered.", scope["method"], scope["path"])
            await plainly(500, FAULT)(scope, receive, send)
