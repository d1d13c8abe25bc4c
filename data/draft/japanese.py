"""Reports in Japanese."""

import re
import unicodedata
from typing import Final

from data.draft.language_rules import NEVER, DateForm, Language, clock_text, form
from data.draft.reference_date import Anchor, Unit

_D = "[0-9０-９]"
_WEEKDAYS: Final = "月火水木金土日"
_UNITS: Final[dict[str, Unit]] = {"分": "minute", "時間": "hour", "日": "day", "週間": "week", "か月": "month",
                                  "カ月": "month", "ヶ月": "month", "年": "year"}  # fmt: skip


def _later(match: re.Match[str], anchor: Anchor) -> str:
    return anchor.from_told(int(match[1]), _UNITS[match[2]])


def _ago(match: re.Match[str], anchor: Anchor) -> str:
    return anchor.from_published(-int(match[1]), _UNITS[match[2]])


def _same_year(match: re.Match[str], anchor: Anchor) -> str:
    year = anchor.same_year()
    return f"{year:04}-{int(match[1]):02}" if year else ""


def _next_year(_match: re.Match[str], anchor: Anchor) -> str:
    year = anchor.same_year()
    return f"{year + 1:04}" if year else ""


def _clock(match: re.Match[str], _anchor: Anchor) -> str:
    half = {"午前": "am", "午後": "pm"}.get(match[1] or "", "")
    hour = int(match[2])
    minute = 30 if match[3] == "半" else int((match[3] or "0").rstrip("分") or 0)
    return clock_text(0 if half == "am" and hour == 0 else hour, minute, half if hour else "")


DATES: Final[tuple[DateForm, ...]] = (
    form(rf"({_D}{{4}})年({_D}{{1,2}})月({_D}{{1,2}})日",
         lambda match, anchor: anchor.day(int(match[2]), int(match[3]), int(match[1]))),
    form(rf"(?:明治|大正|昭和|平成|令和)(?:元|{_D}{{1,2}})年(?:{_D}{{1,2}}月(?:{_D}{{1,2}}日)?)?",
         lambda match, _: unicodedata.normalize("NFKC", match[0])),
    form(rf"({_D}{{4}})年({_D}{{1,2}})月", lambda match, anchor: anchor.month(int(match[2]), int(match[1]))),
    form(rf"({_D}{{3}})[0０]年代", lambda match, _: f"{int(match[1]):03}X"),
    form(rf"({_D}{{4}})年(?!間|前|後|度)", lambda match, _: f"{int(match[1]):04}"),
    form(rf"同年({_D}{{1,2}})月", _same_year),
    form(r"翌年", _next_year),
    form(rf"(?:同月|今月)({_D}{{1,2}})日", lambda match, anchor: anchor.day_of_month(int(match[1]))),
    form(rf"({_D}{{1,2}})月({_D}{{1,2}})日", lambda match, anchor: anchor.day(int(match[1]), int(match[2]))),
    form(rf"(?<!か)(?<!{_D})({_D}{{1,2}})月(?!間)", lambda match, anchor: anchor.month(int(match[1]))),
    form(rf"(?<![月第]|{_D})({_D}{{1,2}})日(?!間|前|後|目|連続)",
         lambda match, anchor: anchor.day_of_month(int(match[1]))),
    form(r"昨日|きのう|昨夜", lambda _, anchor: anchor.from_published(-1, "day")),
    form(r"今日|きょう|今朝|けさ|本日", lambda _, anchor: anchor.published),
    form(r"翌日", lambda _, anchor: anchor.same_day(1)),
    form(r"前日", lambda _, anchor: anchor.same_day(-1)),
    form(r"同日|この日", lambda _, anchor: anchor.same_day()),
    form(r"昨年|去年", lambda _, anchor: anchor.year(-1)),
    form(r"今年|ことし", lambda _, anchor: anchor.year()),
    form(r"先月", lambda _, anchor: anchor.from_published(-1, "month")[:7]),
    form(r"来月", lambda _, anchor: anchor.from_published(1, "month")[:7]),
    form(r"先週", lambda _, anchor: anchor.week(-1)),
    form(rf"([{_WEEKDAYS}])曜日?", lambda match, anchor: anchor.weekday(_WEEKDAYS.index(match[1]))),
    form(rf"({_D}{{1,3}})({'|'.join(_UNITS)})後", _later),
    form(rf"({_D}{{1,3}})({'|'.join(_UNITS)})前", _ago),
    form(rf"(午前|午後)?({_D}{{1,2}})時(?!間)({_D}{{1,2}}分|半)?", _clock, is_clock=True),
)  # fmt: skip

_ABOUTS: Final = (
    (r"を(?:超|上回)[えるっり]?て?|超|余り|あまり", ">"),
    (r"少なくとも|以上", ">="),
    (r"最大|以下", "<="),
    (r"未満|弱", "<"),
    (r"約|およそ|ほど|近く|前後", "~"),
)
_UNIT = "人|名|件|棟|円|ドル|ユーロ|台|隻|トン|世帯|戸|社|軒|頭|本|メートル|キロ|ヘクタール"
_NUMBER = rf"(?:{_D}[0-9０-９,，.．]*[千万億兆]?)+|数十|数百|数千|数万"
_FIGURE = (
    rf"(?P<about>少なくとも|約|およそ|最大)?(?P<number>{_NUMBER})(?P<unit>{_UNIT}|パーセント|％|%)"
    r"(?P<behind>以上|を超え|を上回|余り|あまり|未満|以下|ほど|近く|前後)?"
)
_SEVERAL: Final = {"数十": "tens", "数百": "hundreds", "数千": "thousands", "数万": "tens of thousands"}
_SIZES: Final = {"千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12}


def read_number(text: str) -> str:
    """The digits of a number with signs for its sizes.

    >>> read_number("1万5千"), read_number("３,０００"), read_number("2.5億")
    ('15000', '3000', '250000000')
    """
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    if plain in _SEVERAL:
        return _SEVERAL[plain]
    total, below = 0.0, 0.0
    for number, size in re.findall(r"([0-9.]+)([千万億兆]?)", plain):
        try:
            value = float(number)
        except ValueError:
            return plain
        if size == "千":
            below += value * 1000
        elif size:
            total += (below + value) * _SIZES[size]
            below = 0
        else:
            below += value
    return f"{total + below:g}" if total + below < 1e6 else f"{total + below:.0f}"


JAPANESE: Final = Language(
    code="ja",
    dates=DATES,
    before=(),
    after=(
        (re.compile(r"(?:ごろ|頃)から"), "{}/.."),
        (re.compile(r"ごろ|頃"), "{}~"),
        (re.compile(r"までに"), "[..{}]"),
        (re.compile(r"まで"), "../{}"),
        (re.compile(r"(?:から|以降|以来)"), "{}/.."),
    ),
    range_before=re.compile(r"$"),
    range_between=re.compile(r"から|[〜～–-]"),
    joins=re.compile(r"(?:の|、|\s|未明|朝|夜|夕方|早朝|深夜)*(?:[(（].[)）])?"),
    figures=(re.compile(_FIGURE),),
    amounts={},
    abouts=tuple((re.compile(pattern), mark) for pattern, mark in _ABOUTS),
    scales={},
    counted=tuple(
        (re.compile(pattern), metric)
        for pattern, metric in (
            (r"死者|死亡|亡くな|犠牲", "死亡"),
            (r"けが|負傷|怪我", "けが"),
            (r"行方不明", "行方不明"),
            (r"避難", "避難"),
            (r"逮捕", "逮捕"),
        )
    ),
    measures=re.compile(r"売上高?|被害額|死者数|株価|利益|損失|投票率"),
    speakers=(
        re.compile(r"(?:^|[、。])(?P<who>[^、。「」\s]{1,20})に(?:よると|よれば)"),
        re.compile(
            r"(?:^|[、。」])(?P<who>[^、。「」]{1,24}?)は(?=[^。]*(?:と(?:発表|述べ|語っ|話し|明らかに|指摘|説明|強調"
            r"|主張|コメント|みて)|を(?:発表|明らかに)|述べ))"
        ),
    ),
    pronouns=re.compile(r"彼|彼女|同氏"),
    future=re.compile(r"予定|見通し|方針|する見込み|までに"),
    flashback=NEVER,
    told=re.compile(r"た(?:。|$)|ている|ました"),
    is_state=NEVER,
    breaks=NEVER,
    clauses=re.compile(r"(?<=[たりしてずきいれび])、"),
    names=re.compile(r"[一-龥ァ-ヶー]{1,10}(?:市|県|町|村|区|省|庁|党|社|大学|発電所|政府)"),
    not_names=frozenset(),
    places=re.compile(r"(?P<place>[一-龥ァ-ヶー]{1,8}(?:市|県|町|村|区|島))(?=の|で|に|、)"),
    is_plain_number=lambda _match, _sentence: True,
    read_number=read_number,
)
