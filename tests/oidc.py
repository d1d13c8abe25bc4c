"""A provider of OpenID Connect of the tests' own, a real one on a port of its own, at which anybody may be anybody."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.running_app import free_port, running

SECRETS = """[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{cookie_secret}"
client_id = "dateline"
client_secret = "only-the-tests-know-this-one"
server_metadata_url = "{url}/.well-known/openid-configuration"
"""
COOKIE_SECRET = "the-tests-sign-with-this-and-nobody-else"


@contextmanager
def provider(folder: Path, people: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A provider that knows these people, their claims by their name there; gives the path of what Streamlit must know
    of it."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    for sub, claims in people.items():
        command += ["--user-claims", json.dumps({"sub": sub, **claims})]
    with running(
        command, folder / "provider.log", port, folder, dict(os.environ), health="/.well-known/openid-configuration"
    ) as serving:
        secrets = folder / "secrets.toml"
        secrets.write_text(SECRETS.format(url=serving.url, cookie_secret=COOKIE_SECRET), "utf-8")
        yield str(secrets)
