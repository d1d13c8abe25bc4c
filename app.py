"""Dateline: `streamlit run app.py` shows the record; `check`, `convert`, `export` and `cache` work without it."""

import sys

if __name__ == "__main__" and len(sys.argv) > 1:
    from components import cli

    sys.exit(cli.main(sys.argv[1:]))

from pathlib import Path

import streamlit as st

from components.pages import _source
from components.server import routes, socket_options, warm_up

socket_options.ask_nobody()
warm_up.prepare(_source.path())
app = st.App(
    Path(__file__).parent / "components" / "pages" / "main.py",
    routes=routes.routes(_source.path),
    middleware=routes.middleware(_source.path),
    lifespan=socket_options.prompt,
)

if __name__ == "__main__":
    app.run()
