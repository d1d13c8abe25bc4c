"""A sign-in through OpenID Connect, as Streamlit's own `st.login` has it: whether one is set up, and who is signed in.

Streamlit keeps who signed in in a cookie that it signs; its routes `/auth/login`, `/auth/logout` and `/oauth2callback`
set it and take it away. What they need stands below [auth] in `.streamlit/secrets.toml`.
"""

import json
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any, Final

from streamlit.auth_util import get_origin_from_redirect_uri, get_secrets_auth_section
from streamlit.errors import StreamlitAuthError
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from components.access.person import Person, plain

CALLBACK: Final = "/oauth2callback"
LEAST_SECRET: Final = 16
PACKAGES: Final = ("authlib", "httpx")
MISSING: Final = "Signing in needs packages that are not installed here: pip install '.[sign-in]' in Dateline’s folder."
MADE_BY: Final = "python -c 'import secrets; print(secrets.token_urlsafe(32))'"
SHORT: Final = f"cookie_secret below [auth] in .streamlit/secrets.toml is too short to sign with. Make one: {MADE_BY}"
UNFINISHED: Final = (
    "[auth] in .streamlit/secrets.toml does not say enough to sign in: it needs redirect_uri, which ends in "
    f"{CALLBACK}, cookie_secret, client_id, client_secret and server_metadata_url."
)
NEEDED: Final = ("client_id", "client_secret", "server_metadata_url")
MOST_GROUPS: Final = 1_000


def trouble() -> str:
    """What keeps the sign-in that is set up from working, "" where nothing does or none is set up."""
    auth = _section()
    if not auth:
        return ""
    if not str(auth.get("redirect_uri", "")).endswith(CALLBACK) or not providers():
        return UNFINISHED
    if len(str(auth.get("cookie_secret", ""))) < LEAST_SECRET:
        return SHORT
    return "" if all(find_spec(package) for package in PACKAGES) else MISSING


def is_set_up() -> bool:
    """Whether anybody can sign in."""
    return bool(_section()) and not trouble()


def providers() -> list[str]:
    """The names of those at whom one can sign in; `default` where [auth] itself describes the one that there is."""
    auth = _section()
    named = [name for name, one in auth.items() if isinstance(one, Mapping) and all(map(one.get, NEEDED))]
    return (["default"] if all(map(auth.get, NEEDED)) else []) + named


def address(provider: str) -> str:
    """Where the sign-in at one of them begins; "" where it cannot."""
    try:
        return generate_login_redirect_url(provider)
    except StreamlitAuthError:
        return ""


def person(cookies: Mapping[str, str], groups: str) -> Person | None:
    """Who is signed in, as the cookie says that this app signed; None where nobody is, or no longer.

    groups: the claim that holds the names of their groups.
    """
    if USER_COOKIE_NAME not in cookies or not is_set_up():
        return None
    signed = _get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)
    try:
        claims = json.loads(signed) if signed else None
    except ValueError:
        return None
    if not isinstance(claims, dict) or claims.get("is_logged_in") is not True:
        return None
    return _of_claims(claims, groups) if claims.get("origin") == get_origin_from_redirect_uri() else None


def _of_claims(claims: Mapping[str, Any], groups: str) -> Person:
    """An address that the provider says is not proved is none: anybody could have written it."""
    email = claims.get("email")
    is_proved = claims.get("email_verified", True) in (True, "true")
    found = claims.get(groups, [])
    listed = found if isinstance(found, list) else [found]
    names = frozenset(name for name in listed[:MOST_GROUPS] if isinstance(name, str))
    said = (claims.get(name) for name in ("name", "preferred_username", "sub"))
    name = next((plain(text) for text in said if isinstance(text, str) and plain(text)), "somebody")
    return Person(name, email.strip().casefold() if isinstance(email, str) and is_proved else "", names)


def _section() -> Mapping[str, Any]:
    return get_secrets_auth_section()
