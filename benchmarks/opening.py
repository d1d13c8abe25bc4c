"""How long a file takes to its first picture, and to all of it: `python -m benchmarks.opening FILE` prints both in
milliseconds, imports apart.

With `--hold` it prints the megabytes of a process that only holds the engine's tables open. With `--beside` it prints
nothing, but leaves all that stands beside the tables once a server has run for two minutes: the index of words and the
column file.
"""

import os
import sys
from time import perf_counter

if __name__ == "__main__" and "--hold" in sys.argv:
    from benchmarks.serving import resident
    from data.dataset import opening

    dataset = opening.open_file(sys.argv[1])
    print(resident(os.getpid()))
elif __name__ == "__main__" and "--beside" in sys.argv:
    from pathlib import Path

    from data import settings
    from data.dataset import opening as dataset_opening
    from data.reading import build_tables
    from data.search.word_index import Index

    path = Path(sys.argv[1])
    dataset_opening.open_file(path).close()
    Index(build_tables.name(path, settings.of(path), {})).build()
elif __name__ == "__main__":
    from components import cache
    from components.figures import text_width
    from components.pictures import Frame
    from data.view import View

    text_width.prepare()  # as a server does when it starts
    began = perf_counter()
    if job := cache.reading(sys.argv[1]):  # as a page does
        job.shown.wait()
        if job.glimpse:
            cache.picture(job.glimpse.key, View(), Frame("timeline", 1080, False))
            print((perf_counter() - began) * 1000)
        job.done.wait()
    cache.picture(cache.dataset(sys.argv[1]).key, View(), Frame("timeline", 1080, False))
    print((perf_counter() - began) * 1000)
