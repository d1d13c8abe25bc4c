"""The app, in which no large file is read before its gate opens: for what is seen meanwhile.

    python -m tests.browser.gated_app run app.py …    as `streamlit run app.py …`

GATE names a pipe. Whoever opens it for writing lets the reading that waits go on.
"""

import os
from pathlib import Path
from typing import Any
from unittest import mock

from streamlit.web import cli

from data.reading.worker import build_in_child


def gated(*given: Any) -> None:
    """Read a file into tables as soon as somebody is at the other end of the pipe."""
    Path(os.environ["GATE"]).read_bytes()
    build_in_child(*given)


if __name__ == "__main__":
    with mock.patch("data.dataset.opening.build_in_child", gated):
        cli.main()
