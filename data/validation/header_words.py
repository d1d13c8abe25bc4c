"""What columns are called in many languages: when something began and ended, a day, a time, what happened, and where.

Words are compared folded, as in `data.schema.words`; a word that is glued to others counts too where it ends them.
"""

from functools import lru_cache
from typing import Final

from data.schema import squeezed, words
from data.text_folding import fold


def one_by_one(listed: str) -> frozenset[str]:
    """The words of some lines, folded."""
    return frozenset(fold(listed).split())


NO_MOMENT: Final = one_by_one(
    "id ids lat latitude lon lng longitude code codes number no nr key zip postal postcode phone fips iso count uid "
    "guid uuid row numero número número° nº n° cislo číslo szám номер № codigo código référence ref"
)
"""A place, a code or a count, whose digits may look like a date."""
START: Final = one_by_one(
    "start starts started begin begins began beginning from since occurred happened onset opening opened beginn "
    "anfang von debut début ouverture inicio início inicial abertura apertura inizio inizia początek rozpoczęcia "
    "rozpoczęcie začátek zahájení kezdet kezdete kezdés aanvang vanaf börjar början alku alkaa alkaen alkamispäivä "
    "έναρξη έναρξης начало начала початок початку басталу басталуы başlangıç început بداية البداية بدء שעתהתחלה התחלה "
    "תחילת شروع آغاز प्रारंभ आरंभ เริ่ม batdau mulai awal 开始 开始于 開始 시작 admission admitted depart 発生 발생"
)
END: Final = one_by_one(
    "end ends ended ending finish finished until till to close closed through stop ende fin fine fim término final "
    "terminated termination resolved completed completion solved restoration restored discharge discharged koniec "
    "eind 復旧 복구 zakończenia zakończenie konec ukončení vége einde slut slutar loppu päättyy päättyen λήξη λήξης "
    "окончание окончания конец конца кінець кінця закінчення аяқталу аяқталуы bitiş sfârșit نهاية النهاية انتهاء סיום "
    "סוף پایان समाप्ति สิ้นสุด ketthuc selesai akhir berakhir 结束 結束 終了 종료"
)
ALONE: Final = {
    START: one_by_one("du dal desde de von ab od від з с van vanaf från fra από da das من din"),
    END: one_by_one("au al hasta até bis do до по tot till til έως a إلى la"),
}
"""What says so only where it is the whole header: in others it may be “of”."""
ARRIVAL: Final = (one_by_one("arrival arrived arrive arrives ankunft"), one_by_one("departure departed depart abfahrt"))
"""Which of them comes first, their days tell."""
WHAT: Final = frozenset(("event", "incident", "occurrence"))
"""What a start is the start of; no start itself where an end stands beside it."""
DATE: Final = one_by_one(
    "date dates datum dátum dátuma data datas datetime time timestamp when year day fecha fechas dato dag tag jour "
    "día dia giorno dzień den nap päivä pv päivämäärä pvm дата күні күн tarih tarihi tarixi ημερομηνία ημερ ημνια "
    "תאריך تاريخ التاريخ تاریخ दिनांक तारीख तिथि วันที่ วัน ngày tanggal tgl jahr année ano año anno rok rok év jaar "
    "år vuosi έτος год рік жыл жылы yıl سنة عام שנה سال वर्ष ปี năm tahun 年 年份 연도 datierung datazione datación "
    "datação datation datowanie datace датировка 日期 日 年月日 일자 일시 날짜"
)
LATER: Final = one_by_one(
    "created creation create published publication publish declaration declared updated update post modified "
    "modification changed added posted reported report entered entry received refresh last registered registration "
    "submitted closeout retrieved accessed birth born death died due deadline expiry expires imported dob publicación "
    "publicado creación actualización registro valor nacimiento publicação nascimento valeur publication création "
    "naissance maj pubblicazione nascita valuta valutadatum wertstellung wert erstellt veröffentlicht geburtsdatum "
    "geburt geboren publikacji księgowania utworzenia urodzenia zveřejnění narození született közzététel publicatie "
    "rente geboortedatum publicerad född syntynyt julkaistu публикации регистрации создания рождения публікації "
    "реєстрації народження yayın doğum النشر الميلاد 发布 公布 更新 出生 公開 公表 生年月日 생년월일"
)
"""What is done with a record after what it tells of, or what is not about it at all."""
FIRST: Final = one_by_one("created added published posted declared reported entered announced issued opened")
"""Of these, what is done when the record begins: it says when where nothing else does but an end."""
TIME: Final = one_by_one(
    "time tid zeit uhrzeit uhr hora horario heure ora orario tijd tijdstip godzina godz czas čas idő időpont óra klo "
    "kello kellonaika aika kl klokkeslett tidpunkt saat saati время час уақыты уақыт сағаты ώρα שעה שעת ساعة الساعة "
    "الوقت وقت ساعت زمان समय เวลา giờ jam waktu pukul 时间 时刻 時間 時刻 시간 시각"
)
"""A time of day, where its cells are some."""
NAMED: Final = one_by_one("title titles name headline heading subject")
"""What says of whatever stands before it that it is a title."""
TITLE: Final = NAMED | one_by_one(
    "label event topic main incident activity milestone task object item quoi que cosa wat titel bezeichnung titre "
    "nom titulo nombre titolo nome название наименование событие атауы оқиға назва nazwa tytul nazev cim titlu nimi "
    "baslik asunto objeto titular denominación suceso hecho evento ocorrência assunto intitulé objet libellé "
    "événement dénomination désignation tagesordnungspunkt gegenstand ereignis vorgang betreff veranstaltung oggetto "
    "denominazione temat wydarzenie zdarzenie przedmiot předmět událost akce tárgy esemény onderwerp gebeurtenis "
    "händelse ärende rubrik hendelse hændelse emne sag sak evenemang podujatie asia tapahtuma aihe θέμα γεγονός "
    "συμβάν тема предмет происшествие подія konu olay etkinlik الحدث حدث الموضوع موضوع عنوان العنوان אירוע נושא כותרת "
    "שם رویداد घटना शीर्षक विषय เหตุการณ์ เรื่อง ชื่อ sựkiện tiêuđề tríchyếu nộidung kejadian peristiwa judul perihal "
    "事件 标题 標題 事由 案由 主题 名称 件名 議題 出来事 展覧会名 사건 제목 안건 행사"
)
THING: Final = one_by_one(
    "case exhibition exhibit purpose offense offence crime charge alert motion bill fixture film movie "
    "book album vessel ship volcano storm hurricane mission spacecraft satellite outbreak battle hazard disaster "
    "accident complaint alarm exposición obra película delito concepto exposition exposição exposição ausstellung "
    "delikt thema straftat mostra film wystawa přestupek výstava kiállítás tentoonstelling utställning näyttely "
    "выставка bencana суть konusu treaty payload eclipse election accidente accidentes building bridge church "
    "monument bitwa schlacht bataille "
    "batalla battaglia битва"
)
"""What something is, where nothing says what it is called."""
TOLD: Final = one_by_one("content description summary what request narrative cause rmk remark remarks")
"""What is a title where nothing is called by a name."""
PLACE: Final = one_by_one(
    "country region city state province county district location place area zone station address street neighborhood "
    "neighbourhood borough ward precinct town village port site venue room hall court courtroom municipio provincia "
    "ciudad colonia barrio alcaldía dirección distrito bairro cidade município comune regione commune département "
    "ville gemeinde kreis ort stadt bezirk adresse wijk gemeente plaats adres kommun län plats kunta miasto gmina "
    "powiat miejscowość obec okres kraj farnost település megye hely il ilçe yer область район город адрес мекенжай "
    "місто kabupaten kota provinsi lokasi المحكمة المدينة עיר 地点 地区 市 县 省 장소 지역 会場 場所"
)
NO_TITLE: Final = PLACE | one_by_one(
    "ethnicity gender sex age nationality religion winner winners loser "
    "user file first last family given middle nick author artist creator source host domain class group category type "
    "status code id url path column field admin adm org organization organisation company person publisher sensor "
    "contact owner manager assignee list board sheet team customer client actor language lang agent provider vendor "
    "product make model maker machine computer device month day weekday judge father mother parents crew officer "
    "autor juez organismo órgano sala mesto vater mutter gremium grund organ judecător судья организация 当事人 机构"
)
"""Whose name, what kind of thing, or where: with these beside it a name is no title."""
PRICE: Final = one_by_one(
    "price prices cost prix preis precio preço prezzo cena ár prijs pris hinta τιμή цена ціна баға бағасы fiyat preț "
    "السعر מחיר قیمت मूल्य ราคา giá harga 价格 単価 価格 가격"
)
"""What something costs: beside it the same words again and again say of what."""
_GLUED: Final = fold(
    "年月日 日時 日期 时间 时刻 時間 時刻 日付 日 일자 날짜 일시 시간 시각 名称 件名 名 事由 案由 datum uhrzeit zeit "
    "beginn ende"
).split()
"""What is written at the end of a word without a space before it."""


@lru_cache(maxsize=10_000)
def terms(header: str) -> frozenset[str]:
    """The words of a header, those apart that are glued to the end of one.

    >>> sorted(terms("Start Date")), sorted(terms("処罚日期")), sorted(terms("Tatzeit"))
    (['date', 'start'], ['処罚', '日期'], ['tat', 'zeit'])
    """
    there = set[str]()
    for word in words(header):
        ending = next((end for end in _GLUED if word.endswith(end) and word != end), "")
        there |= {word[: -len(ending)], ending} if ending else {word}
    return frozenset(there)


def says(header: str, meant: frozenset[str]) -> bool:
    """Whether a header has one of some words, or is one that says so only by itself.

    >>> says("Data do evento", END), says("do", END), says("Ende der Arbeiten", END)
    (False, True, True)
    """
    if terms(header) & meant:
        return True
    whole = _whole(header)
    return whole in meant or whole in ALONE.get(meant, ())


_whole = lru_cache(maxsize=10_000)(squeezed)
