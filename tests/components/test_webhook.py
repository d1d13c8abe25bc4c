"""What changed is told to one address: signed, tried again, and with an end."""

import hashlib
import hmac
import json
import queue
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from components import cache
from components.server import webhook
from data.dataset.dataset import Dataset

BEFORE = """id,date,title,metric,value,source,notes
a,2022-01-05,Held,detained,1500,Ministry,SECRET-NOTE
b,2022-01-06,A rumour,,,nobody,
"""
AFTER = """id,date,title,metric,value,source,notes
a,2022-01-05,Held,detained,2000,Ministry,SECRET-NOTE too
c,2022-01-06,Troops arrive,,,Gazette,
"""
PATIENCE_SECONDS = 60


@pytest.fixture
def receiver(monkeypatch):
    """A receiver that takes nothing at the first try; what it was sent, and its signature."""
    sent: queue.Queue[tuple[bytes, str]] = queue.Queue()
    tries: list[int] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            tries.append(len(body))
            self.send_response(503 if len(tries) == 1 else 200)
            self.end_headers()
            if len(tries) > 1:
                sent.put((body, self.headers["X-Dateline-Signature"]))

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("DATELINE_WEBHOOK", f"http://127.0.0.1:{server.server_port}/")
    monkeypatch.setenv("DATELINE_WEBHOOK_SECRET", "a secret")
    yield sent
    server.shutdown()
    server.server_close()


def test_what_changed_is_told_signed_and_again_where_it_was_not_taken(receiver, tmp_path, monkeypatch):
    record = tmp_path / "record.csv"
    record.write_text(BEFORE)
    looked: queue.Queue[str] = queue.Queue()
    known = cache.dataset

    def noted(path: Path) -> Dataset:
        found = known(path)
        looked.put(found.key)
        return found

    monkeypatch.setattr(cache, "dataset", noted)
    webhook.watch(record, pauses=(0.01,), look=0.01)
    looked.get(timeout=PATIENCE_SECONDS)
    record.write_text(AFTER)
    body, signature = receiver.get(timeout=PATIENCE_SECONDS)
    assert signature == "sha256=" + hmac.new(b"a secret", body, hashlib.sha256).hexdigest()
    told = json.loads(body)["changes"]
    assert told[0] | {"what": "a figure moved", "figure": told[0]["figure"]} == told[0]
    assert (told[0]["was"]["value"], told[0]["now"]["value"]) == ("1500", "2000")
    assert {one["what"]: one.get("id") for one in told[1:]} == {
        "an event was added": "c", "an event was withdrawn": "b", "an event was changed": "a",
    }  # fmt: skip
    assert b"SECRET-NOTE" not in body


def test_it_ends_and_says_so(caplog):
    webhook.send(webhook.Hook("http://127.0.0.1:9/", "a secret"), b"{}", pauses=())
    assert "told no more" in caplog.text


@pytest.mark.parametrize(("address", "secret"), [("", ""), ("ftp://example.org", "a"), ("https://example.org", "")])
def test_without_an_address_and_a_secret_nothing_is_told(monkeypatch, address, secret):
    monkeypatch.setenv("DATELINE_WEBHOOK", address)
    monkeypatch.setenv("DATELINE_WEBHOOK_SECRET", secret)
    assert webhook.hook() is None
