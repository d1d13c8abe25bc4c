"""The characters are right, or the file is refused; there is no third way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import BadEncoding, BadFile
from data.files.encoding import decode, likely_encodings

TEXTS = {
    "Russian": "дата,заголовок\n2022-01-05,Отставка правительства\n2022-01-06,Ввод войск в Казахстан\n",
    "Russian in capitals": "ДАТА;ЗАГОЛОВОК\n2022;ПРОТЕСТЫ В АЛМАТЫ\n",
    "one Russian word": "date,title\n2022-01-05,Протест\n",
    "Ukrainian": "дата,назва\n2022,Київ і Україна, її громадяни\n",
    "Bulgarian": "дата,заглавие\n2022,Правителството падна внезапно в България\n",
    "Serbian": "датум,наслов\n2022,Влада је поднела оставку, Љубљана\n",
    "French": "date,title\n2022,Le président a démissionné à cause de la grève générale\n",
    "one French word": "date,title\n2022,café\n",
    "German": "date,title\n2022,Die Präsidentin öffnet die Straße für Fußgänger\n",
    "Spanish": "date,title\n2022,El año pasado el señor Núñez dimitió\n",
    "Portuguese": "date,title\n2022,São Paulo: manifestações e eleições\n",
    "Swedish": "date,title\n2022,Malmö och Göteborg åker på ön\n",
    "Danish": "date,title\n2022,København får ny færge og grød\n",
    "names of many languages": "date,title\n2022,São Paulo\n2021,Malmö\n2020,Bogotá\n2019,København\n",
    "quotation marks": "date,title\n2022,“He said” – it’s fine…\n",
    "pounds": "date,title\n2022,It cost £500\n",
    "Polish": "date,title\n2022,Żółta łódź płynie przez rzekę, święto ćmy\n",
    "Czech": "date,title\n2022,Příliš žluťoučký kůň úpěl ďábelské ódy\n",
    "a Czech name": "date,title\n2022,Dvořák\n",
    "Hungarian": "date,title\n2022,Árvíztűrő tükörfúrógép és a nő\n",
    "Turkish": "date,title\n2022,İstanbul’da büyük gösteri yapıldı, ışık söndü\n",
    "Lithuanian": "date,title\n2022,Šiandien vyriausybė atsistatydino, žmonės džiaugėsi\n",
    "Greek": "date,title\n2022,Η κυβέρνηση παραιτήθηκε στην Αθήνα\n",
    "Hebrew": "date,title\n2022,הממשלה התפטרה היום\n",
    "Arabic": "date,title\n2022,استقالت الحكومة اليوم\n",
    "Chinese": "date,title\n2022,政府今天辞职了,抗议活动继续\n",
    "two Chinese characters": "date,title\n2022,中国\n",
    "Japanese": "date,title\n2022,政府は今日辞任した。東京\n",
    "Korean": "date,title\n2022,정부가 오늘 사임했다\n",
}
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
EIGHT_BIT = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8-r", "koi8-u", "cp866"),
    *("iso8859-1", "iso8859-2", "iso8859-5", "iso8859-15", "mac-cyrillic", "mac-roman", "cp437", "cp850"),
    *("gbk", "big5", "shift_jis", "euc-kr", "euc-jp"),
)
SURELY_READ = {
    "cp1251": ("Russian", "Russian in capitals", "one Russian word", "Ukrainian", "Bulgarian", "Serbian"),
    "cp1252": ("French", "one French word", "German", "Spanish", "Portuguese", "Swedish", "Danish", "pounds"),
}


def outcome(content):
    """The text, or that there is none for certain."""
    try:
        return decode(content, "a.csv").utf8.decode()
    except BadFile:
        return "refused"


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
@pytest.mark.parametrize("encoding", UNICODE)
def test_unicode_is_read_with_and_without_a_mark(text, encoding):
    assert decode(text.encode(encoding), "a.csv").utf8.decode() == text


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_an_old_encoding_is_read_right_or_refused(text):
    for encoding in EIGHT_BIT:
        try:
            content = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        assert outcome(content) in (text, "refused"), encoding


@pytest.mark.parametrize(
    ("encoding", "name"), [(encoding, name) for encoding in SURELY_READ for name in SURELY_READ[encoding]]
)
def test_windows_files_of_a_sentence_are_read(encoding, name):
    found = decode(TEXTS[name].encode(encoding), "a.csv")
    assert (found.utf8.decode(), found.encoding) == (TEXTS[name], f"windows-{encoding[2:]}")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        *(("windows-1250", "Polish"), ("windows-1250", "Hungarian"), ("windows-1253", "Greek"), ("cp866", "Russian")),
        *(("windows-1254", "Turkish"), ("windows-1255", "Hebrew"), ("windows-1256", "Arabic"), ("gbk", "Chinese")),
        *(("windows-1257", "Lithuanian"), ("shift_jis", "Japanese"), ("euc_jp", "Japanese"), ("euc_kr", "Korean")),
    ],
)
def test_what_is_not_certain_is_offered_in_its_right_letters_and_read_when_chosen(encoding, name):
    text, content = TEXTS[name], TEXTS[name].encode(encoding)
    piece = dict(likely_encodings(content))[encoding]
    assert piece in text
    assert not piece.isascii()
    assert decode(content, "a.csv", encoding).utf8.decode() == text


def test_another_encoding_than_the_chosen_one_is_told():
    with pytest.raises(BadEncoding, match="line 2 has bytes that are no big5"):
        decode(TEXTS["French"].encode("cp1252"), "a.csv", "big5")
    with pytest.raises(BadEncoding, match="no encoding that is known here"):
        decode(b"caf\xe9", "a.csv", "rot13")
    assert decode(TEXTS["Russian"].encode(), "a.csv", "cp866").encoding == "utf-8", "Unicode needs no choice"


def test_more_than_a_few_wrong_bytes_in_utf8_are_named_with_the_line_of_the_first():
    content = "date,title\n2022,Отставка\n2022,caf".encode() + b"\xe9\n" + b"2022,caf\xe9\n" * 3
    with pytest.raises(BadFile, match="the byte E9 in line 3"):
        decode(content, "a.csv")


def test_a_file_cut_inside_a_character_keeps_what_is_whole():
    found = decode("date,title\n2022,Протест".encode()[:-1], "a.csv")
    assert (found.utf8.decode(), found.is_cut) == ("date,title\n2022,Протес", True)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_every_text_in_utf8_comes_back(text):
    assert decode(text.encode(), "a.csv").utf8.decode() == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content):
    outcome(content)


@pytest.mark.parametrize("name", ["cp1252", "latin-1", "ISO-8859-1", "windows-1252", "L1"])
def test_an_encoding_is_chosen_by_any_of_its_usual_names(name):
    found = decode("date,title\n2022,Müller\n".encode("cp1252"), "a.csv", name)
    assert (found.encoding, "Müller" in found.utf8.decode()) == ("windows-1252", True)
