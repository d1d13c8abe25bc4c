"""What one viewer has brought, until that one has left."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event


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
