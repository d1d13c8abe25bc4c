"""Whether the links of each row lead to another row of the file, asked inside the engine: `data.validation.linked_rows`
says the same."""

from typing import Final

from data.bulk.distinct_texts import Columns
from data.bulk.ids import TAKEN_STEP
from data.engine.quoting import literal
from data.event_links import ITSELF, UNKNOWN

TARGETS: Final = "dateline_targets"
"""The part of a cell of links that has the ids one by one."""


def say(of: Columns) -> None:
    """A problem for each link to an id that no event has, or to the row's own; told once the ids are settled."""
    if "links" not in of.columns:
        return
    of.problems.append(
        f"""select row, {of.header("links")} as column, target as value,
        case when target = id then {literal(ITSELF)} else {literal(UNKNOWN)} end as message, false as is_fatal,
        {TAKEN_STEP} + place as step
        from (
            select record.rowid + 1 as row, unnest({TARGETS}) as target,
            generate_subscripts({TARGETS}, 1) as place from record join as_links on text = {of.cell("links")}
        ) join named using (row) where target = id or target not in (select id from named)"""
    )
