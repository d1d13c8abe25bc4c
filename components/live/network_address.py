"""Under which address another device reaches this server: a telephone knows no localhost."""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from streamlit.net_util import get_internal_ip
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

EVERYWHERE: Final = (None, "", "0.0.0.0", "::")
ALONE: Final = (
    "This server listens to its own computer alone, so no other device can open the link. "
    "Start it with make run ADDRESS=0.0.0.0 to let those in the same network in."
)
UNNAMED: Final = (
    "Other devices know this computer as {ip}, a name under which this server does not answer. "
    "Add it to allowedHosts in .streamlit/config.toml, and start the server again."
)


def reachable(origin: str) -> tuple[str, str]:
    """The origin as others reach it, and what to do where they cannot, else "".

    >>> reachable("https://dateline.example.org")
    ('https://dateline.example.org', '')
    """
    parts = urlsplit(origin)
    if not _is_own(parts.hostname or ""):
        return origin, ""
    if st.get_option("server.address") not in EVERYWHERE:
        return origin, ALONE
    ip = get_internal_ip()
    if not ip or _is_own(ip):
        return origin, ALONE
    if not is_host_allowed(ip):
        return origin, UNNAMED.format(ip=ip)
    return f"{parts.scheme}://{ip}{f':{parts.port}' if parts.port else ''}", ""


def _is_own(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
