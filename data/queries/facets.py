"""What the viewer can choose from, with counts, and what to let go when nothing is left: Ibis expressions."""

from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from data.dates.calendar import DAY
from data.queries.events import in_window, matching, tallied
from data.queries.filters import FOUND, conditions, own
from data.view import View
from data.view.parameters import MOST_CHOICES, NAMES, OWN

MOST_COLUMNS: Final = 200
OF_YEARS: Final = ("year", "decade", "century", "millennium")
OF_MONTHS: Final = ("month", "season")


def facet(event: ir.Table, member: ir.Table, view: View, field: str, *, window: bool = False) -> ir.Table:
    """Each `value` of a field and the `count` of events that have it, the most first; every other filter applies.

    field: a filter of View with values, or an own column by its `x:` name. What has no value counts as "".
    """
    events = matching(event, member, view, but=field)
    events = in_window(events, view) if window else events
    if field in NAMES:
        lines = member.filter(member["field"] == field).select("row", "value")
        if window or FOUND in event.columns or conditions(event, member, view).keys() - {field}:
            named = events.select("row").inner_join(lines, "row").select("value")
        else:  # all of them but those of eras, which are few
            named = lines.anti_join(event.filter(event["kind"] != "event").select("row"), "row").select("value")
        without = events.filter(events[NAMES[field]] == "").select(value=ibis.literal(""))
        values = ibis.union(named, without)
    else:
        values = events.mutate(value=own(events, field).cast("string"))
    return values.group_by("value").aggregate(count=tallied(values)).order_by(ibis.desc("count"), "value")


def loosen(event: ir.Table, member: ir.Table, view: View, subset: ir.Table | None = None) -> ir.Table:
    """For each filter that is on (and the "window"), the `count` of visible events if just that one were off.

    One row for each `field`, in the order of the filters; an own column's field is its `x:` name.
    subset: see `data.queries.events.visible`; without the words, all events are counted.
    """
    narrow = event if subset is None else subset
    on = list(conditions(event, member, view))
    table_of = {name: event if name == "words" else narrow for name in on}
    tables = [(name, in_window(matching(table, member, view, but=name), view)) for name, table in table_of.items()]
    tables += [("window", matching(narrow, member, view))] if view.window else []
    counted = [
        events.aggregate(place=ibis.literal(place), field=ibis.literal(name), count=events.count())
        for place, (name, events) in enumerate(tables)
    ]
    if not counted:
        return event.limit(0).select(field=ibis.literal(""), count=ibis.literal(0, "int64"))
    return ibis.union(*counted).order_by("place").select("field", "count")


def own_columns(event: ir.Table) -> list[str]:
    """The user's own columns by their `x:` names, in the file's order."""
    return [name for name in event.columns if name.startswith(OWN)][:MOST_COLUMNS]


def own_values(event: ir.Table) -> ir.Table:
    """One row that says of own column n how many distinct texts (`values_n`) and how many filled cells it has."""
    columns: dict[str, ir.Value] = {"events": event.count()}
    for number, name in enumerate(own_columns(event)):
        filled = event[name].nullif("")
        columns |= {f"values_{number}": filled.nunique(), f"filled_{number}": filled.count()}
    return event.aggregate(**columns)


def choosable_columns(event: ir.Table, counts: pd.DataFrame) -> list[str]:
    """The own columns that sort the events into few groups, from what `own_values` answered.

    At most 30 distinct texts, some of them more than once, and not the same one in every event.
    """
    answer = counts.iloc[0]
    columns = []
    for number, name in enumerate(own_columns(event)):
        values, filled = answer[f"values_{number}"], answer[f"filled_{number}"]
        is_same = values == 1 and filled == answer["events"]
        if 1 <= values <= MOST_CHOICES and values < filled and not is_same:
            columns.append(name)
    return columns


def days_of_reports(event: ir.Table, most: int) -> ir.Table:
    """`day` since 1970 on which something became known, oldest first; `finest`, how well that is known: 0 the year of
    it, 1 the month, 2 the day.

    Of more days than `most`, the last day of each of `most` equal parts of them; so the very last is always there.
    """
    events = event.filter(event["known_from"].notnull() & (event["kind"] == "event"))
    happened = ibis.coalesce(events["start"], events["end"] - 1) // DAY
    rough = events["precision"].isin((*OF_YEARS, *OF_MONTHS)).fill_null(False) & (
        happened == events["known_from"] // DAY
    )
    finest = ibis.ifelse(rough, ibis.ifelse(events["precision"].isin(OF_MONTHS), 1, 0), 2)
    known = events.select(day=(events["known_from"] // DAY).cast("int64"), finest=finest)
    days = known.group_by("day").aggregate(finest=known["finest"].max())
    parted = days.mutate(part=ibis.ntile(most).over(order_by=days["day"]))
    last = parted.mutate(last=parted["day"].max().over(group_by="part"))
    return last.filter(last["day"] == last["last"]).select("day", "finest").order_by("day")
