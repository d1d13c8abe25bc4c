"""EDTF (Library of Congress, 4 February 2019; ISO 8601-2) levels 0, 1 and 2, read strictly.

https://www.loc.gov/standards/datetime/. Beyond it: times in intervals and sets, and hours without minutes.
"""

from data.dates.edtf_day import read_day
from data.dates.edtf_time import read_time
from data.dates.span import Span, coarsest, join_qualifiers
from data.dates.unreadable_date_hints import EXAMPLES, unreadable
from data.errors import BadDate, shown


def read(text: str, zone: str | None = None) -> Span:
    """The span of an EDTF date, interval or set. Raises BadDate for anything that is none.

    >>> read("1990/2019").precision, read("[1667,1760-12]").is_set
    ('year', True)
    """
    if text.startswith(("[", "{")):
        return _read_set(text, zone)
    if text.count("/") == 1 and len(text) > 4:
        return _read_interval(text, zone)
    return _read_point(text, zone)


def _read_point(text: str, zone: str | None) -> Span:
    """A date with or without a time, neither an interval nor a set."""
    span = read_day(text) or read_time(text, zone)
    if span is None:
        raise unreadable(text)
    return span


def _read_interval(text: str, zone: str | None) -> Span:
    left, right = text.split("/")
    ends = [None if end in ("", "..") else _read_end(text, end, zone) for end in (left, right)]
    return interval(left, ends[0], ends[1], right)


def _read_end(text: str, end: str, zone: str | None) -> Span:
    """One end of an interval; hints that are made for the whole text come first."""
    try:
        return _read_point(end, zone)
    except BadDate as error:
        if error.text == end and unreadable(text).advice == EXAMPLES:
            raise BadDate(
                f"{shown(end, 64)} is not a date.", advice="Write both ends in full, as in 2022-01-05/2022-01-07."
            ) from None
        raise unreadable(text) if error.text == end else error from None


def interval(left: str, start: Span | None, end: Span | None, right: str) -> Span:
    """From the first moment of one span to the last of another; None with ".." for an open, "" for an unknown end."""
    spans = [span for span in (start, end) if span]
    if not spans:
        raise unreadable("../..")
    edtf = f"{start.edtf if start else left}/{end.edtf if end else right}"
    first, last = start.start if start else None, end.end if end else None
    if first is not None and last is not None and last <= first:
        raise BadDate(
            "It ends before it starts.",
            text=edtf,
            advice=f"If they are swapped, write {spans[1].edtf}/{spans[0].edtf}.",
        )
    qualifiers = (start.start_qualifier if start else "", end.end_qualifier if end else "")
    return Span(first, last, coarsest(span.precision for span in spans), *qualifiers, edtf, is_interval=True)


def _read_set(text: str, zone: str | None) -> Span:
    """One of `[..]` or all of `{..}` some dates: from the earliest to the latest of them."""
    closing = "]" if text[0] == "[" else "}"
    if not text.endswith(closing) or len(text) == 1:
        raise BadDate(f"A set that begins with {text[0]} ends with {closing}.", advice="Write it as in [1667,1668].")
    parts = [part.strip(" ") for part in text[1:-1].split(",")]
    if parts == [""]:
        raise unreadable(text[0] + closing)
    members = [
        _read_member(part, zone, is_first=place == 0, is_last=place == len(parts) - 1)
        for place, part in enumerate(parts)
    ]
    starts, ends = [span.start for span in members], [span.end for span in members]
    qualifier = join_qualifiers(span.qualifier for span in members)
    return Span(
        None if None in starts else min(start for start in starts if start is not None),
        None if None in ends else max(end for end in ends if end is not None),
        coarsest(span.precision for span in members),
        qualifier,
        qualifier,
        text[0] + ",".join(span.edtf for span in members) + closing,
        is_set=True,
    )


def _read_member(part: str, zone: str | None, *, is_first: bool, is_last: bool) -> Span:
    """One member of a set: a date, a range with two dots, or one that is open at the set's own end."""
    if not part:
        raise BadDate("A date is missing beside a comma of the set.", advice="Write it as in [1667,1668].")
    if ".." not in part:
        return _read_point(part, zone)
    left, _, right = part.partition("..")
    if not (left or right):
        raise unreadable("..")
    if (not left and not is_first) or (not right and not is_last):
        raise BadDate(
            "Two dots without a date stand at the set's very beginning or end.",
            advice="Write it as in [..1667,1670..].",
        )
    start = _read_point(left, zone) if left else None
    end = _read_point(right, zone) if right else None
    span = interval("", start, end, "")
    edtf = f"{start.edtf if start else ''}..{end.edtf if end else ''}"
    return Span(span.start, span.end, span.precision, span.start_qualifier, span.end_qualifier, edtf)
