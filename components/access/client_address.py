"""Whose a request is."""

import ipaddress

from starlette.types import Scope


def client_of(scope: Scope) -> str:
    """Whose request it is, as far as an address tells."""
    return network_of(str((scope.get("client") or ("", 0))[0]))


def network_of(client: str) -> str:
    """An address; of IPv6 the network, for a client has all of it."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client
    return str(address if address.version == 4 else ipaddress.ip_network((int(address) >> 64 << 64, 64)))
