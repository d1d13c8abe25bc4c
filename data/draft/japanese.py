"""Reports in Japanese."""

import re
import unicodedata
from typing import Final

from data.draft.language_rules import NEVER, DateForm, Language, clock_text, form, relative, words
from data.draft.reference_date import Anchor, Unit

_D = "[0-9０-９]"
_WEEKDAYS: Final = "月火水木金土日"
_UNITS: Final[dict[str, Unit]] = {"分": "minute", "時間": "hour", "日": "day", "週間": "week", "か月": "month",
                                  "カ月": "month", "ヶ月": "month", "年": "year"}  # fmt: skip


_SEASONS: Final = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_SHIFTS: Final = {
    "昨年": -1,
    "去年": -1,
    "今年": 0,
    "ことし": 0,
    "本年": 0,
    "来年": 1,
    "先月": -1,
    "今月": 0,
    "来月": 1,
}
_PART = r"(?:末|中|初め|はじめ|半ば|上旬|中旬|下旬|未明|早朝|朝|昼|昼過ぎ|夕方|夕|夜|深夜|夜中|時点|付|付け|ごろ|頃)?"


def _later(match: re.Match[str], anchor: Anchor) -> str:
    edtf = anchor.from_told(int(match[2]), _UNITS[match[3]])
    return f"{edtf.rstrip('~')}~" if match[1] and edtf else edtf


def _ago(match: re.Match[str], anchor: Anchor) -> str:
    return anchor.from_published(-int(match[1]), _UNITS[match[2]])


def _in_year(year: int | None, month: str | None, day: str | None) -> str:
    if not year:
        return ""
    return f"{year:04}" + (f"-{int(month):02}" if month else "") + (f"-{int(day):02}" if month and day else "")


def _of_told_year(match: re.Match[str], anchor: Anchor) -> str:
    """Of the year that was told last, the one after it or before it."""
    year, shift = anchor.same_year(), {"翌": 1, "前": -1}.get(match[1][0], 0)
    return _in_year(year + shift if year else None, match[2], match[3])


def _of_publication_year(match: re.Match[str], anchor: Anchor) -> str:
    year = anchor.year(_SHIFTS[match[1]])
    return _in_year(int(year) if year else None, match[2], match[3])


def _of_publication_month(match: re.Match[str], anchor: Anchor) -> str:
    month = anchor.from_published(_SHIFTS[match[1]], "month")[:7]
    return f"{month}-{int(match[2]):02}" if month and match[2] else month


def _months(match: re.Match[str], anchor: Anchor) -> str:
    first = anchor.month(int(match[2]), int(match[1]) if match[1] else None)
    return f"{first}/{first[:4]}-{int(match[3]):02}" if first and int(match[2]) < int(match[3]) else ""


def _fiscal_year(match: re.Match[str], _anchor: Anchor) -> str:
    """From April on."""
    year = int(match[1])
    return f"{year}-04/{year + 1}-03"


def _clock(match: re.Match[str], _anchor: Anchor) -> str:
    half = {"午前": "am", "午後": "pm"}.get(match[1] or "", "")
    hour = int(match[2])
    minute = 30 if match[3] == "半" else int((match[3] or "0").rstrip("分") or 0)
    return clock_text(0 if half == "am" and hour == 0 else hour, minute, half if hour else "")


def _vague(word: str, edtf: str) -> str:
    part = {"前半": "early", "初め": "early", "半ば": "mid", "後半": "late", "末": "late"}[word]
    return f"{part} {edtf}"


_MD = rf"(?:の?({_D}{{1,2}})月(?:({_D}{{1,2}})日)?)?"
DATES: Final[tuple[DateForm, ...]] = (
    form(rf"({_D}{{4}})年({_D}{{1,2}})月({_D}{{1,2}})日",
         lambda match, anchor: anchor.day(int(match[2]), int(match[3]), int(match[1]))),
    form(rf"(?:明治|大正|昭和|平成|令和)(?:元|{_D}{{1,2}})年(?:{_D}{{1,2}}月(?:{_D}{{1,2}}日)?)?",
         lambda match, _: unicodedata.normalize("NFKC", match[0])),
    form(rf"(?:({_D}{{4}})年)?({_D}{{1,2}})月?[〜～–-]({_D}{{1,2}})月(?!間)", _months),
    form(rf"({_D}{{4}})年({_D}{{1,2}})月", lambda match, anchor: anchor.month(int(match[2]), int(match[1]))),
    form(rf"({_D}{{4}})年の?([春夏秋冬])", lambda match, _: f"{int(match[1]):04}-{_SEASONS[match[2]]}"),
    form(rf"({_D}{{4}})年度", _fiscal_year),
    form(rf"({_D}{{3}})[0０]年代(前半|後半|初め|末|半ば)?", lambda match, _: _vague(match[2], f"{int(match[1]):03}0s")
         if match[2] else f"{int(match[1]):03}X"),
    form(rf"({_D}{{1,2}})世紀", lambda match, _: f"{int(match[1]) - 1:02}XX" if 0 < int(match[1]) < 22 else ""),
    form(rf"({_D}{{4}})年(?:([〜～–-])({_D}{{4}})年)", lambda match, _: f"{int(match[1]):04}/{int(match[3]):04}"),
    form(rf"(?<!{_D})({_D}{{3,4}})年(?!間|前|後|度)", lambda match, _: f"{int(match[1]):04}"),
    form(rf"(翌年|前年|同年|同じ年|その年){_MD}", _of_told_year),
    form(rf"(昨年|去年|今年|ことし|本年|来年){_MD}", _of_publication_year),
    form(rf"(先月|今月|来月)(?:({_D}{{1,2}})日)?", _of_publication_month),
    form(rf"翌(?P<d>({_D}{{1,2}})月({_D}{{1,2}})日)",
         lambda match, anchor: anchor.day(int(match[2]), int(match[3]))),
    form(rf"同月({_D}{{1,2}})日", lambda match, anchor: anchor.day_of_month(int(match[1]))),
    form(rf"({_D}{{1,2}})月({_D}{{1,2}})日", lambda match, anchor: anchor.day(int(match[1]), int(match[2]))),
    form(rf"(?<!か)(?<!{_D})({_D}{{1,2}})月(?!間)", lambda match, anchor: anchor.month(int(match[1]))),
    form(rf"(?<![月第]|[0-9０-９])({_D}{{1,2}})日(?!間|前|後|目|連続|ぶり|以内|分|当たり|あたり|がかり|以上|余り|ほど|程度)",
         lambda match, anchor: anchor.day_of_month(int(match[1]))),
    *relative(
        today="今日|きょう|今朝|けさ|本日|今夜|今晩",
        yesterday="昨日|きのう|昨夜|昨晩",
        day_before_yesterday="一昨日|おととい",
        tomorrow="明日|あす|あした",
        same_day="同日|この日|その日|当日",
        next_day="翌日|翌朝|翌晩",
        day_before="前日|前夜|前の日",
        month_after="翌月",
        last_week="先週",
        next_week="来週",
    ),
    form(rf"(?<![0-9０-９年月])([{_WEEKDAYS}])曜日?", lambda match, anchor: anchor.weekday(_WEEKDAYS.index(match[1]))),
    form(rf"(約|およそ)?({_D}{{1,3}})({'|'.join(_UNITS)})後", _later),
    form(rf"({_D}{{1,3}})({'|'.join(_UNITS)})前", _ago),
    form(rf"(午前|午後)?({_D}{{1,2}})時(?!間)({_D}{{1,2}}分|半)?", _clock, is_clock=True),
    form(r"正午", lambda _match, _anchor: "12:00", is_clock=True),
)  # fmt: skip

_ABOUTS: Final = (
    (r"を(?:超|上回)[えるっり]?て?|超|余り|あまり|強", ">"),
    (r"少なくとも|以上", ">="),
    (r"最大で?|以下", "<="),
    (r"未満|弱|に満たな|を下回", "<"),
    (r"約|およそ|ほぼ|ほど|近く|前後|程度", "~"),
)
_TIME = r"年|月|日|時|分(?!の)|秒|週|か月|カ月|ヶ月|歳|代|番|回|度|期|世紀|審|号|階|連続|割|等|位|級|章|条|丁"
_UNIT = (
    rf"(?!{_TIME})(?:つ(?=[のにがをで])|か所|カ所|ヶ所|箇所|か国|カ国|世帯|店舗"
    r"|[平立]方[ァ-ヶー]+|[一-龥]|[ァ-ヶー]{1,8})"
)
_NUMBER = (
    rf"(?:{_D}[0-9０-９,，.．]*[千万億兆]?)+|数十|数百|数千|数万"
    r"|[二三四五六七八九]?十?[一二三四五六七八九](?=[人名件棟])(?!一人)"
)
_FIGURE = (
    rf"(?P<about>少なくとも|約|およそ|ほぼ|最大で?)?(?<![第0-9０-９〜～–.-])(?P<number>{_NUMBER})"
    rf"(?P<unit>{_UNIT}|パーセント|％|%|割)"
    r"(?P<behind>以上|を超え|を上回|を下回|に満たな|余り|あまり|未満|以下|ほど|近く|前後|程度|超|強|弱)?"
)
_KANJI: Final = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)}
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
    if plain[-1:] in _KANJI:
        tens = _KANJI.get(plain[0], 1) * 10 if "十" in plain else 0
        return str(tens + _KANJI[plain[-1]])
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


_SAYS: Final = (
    r"(?:と(?:の見方|の考え|の認識|する(?:報告|見解|声明|談話|コメント))|と(?:発表|述べ|語っ|語る|話し|話す|明らかに|指摘|説明|強調|主張"
    r"|コメント|みて|見て|表明|訴え|批判|反論|伝え|報じ|答え|謝罪|警告|推計|予測|見込|書い|記し|判断|認定|結論|呼びかけ|して(?:いる|いた|おり))"
    r"|を(?:発表|明らかに|公表|示し|表明|書き残|求め|認め|否定)|述べ|見込む|よう求め|指摘し|主張し|強調し|訴え)"
)
_ELIDED: Final = re.compile(r"」と(?:も)?(?:述べ|語っ|話し|強調し|説明し|指摘し|訴え|コメントし)\w*")
_EACH: Final = re.compile(r"[0-9０-９]|当たり|あたり|につき|ごと|倍")


def _is_plain_number(match: re.Match[str], sentence: str) -> bool:
    """Whether a number counts something: “1株52円” is 52 yen for each."""
    is_each = match["number"] in ("1", "１", "一") and _EACH.match(sentence, match.end("unit"))
    return not is_each and match["unit"] != "倍"


JAPANESE: Final = Language(
    code="ja",
    dates=DATES,
    before=((re.compile(r"遅くとも$"), "[..{}]"),),
    after=(
        (re.compile(r"(?:ごろ|頃)から"), "{}~/.."),
        (re.compile(r"(?:ごろ|頃)までに"), "[..{}]"),
        (re.compile(r"ごろ|頃|過ぎ|すぎ|前(?!年|日|月)"), "{}~"),
        (re.compile(rf"{_PART}までに"), "[..{}]"),
        (re.compile(rf"{_PART}まで"), "../{}"),
        (re.compile(rf"{_PART}(?:から|以降|以来)(?!の|数え)"), "{}/.."),
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
        re.compile(r"(?:^|[、。])(?P<who>[^、。「」\s]{1,20}?)(?:など)?に(?:よると|よれば)"),
        re.compile(r"(?:^|[、。])(?P<who>[^、。「」\s]{1,16}?)(?:の(?:調べ|まとめ|発表|話|説明|推計))(?:で|によると)"),
        re.compile(rf"(?:^|[、。」])と?(?P<who>[^、。「」]{{1,24}}?)(?:ら)?は(?=.*{_SAYS})"),
        re.compile(
            r"」と(?P<who>[^、。「」]{1,20}?)(?:は|が|も)[^。「」]{0,20}(?:述べ|語|話|強調|説明|指摘|訴え|コメント)"
        ),
        re.compile(rf"(?:^|[、。」])(?P<who>[^、。「」はが0-9０-９]{{1,20}}?)が(?=[^「」]*{_SAYS})"),
        re.compile(rf"(?:^|[、。」])(?P<who>[^、。「」はが]{{1,20}}?)(?:も)(?=[^「」]*「.*{_SAYS})"),
    ),
    pronouns=re.compile(r"彼|彼女|同氏"),
    future=re.compile(
        r"予定|見通し|方針|する見込み|計画|[うくぐすつぬぶむる]と(?:して|いう|発表|述べ|明らか|説明)|[^いあ][うくぐすつぬぶむる]。?$"
    ),
    flashback=NEVER,
    told=re.compile(r"た(?:。|$)|ている|ました"),
    is_state=NEVER,
    breaks=NEVER,
    clauses=re.compile(r"(?<=[たりしてずきいれびせけげめみちぎえべにめ])、|(?<=[たるいだ]が)、"),
    joints=NEVER,
    changes=NEVER,
    credits=NEVER,
    elided=_ELIDED,
    no_speakers=re.compile(
        r"(?:について|に関して|に対して|に関し|に対し|で|に|の|から|まで|と|へ|より|を|時点|とき|ため|後|前)$|^[0-9０-９]"
    ),
    names=re.compile(r"[一-龥ァ-ヶー]{1,10}(?:市|県|町|村|区|省|庁|党|社(?![長員会])|大学|発電所|政府)"),
    not_names=frozenset(words("本社 元社 会社 各社 他社 自社 当社 両社 新社")),
    places=re.compile(r"(?P<place>[一-龥ァ-ヶー]{1,8}(?:市|県|町|村|区|島))(?=の|で|に|、)"),
    is_plain_number=_is_plain_number,
    read_number=read_number,
)
