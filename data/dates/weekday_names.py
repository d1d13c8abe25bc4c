"""The days of the week as people write them before a date, from Monday on; from CLDR, as the months are.

A short one may be two days, each in another language: a date that has either is right.
"""

import re
from typing import Final

from data.dates import calendar
from data.dates.month_names import one_of
from data.errors import BadDate

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_NAMES: Final = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "- tues weds thur - - -",
    "- - - thurs - - -",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "mo di mi do fr sa so",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lun mar mer jeu ven sam dim",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lun mar mié jue vie sáb dom",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "lun mar mer gio ven sab dom",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "seg ter qua qui sex sáb dom",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "ma di wo do vr za zo",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "пн вт ср чт пт сб вс",
    "понеділок вівторок середа четвер пʼятниця субота неділя",
    "пн вт ср чт пт сб нд",
    "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі",
    "дс сс ср бс жм сб жс",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "pon wt śr czw pt sob niedz",
    "pondělí úterý středa čtvrtek pátek sobota neděle",
    "po út st čt pá so ne",
    "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "- - sze cs - szo -",
    "luni marți miercuri joi vineri sâmbătă duminică",
    "lun mar mie joi vin sâm dum",
    "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
    "δευ τρί τετ πέμ παρ σάβ κυρ",
    "maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
    "ma ti ke to pe la su",
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "pzt sal çar per cum cmt paz",
    "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "mån tis ons tors fre lör sön",
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "man tirs ons tors fre lør søn",
    "man tir ons tor fre lør søn",
    "понеделник вторник сряда четвъртък петък събота неделя",
    "панядзелак аўторак серада чацвер пятніца субота нядзеля",
    "пн аў ср чц пт сб нд",
    "pondelok utorok streda štvrtok piatok sobota nedeľa",
    "po ut st št pi so ne",
    "ponedeljek torek sreda četrtek petek sobota nedelja",
    "pon tor sre čet pet sob ned",
    "понедељак уторак среда четвртак петак субота недеља",
    "пон уто сре чет пет суб нед",
    "pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis",
    "pr an tr kt pn št sk",
    "pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena",
    "pirmd otrd trešd ceturtd piektd sestd svētd",
    "esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev",
    "dilluns dimarts dimecres dijous divendres dissabte diumenge",
    "dl dt dc dj dv ds dg",
    "дүйшөмбү шейшемби шаршемби бейшемби жума ишемби жекшемби",
    "дүй шейш шарш бейш жума ишм жек",
    "dushanba seshanba chorshanba payshanba juma shanba yakshanba",
    "dush sesh chor pay jum shan yak",
    "- - çərşənbə - cümə şənbə bazar",
    "senin selasa rabu kamis jumat sabtu minggu",
    "sen sel rab kam jum sab min",
    "ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი კვირა",
    "ორშ სამ ოთხ ხუთ პარ შაბ კვი",
    "երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի",
    "երկ երք չրք հնգ ուր շբթ կիր",
)


def _days() -> dict[str, frozenset[int]]:
    days: dict[str, frozenset[int]] = {}
    for names in _NAMES:
        for day, name in enumerate(names.split()):
            if name != "-":
                days[name] = days.get(name, frozenset()) | {day}
    return days


LISTS: Final = tuple(tuple(names.split()) for names in _NAMES)
"""The seven names of each language and form; a dash where there is none."""
DAYS: Final = _days()
"""Which days each name may be, from 0 for Monday."""
BEFORE: Final = re.compile(rf"({one_of(DAYS)})\.?,?\ (?=[0-9])")
"""A day of the week before a date, in lower case."""


def check_weekday(edtf: str, weekday: str) -> None:
    """Raises BadDate where a date is on another day than the English name before it says."""
    if not any(name[:3].lower() == weekday[:3] and is_weekday(edtf, day) for day, name in enumerate(_WEEKDAYS)):
        raise wrong_weekday(edtf)


def is_weekday(edtf: str, day: int) -> bool:
    """Whether a date is on this day of the week, from 0 for Monday; a day that does not exist is refused elsewhere."""
    try:
        return calendar.weekday(calendar.from_iso(edtf[:10])) == day
    except BadDate:
        return True


def wrong_weekday(edtf: str) -> BadDate:
    """What is said where a date is on another day of the week than stands before it."""
    name = _WEEKDAYS[calendar.weekday(calendar.from_iso(edtf[:10]))]
    return BadDate(f"{edtf} is a {name}.", advice=f"Write {edtf} alone, if the date is right.")
