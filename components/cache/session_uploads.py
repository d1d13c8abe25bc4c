"""What one viewer has brought, until that one has left."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

import streamlit as st
from streamlit.runtime import Runtime

from data.engine.background_threads import later


@dataclass(frozen=True, slots=True)
class SessionUploads:
    """The keys of one viewer's uploads. forget: what is done with each when the viewer has left."""

    session: str
    forget: Callable[[str], None]
    keys: set[str] = field(default_factory=set)
    left: Event = field(default_factory=Event)

    def hold(self, key: str) -> None:
        """Keep an upload for as long as the viewer stays."""
        self.keys.add(key)
        if self.left.is_set():
            self.forget(key)

    def leave(self) -> None:
        """The viewer has left."""
        self.left.set()
        for key in tuple(self.keys):
            self.forget(key)


def forget_later(uploads: SessionUploads) -> None:
    """Forget a viewer's uploads when Streamlit forgets the viewer: a lost connection may come back until then."""
    later(float(st.get_option("server.disconnectedSessionTTL")), lambda: _forget_all(uploads))


def _forget_all(uploads: SessionUploads) -> None:
    if Runtime.exists() and Runtime.instance().is_active_session(uploads.session):
        forget_later(uploads)
        return
    uploads.leave()
