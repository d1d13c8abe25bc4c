"""Who may look, edit and read the notes: asked of every route that the app has, by everybody that there can be."""

import os
import re
import time
from typing import Any
from urllib.parse import quote

import pytest
from starlette.routing import Mount, Route, WebSocketRoute

from components import cache
from components.access import rights, shared_secret, sign_in
from components.access.access_settings import named
from components.access.person import Person
from components.access.request_sender import Asker
from components.access.rights import Right, Visitor
from components.access.route_rights import NEEDS, SOCKET, need_of
from components.live import rooms
from data import settings
from data.errors import BadSettings
from tests.components.asgi_client import Answer
from tests.components.asgi_client import ask as ask_here
from tests.components.signed_in_requests import SECRETS, sign_in_set_up, signed_in
from tests.components.test_host_and_origin_checks import answer
from tests.components.whole_app import bound_to, every_route, whole_app

ROWS = "date,title,notes\n2022-01-05,Dismissed,For the briefer\n2022-01-06,Detained,\n"
NAMED = """title = "The log"
[access]
view = ["*@example.org"]
edit = ["anna@example.org", "group:editors"]
brief = ["bea@example.org"]
"""
SECRET = "a-secret-of-a-small-team"
PEOPLE = {
    "nobody": "",
    "stranger": signed_in("mallory@elsewhere.example"),
    "viewer": signed_in("Vic@Example.org"),
    "editor": signed_in(None, groups=["editors"]),
    "briefer": signed_in("bea@example.org"),
}
MAY = {
    "nobody": {Right.OPEN},
    "stranger": {Right.OPEN},
    "viewer": {Right.OPEN, Right.VIEW},
    "editor": {Right.OPEN, Right.VIEW, Right.EDIT},
    "briefer": {Right.OPEN, Right.VIEW, Right.LEAD, Right.BRIEF},
}
REFUSAL = re.compile(rb"Only .* may |Nobody may |Notes are for the briefer")
FAR: dict[str, Any] = {"x_forwarded_for": "198.51.100.7"}


def ask(app: Any, path: str, query: str = "", **headers: Any) -> Answer:
    return ask_here(app, path, query, **(FAR | headers))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("access")
    (folder / "log.csv").write_text(ROWS)
    (folder / "log.toml").write_text(NAMED)
    with sign_in_set_up(folder):
        yield folder / "log.csv"


@pytest.fixture(scope="module")
def app(place):
    with whole_app(place) as app:
        yield app


@pytest.fixture(scope="module")
def team_app(tmp_path_factory):
    place = tmp_path_factory.mktemp("team") / "log.csv"
    place.write_text(ROWS)
    place.with_suffix(".toml").write_text('[access]\nview = "team"\nedit = ["team"]\n')
    with whole_app(place) as app:
        yield app


@pytest.fixture
def of_a_team(team_app, monkeypatch):
    """The app of a record that a team's secret opens for looking and editing; nobody has tried it yet."""
    monkeypatch.setenv(shared_secret.SECRET, SECRET)
    monkeypatch.setattr(shared_secret, "TRIES", shared_secret.Tries())
    return team_app


def enter(app, secret: str = SECRET, name: str = "Anna", **fields: str) -> Answer:
    body = "&".join(f"{key}={quote(text)}" for key, text in {"name": name, "secret": secret, **fields}.items())
    return ask(app, "/sign-in", method="POST", body=body.encode(), origin="http://localhost")


def cookie_of(found: Answer) -> str:
    return found.headers["set-cookie"].partition(";")[0]


def test_the_table_has_every_route_and_no_other(app):
    in_app = set[tuple[str, str]]()
    for route in app.routes:
        if isinstance(route, Route):
            in_app |= {(method, route.path) for method in route.methods or ()}
        elif isinstance(route, WebSocketRoute):
            in_app.add((SOCKET, route.path))
        else:
            assert isinstance(route, Mount)
            assert route.path == "", "say in the table what a new mount needs"
    in_table = {(method, need.path) for need in NEEDS for method in need.methods}
    assert in_app - in_table == set(), "a route without a right"
    assert in_table - in_app == set(), "a right without a route"


@pytest.mark.parametrize("who", PEOPLE)
def test_every_route_lets_in_whom_it_may_and_refuses_all_others(app, place, who):
    for method, path in every_route(app, cache.dataset(place).key):
        need, cookie = need_of(method, path), PEOPLE[who]
        found = answer(app, method, path, x_forwarded_for="198.51.100.7", **({"cookie": cookie} if cookie else {}))
        if method == SOCKET:
            is_let_in = found.status == 200
        else:
            is_let_in = not (found.status in (401, 403) and REFUSAL.match(found.body))
        is_closed = found.status == 404 and found.body == b"There is nothing here.\n"
        assert is_closed or is_let_in == (need.right in MAY[who]), (who, method, path, found.status)
        if not is_let_in and method != SOCKET:
            assert found.status == (401 if who == "nobody" else 403)
            assert b"Dismissed" not in found.body
            assert found.headers["cache-control"] == "no-store"


def test_a_refusal_says_who_may_and_how_to_become_one_and_tells_strangers_no_names(app):
    page = ask(app, "/", "event=x", accept="text/html").body.decode()
    assert "Only those whom its owner names may look at this record. If you are one of them, sign in." in page
    assert 'href="/sign-in?with=default&amp;back=%2F%3Fevent%3Dx"' in page
    assert "anna@" not in page
    assert "The log" not in page
    said = ask(app, "/understood", "column=date&text=5+Jan", cookie=PEOPLE["viewer"]).body.decode()
    assert said.startswith("Only anna@example.org and the group editors may edit this record. You are here as vic@")
    assert ask(app, "/understood", "column=date&text=2022", cookie=PEOPLE["editor"]).status == 200


def test_what_is_not_for_all_is_kept_by_nobody_between(app, place):
    for path in ("/events.csv", "/card.png", "/briefing", f"/picture/{cache.dataset(place).key}", "/api/events"):
        query = "figure=timeline&w=800&dark=0" if path.startswith("/picture") else ""
        found = ask(app, path, query, cookie=PEOPLE["viewer"])
        assert (found.status, found.headers["cache-control"]) in ((200, "private, no-cache"), (404, "no-store")), path


@pytest.mark.parametrize(
    "cookie",
    [
        pytest.param(signed_in("vic@example.org", secret="another secret that is long enough"), id="forged"),
        pytest.param(signed_in("vic@example.org", days_ago=32), id="expired"),
        pytest.param(signed_in("vic@example.org", origin="https://elsewhere.example"), id="of another app"),
        pytest.param(signed_in("vic@example.org", is_logged_in=False), id="signed out"),
        pytest.param(signed_in("vic@example.org", is_logged_in="yes"), id="not quite signed in"),
        pytest.param(signed_in("vic@example.org")[:-3] + "abc", id="changed"),
        pytest.param(signed_in("vic@example.org", email_verified=False), id="an address that is not proved"),
        pytest.param(signed_in("vic@example.org@elsewhere.example"), id="an address in an address"),
        pytest.param(signed_in("vic@sub.example.org"), id="a domain below"),
        pytest.param(signed_in(None, groups=["Editors", ["editors"]]), id="another group"),
        pytest.param(signed_in(None, name="vic@example.org"), id="a name like an address"),
        pytest.param("_streamlit_user=; dateline_team=x", id="nothing"),
    ],
)
def test_a_cookie_that_proves_nothing_opens_nothing(app, cookie):
    assert ask(app, "/events.csv", cookie=cookie).status in (401, 403)
    assert answer(app, SOCKET, "/_stcore/stream", cookie=cookie, x_forwarded_for="198.51.100.7").status == 403


@pytest.mark.parametrize(
    ("claims", "known_as"),
    [
        ({"name": "<script>alert(1)</script>"}, "<script>alert(1)</script>"),
        ({"name": "Anna\u202e\x00\nEditor"}, "Anna Editor"),
        ({"name": "x" * 5000}, "x" * 79 + "…"),
        ({"name": ["a", "list"], "preferred_username": {"a": 1}}, "1"),
        ({"name": " ", "sub": "\u200b"}, "somebody"),
    ],
)
def test_a_name_is_only_ever_one_short_line_of_text(app, claims, known_as):
    cookie = signed_in(None, **claims)
    page = ask(app, "/sign-in", cookie=cookie, accept="text/html").body.decode()
    assert "<script" not in page
    visitor = Visitor.of(Asker(cookies=dict([cookie.split("=", 1)])), named("nowhere.csv"))
    assert visitor.known_as == known_as
    anna = signed_in("anna@example.org", name="Somebody else")
    assert Visitor.of(Asker(cookies=dict([anna.split("=", 1)])), named("nowhere.csv")).known_as == "anna@example.org"


def test_a_link_on_another_site_signs_nobody_out(app):
    for path in ("/sign-out", "/auth/logout"):
        found = ask(app, path, sec_fetch_site="cross-site", sec_fetch_mode="navigate", cookie=PEOPLE["viewer"])
        assert (found.status, "set-cookie" in found.headers) == (403, False)
        assert ask(app, path, sec_fetch_site="same-origin", cookie=PEOPLE["viewer"]).status in (302, 303)


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "/a\r\nX: y", ""]
)
def test_nobody_is_led_elsewhere_by_signing_in(of_a_team, back):
    assert enter(of_a_team, back=back).headers["location"] == "/"
    assert enter(of_a_team, back="/briefing?source=a").headers["location"] == "/briefing?source=a"


def test_the_team_comes_in_by_its_secret_and_a_name(of_a_team):
    assert ask(of_a_team, "/events.csv").status == 401
    assert b"The secret" in ask(of_a_team, "/", accept="text/html").body
    for wrong in (SECRET[:-1], SECRET + "x", "", "ä" * 20, SECRET.upper()):
        refused = enter(of_a_team, wrong)
        assert (refused.status, "set-cookie" in refused.headers) == (403, False)
    found = enter(of_a_team, name="Anna <b>\u202e")
    assert found.status == 303
    given = found.headers["set-cookie"]
    assert all(part in given for part in ("HttpOnly", "SameSite=Lax", "Path=/"))
    assert SECRET not in given
    assert ask(of_a_team, "/events.csv", cookie=cookie_of(found)).status == 200
    assert ask(of_a_team, "/understood", "column=date&text=2022", cookie=cookie_of(found)).status == 200
    page = ask(of_a_team, "/sign-in", cookie=cookie_of(found), accept="text/html").body.decode()
    assert "You are here as Anna &lt;b&gt;." in page
    assert enter(of_a_team, name="\u202e ").status == 400, "who it was stands in the journal"


def test_the_team_s_cookie_ends_with_its_time_with_the_secret_and_by_going_out(of_a_team, monkeypatch):
    cookie = cookie_of(enter(of_a_team))
    gone = ask(of_a_team, "/sign-out", cookie=cookie, sec_fetch_site="same-origin")
    assert "dateline_team=" in gone.headers["set-cookie"]
    assert "Max-Age=0" in gone.headers["set-cookie"]
    with monkeypatch.context() as later:
        now = time.time()
        later.setattr("itsdangerous.timed.time.time", lambda: now + shared_secret.SECONDS + 2)
        assert ask(of_a_team, "/events.csv", cookie=cookie).status == 401
    assert ask(of_a_team, "/events.csv", cookie=cookie).status == 200
    monkeypatch.setenv(shared_secret.SECRET, SECRET + "-changed")
    assert ask(of_a_team, "/events.csv", cookie=cookie).status == 401


def test_wrong_secrets_are_bounded_for_forms_and_programs(of_a_team, caplog):
    good = {"authorization": f"Bearer {SECRET}"}
    assert ask(of_a_team, "/api/events", **good).status == 200
    tried = [ask(of_a_team, "/api/events", authorization=f"Bearer wrong{n}").status for n in range(7)]
    tried += [enter(of_a_team, f"wrong{n}").status for n in range(7)]
    assert tried == [401] * 7 + [403] * 3 + [429] * 4
    assert enter(of_a_team).status == 429, "not the right one either, for a while"
    assert ask(of_a_team, "/api/events", **good).status == 429
    assert SECRET not in caplog.text


def test_wrong_secrets_are_bounded_for_notes_too_and_for_the_briefer_s_key(tmp_path, monkeypatch):
    (place := tmp_path / "log.csv").write_text(ROWS)
    monkeypatch.setenv(rights.BRIEFER_KEY, "open sesame")
    with whole_app(place) as app:
        export = f"/export/{cache.dataset(place).key}/pptx"
        asked = {"method": "POST", "origin": "http://localhost"}
        for path, more in (("/notes", asked), (export, {}), ("/understood", {})):
            monkeypatch.setattr(shared_secret, "TRIES", shared_secret.Tries())
            tried = [ask(app, path, authorization=f"Bearer wrong{n}", **more).status for n in range(12)]
            assert tried[9] != 429, path
            assert tried[10:] == [429] * 2, path
            assert ask(app, "/notes", authorization="Bearer open sesame", **asked).status == 429, "nor the right one"
            assert ask(app, "/events.csv", authorization="Bearer wrong").status == 200, "what all may see"


def test_the_page_that_says_who_one_is_tells_of_no_secret_without_counting(of_a_team):
    tried = [ask(of_a_team, "/sign-in", authorization=f"Bearer wrong{n}").status for n in range(11)]
    assert tried == [200] * 10 + [429]
    assert ask(of_a_team, "/sign-in", authorization=f"Bearer {SECRET}").status == 429


def test_who_drives_a_room_reads_no_notes_of_a_record_at_which_they_may_not_look(app, tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_STATE", str(tmp_path))
    room, secret = rooms.create("/briefing", has_notes=True)
    asked = {"method": "POST", "origin": "http://localhost", "authorization": f"Bearer {secret}"}
    assert ask(app, "/notes", f"room={room.name}", **asked).status == 401
    assert ask(app, "/notes", f"room={room.name}", cookie=PEOPLE["viewer"], **asked).status == 200


def test_who_signed_in_and_gives_the_team_s_secret_is_both(place, tmp_path, monkeypatch):
    assert place.exists(), "there is a sign-in"
    monkeypatch.setenv(shared_secret.SECRET, SECRET)
    (team_file := tmp_path / "team.csv").with_suffix(".toml").write_text('[access]\nview = ["team"]\n')
    vic = dict([PEOPLE["viewer"].split("=", 1)])
    team = {shared_secret.COOKIE: shared_secret.cookie("anna@example.org")}
    both = Visitor.of(Asker(cookies=vic | team), named(team_file))
    assert (both.may(Right.VIEW), both.known_as) == (True, "vic@example.org")
    assert not Visitor.of(Asker(cookies=vic), named(team_file)).may(Right.VIEW)
    of_team = Visitor.of(Asker(cookies=team), named(team_file))
    assert of_team.known_as == "anna (at) example.org", "a name passes for no address that is proved"


def test_a_cookie_that_is_given_over_tls_goes_over_nothing_else(app):
    def over_tls(scope, receive, send):
        return app(scope | {"scheme": "https"}, receive, send)

    for path in ("/auth/logout", "/sign-out"):
        found = ask(over_tls, path, cookie=PEOPLE["viewer"], sec_fetch_site="same-origin")
        assert found.headers["set-cookie"].count("Secure") == 1, path
        plain = ask(app, path, cookie=PEOPLE["viewer"], sec_fetch_site="same-origin")
        assert "Secure" not in plain.headers.get("set-cookie", ""), path


def test_a_form_of_another_site_lets_nobody_in(of_a_team):
    body = f"name=x&secret={SECRET}".encode()
    found = ask(of_a_team, "/sign-in", method="POST", body=body, origin="https://elsewhere.example")
    assert (found.status, "set-cookie" in found.headers) == (403, False)


def test_a_try_is_forgotten_after_a_while():
    now = [0.0]
    tries = shared_secret.Tries(lambda: now[0])
    for _ in range(shared_secret.MOST_WRONG):
        assert not tries.is_over("a")
        tries.note("a")
    assert tries.is_over("a")
    assert not tries.is_over("b")
    for client in range(shared_secret.MOST_WRONG_OF_ALL):
        tries.note(str(client))
    assert tries.is_over("b"), "many clients together"
    now[0] += shared_secret.PAUSE_SECONDS + 1
    assert not tries.is_over("a")


def test_settings_that_cannot_be_read_let_in_nobody_new(place, tmp_path):
    assert place.exists(), "there is a sign-in"
    (place := tmp_path / "log.csv").write_text(ROWS)
    with whole_app(place) as app:
        _settings_that_change(app, place)
    place.with_name("other.csv").write_text(ROWS)
    place.with_name("other.toml").write_text("[access]\nview = 7\n")
    with whole_app(place.with_name("other.csv")) as app:
        said = ask(app, "/events.csv")
        assert said.status == 401
        assert "Whoever runs this finds why in its log" in said.body.decode()
        assert b"other.toml" not in said.body
        assert b"is no list" not in said.body
    assert "access: view is no list. Write view =" in " ".join(rights.troubles(named(place.with_name("other.csv"))))


def test_settings_of_which_nothing_can_be_known_are_not_taken_for_none(tmp_path, monkeypatch):
    place, known = tmp_path / "log.csv", os.stat

    def stat(path: Any, *given: Any, **more: Any) -> os.stat_result:
        if str(path).endswith("log.toml"):
            raise PermissionError(13, "Permission denied", str(path))
        return known(path, *given, **more)

    with monkeypatch.context() as closed:
        closed.setattr(os, "stat", stat)
        assert "Permission denied" in named(place).fault
    assert named(place).is_closed, "as it was, where it is gone then"


def _settings_that_change(app, place):
    toml, old = place.with_suffix(".toml"), time.time() - 60

    def write(text: str, moment: float) -> None:
        toml.write_text(text)
        os.utime(toml, (moment, moment))

    write(NAMED, old)
    assert ask(app, "/events.csv").status == 401
    write("[access\nview", old + 1)
    assert ask(app, "/events.csv").status == 401, "as they were before"
    assert ask(app, "/events.csv", cookie=PEOPLE["viewer"]).status != 401
    toml.unlink()
    assert ask(app, "/events.csv").status == 401, "gone, as it is for an instant while it is written anew"
    assert ask(app, "/events.csv", cookie=PEOPLE["viewer"]).status != 401
    write('[access]\nview = ["anna"]\n', old + 2)
    assert ask(app, "/events.csv").status == 401
    write('title = "half', time.time())
    assert ask(app, "/events.csv").status == 401
    write('title = "half"', time.time())
    assert ask(app, "/events.csv").status == 401, "it is being written still"
    write('title = "whole"', old + 3)
    assert ask(app, "/events.csv").status == 200


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("access = 7", "access is no table"),
        ("[access]\nveiw = []", "Did you mean “view”"),
        ('[access]\nedit = ["anna"]', "names nobody"),
        ('[access]\nedit = ["group:"]', "names nobody"),
        ('[access]\nedit = ["*"]', "names nobody"),
        ('[access]\nedit = ["a@b@c"]', "names nobody"),
        ("[access]\nbrief = 7", "brief is no list"),
        ("[access]\ngroups = 7", "groups is no name"),
    ],
)
def test_a_mistake_in_who_may_is_told_with_what_to_write(line, said):
    with pytest.raises(BadSettings, match=said) as found:
        settings.parse(line, "log.toml")
    assert found.value.advice


def test_at_one_s_own_machine_all_is_one_s_own_until_others_are_named_who_can_sign_in(place, tmp_path):
    here = Asker("127.0.0.1", "", {"host": "localhost:8501"})
    plain = named(tmp_path / "plain.csv")
    anna = Person("Anna", "anna@example.org")

    def may(asker: Asker, known: object = plain, person: Person | None = None) -> set[str]:
        return {right.value for right in Right if Visitor(asker, known, person).may(right)} - {"open"}  # type: ignore[arg-type]

    over_a_proxy = Asker("127.0.0.1", "", {"host": "localhost:8501", "x-forwarded-for": "198.51.100.7"})
    by_another_name = Asker("127.0.0.1", "", {"host": "timeline.example.org"})
    from_elsewhere = Asker("192.0.2.9", "192.0.2.7", {"host": "192.0.2.7"})
    everything = {"view", "lead", "brief", "edit"}
    with bound_to("127.0.0.1"):
        assert may(here) == everything
        assert may(over_a_proxy) == may(by_another_name) == may(from_elsewhere) == {"view", "lead"}
        assert may(here, named(place)) == set(), "as everybody, for there is a sign-in"
        assert may(here, named(place), anna) == {"view", "edit"}
        (only_view := tmp_path / "view.csv").with_suffix(".toml").write_text('[access]\nview = ["*@example.org"]\n')
        assert may(here, named(only_view)) == set(), "who may not look may nothing: it may be a careless proxy"
        assert may(here, named(only_view), anna) == everything
        with sign_in_set_up(tmp_path, "[other]\nx = 1\n"):
            assert may(here, named(place)) == everything
            assert may(from_elsewhere, named(place)) == set()
            said = Visitor(from_elsewhere, named(place), None).refusal(Right.VIEW)
            assert "No way to sign in is set up here" in said
    with bound_to("0.0.0.0"):
        assert may(here) == {"view", "lead", "brief"}, "it serves others: nobody edits whom the settings do not name"
        said = Visitor(here, plain, None).refusal(Right.EDIT)
        assert said.startswith("Only who sits at the machine that serves it may edit this record")


def test_whoever_starts_it_is_told_what_keeps_people_out(place, tmp_path, monkeypatch):
    assert rights.troubles(named(place)) == []
    (team_file := tmp_path / "team.csv").with_suffix(".toml").write_text('[access]\nedit = ["team"]\n')
    assert "no DATELINE_TEAM_SECRET is set" in rights.troubles(named(team_file))[0]
    monkeypatch.setenv(shared_secret.SECRET, "short")
    assert any("too short" in said for said in rights.troubles(named(team_file)))
    for secrets, said in (
        (SECRETS.replace("the-tests-sign-with-this-and-nobody-else", "xxx"), "cookie_secret"),
        (SECRETS.replace("/oauth2callback", ""), "redirect_uri"),
        ("", "no sign-in is set up"),
    ):
        with sign_in_set_up(tmp_path, secrets or "[other]\nx = 1\n"):
            assert said in " ".join(rights.troubles(named(place)))
    monkeypatch.setattr(sign_in, "find_spec", lambda _: None)
    assert "pip install '.[sign-in]' in Dateline’s folder" in " ".join(rights.troubles(named(place)))
