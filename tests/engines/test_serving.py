"""The lines for nginx in docs/serving.md, as they stand there, before a running app: names, TLS, sockets, uploads."""

import http.client
import re
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser import find_browser
from tests.browser.conftest import FLAGS
from tests.browser.running_app import ROOT, SHIPPED, Serving, free_port, running_app
from tests.engines import nginx_server

pytestmark = pytest.mark.engines
NAME = "timeline.example.org"
GOOD = "date,title\n1969-07-16,Apollo 11 lifts off\n1969-07-20,The Eagle lands\n"


@dataclass
class Served:
    """The app and the nginx before it: with TLS, and without."""

    app: Serving
    secure: int
    plain: int


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("nginx")
    secure, plain = free_port(), free_port()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={NAME}",
         "-keyout", folder / "timeline.key", "-out", folder / "timeline.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    names = f"127.0.0.1 {NAME}"
    with running_app(folder / "app.log", EVENTS=str(SHIPPED), STREAMLIT_SERVER_ALLOWED_HOSTS=names) as app:
        [lines] = re.findall(r"```nginx\n(.*?)```", (ROOT / "docs" / "serving.md").read_text("utf-8"), re.S)
        for written, here in {
            "127.0.0.1:8501": app.url.removeprefix("http://"),
            "listen 80;": f"listen 127.0.0.1:{plain};",
            "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
            "/etc/ssl": str(folder),
            "/var/cache/nginx/dateline": str(folder / "pictures"),
        }.items():
            assert written in lines
            lines = lines.replace(written, here)
        with nginx_server.with_lines(lines, folder):
            found = Served(app, secure, plain)
            _wait(found)
            yield found


def _wait(served: Served, seconds: float = 15) -> None:
    deadline = monotonic() + seconds
    while monotonic() < deadline:
        with suppress(OSError):
            asked(served, "/_stcore/health")
            return
        sleep(0.05)
    raise RuntimeError("nginx did not answer.")


def asked(served: Served, path: str, name: str = NAME) -> tuple[int, dict[str, str], bytes]:
    trusting = ssl._create_unverified_context()
    with closing(http.client.HTTPSConnection("127.0.0.1", served.secure, timeout=30, context=trusting)) as line:
        line.request("GET", path, headers={"Host": name})
        answer = line.getresponse()
        return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()


def test_it_answers_with_tls_and_says_that_it_will(served):
    status, headers, _ = asked(served, "/_stcore/health")
    assert status == 200
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["x-content-type-options"] == "nosniff"
    with closing(http.client.HTTPConnection("127.0.0.1", served.plain, timeout=30)) as line:
        line.request("GET", "/events.csv?category=Protest", headers={"Host": NAME})
        answer = line.getresponse()
        assert (answer.status, answer.getheader("location")) == (301, f"https://{NAME}/events.csv?category=Protest")


def test_another_name_is_refused_and_what_is_the_owner_s_is_closed(served):
    assert asked(served, "/events.csv", "elsewhere.example")[0] == 421
    assert asked(served, "/_stcore/metrics")[0] == 404
    assert b"The report gives the first year" not in asked(served, "/events.csv")[2], "the notes stay at home"


def test_a_viewer_sees_the_timeline_and_opens_a_file_that_comes_back(served):
    rules = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    place = find_browser.find()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=place, args=[*FLAGS, rules, "--no-sandbox"])
        page = chromium.new_context(ignore_https_errors=True).new_page()
        page.goto(f"https://{NAME}:{served.secure}")
        expect(page.get_by_test_id("row")).to_have_count(28, timeout=60_000)
        expect(page.get_by_test_id("timeline")).not_to_have_attribute("data-drawn", "0", timeout=60_000)
        page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(
            {"name": "apollo.csv", "mimeType": "text/csv", "buffer": GOOD.encode()}
        )
        expect(page.get_by_test_id("row")).to_have_count(2, timeout=60_000)
        [cookie] = [cookie for cookie in page.context.cookies() if cookie["name"] == "dateline_viewer"]
        assert cookie["secure"], "the app is told that there is TLS"
        page.reload()
        expect(page.get_by_test_id("row")).to_have_count(2, timeout=60_000)
        chromium.close()
    assert not Path(served.app.log).read_text().count("Traceback")
