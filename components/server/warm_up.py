"""What is made ready while the server starts, so that the first viewer need not wait for it."""

import gc
from contextlib import suppress
from pathlib import Path

from components import assets, cache, pictures
from components.cache import persistent_uploads
from components.figures import text_width
from data.engine import cache_folder
from data.engine.background_threads import later
from data.errors import DatelineError
from data.view import View


def prepare(path: str | Path) -> None:
    """Make ready what a page of this file needs, beside the start of the server."""
    assets.prepare()
    later(0, persistent_uploads.sweep)
    later(0, _sweep)
    later(0, text_width.prepare)
    later(0, lambda: first(path))


def _sweep() -> None:
    """Take away what a server left that was killed."""
    cache_folder.sweep()


def first(path: str | Path) -> None:
    """Open a file and draw what is asked for first."""
    job = cache.reading(path)  # viewers see it, and may stop it
    if job is None or job.is_finished():
        with suppress(DatelineError, OSError):  # what is wrong with the file is said on the page
            for frame in pictures.USUAL:
                cache.picture(cache.dataset(path).key, View(), frame)
    settle()


def settle() -> None:
    """What is there by now, all code above all, will stay: the search for what can go need not pass it each time."""
    gc.collect()
    gc.freeze()
