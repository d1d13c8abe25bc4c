"""What the settings beside a CSV may hold."""

import pytest

from data import settings
from data.errors import BadSettings


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
