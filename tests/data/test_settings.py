"""What the settings beside a CSV may hold."""

import pytest

from data import settings
from data.errors import BadSettings
from data.reading.reader import read


def test_the_sites_that_may_embed_are_named_as_the_beginning_of_an_address():
    found = settings.parse('embed = ["https://example.org", "http://127.0.0.1:9"]', "my.toml")
    assert found.embed == ("https://example.org", "http://127.0.0.1:9")


@pytest.mark.parametrize(
    "embed",
    ['"https://example.org"', '["*"]', '["https://example.org/path"]', '["https://a; script-src *"]', "[1]", '["a b"]',
     '["javascript:alert(1)"]', '["https://"]'],
)  # fmt: skip
def test_what_is_no_site_gets_into_no_header(embed):
    with pytest.raises(BadSettings, match=r"my\.toml: embed .*Write embed = "):
        settings.parse(f"embed = {embed}", "my.toml")


def test_the_settings_say_which_header_is_which_column_and_what_a_column_agrees_on(tmp_path):
    file = tmp_path / "my.csv"
    file.write_text("When,Was,What\n05/01/2022,old,Rain\n")
    assert read(file, {"order": "month", "title": "Was"}).events.column("title").to_pylist() == ["old"]
    file.with_suffix(".toml").write_text('[columns]\ntitle = "What"\norder = "day"\n')
    assert read(file).events.select(["title", "date"]).to_pylist() == [{"title": "Rain", "date": "2022-01-05"}]
    chosen = read(file, {"order": "month"}).events
    assert chosen.column("date").to_pylist() == ["2022-05-01"], "what is chosen goes before what the settings say"


@pytest.mark.parametrize("table", ['columns = "title"', '[columns]\ntilte = "What"', "[columns]\ntitle = 1"])
def test_columns_that_are_none_are_said(table):
    with pytest.raises(BadSettings, match=r"my\.toml.*columns"):
        settings.parse(table, "my.toml")
