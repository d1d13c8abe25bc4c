"""What a column of a large file says as a whole: midnights, sentinels, a zone, titles that are missing, a bare heading.

Each is what the module of `data.validation` says that it names, found by the engine.
"""

from data.bulk import combined_cells
from data.bulk.dates import PLAIN_DATE
from data.bulk.distinct_texts import Columns
from data.dates import other_calendars, short_years_and_counts
from data.engine.quoting import literal, literals
from data.validation import markup, midnights, missing_titles, sentinels, title_row, withdrawn, years_beside, zones
from data.validation.infer_columns import first_words


def put_heading_date(of: Columns) -> list[str]:
    """The first date of the file where a row of the kind “title” has none (`heading`), and a note."""
    is_bare = f"lower({of.cell('kind')}) = '{title_row.KIND}' and {of.cell('date')} = ''"
    if "kind" not in of.columns or not of.has(is_bare):
        return []
    asked = f"select {of.cell('date')} from record where {of.cell('date')} <> '' order by rowid limit 1"
    for [first] in of.engine.execute(asked).fetchall():
        of.put("date", f"case when {is_bare} then {literal(first)} else {of.cell('date')} end")
        return [title_row.NOTE]
    return []


def sentinel_notes(of: Columns) -> list[str]:
    """What is said of dates that stand for none (`sentinels`)."""
    cell, end = of.cell("date"), of.cell("end")
    figures = [f"count(*) filter (regexp_matches({cell}, '^{day}{sentinels.CLOCK}$'))" for day in sentinels.UNKNOWN]
    is_end = f"count(*) filter (regexp_matches({end}, '{sentinels.NO_END}'))"
    figures.append(is_end if "end" in of.columns else "0")
    [[*counts, ends]] = of.engine.execute(f"select {', '.join(figures)} from record").fetchall()
    by_day = dict(zip(sentinels.UNKNOWN, counts, strict=True))
    return sentinels.in_words(by_day, of.columns.get("date", "date"), ends, of.columns.get("end", "end"))


def is_withdrawn(cell: str) -> str:
    """As SQL: whether a cell says why its row was taken back (`withdrawn`)."""
    return f"(regexp_matches({cell}, '{withdrawn.WORDS}') and lower({cell}) not in ({literals(withdrawn.NOT)}))"


def withdrawn_notes(of: Columns) -> list[str]:
    """How many rows are withdrawn, if any are."""
    count = of.count(is_withdrawn(of.cell("withdrawn"))) if "withdrawn" in of.columns else 0
    return [withdrawn.note(count)] if count else []


def put_titles(of: Columns) -> list[str]:
    """The titles of rows that have none (`row_titles`), and a note."""
    if of.columns.get("title") == of.columns.get("text") and "title" not in of.derived:
        combined_cells.put(of, "title", first_words, [of.headers.index(of.columns["text"])])
    cell = of.cell("title")
    if not of.has(f"{cell} = ''") or not any(name in of.columns for name in missing_titles.OTHERS):
        return []
    before = of.count(f"{cell} = ''")
    combined_cells.put_derived(of, "title", missing_titles.title, ("title", *missing_titles.OTHERS))
    count = before - of.count(f"{of.cell('title')} = ''")
    return [missing_titles.note(count)] if count else []


def put_days(of: Columns) -> list[str]:
    """Days where every time of day is midnight (`midnights`), and the notes."""
    notes = []
    are_days = {name: _are_midnights(of, name, midnights.LEAST) for name in midnights.DATES}
    are_days["end"] = _are_midnights(of, "date", 1) and _are_midnights(of, "end", 1)
    are_days["date"] |= are_days["end"]
    for name in ("date", "end", "reported"):
        if are_days[name]:
            of.put(name, f"regexp_replace({of.cell(name)}, '{midnights.MIDNIGHT}', '')")
            notes.append(midnights.note(of.columns[name]))
    return notes


def _are_midnights(of: Columns, name: str, least: int) -> bool:
    if name not in of.columns:
        return False
    is_one = f"regexp_matches({of.cell(name)}, '{midnights.MIDNIGHT}')"
    is_other = f"regexp_matches({of.cell(name)}, '{midnights.DATED}') and not {is_one}"
    return not of.has(is_other) and of.has(is_one, least)


def put_plain_texts(of: Columns) -> list[str]:
    """The texts with the signs that HTML writes in words (`markup`), and a note."""
    is_coded = "contains({0}, '&') and regexp_matches({0}, '{1}')"
    names = [name for name in markup.COLUMNS if of.has(is_coded.format(of.cell(name), markup.ENTITY))]
    for name in names:
        combined_cells.put_derived(of, name, markup.unescape, (name,))
    return [markup.ENTITIES] if names else []


def may_be_of_another_calendar(of: Columns) -> bool:
    """Whether all plain dates of a column have years that in Thailand are those of today, or may have those of Iran:
    the careful reader asks."""
    cells = [of.cell(name) for name in zones.DATES if name in of.columns]
    date, is_of_iran = of.cell("date"), other_calendars.is_doubtful(of.headers, ["1400"])
    is_persian = is_of_iran and of.has(f"regexp_matches({date}, '1[34]')")
    is_persian |= of.has(f"regexp_matches({date}, '[{other_calendars.PERSIAN_DIGITS}]')")
    return is_persian or any(_may_be_buddhist(of, cell) for cell in cells)


def _may_be_buddhist(of: Columns, cell: str) -> bool:
    first, last = short_years_and_counts.BUDDHIST_TODAY
    is_thai, is_plain = f"({cell} >= '{first}' and {cell} < '{last}')", f"regexp_full_match({cell}, '{PLAIN_DATE}')"
    return not of.has(f"not {is_thai} and {is_plain}") and of.has(f"{is_thai} and {is_plain}")


def has_years_beside(of: Columns) -> bool:
    """Whether dates may have their whole year in a column beside them (`years_beside`): the careful reader reads it."""
    if years_beside.whole_years(of.headers, of.columns) is None:
        return False
    dates = [of.cell(name) for name in zones.DATES if name in of.columns]
    return any(of.has(f"regexp_matches({cell}, '{years_beside.SHORT}')") for cell in dates)


def zone(of: Columns) -> str:
    """The zone of its times (`zones`); "" where nothing tells."""
    columns = [_different(of, of.cell_at(place)) for place in zones.naming(of.headers)]
    offsets = {offset for name in zones.DATES if name in of.columns for offset in _offsets(of, of.cell(name))}
    return zones.named_zone(columns) or zones.only_offset(offsets)


def _offsets(of: Columns, cell: str) -> list[str]:
    offset = ", ".join(f"nullif(regexp_extract({cell}, '{form}', 1), '')" for form in zones.OFFSETS)
    is_long = f"strlen({cell}) >= {zones.SHORTEST} and regexp_matches(right({cell}, 7), '[A-Za-z+-]')"
    query = f"select distinct coalesce({offset}) from record where {is_long}"
    return [offset for [offset] in of.engine.execute(query).fetchall() if offset]


def _different(of: Columns, cell: str) -> list[str]:
    return [text for [text] in of.engine.execute(f"select distinct {cell} from record limit 3").fetchall()]
