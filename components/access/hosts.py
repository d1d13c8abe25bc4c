"""Under which names the app may be asked for, and whether it serves nobody but the person at this machine.

One list for pages, routes and sockets: Streamlit's own `server.allowedHosts`, which by itself it asks for sockets only.
"""

import ipaddress
from typing import Final

from streamlit import config
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

LOOPBACK_NAMES: Final = ("localhost", "127.0.0.1", "::1")
CLOUD: Final = "*.streamlit.app"
"""Where Streamlit's own hosting shows apps; nobody else can give such a name to an address of theirs."""
EVERYWHERE: Final = ("0.0.0.0", "::")
OPTION: Final = "server.allowedHosts"
HOW: Final = (
    "This app is not to be had under the name {}. Whoever runs it can add that name: "
    "STREAMLIT_SERVER_ALLOWED_HOSTS='localhost {}', or allowedHosts in .streamlit/config.toml."
)


def settle() -> None:
    """Complete the list once the settings are known: bound to the loopback nothing is added to it, else the address
    itself and the names of Streamlit's hosting."""
    address = _address()
    if not is_bound_to_loopback():
        own = () if address in ("", *EVERYWHERE) else (address,)
        config.set_option(OPTION, list(dict.fromkeys([*_allowed(), CLOUD, *own])))


def is_allowed(host: str | None) -> bool:
    """Whether a request that names this host is for us."""
    return is_host_allowed(host)


def is_bound_to_loopback() -> bool:
    """Whether nobody but this machine can connect."""
    return _is_loopback(_address())


def is_for_this_machine_alone() -> bool:
    """Whether it serves nobody else: it is bound to the loopback, and has no other name, as it had behind a proxy."""
    return is_bound_to_loopback() and bool(_allowed()) and all(map(_is_loopback, _allowed()))


def _allowed() -> list[str]:
    return [str(name) for name in config.get_option(OPTION) or ()]


def _address() -> str:
    return str(config.get_option("server.address") or "").strip("[]")


def _is_loopback(name: str) -> bool:
    try:
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
