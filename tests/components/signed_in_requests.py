"""A sign-in and a team's secret as if they were set up, and the cookies of those who came in by them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

from itsdangerous import TimestampSigner, URLSafeTimedSerializer
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

COOKIE_SECRET = "the-tests-sign-with-this-and-nobody-else"
ORIGIN = "http://localhost"
SECRETS = f"""[auth]
redirect_uri = "{ORIGIN}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "dateline"
client_secret = "only-the-tests-know-this-one"
server_metadata_url = "http://localhost:9/.well-known/openid-configuration"
"""
DAY = 86_400


@contextmanager
def sign_in_set_up(folder: Path, secrets: str = SECRETS) -> Iterator[None]:
    """As if the server had been started with these secrets."""
    file, before = folder / f"secrets-{token_hex(4)}.toml", config.get_option("secrets.files")
    file.write_text(secrets, "utf-8")
    config.set_option("secrets.files", [str(file)])
    secrets_singleton._reset()
    try:
        yield
    finally:
        config.set_option("secrets.files", before)
        secrets_singleton._reset()


def signed_in(email: str | None, *, secret: str = COOKIE_SECRET, days_ago: float = 0, **claims: Any) -> str:
    """The cookie of who signed in with this address so long ago, as Streamlit makes it; claims go over the usual."""

    class Signer(TimestampSigner):
        def get_timestamp(self) -> int:
            return super().get_timestamp() - round(days_ago * DAY)

    said = {"email": email, "name": "Somebody", "sub": "1", "origin": ORIGIN, "is_logged_in": True, **claims}
    signing = URLSafeTimedSerializer(secret, salt=USER_COOKIE_NAME, signer=Signer)
    return f"{USER_COOKIE_NAME}={signing.dumps(json.dumps(said))}"
