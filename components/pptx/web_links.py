"""Addresses that a slide may lead to."""

from urllib.parse import urlsplit

MOST_CHARACTERS = 2000
"""Letters; PowerPoint repairs files with longer ones."""


def safe(address: str) -> str:
    """The address where it is one of http or https, else nothing.

    >>> safe("https://example.org/a b"), safe("javascript:alert(1)"), safe("file:///etc/passwd")
    ('https://example.org/a%20b', '', '')
    """
    plain = "".join(letter for letter in address.strip() if letter.isprintable())
    try:
        parts = urlsplit(plain)
        is_safe = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and len(plain) <= MOST_CHARACTERS
        plain.encode()
    except ValueError:
        return ""
    return plain.replace(" ", "%20") if is_safe else ""
