"""Who may do what with a data set: one question, asked by the page and by the routes."""

import getpass
import ipaddress
from contextlib import suppress
from typing import Final

import streamlit as st

from data.settings import Settings

OWN: Final = ("localhost", "127.0.0.1", "::1")


def may_edit(settings: Settings) -> bool:
    """Whether who asks may change the record: whoever sits at the machine that serves it to nobody else."""
    del settings
    return is_own_machine()


def is_own_machine() -> bool:
    """Whether the app can be reached from this machine alone."""
    address = str(st.get_option("server.address") or "").strip("[]")
    with suppress(ValueError):
        return ipaddress.ip_address(address).is_loopback
    return address == "localhost"


def who() -> str:
    """By whose name a change goes into the journal."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "somebody"
