"""Dates in the words of many languages, put into those that the grammar reads: 5 ינואר 2022, осень 1941, 44 v. Chr."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from data.dates.month_names import MONTHS, NUMBERS, one_of
from data.dates.weekday_names import DAYS

_SCRIPTS: Final = (
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "- फरवरी - - - - - - सितम्बर अक्तूबर नवम्बर दिसम्बर",
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
)
"""Months in scripts that are looked at only where nothing else is read."""
_IN_SCRIPT: Final = {
    name.replace("_", " "): MONTHS[place].lower()
    for names in _SCRIPTS
    for place, name in enumerate(names.split())
    if name != "-"
}
_SEASONS: Final = {
    word: name
    for name, words in {
        "spring": "весна весной весны весну весне весни навесні printemps frühjahr frühling primavera wiosna wiosną "
        "wiosny jaro lente voorjaar våren vår forår kevät kevään tavasz ilkbahar άνοιξη көктем көктемі primăvara",
        "summer": "лето летом лета лете літо влітку été sommer verano estate verão lato latem léto zomer sommaren "
        "sommar nyár yaz καλοκαίρι жаз жазы vara",
        "autumn": "осень осенью осени осінь восени automne herbst otoño autunno outono jesień jesienią podzim herfst "
        "najaar hösten höst efterår syksy ősz sonbahar φθινόπωρο күз күзі toamna",
    }.items()
    for word in words.split()
}
_M, _DAY = one_of(NUMBERS), "([0-9]{1,2})"
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_R = "|".join(reversed(_ROMAN))
_FEASTS: Final = {"christmas day": "25 december", "christmas eve": "24 december", "boxing day": "26 december",
                  "new year's day": "1 january", "new year's eve": "31 december", "new years day": "1 january",
                  "new years eve": "31 december"}  # fmt: skip
_KANJI: Final = {sign: place for place, sign in enumerate("〇一二三四五六七八九")}
_YEAR_WORDS = (
    r"anno(?:\ domini)?|(?:in\ )?(?:the\ )?year(?:\ of)?|(?:im\ )?jahre?|(?:en\ )?l['’]an(?:née)?|(?:en\ )?(?:el\ )?año"
    r"|(?:no\ )?ano(?:\ de)?|(?:nell['’])?anno|(?:v\ )?ro[ck]e?|år|vuonna|(?:в\ )?год[ау]?|anul|yılı|жылы"
)
_BC = (
    r"v\.?\ ?chr\.?|av(?:ant)?\.?\ ?j\.?\ ?-?\ ?c\.?|a\.\ ?c\.|"
    r"до\ н\.?\ ?[эе]\.?|p\.?\ ?n\.?\ ?e\.?|př\.?\ ?n\.?\ ?l\.?|π\.?\ ?χ\.?|kr\.?\ ?e\.?|公元前"
)
_AD = r"n\.?\ ?chr\.?|ap(?:r|rès)?\.?\ ?j\.?\ ?-?\ ?c\.?|d\.\ ?c\.|н\.?\ ?[эе]\.?|n\.\ ?e\.|μ\.?\ ?χ\.?|kr\.?\ ?u\.?"
_QUARTERS = r"квартал[аі]?|кв\.|kwartał|trimestre|kvart[aá]l|kwartaal|čtvrtletí|neljännes|тоқсан|negyedév"
_WEEKS = r"semaine|semana|vecka|viikko|vko|неделя|тиждень|апта|uke|uge|settimana|týden|tydzień|hafta"
CJK_WEEKDAY = r"[月火水木金土日]曜?日?|[월화수목금토일]요?일?|(?:周|星期)[一二三四五六日天]"
"""A day of the week in Japanese, Korean or Chinese."""
_CLOCK = r"((?:,?\ [0-9]{1,2}:.*)?)"


def plainer(folded: str) -> Iterator[str]:
    """Each text that means the same in words that are read, the likeliest first. folded: in lower case.

    >>> next(plainer("осень 1941")), next(plainer("44 v. chr.")), next(plainer("5 tháng 1 năm 2022"))
    ('autumn 1941', '44 bc', '2022-1-5')
    """
    for form, make in _FORMS:
        if form.search(folded) and (text := form.sub(make, folded, count=2)) != folded:
            yield text


def _season(match: re.Match[str]) -> str:
    return f"{_SEASONS[match[1]]} {match[2]}"


def _quarter(match: re.Match[str]) -> str:
    number = _ROMAN.index(match[1]) + 1 if match[1] in _ROMAN else match[1]
    return f"q{number} {match[2]}"


def _kanji(match: re.Match[str]) -> str:
    era = match[1][:2] if match[1][0] not in _KANJI and match[1][0] != "十" else ""
    year = f"{era}{_number(match[1][2:])}" if era else "".join(str(_KANJI[sign]) for sign in match[1])
    return f"{year}年{_number(match[2])}月" + (f"{_number(match[3])}日" if match[3] else "")


def _number(signs: str) -> int:
    tens, mark, ones = signs.rpartition("十")
    return (_KANJI[tens] if tens else 1) * 10 * bool(mark) + (_KANJI[ones] if ones else 0)


def _days_of_china(match: re.Match[str]) -> str:
    year, month, day, last_month, last = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}/{year}-{int(last_month or month):02}-{int(last):02}"


_FORMS: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = tuple(
    (re.compile(form), make)
    for form, make in (
        (rf"(?<!\w)(?:{'|'.join(map(re.escape, _IN_SCRIPT))})(?!\w)", lambda match: _IN_SCRIPT[match[0]]),
        # 13 Feb 858
        (rf"^([0-9]{{1,2}}(?:st|nd|rd|th|\.)?\ (?:of\ )?(?:{_M})\.?,?\ )([1-9][0-9]{{2}})$", r"\g<1>0\2"),
        (rf"^((?:{_M})\.?\ [0-9]{{1,2}}(?:st|nd|rd|th)?,?\ )([1-9][0-9]{{2}})$", r"\g<1>0\2"),
        # the night of 5-6 January 2022; January 5/6, 2022
        (r"^(?:in\ )?(?:the\ )?night\ (?:of|between)\ (?:the\ )?([0-9]{1,2})(?:st|nd|rd|th)?\ ?(?:[-/]|to|and)\ ?"
         r"(?:the\ )?([0-9]{1,2})(?:st|nd|rd|th)?(?:\ of)?\ (?=[^\W\d])", r"\1-\2 "),
        (rf"^((?:{_M})\.?\ [0-9]{{1,2}})/([0-9]{{1,2}},?\ [0-9]{{4}})$", r"\1-\2"),
        # Christmas Day 1860
        (rf"^({'|'.join(_FEASTS)}),?\ (?:of\ |in\ )?([0-9]{{4}})$", lambda match: f"{_FEASTS[match[1]]} {match[2]}"),
        # from 5 to 8 January 2022
        (r"^(?:dal|del|du|vom|von|de|с|з|із|од|od|van|från|fra|desde\ el)\ ([0-9]{1,2})(?:\.|er|º)?"
         r"\ (?:al|au|bis|a|à|по|до|do|tot|till|til|hasta\ el)\ ([0-9]{1,2})\.?\ (?=[^\W\d])", r"\1-\2 "),
        # 1939, сентябрь; 2022 m. sausio 5 d.; 2022. gada 5. janvāris; 2022. január 5. 14:30
        (rf"^([0-9]{{4}}),\ ({_M})$", r"\2 \1"),
        (rf"^([0-9]{{4}})(?:\ m\.)?\ ({_M})\ ([0-9]{{1,2}})\ d\.$", r"\3 \2 \1"),
        (rf"^([0-9]{{4}})\ жыл(?:дың|ғы)\ ([0-9]{{1,2}})\ ({_M})(?:ы|і|ында|інде)?$", r"\2 \3 \1"),
        (rf"^([0-9]{{4}})\.\ gada\ ([0-9]{{1,2}})\.\ ({_M})$", r"\2 \3 \1"),
        (rf"^([0-9]{{4}})\.\ ({_M})\ ([0-9]{{1,2}})\.?,?\ ([0-9:]+)$", r"\3 \2 \1 \4"),
        # autumn 1941
        (rf"^(?:im\ |en\ |in\ |au\ |à\ l['’])?({one_of(_SEASONS)})(?:\ de|\ del|\ do|\ van|\ av)?,?\ ([0-9]{{4}})"
         rf"(?:\ г\.|\ года?|\ р\.|\ року)?$", _season),
        # 1º de enero; 5-го января
        (r"^([0-9]{1,2})(?:\.?[ºª°]|-(?:го|е|ого|ші|нші))\ ", r"\1 "),
        # (1923-24)
        (r"^[(\[]([0-9]{2})([0-9]{2})[-/]([0-9]{2})[)\]]$", r"\1\2/\1\3"),
        # the weekday behind a date, or with an article
        (rf"^({one_of(DAYS)}),?\ (?:the|le|el|il|der|den|o)\ (?=[0-9])", r"\1 "),
        (rf"^(.*[0-9]{{4}}),?\ \(?({one_of(DAYS)})\.?\)?$", r"\2 \1"),
        # XI 1970, 12/XI/1970
        (rf"^([0-9]{{1,2}})/({_R})/([0-9]{{4}})$", r"\1.\2.\3"),
        (rf"^({_R})[.\ /-]([0-9]{{4}})$", lambda match: f"{match[2]}-{_ROMAN.index(match[1]) + 1:02}"),
        # years and eras
        (rf"^(?:{_YEAR_WORDS})\ (?=[0-9]{{3,4}}$)", ""),
        (rf"(?<=[0-9])\ ?(?:{_BC})$", " bc"),
        (rf"(?<=[0-9])\ ?(?:{_AD})$", " ad"),
        # quarters and weeks
        (rf"^([1-4]|i{{1,3}}|iv)(?:\.|er|ère|re|º|°|-?[йi]|-?ші)?\ ?(?:{_QUARTERS})\ (?:de\ |du\ |del\ |do\ )?"
         r"([0-9]{4})(?:\ г\.|\ года|\ року|\ жылы)?$", _quarter),
        (r"^t([1-4])[\ -]([0-9]{4})$", _quarter),
        (rf"^(?:{_WEEKS})\ ?([0-9]{{1,2}})[\ ,/-]+(?:de\ |di\ )?([0-9]{{4}})$", r"week \1 \2"),
        (r"^([0-9]{4})-?w([1-9])$", r"\1-w0\2"),
        # what is bounded on one side
        (r"^(.+?)\ or\ (?:earlier|before)$", r"by \1"),
        (r"^(?:not|no)\ (?:after|later\ than)\ ", "by "),
        (r"^(?:not|no)\ (?:before|earlier\ than)\ (.+)$", r"\1 or later"),
        (r"^ab\ (?=[0-9])", "since "),
        (r"^(?:с|з|od|de|desde|depuis|seit|from)\ ([0-9]{4})\ (?:по|до|do|a|à|bis|to)\ "
         r"(?:настоящее\ время|н\.\ ?в\.|сегодня|теперь|dziś|dzisiaj|hoy|aujourd['’]hui|heute|today|now)$",
         r"\1-present"),
        (r"^([0-9]{4})\ ?-\ ?(?:nos\ jours|aujourd['’]hui|hoy|oggi|dziś|dnes|ma|nu|tänään|hoje|günümüz)$",
         r"\1-present"),
        (r"^(?:ok\.|około|kolem|omkring|rond|kb\.|noin|примерно|приблизно|yaklaşık|cerca\ de|aprox\.|ungefähr)\ "
         r"(?=[0-9])", "c. "),
        # other marks
        (r"(?<![0-9])([0-9]{4})[_\ ]([0-9]{2})[_\ ]([0-9]{2})(?![0-9])", r"\1-\2-\3"),
        (rf"^({_M})-([0-9]{{1,2}})-([0-9]{{4}}){_CLOCK}$", r"\2 \1 \3\4"),
        (rf"^([0-9]{{4}})({_M})([0-9]{{1,2}})$", r"\3 \2 \1"),
        (rf"^([0-9]{{1,2}})({_M})([0-9]{{4}}):(?=[0-9]{{1,2}}:)", r"\1 \2 \3 "),
        (r"^([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})\ ?[-~～]\ ?([0-9]{1,2})/([0-9]{1,2})$", _days_of_china),
        (r"(?<=[0-9])\ о\ (?=[0-9]{1,2}:)", " "),
        # Vietnam, China, Japan, Taiwan
        (rf"^(?:ngày\ )?{_DAY}\ tháng\ {_DAY}(?:\ năm|,)?\ ([0-9]{{4}})", r"\3-\2-\1"),
        (rf"^(?:tháng\ ){_DAY}(?:\ năm|,|/)?\ ?([0-9]{{4}})$", r"\1/\2"),
        (r"(?:中華)?民[國国]\ ?([0-9]{1,3})(?=\ ?年)", lambda match: str(int(match[1]) + 1911)),
        (r"([〇一二三四五六七八九]{4}|(?:明治|大正|昭和|平成|令和)[一二三四五六七八九十]{1,3})年([一二三四五六七八九十]{1,2})月"
         r"(?:([一二三四五六七八九十]{1,3})日)?", _kanji),
        (r"^([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日?\ ?(?:至|到|から|~|～|-|—)\ ?"
         r"(?:([0-9]{1,2})月)?([0-9]{1,2})日(?:まで)?$",
         _days_of_china),
        (rf"\ ?[(（](?:{CJK_WEEKDAY})[)）]$", ""),
    )
)  # fmt: skip
"""Forms that mean one thing, with the text for it."""
