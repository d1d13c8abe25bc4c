"""Dateline: `streamlit run app.py` shows the record; `check`, `convert`, `export` and `cache` work without it."""

import sys

if __name__ == "__main__" and len(sys.argv) > 1:
    from components import commands

    sys.exit(commands.main(sys.argv[1:]))

from pathlib import Path

import streamlit as st

from components import ready, routes, sockets
from components.pages import _source

sockets.ask_nobody()
ready.prepare(_source.path())
app = st.App(
    Path(__file__).parent / "components" / "pages" / "main.py",
    routes=routes.routes(_source.path),
    middleware=routes.middleware(_source.path),
    lifespan=sockets.prompt,
)

if __name__ == "__main__":
    app.run()
