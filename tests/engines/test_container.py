"""The compose file, and its nginx with the lines that stand there, before a running app."""

import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import yaml

from tests.browser.running_app import SHIPPED, free_port, running_app
from tests.containerfile import ROOT
from tests.engines import nginx_server

pytestmark = pytest.mark.engines


def test_nothing_in_it_may_write_elsewhere_or_gain_rights():
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    assert set(services) == {"one", "two", "nginx"}
    for service in services.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]
    assert "ports" not in services["one"], "only nginx can be reached"
    named = [volume.rsplit(":", 2)[0] for volume in services["nginx"]["volumes"]]
    assert all((ROOT / name).is_file() for name in named)


def test_its_nginx_passes_on_pages_pictures_and_names(tmp_path: Path):
    port, names = free_port(), "127.0.0.1 timeline.example.org"
    with running_app(tmp_path / "log.txt", EVENTS=str(SHIPPED), STREAMLIT_SERVER_ALLOWED_HOSTS=names) as app:
        lines = (ROOT / "compose.nginx.conf").read_text("utf-8").replace("/tmp/pictures", str(tmp_path / "pictures"))
        lines = re.sub(r"\b(one|two):8501", app.url.removeprefix("http://"), lines)
        with nginx_server.with_lines(lines.replace("listen 8080", f"listen 127.0.0.1:{port}"), tmp_path):
            ours = {"Host": "timeline.example.org", "Accept": "text/html"}
            nginx_server.wait_for(f"http://127.0.0.1:{port}/_stcore/health", ours)
            page = urlopen(Request(f"http://127.0.0.1:{port}/", headers=ours)).read()
            assert b"Kazakhstan" in page
            picture = urlopen(Request(f"http://127.0.0.1:{port}/card.png", headers=ours)).read()
            assert picture[:4] == b"\x89PNG"
            with pytest.raises(HTTPError, match="421"):
                urlopen(Request(f"http://127.0.0.1:{port}/", headers={"Host": "elsewhere.example.org"}))
