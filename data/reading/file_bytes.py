"""The bytes of a file, or why there are none."""

import stat
from pathlib import Path

from data.errors import BadFile, shown


def content_of(path: Path) -> bytes:
    """The bytes of a file, all at once: it may be saved again while it is read."""
    name = path.name or str(path)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise BadFile(f"{name} is no ordinary file.", text=name, advice="Save it as a file first.")
        return path.read_bytes()
    except FileNotFoundError:
        raise BadFile(
            f"There is no file {shown(str(path))}.", text=name, advice="Look at its name and folder."
        ) from None
    except PermissionError:
        advice = "Allow it to be read, or copy it to a folder of your own."
        raise BadFile(f"{name} may not be read: permission was denied.", text=name, advice=advice) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadFile(f"{name} cannot be read: {reason}.", text=name, advice="Look at the file and its disk.") from None
