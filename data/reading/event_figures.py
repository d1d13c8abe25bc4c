"""Columns of an event's own figures, `fatalities`, `injured`: found by their names, and read as claims where asked.

Whether a row counts what it adds or all there is so far, no file tells; so nothing is read as either before somebody
says it. A row has room for one figure: each further one stands in a row of its own, after all that the file has.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pyarrow as pa

from data.importers import Sheet
from data.profiles import fit
from data.reading import find_columns
from data.reading.figure_columns import Cells, are_figures
from data.schema import MORE, TOTAL, words
from data.validation.candidate_columns import LOOKED_AT

NOTES: Final = {
    MORE: "The figures of {} are read as so many more in each row.",
    TOTAL: "The figures of {} are read as all so far in each row.",
}
FURTHER: Final = " A row has one figure; {} further figures stand in rows of their own, at the end."
ADDED: Final = ("metric", "value")
NAMES: Final = """
    fatalities fatality deaths death dead killed kills casualties injured injuries wounded displaced arrested arrests
    detained detentions missing evacuated victims affected homeless hospitalised hospitalized
    tote toten getötete verletzte verwundete vermisste festgenommene festnahmen verhaftete vertriebene opfer evakuierte
    morts mort tués décès blessés déplacés arrêtés arrestations disparus victimes détenus
    muertos muertes fallecidos heridos desplazados detenidos arrestados desaparecidos víctimas
    mortos mortes feridos deslocados detidos presos desaparecidos vítimas
    morti feriti sfollati arrestati arresti dispersi vittime uccisi
    zabici ofiary ranni aresztowani zatrzymani zaginieni doden gewonden vermisten gearresteerd arrestaties slachtoffers
    ölü yaralı gözaltı tutuklu kayıp
    погибшие погибло погибших убитые убито убитых раненые ранено раненых пострадавшие пострадавших задержанные
    задержано задержанных арестованные арестовано пропавшие жертвы загиблі поранені затримані
    қайтысболғандар жараланғандар ұсталғандар قتلى جرحى معتقلون نازحون 死亡 死者 受伤 失踪 被捕 負傷者 行方不明者 逮捕者
    """
"""What a column of figures is called, in the usual languages."""
BESIDE: Final = frozenset(words("number of no total count people persons nombre de anzahl der número liczba число"))
"""Words beside such a name that say nothing more."""


def named_in(sheet: Sheet, mapping: Mapping[str, str]) -> tuple[str, ...]:
    """The headers of such columns; none where the file says of figures in another way. mapping: what the user chose."""
    named = [header for header in sheet.headers if is_named(header)]
    columns = find_columns.columns_of(sheet, mapping)[0] if named else {}
    if not named or {"value", "metric"} & columns.keys() or fit(sheet.headers, mapping):
        return ()
    return tuple(
        header
        for header in named
        if header not in columns.values()
        and are_figures(sheet.records.columns[sheet.headers.index(header)].slice(0, LOOKED_AT).to_pylist())
    )


def is_named(header: str) -> bool:
    """Whether a header is such a name.

    >>> is_named("Fatalities"), is_named("number_of_injured"), is_named("Tote"), is_named("dead line")
    (True, True, True, False)
    """
    rest = {word for word in words(header) if word not in BESIDE}
    return bool(rest) and rest <= _FOLDED


def add(sheet: Sheet, headers: Sequence[str], columns: Mapping[str, str], how: str) -> tuple[Sheet, Cells]:
    """The table with the figures of these columns as claims, and where each record stands in the file.

    The records of the file keep their numbers. how: MORE or TOTAL.
    """
    cells = [column.to_pylist() for column in sheet.records.columns]
    figures = {header: cells[sheet.headers.index(header)] for header in headers}
    first = [next((name for name in headers if figures[name][row].strip()), "") for row in range(sheet.records.count)]
    further = [
        (row, name) for row in range(sheet.records.count) for name in headers
        if name != first[row] and _counts(figures[name][row], how)
    ]  # fmt: skip
    rows = [*range(sheet.records.count), *(row for row, _ in further)]
    metrics = [*first, *(name for _, name in further)]
    values = [_value(figures[name][row], how) if name else "" for row, name in zip(rows, metrics, strict=True)]
    own = [[column[row] for row in rows] for column in cells]
    for place, (row, name) in enumerate(further, sheet.records.count):
        title = sheet.headers.index(columns["title"])
        own[title][place] = f"{cells[title][row]}: {figures[name][row].strip()} {name}"
        if "id" in columns:
            own[sheet.headers.index(columns["id"])][place] = ""
    arrays = [pa.chunked_array([pa.array(column, pa.string())]) for column in (*own, metrics, values)]
    note = NOTES[how].format(", ".join(headers)) + (FURTHER.format(f"{len(further):,}") if further else "")
    beyond = [
        pa.chunked_array([*column.chunks, pa.array([""] * len(further), pa.string())])
        for column in sheet.records.extras
    ]
    records = replace(sheet.records, columns=arrays, count=len(rows), extras=beyond)
    whole = replace(sheet, headers=(*sheet.headers, *_free(sheet.headers)), records=records, notes=(*sheet.notes, note))
    return whole, Cells([row + 1 for row in rows], metrics)


def _free(headers: Collection[str]) -> list[str]:
    return [name if name not in headers else f"{name} of the figure" for name in ADDED]


def _counts(cell: str, how: str) -> bool:
    """Whether a further figure says anything: nothing more is no news."""
    return bool(cell.strip()) and (how == TOTAL or cell.strip() != "0")


def _value(cell: str, how: str) -> str:
    figure = cell.strip()
    return f"+{figure}" if how == MORE and figure[:1].isdigit() else figure


_FOLDED: Final = frozenset(part for name in NAMES.split() for part in words(name))
