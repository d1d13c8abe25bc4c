"""A viewer's own file, read beside the page as the shared one is: with its progress, a glimpse of it, and an end."""

from functools import partial
from typing import Final

from components import cache
from components.cache import Columns
from components.cache.jobs import Job, Jobs, Stopped
from data.background import later
from data.dataset.dataset import Dataset
from data.progress import Progress

_JOBS: Final = Jobs()


def reading(file: tuple[str, bytes], columns: Columns) -> Job:
    """The reading of a file, name and content, of the viewer owner page is being made, begun now.

    Its result is the set, which `cache.find` knows, or what `cache.upload` raised. It ends when the viewer leaves.
    """
    name, content = file
    owner = cache.viewer_uploads()

    def work(job: Job) -> None:
        def on_progress(progress: Progress) -> None:
            if owner.left.is_set():
                job.end()
            job.report(progress)

        def seen(glimpse: Dataset) -> None:
            cache.keep(glimpse, owner)
            job.show(glimpse)

        try:
            job.result = cache.upload(name, content, columns, on_progress, owner=owner, seen=seen)
        except Stopped:
            raise
        except Exception as mistake:
            job.result = mistake
        finally:
            if job.glimpse:
                later(cache.LINGER_SECONDS, partial(cache.forget, job.glimpse.key))

    return _JOBS.get_or_begin(object(), work)  # a key of its own
