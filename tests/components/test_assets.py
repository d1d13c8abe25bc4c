"""plotly.js cut down, kept for the next start, and whole where it cannot be cut."""

import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import brotli
import pytest
import streamlit

from components import assets
from components.assets import preload_streamlit, slim_plotly

WHOLE = files("plotly").joinpath("package_data", "plotly.min.js").read_text("utf-8")


def same(one: object, other: object) -> bool:
    """Whether they are equal, without a million characters in the message when they are not."""
    return one == other


@pytest.fixture(scope="module")
def library() -> str:
    return slim_plotly.slim(WHOLE)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Nothing is made yet, and the place where it is kept is empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assets.plotly.cache_clear()
    yield tmp_path / "dateline"
    assets.plotly.cache_clear()


def test_it_is_a_quarter_of_the_whole_and_as_licensed(library):
    assert len(library) < len(WHOLE) / 4
    top, end = WHOLE[: WHOLE.index("*/")], WHOLE[WHOLE.rindex("\n/*!") :]
    assert library.startswith(top), "the makers' name and licence stay at the top"
    assert library.endswith(end), "and those of what it is built from at the end"


@pytest.mark.parametrize("name", ["gl_plot3d", "sankey", "choropleth", "treemap", "maplibregl-map"])
def test_what_we_do_not_draw_is_not_sent(library, name):
    assert WHOLE.count(name) > 3 * library.count(name)


def test_annotations_are_drawn_once(library):
    """Where plotly.js has changed so that this no longer holds, each redraw is some 5 ms slower and nothing else."""
    assert WHOLE.count("calcAutorange:") == library.count("calcAutorange:") + 1
    assert 'name:"annotations"' in library


@pytest.mark.skipif(not shutil.which("node"), reason="only a reading by another program, and it is not here")
def test_it_is_still_javascript(library, tmp_path):
    file = tmp_path / "plotly.js"
    file.write_text(library, "utf-8")
    subprocess.run(["node", "--check", str(file)], check=True)


def test_cutting_again_what_was_cut_changes_nothing(library):
    assert same(slim_plotly.slim(library), library)


@pytest.mark.parametrize(
    "unknown",
    [
        pytest.param("", id="nothing"),
        pytest.param("var Plotly=1;", id="no scope"),
        pytest.param("var Plotly=(()=>{var a=1;", id="a scope that is never closed"),
        pytest.param("var Plotly=(()=>{var a=(1];return a})();", id="brackets that do not match"),
        pytest.param("var Plotly=(()=>{var a=1;return a})();", id="no traces"),
        pytest.param(WHOLE.replace('name:"bar"', 'name:"bars"'), id="no bar"),
        pytest.param(WHOLE[: len(WHOLE) // 2], id="half of it"),
        pytest.param(WHOLE.replace("return p7r();", "") if "return p7r();" in WHOLE else "", id="no end"),
    ],
)
def test_a_library_of_unknown_shape_is_refused(unknown):
    with pytest.raises(slim_plotly.UnknownShape):
        slim_plotly.slim(unknown)


def test_it_is_kept_for_the_next_start(folder, monkeypatch):
    first = assets.plotly()
    [kept] = folder.iterdir()
    assert same(brotli.decompress(kept.read_bytes()), first.bodies["identity"])
    assets.plotly.cache_clear()
    monkeypatch.setattr(slim_plotly, "slim", lambda _: pytest.fail("it was made again"))
    assert assets.plotly().name == first.name


def test_what_is_kept_but_damaged_is_made_again(folder):
    first = assets.plotly()
    [kept] = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:1000])
    assets.plotly.cache_clear()
    assert assets.plotly().name == first.name
    assert same(brotli.decompress(kept.read_bytes()), first.bodies["identity"])


def test_where_nothing_can_be_kept_it_is_made_each_time(folder):
    folder.parent.joinpath("dateline").write_text("a file stands where the folder should be")
    assert len(assets.plotly().bodies["identity"]) < len(WHOLE) / 4


def test_a_library_that_cannot_be_cut_is_sent_whole_and_the_log_says_why(folder, monkeypatch, caplog):
    def refuse(_: str) -> str:
        raise slim_plotly.UnknownShape("it has another shape")

    monkeypatch.setattr(slim_plotly, "slim", refuse)
    for _ in range(2):
        assert same(assets.plotly().bodies["identity"], WHOLE.encode())
    assert [record.message for record in caplog.records] == [
        "plotly.js is sent whole, for it could not be cut down: it has another shape"
    ]
    assert not folder.exists()


def test_the_page_asks_early_for_what_draws_components_and_for_nothing_twice():
    static = Path(streamlit.__file__).parent / "static"
    page = (static / "index.html").read_text("utf-8")
    assert "BidiComponent" in preload_streamlit.needed()[0], (
        "Streamlit has another name for it: the first view is later"
    )
    for path in preload_streamlit.needed():
        assert (static / path).is_file()
        assert path not in page
        assert assets.tags().count(path) == 1
