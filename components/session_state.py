"""What this viewer chose and holds. The only module that names the session and the address.

The View is read from the link first, then kept in the session. Whenever the address is another than the one written
last (Back, Forward, a link pasted over it), the address wins. Everything else here is of this viewer alone and in no
link: what was uploaded, how the table is sorted, how much of it is open.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette.starlette_websocket import StarletteClientContext

from components.access.request_sender import ALONE, Asker
from components.pictures import charts
from data.errors import BadView
from data.view import View, saved_views

_VIEW, _ADDRESS, _NOTICES = "dateline.view", "dateline.address", "dateline.notices"
_STORED = "dateline.kept."


def current() -> View:
    """The View of this viewer: of the address if it has changed, else as kept."""
    address = _address()
    if st.session_state.get(_ADDRESS) != address:
        pairs, unnamed = saved_views.expanded(address, saved())
        view, left_out = View.lenient(pairs)
        view, unknown = charts.follow(view)
        st.session_state.update({_VIEW: view, _ADDRESS: address, _NOTICES: unnamed + left_out + unknown})
    view = st.session_state[_VIEW]
    return view if isinstance(view, View) else View()


def saved() -> Sequence[saved_views.Saved]:
    """The views of the data set that have names, as far as it is known."""
    views: Sequence[saved_views.Saved] = get("saved.views", ())
    return views


def know_saved(views: Sequence[saved_views.Saved]) -> None:
    """The views that have names; a link that names one is read by them from now on."""
    if tuple(views) != tuple(saved()):
        keep("saved.views", tuple(views))
        if any(name == saved_views.VIEW for name, _ in _address()):
            st.session_state[_ADDRESS] = None
            current()


def notices() -> list[str]:
    """A sentence for each part of the link that could not be followed."""
    return list(st.session_state.get(_NOTICES, ()))


def change(**fields: Any) -> View:
    """Set these fields of the View, here and in the link. Made for callbacks; an impossible choice changes nothing."""
    return put(replace(held(), **fields))


def ask(changes: object) -> None:
    """Follow what the page sent: a mapping of View fields to values. What is no View is left alone."""
    if not isinstance(changes, Mapping):
        return
    try:
        fields: dict[str, Any] = {str(name): _frozen(value) for name, value in changes.items()}
        put(replace(held(), **fields))
    except (BadView, TypeError, ValueError):
        return


def put(view: View) -> View:
    """Make this the View, and write the shortest link for it."""
    st.session_state[_VIEW] = view
    st.session_state[_NOTICES] = []
    pairs = saved_views.shortened(view, saved())
    if sorted(pairs) != sorted(_address()):
        values: dict[str, list[str]] = {}
        for name, value in pairs:
            values.setdefault(name, []).append(value)
        st.query_params.from_dict(values)
    st.session_state[_ADDRESS] = _address()
    return view


def session() -> str:
    """The number of this viewer's page with Streamlit."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def asker() -> Asker:
    """Who looks at this page, as its connection told when it was made; nobody once that is gone."""
    if not runtime.exists():
        return ALONE
    client = runtime.get_instance().get_client(session())
    if client is None:
        return Asker()
    told = client.client_context
    if not isinstance(told, StarletteClientContext):  # pages that are tried without a server
        return ALONE
    headers = {name.lower(): value for name, value in told.headers}
    return Asker(told.remote_ip or "", "", headers, told.cookies)


def cookie(name: str) -> str | None:
    """What the browser's cookie of this name said when the page was opened."""
    value = st.context.cookies.get(name)
    return value if isinstance(value, str) else None


def follow_columns(columns: Sequence[tuple[str, str]]) -> View:
    """The View, with what of its choice of columns the file follows; the rest of it stands in the link alone."""
    keep("asked.columns", current().columns)
    return replace(current(), columns=tuple(columns))


def following_columns(columns: Sequence[tuple[str, str]]) -> View | None:
    """The same View later; None where another choice has been made meanwhile."""
    if get("asked.columns") != current().columns:
        return None
    return replace(current(), columns=tuple(columns))


def viewer() -> str:
    """A name of this viewer that no other has."""
    if get("viewer") is None:
        keep("viewer", token_urlsafe(12))
    return str(get("viewer"))


def query_of(view: View) -> str:
    """The part of the shortest link to a view after the question mark."""
    return urlencode(saved_views.shortened(view, saved()))


def link() -> str:
    """The whole link to what is on screen."""
    here = str(st.context.url or "").partition("?")[0]
    query = query_of(current())
    return f"{here}?{query}" if query else here


def get(name: str, default: Any = None) -> Any:
    """Something of this viewer alone that is in no link; `default` until it is kept."""
    if not session():
        return default
    return st.session_state.get(_STORED + name, default)


def keep(name: str, value: object) -> None:
    """Keep it for as long as the viewer stays. Made for callbacks."""
    st.session_state[_STORED + name] = value


def message(key: str, name: str) -> Any:
    """What the component `key` of ours has just sent as `name`; None if nothing. For callbacks."""
    answer = st.session_state.get(key)
    return answer.get(name) if isinstance(answer, Mapping) else None


def widget(key: str) -> Any:
    """What a Streamlit widget holds, for its own callback."""
    return st.session_state.get(key)


def is_dark() -> bool | None:
    """Whether this viewer's page is dark; None until the browser has said."""
    shade = st.context.theme.type
    return None if shade is None else shade == "dark"


def is_embedded() -> bool:
    """Whether the page stands in a frame of another page (`?embed=true`)."""
    return bool(st.context.is_embedded)


def following(key: str, name: str = "go") -> Callable[[], None]:
    """A callback that follows what the component `key` sends as `name`."""
    return lambda: ask(message(key, name))


def held() -> View:
    """The View as it is kept, whatever the address: what runs by its own clock may hear an old one."""
    if not session():  # no viewer's page asks: the first paint is drawn before there is one
        return View()
    view = st.session_state.get(_VIEW)
    return view if isinstance(view, View) else current()


def _address() -> tuple[tuple[str, str], ...]:
    parameters = st.query_params
    return tuple((name, value) for name in parameters for value in parameters.get_all(name))


def _frozen(value: object) -> object:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value
