"""The page on which somebody signs in; the same page stands where something is not for who asks."""

from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from components.access import shared_secret, sign_in
from components.access.rights import Visitor
from components.words.safe_text import one_line

HEADERS: Final = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
"""Of every answer with this page: a form of a page that says no referrer comes as if from nowhere."""
LONGEST: Final = 400
STYLE: Final = (Path(__file__).parent / "sign_in.css").read_text("utf-8")
PAGE: Final = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>{title} · Dateline</title>
<link rel="icon" href="data:,"><style>{style}</style></head>
<body><main><h1>{title}</h1>{said}{ways}{foot}</main></body></html>
"""
FORM: Final = """<form method="post" action="{base}/sign-in"><h2>With the team’s secret</h2>
<input type="hidden" name="back" value="{back}">
<label>Your name, for the journal<input name="name" required maxlength="80" autocomplete="name"></label>
<label>The secret<input name="secret" type="password" required maxlength="200" autocomplete="current-password"></label>
<button class="button">Come in</button></form>"""


def page(base: str, visitor: Visitor, *, said: str = "", back: str = "", is_asked: bool = False) -> str:
    """What is said, and each way that there is to become known. back: where one goes on to afterwards. is_asked:
    whether somebody asked to sign in, rather than for something else."""
    link = f'<a class="button" href="{base}/sign-in?with={{}}&amp;back={quote(back, safe="")}">{{}}</a>'
    names = sign_in.providers() if sign_in.is_set_up() else []
    ways = "".join(link.format(quote(name), escape(_label(name, names, visitor))) for name in names)
    if shared_secret.secret():
        ways += FORM.format(base=base, back=escape(back))
    known = visitor.person
    signed_in = f'<a href="{base}/sign-out">Sign out</a>' if known else ""
    foot = f'<p class="quiet">You are here as {escape(known.known_as)}. {signed_in}</p>' if known and is_asked else ""
    if known and not is_asked:
        foot = f'<p class="quiet">{signed_in}</p>'
    title = "Sign in" if is_asked or (ways and not known) else "Not for everybody"
    told = f'<p role="status">{escape(one_line(said, LONGEST))}</p>' if said else ""
    return PAGE.format(title=title, style=STYLE, said=told, ways=ways, foot=foot)


def _label(name: str, names: list[str], visitor: Visitor) -> str:
    if len(names) == 1:
        return "Sign in as somebody else" if visitor.person else "Sign in"
    return f"Sign in with {one_line(name, 40).capitalize()}"
