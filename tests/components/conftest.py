"""The app's routes, and a file that all of a module's tests ask them for."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from components import cache
from components.server import routes
from data.dataset import files_being_written


@pytest.fixture(scope="module")
def app() -> Starlette:
    return Starlette(routes=routes.routes(), middleware=routes.middleware())


@pytest.fixture(scope="module")
def key(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The key of the data set that the module's ROWS make."""
    path = tmp_path_factory.mktemp("shared") / "events.csv"
    path.write_text(request.module.ROWS)
    yield cache.dataset(path).key
    cache._SHARED.drop(lambda _: True)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written here is written at once: nobody need wait until it is still."""
    for seconds in ("STILL_SECONDS", "OPEN_SECONDS"):
        monkeypatch.setattr(files_being_written, seconds, 0.0)
