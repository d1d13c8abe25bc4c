"""What systems and teams say as it happens: the journal of systemd, and a channel of Slack.

Source: `systemd.journal-fields(7)`, whose moments are microseconds since 1970; Slack's export, whose are seconds.
"""

from datetime import UTC, datetime

from data.profiles._registry import Out, profile
from data.profiles._timestamps import first_line

_PRIORITIES = ("emergency", "alert", "critical", "error", "warning", "notice", "info", "debug")


def _moment(count: str, in_a_second: int) -> str:
    try:
        moment = datetime.fromtimestamp(int(float(count)) // in_a_second, UTC)
    except (ValueError, OverflowError, OSError):
        return count
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _journals(microseconds: str) -> str:
    """A moment of the journal.

    >>> _journals("1641373953000000"), _journals("")
    ('2022-01-05T09:12:33Z', '')
    """
    return _moment(microseconds, 1_000_000)


def _slacks(seconds: str) -> str:
    """A moment of Slack, where it is also the name of the message.

    >>> _slacks("1641373953.000200"), _slacks("soon")
    ('2022-01-05T09:12:33Z', 'soon')
    """
    return _moment(seconds, 1)


def _priority(number: str) -> str:
    """The word for a priority.

    >>> _priority("4"), _priority("9")
    ('warning', '9')
    """
    return _PRIORITIES[int(number)] if number.isdecimal() and int(number) < len(_PRIORITIES) else number


profile(
    "the journal of systemd",
    "__REALTIME_TIMESTAMP, MESSAGE, PRIORITY",
    {
        "date": Out(_journals, ("__REALTIME_TIMESTAMP",)),
        "title": Out(first_line, ("MESSAGE",)),
        "text": "MESSAGE",
        "category": Out(_priority, ("PRIORITY",)),
        "place": "_HOSTNAME",
        "source": ("SYSLOG_IDENTIFIER", "_COMM"),
    },
    unread="__CURSOR, __MONOTONIC_TIMESTAMP",
)
profile(
    "a channel of Slack",
    "ts, type, user, text",
    {
        "date": Out(_slacks, ("ts",)),
        "title": Out(first_line, ("text",)),
        "text": "text",
        "category": "type",
        "actors": ("user_profile.real_name", "user"),
        "id": "client_msg_id",
    },
)
