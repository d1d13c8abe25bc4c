"""What is planned and done, as Jira, Linear, Trello and PagerDuty export it: tasks and incidents with the days
they were begun and ended.

Source: the CSV exports of these services. Jira writes 05/Jan/22 2:30 PM, of our own century.
"""

import re

from data.profiles._registry import Out, profile

_JIRA = re.compile(r"([0-9]{1,2})/([^\W\d_]{3,})/([0-9]{2}|[0-9]{4})(?:\s+(.+))?")


def _day(*written: str) -> str:
    """The first date that is there, its year in four digits.

    >>> _day("", "05/Jan/22 2:30 PM"), _day("2022-01-05 14:30")
    ('05 Jan 2022 2:30 PM', '2022-01-05 14:30')
    """
    text = next((one for one in written if one), "")
    if match := _JIRA.fullmatch(text):
        day, month, year, clock = match.groups("")
        return " ".join(part for part in (day, month, year if len(year) == 4 else f"20{year}", clock) if part)
    return text


def _begun(planned: str, made: str) -> str:
    return _day(planned, made)


def _later(planned: str, due: str, resolved: str) -> str:
    """When it was done; where it is only planned, when it is due."""
    return _day(resolved, due if planned else "")


def _labels(labels: str) -> str:
    """Labels as a list of ours.

    >>> _labels("hall (green), move (red)")
    'hall; move'
    """
    return "; ".join(part for label in labels.split(",") if (part := re.sub(r"\s*\([^()]*\)$", "", label.strip())))


profile(
    "Jira",
    "Summary, Issue key, Issue Type, Created",
    {
        "date": Out(_begun, ("Custom field (Start date)", "Created")),
        "end": Out(_later, ("Custom field (Start date)", "Due date", "Resolved")),
        "title": "Summary",
        "text": "Description",
        "category": "Issue Type",
        "actors": "Assignee",
        "tags": "Labels",
        "id": "Issue key",
    },
    note="An issue begins on its start date, else when it was created, and ends when it was resolved.",
)
profile(
    "Linear",
    "ID, Team, Title, Status, Created, Started, Completed",
    {
        "date": Out(_day, ("Started", "Created")),
        "end": Out(lambda done, off, started, due: _day(done, off, due if started else ""),
                   ("Completed", "Canceled", "Started", "Due Date")),
        "title": "Title",
        "text": "Description",
        "category": "Status",
        "actors": "Assignee",
        "tags": "Labels",
        "id": "ID",
    },
    note="An issue begins when work on it started, else when it was created, and ends when it was done or given up.",
)  # fmt: skip
profile(
    "Trello",
    "Card ID, Card Name, Due Date, List Name",
    {
        "date": Out(_day, ("Start Date", "Due Date", "Last Activity Date")),
        "end": Out(lambda start, due: due if start else "", ("Start Date", "Due Date")),
        "title": "Card Name",
        "text": "Card Description",
        "category": "List Name",
        "tags": Out(_labels, ("Labels",)),
        "url": "Card URL",
        "id": "Card ID",
    },
    note="A card begins on its start date, else it stands on the day on which it is due or was last moved.",
)
profile(
    "PagerDuty",
    "incident_number, description, service_name, created_on, resolved_on",
    {
        "date": "created_on",
        "end": "resolved_on",
        "title": "description",
        "category": "service_name",
        "actors": ("resolved_by_user_name", "assigned_to_user_names"),
        "tags": "urgency",
        "id": "incident_number",
    },
)
