"""Dateline: `streamlit run app.py` shows the record; `python app.py check` and the other commands work without it."""

import sys

if __name__ == "__main__" and len(sys.argv) > 1:
    from components import cli

    cli.start(sys.argv[1:])

from pathlib import Path

import streamlit as st

from components.access import hosts, rights
from components.access.access_settings import named
from components.pages import _data_source, _insert_head_and_picture, _registry
from components.server import routes, socket_options, warm_up, webhook

hosts.settle()
rights.tell(named(_data_source.path()))
socket_options.ask_nobody()
warm_up.prepare(_data_source.path())
webhook.watch(_data_source.path())
app = st.App(
    Path(__file__).parent / "components" / "pages" / "main.py",
    routes=routes.routes(_data_source.path),
    middleware=routes.middleware(_data_source.path, _insert_head_and_picture.inserted, _registry.titles),
    lifespan=socket_options.prompt,
)

if __name__ == "__main__":
    app.run()
