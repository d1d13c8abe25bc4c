"""The columns of the CSV, declared once: the reader, the checks and the manual are made from this table.

`python -m data.schema` prints the manual's table.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from data.errors import shown
from data.text_folding import fold


@dataclass(frozen=True, slots=True)
class Column:
    """One column people can write: its name, what a cell looks like, what it means, what else people call it."""

    name: str
    form: str
    means: str
    aliases: tuple[str, ...] = ()
    required: bool = False


def _column(name: str, form: str, means: str, aliases: str = "", *, required: bool = False) -> Column:
    return Column(name, form, means, tuple(alias.strip() for alias in aliases.split(",") if alias.strip()), required)


COLUMNS: tuple[Column, ...] = (
    _column("date", "EDTF", "when it happened; `a/b` is a span",
            "start date, event date, date time, when, start, begin, begin date, date start, "
            "start year, begin year, timestamp, year, years, dates, period, ts, unix time, epoch, วันที่, "
            "point in time, date of event, incident date, visit date, date and time, "
            "occurred, occurred at, happened at, started, started at, "
            "start time, opened, opened at, created, created at, created on, creation date, asctime, "
            "datum, beginn, beginnt am, startdatum, buchungstag, fecha, fecha inicio, date de début, data evento, "
            "дата, дата начала, дата события, когда, начало, "
            "日期, 开始日期, 日付, 開始日, 年月日, 날짜, التاريخ, تاريخ, "
            "date of incident, event time, time created, date started, date opened, starts, starts at, start at, "
            "begins, valid from, event timestamp, occurred on, happened on, күні, басталу күні, уақыты, дата "
            "події, дата початку, коли, початок, data rozpoczęcia, data wydarzenia, kiedy, początek, tarih, "
            "tarihi, başlangıç, başlangıç tarihi, data de início, data do evento, início, begindatum, wanneer, "
            "datum začátku, začátek, kdy, kezdet, kezdő dátum, mikor, data începerii, data evenimentului, "
            "ημερομηνία, ημερομηνία έναρξης, έναρξη, päivämäärä, pvm, alkaa, alkupäivä, aloituspäivä", required=True),
    _column("end", "EDTF", "the other half, for people who keep start and end in two columns",
            "end date, date end, end year, finish, finish date, until, stop, end time, ended at, finished at, "
            "closed at, resolved at, solved at, completed at, completion date, date terminated, due date, deadline, "
            "ende, endet am, enddatum, fecha fin, date de fin, 结束日期, 終了日, "
            "дата окончания, дата конца, конец, окончание, "
            "ends, ends at, end at, date ended, date closed, valid to, valid until, ended, finished, аяқталу "
            "күні, соңы, дата закінчення, кінець, data zakończenia, koniec, bitiş, bitiş tarihi, data de fim, "
            "término, einddatum, einde, konec, datum konce, vége, záró dátum, sfârșit, data de sfârșit, λήξη, "
            "ημερομηνία λήξης, päättyy, loppupäivä, loppu"),
    _column("title", "text, one line", "what happened, in a few words",
            "headline, event, event title, event name, item label, event label, entry, name, subject, "
            "what, heading, what happened, task, task name, issue title, incident, activity, milestone, item, "
            "object name, message, titel, ereignis, bezeichnung, betreff, vorgang, vorfall, aufgabe, intitulé, "
            "libellé, annotation, verwendungszweck, nombre, asunto, titre, événement, título, evento, titolo, "
            "заголовок, название, событие, что, 标题, 事件, 名称, タイトル, 題名, 件名, 出来事, "
            "イベント, 제목, العنوان, عنوان, الحدث, "
            "label, object, оқиға, атауы, тақырып, назва, подія, tytuł, nazwa, wydarzenie, başlık, olay, nome, "
            "acontecimento, naam, gebeurtenis, název, událost, titul, cím, név, esemény, titlu, denumire, "
            "eveniment, τίτλος, γεγονός, συμβάν, όνομα, otsikko, nimi, tapahtuma, händelse", required=True),
    _column("text", "text", "the rest",
            "description, item description, event description, summary, details, detail, body, content, "
            "desc, abstract, narrative, raw, beschreibung, descripción, descrizione, descrição, "
            "текст, описание, 描述, 内容, 説明, 詳細, 설명, الوصف, "
            "сипаттама, мәтін, опис, opis, treść, açıklama, metin, texto, omschrijving, beschrijving, tekst, "
            "popis, leírás, szöveg, descriere, περιγραφή, κείμενο, kuvaus, teksti"),
    _column("kind", "`event`, `era` or `title`; empty is `event`",
            "an era is drawn behind the events; a title heads the page", "type, event kind, тип, вид"),
    _column("category", "text", "its lane and its colour",
            "group, categories, swimlane, event type, event category, class, topic, theme, phase, "
            "kategorie, kategorien, catégorie, categoría, категория, группа, рубрика, тема, "
            "类别, 分類, カテゴリ, 種類, 분류, الفئة, "
            "санат, категорія, kategoria, kategori, κατηγορία, luokka"),
    _column("actors", "names, `;` between", "who took part",
            "actor, who, people, persons, person, participants, participant, organisations, organizations, "
            "участники, участник, кто, лица"),
    _column("tags", "words, `;` between", "what else it is about",
            "tag, keywords, keyword, теги, метки, ключевые слова"),
    _column("place", "text", "where",
            "location, location label, place label, where, city, town, site, venue, ort, lieu, lugar, luogo, "
            "место, где, город, 地点, 場所, 장소, المكان, "
            "орны, орын, жер, місце, місто, miejsce, lokalizacja, yer, konum, local, plaats, locatie, místo, "
            "hely, helyszín, τόπος, τοποθεσία, paikka, sijainti"),
    _column("latitude", "degrees, WGS 84, -90 to 90", "where, on the globe",
            "lat, широта"),
    _column("longitude", "degrees, WGS 84, -180 to 180", "where, on the globe",
            "lon, lng, long, долгота"),
    _column("source", "text", "who says so",
            "sources, publisher, outlet, reference, reported by, said by, according to, "
            "quelle, fuente, fonte, источник, источники, 来源, 出典, 출처, المصدر, "
            "дереккөз, дерек көзі, джерело, źródło, kaynak, bron, zdroj, forrás, sursă, πηγή, lähde"),
    _column("url", "http or https address", "where the source can be read",
            "link, href, web, website, source url, source link, web page, address, html url, permalink, "
            "ссылка, адрес, 链接"),
    _column("reported", "EDTF", "when they said it; empty: when it happened",
            "reported on, report date, date reported, published, publication date, date published, as of, "
            "сообщено, дата сообщения, опубликовано"),
    _column("grade", "`A1` to `F6`",
            "Admiralty code: how reliable the source is (A to F), how credible the claim (1 to 6)",
            "admiralty, admiralty code, source grade, оценка"),
    _column("metric", "text", "what a figure counts: `detained`",
            "measure, indicator, показатель"),
    _column("value", "figure", "the figure as it was worded: `~2000`, `>1000`, `24..99`, `dozens`, `+12`",
            "figure, number, count, amount, quantity, значение, число, количество"),
    _column("unit", "text", "what the figure is counted in: `people`",
            "units, единица, единицы"),
    _column("importance", "`1` minor, `2`, `3` key; empty is `2`", "which labels stay where there is no room",
            "significance, важность"),
    _column("sequence", "a whole number", "which comes first of those of one moment, and of those without a beginning",
            "order, sort order, seq, sequence number, порядок"),
    _column("media", "http or https address", "a picture",
            "image, picture, photo, media url, image url, изображение, фото"),
    _column("credit", "text", "whose picture it is",
            "media credit, image credit, photo credit, photographer, автор фото"),
    _column("caption", "text", "what the picture shows",
            "media caption, image caption, photo caption, подпись"),
    _column("alt", "text", "the picture in words, for those who do not see it", "alt text, alternative text"),
    _column("quotation", "text", "the words of a report that it rests on",
            "quote, quoted, excerpt, from the text, verbatim, цитата, 引用"),
    _column("links", "`caused: ID (who says so); answers: ID`",
            "how it bears on other rows: also `contradicts`, `corrects`, `part of`", "related events, связи"),
    _column("notes", "text", "for the briefer’s eyes",
            "note, comment, comments, remarks, speaker notes, bemerkung, bemerkungen, "
            "заметки, примечание, примечания, комментарий"),
    _column("withdrawn", "text", "why the row no longer holds; it is kept, shown struck through, and counted nowhere",
            "withdrawn because, reason for withdrawal, отозвано"),
    _column("id", "text", "a stable name for links; empty: made from date and title",
            "identifier, key, slug, uid, event id, issue key, task id"),
)  # fmt: skip

NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
PRIVATE: frozenset[str] = frozenset(("notes",))
"""For the briefer's eyes only: in nothing that anybody can fetch, nor found by what one searches for."""
REQUIRED: tuple[str, ...] = tuple(column.name for column in COLUMNS if column.required)
DATE_WORD, TITLE_OR_TEXT = "date", "summary"
MONTHS = frozenset(("month", "месяц"))
BESIDE = ("encoding", "sheet", "sheets", "figures", "order", "century", "spans", "count", "calendar", "years", "vague")
"""What is chosen beside the columns, under names that no column has: `data.dates.conventions`, `data.files.encoding`,
workbooks."""
SHEETS, FIGURES, ALL, MORE, TOTAL = "sheets", "figures", "all", "more", "total"
"""All sheets of one shape together; all figures of a table without words, or those of events: so many more, or all."""
KINDS: tuple[str, ...] = ("event", "era", "title")


def squeezed(header: str) -> str:
    """A header as it is compared: case, accents, spaces, `_` and `-` do not matter.

    >>> squeezed(" Start_Date "), squeezed("start-date")
    ('startdate', 'startdate')
    """
    return re.sub(r"[\s_\-\u200b\u2060\ufeff]+", "", fold(header))


_GLUED = re.compile(r"(?<=[a-zа-яё0-9])(?=[A-ZА-ЯЁ])|(?<=[A-Z])(?=[A-Z][a-z])|[^\w]+|_+")


def words(header: str) -> list[str]:
    """The words of a header, whatever glues them.

    >>> words("incidentBeginDate"), words("dcterms:start_date"), words("URLTitle (en)")
    (['incident', 'begin', 'date'], ['dcterms', 'start', 'date'], ['url', 'title', 'en'])
    """
    return [fold(word) for word in _GLUED.split(header[:1000]) if word]


_KNOWN: dict[str, str] = {
    squeezed(alias): column.name for column in COLUMNS for alias in (*column.aliases, column.name)
}
_LONGEST = 2 * max(map(len, _KNOWN))
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_SPACE = re.compile(r"^(?:[^\W\d][\w ]{0,40}(?::|\.(?! )|/(?!/)))+(?=[^\W\d])")
_RANK: dict[tuple[str, str], int] = {
    (column.name, squeezed(name)): rank
    for column in COLUMNS
    for rank, name in enumerate((column.name, *column.aliases))
}


def meant(header: str) -> str | None:
    """The schema's name for a header, if it is one of ours or a common other name.

    >>> meant("Headline"), meant("Start (UTC)"), meant("shoe size")
    ('title', 'date', None)
    """
    return _KNOWN.get(_named(header)) if len(header) <= _LONGEST else None


def _named(header: str) -> str:
    """What a header is looked up as: if it is not one of ours, without the remark in brackets behind it, or without
    what stands before a name for whose name it is, as in `Dublin Core:Date`, `dcterms:title`, `fields.summary`."""
    forms = (header, _REMARK.sub("", header), _SPACE.sub("", header))
    return next((key for form in forms if (key := squeezed(form)) in _KNOWN), squeezed(forms[1]))


def find_columns(
    headers: Sequence[str], mapping: Mapping[str, str] | None = None
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Which header is which column, and a note for each that was not written with the column's own name.

    headers: of the file, each once. mapping: the user's own choice, column name to header; it comes first.
    Where two headers could be one column, the column's own name wins, then the commoner alias, then the left one.
    Names in `mapping` that are no columns, and headers that are not in the file, are noted and not used.
    """
    columns, notes = _mapped_columns(headers, mapping or {})
    fitting: dict[str, list[str]] = {}
    for header in headers:
        if (name := meant(header)) and header not in columns.values():
            fitting.setdefault(name, []).append(header)
    if {squeezed(header) for header in headers} & MONTHS:  # then the year is only a part of the date
        fitting["date"] = [header for header in fitting.get("date", ()) if squeezed(header) != "year"]
    _take_the_next_best(headers, columns, fitting)
    for name in NAMES:
        if fitting.get(name) and name not in columns:
            _find(name, fitting[name], columns, notes)
    _part_lonely(columns, notes, mapping or {})
    return {name: columns[name] for name in NAMES if name in columns}, tuple(notes)


def _take_the_next_best(headers: Sequence[str], columns: Mapping[str, str], fitting: dict[str, list[str]]) -> None:
    """Where nothing is called so: the one header with the word “date” in it, and a summary, which else is the text."""
    if not fitting.get("date") and "date" not in columns and not {squeezed(header) for header in headers} & MONTHS:
        others = [header for header in headers if not meant(header) and header not in columns.values()]
        worded = [header for header in others if DATE_WORD in re.split(r"[\s_\-]+", fold(header))]
        fitting["date"] = worded if len(worded) == 1 else []
    if not fitting.get("title") and "title" not in columns:
        fitting["title"] = [header for header in fitting.get("text", ()) if squeezed(header) == TITLE_OR_TEXT]
        fitting["text"] = [header for header in fitting.get("text", ()) if header not in fitting["title"]]


def _mapped_columns(headers: Sequence[str], mapping: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    columns: dict[str, str] = {}
    notes: list[str] = []
    for name, choice in mapping.items():
        header = same_header(choice, headers)
        if name in BESIDE:
            continue
        if name not in NAMES:
            notes.append(f"There is no column called {shown(name)} to choose a header for.{did_you_mean(name, NAMES)}")
        elif header is None:
            notes.append(f"The file has no column {shown(choice)} to read as {name}.{did_you_mean(choice, headers)}")
        elif header not in columns.values():
            columns[name] = header
    return columns, notes


def _find(name: str, fitting: Sequence[str], columns: dict[str, str], notes: list[str]) -> None:
    best, *others = sorted(
        fitting, key=lambda header: (squeezed(header) not in _KNOWN, _RANK.get((name, _named(header)), 0))
    )  # the left one of equals first, and `message` before `agent.name`
    columns[name] = best
    if squeezed(best) != name:
        notes.append(f"{shown(best)} is read as {name}.")
    notes += [
        f"{shown(other)} could be {name} too; {shown(best)} was taken, and it is kept as it is." for other in others
    ]


def _part_lonely(columns: dict[str, str], notes: list[str], mapping: Mapping[str, str]) -> None:
    """A figure needs a name and a name a figure: where only one has a column, it is the user's own."""
    for name, other in (("metric", "value"), ("value", "metric")):
        if name in columns and other not in columns and name not in mapping:
            notes.append(f"{shown(columns[name])} is kept as it is: a column for {name} needs one for {other} too.")
            del columns[name]


def same_header(wanted: str, headers: Iterable[str]) -> str | None:
    """The header that is meant: the same, or the same but for case, spaces, `_` and `-`."""
    names = list(headers)
    if wanted in names:
        return wanted
    return next((header for header in names if squeezed(header) == squeezed(wanted)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or nothing.

    >>> did_you_mean("tilte", ["title", "date"])
    ' Did you mean “title”?'
    """
    by_fold = {fold(name): name for name in known}
    near = get_close_matches(fold(word[:100]), by_fold, n=1, cutoff=0.6)
    return f" Did you mean {shown(by_fold[near[0]])}?" if near else ""


def manual_table() -> str:
    """The columns as a Markdown table, for the README."""
    lines = ["| column | form | means | also called |", "| --- | --- | --- | --- |"]
    for column in COLUMNS:
        name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
        others = ", ".join(alias for alias in column.aliases if alias.isascii())
        lines.append(f"| {name} | {column.form} | {column.means} | {others} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(manual_table())
