"""Whose a request is."""

import ipaddress

from starlette.types import Scope


def client_of(scope: Scope) -> str:
    """Whose request it is, as far as an address tells: of IPv6 the network, for a client has all of it."""
    host = (scope.get("client") or ("", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    return str(address if address.version == 4 else ipaddress.ip_network((int(address) >> 64 << 64, 64)))
