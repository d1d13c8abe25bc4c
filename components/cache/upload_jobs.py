"""A viewer's own file, read beside the page as the shared one is: with its progress, a glimpse of it, and an end."""

from functools import partial
from typing import Final

from components import cache
from components.cache import Columns
from components.cache.background_jobs import Job, Jobs, Stopped
from components.cache.lru import LRU
from data.dataset.dataset import Dataset
from data.engine.background_threads import later
from data.files.progress import Progress

_JOBS: Final = Jobs()
_PUBLISHED: Final = LRU[tuple[str, Columns], str](most=100)
"""The keys of the sets of published files, read once for all who look."""


def published(name: str, columns: Columns) -> str:
    """The key of the set of a published file, "" where it is not read."""
    return _PUBLISHED.get((name, tuple(columns))) or ""


def reading(file: tuple[str, bytes], columns: Columns, published: str = "", changes: bytes = b"") -> Job:
    """The reading of a file, name and content, of the viewer whose page is being made, begun now.

    Its result is the set, which `cache.find` knows, or what `cache.upload` raised. It ends when the viewer leaves;
    that of a published file, which is known by its name in links, is everybody's. changes: the journal over it.
    """
    name, content = file
    owner = cache.PUBLISHED if published else cache.viewer_uploads()

    def work(job: Job) -> None:
        def on_progress(progress: Progress) -> None:
            if owner.left.is_set():
                job.end()
            job.report(progress)

        def seen(glimpse: Dataset) -> None:
            cache.keep(glimpse, owner)
            job.show(glimpse)

        try:
            job.result = cache.upload(name, content, columns, on_progress, owner=owner, seen=seen, changes=changes)
            if published:
                _PUBLISHED.put((published, tuple(columns)), job.result.key)
        except Stopped:
            raise
        except Exception as mistake:
            job.result = mistake
        finally:
            if job.glimpse:
                later(cache.LINGER_SECONDS, partial(cache.forget, job.glimpse.key))

    return _JOBS.get_or_begin((published, tuple(columns)) if published else object(), work)
