"""Where the app is: in the folder `_app` of an installed Dateline, else in the repository around this one."""

from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
HOME: Final = HERE / "_app" if (HERE / "_app").is_dir() else HERE.parent
"""The folder that `data` and `components` are imported from."""
