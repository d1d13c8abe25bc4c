"""How likely a text is as people write it: letters weighed by how common they are, for telling 8-bit encodings apart.

Every table is a letter's share in per cent among the letters beyond ASCII of ordinary text, rounded by hand.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import log

CYRILLIC = (
    "о11 е8.4 а8 и7.4 н6.7 т6.3 с5.5 р4.7 в4.5 л4.4 к3.5 м3.2 д3 п2.8 у2.6 я2 ы1.9 ь1.7 г1.7 з1.7 б1.6 "
    "ч1.4 й1.2 х1 ж0.9 ш0.7 ю0.6 ц0.5 щ0.4 э0.3 ф0.3 ъ0.2 ё0.2 і1.5 ї0.4 є0.2 ґ0.05 ў0.2 ј0.5 љ0.1 њ0.1 "
    "ћ0.1 ђ0.1 џ0.05 ѓ0.03 ќ0.03 ѕ0.03"
)
WESTERN = (
    "é20 è4 ê2 à5 á7 â1 ä8 å5 ã3.5 ç4 ë0.7 í6 î0.4 ï0.4 ì0.2 ñ3.5 ó7 ô0.8 ö8 õ0.8 ø3 ò0.2 ú3 û0.3 ù0.3 ü9 "
    "ý0.3 ÿ0.02 ß2 æ1.5 œ0.2 š0.3 ž0.2 þ0.2 ð0.2"
)
CENTRAL = (
    "á10 é9 í7 ó5 ö4 ü2.5 ú2.5 ý3.5 č6 ě5 š6 ž5 ř4 ů2 ą4 ę5 ł8 ć2.5 ś3 ż4 ź0.5 ń1 ď0.3 ň0.5 ť0.5 ľ0.7 "
    "ĺ0.1 ŕ0.1 ô0.6 ä0.8 ő2.5 ű1 ă4 â1.5 î1.5 ş1.5 ţ1.5 đ1 ß0.3 ë0.3 ç0.1"
)
TURKISH = "ı25 ğ9 ş12 ç8 ö7 ü16 İ3 â0.7 î0.3 û0.2 é0.3 ä0.2 ß0.1"
BALTIC = "ā14 ē6 ī7 ū5 š8 ž5 č4 ķ1.5 ļ1.5 ņ2 ģ1 ė10 į4 ų5 ą4 ę2 õ4 ä6 ö3 ü4 ó0.3 é0.3"
GREEK = (
    "α9 ο8 ι7.5 ε7 τ7.5 σ5 ν6.5 η5 υ3.6 ρ4 π4 κ4 μ3.3 λ3 ς4 ω1.8 γ1.8 δ1.7 χ1.2 θ1.3 φ0.8 β0.6 ξ0.4 ζ0.3 "
    "ψ0.1 ά2.5 έ2 ή2.2 ί3 ό2.2 ύ1.5 ώ1.2 ϊ0.1 ϋ0.05 ΐ0.02"
)
HEBREW = (
    "י11 ו10.5 ה10 ל7 א6 ת5.5 ר5.5 ב5 מ5 ם2.5 ש4.5 נ3.5 ן1 ע3 ד2.5 ח2.5 פ2 כ2 ק2 ג1.5 ס1.5 צ1.2 ט1.2 ז1 ך0.8 ץ0.1 ף0.2"
)
ARABIC = (
    "ا13 ل11 ي7 م6 و6 ن6.5 ر5 ت5 ب4 ة3.5 ع3.5 د3 س3 ف2.5 ه2.5 ك2 ق2 أ2 ح2 ج1.5 ش1 ص1 ط1 خ1 ذ0.7 ث0.6 ض0.8 "
    "ظ0.2 غ0.6 ز0.7 ى1 ئ0.3 ء0.4 إ0.8 آ0.2 ؤ0.1 گ0.2 چ0.1 پ0.3 ژ0.05"
)

UNKNOWN = -9.0
"""What a letter, or a sign, costs that such text does not have."""

SIGNS = frozenset("“”„‘’‚‹›«»–—…•·§©®°№€£™±×½¼¾²³¡¿ªº†‡\u00a0\u00ad")
"""Signs beyond ASCII that ordinary text has between its words."""

ALONE = "àáâéèíóòôúýæåöø"
"""Letters beyond ASCII that are words by themselves."""

_INSIDE = frozenset("’·\u00ad")
_WORD = re.compile(r"[^\W\d_]+")


def _shares(table: str) -> Mapping[str, float]:
    listed = re.findall(r"(\D)([0-9.]+)", table.replace(" ", ""))
    shares = {letter: log(float(share) / 100) for letter, share in listed}
    return {**{letter.upper(): share - 1 for letter, share in shares.items() if len(letter.upper()) == 1}, **shares}


@dataclass(frozen=True, slots=True)
class Script:
    """Letters of one kind of text, with the logarithm of how common each is; whether they mix with a to z.

    `head_start` is how much commoner files in the encoding are than others, as a logarithm.
    """

    shares: Mapping[str, float]
    is_latin: bool = False
    head_start: float = 0.0

    def likelihood(self, text: str) -> float:
        """The sum over all characters beyond ASCII of how likely each is where it stands; 0 is certain."""
        words = sum(self._word(match.group()) for match in _WORD.finditer(text) if not match.group().isascii())
        return (
            self.head_start
            + words
            + sum(_sign(text, index) for index, char in enumerate(text) if char > "\x7f" and not char.isalpha())
        )

    def _word(self, word: str) -> float:
        shouted = len(word) > 1 and word.isupper()
        beyond = [letter for letter in (word.lower() if shouted else word) if letter > "\x7f"]
        return (
            (-1.5 if shouted else 0.0)
            + sum(self.shares.get(letter, UNKNOWN) for letter in beyond)
            - self._oddness(word, len(beyond))
        )

    def _oddness(self, word: str, beyond: int) -> float:
        """What a word costs whose letters do not belong together: two scripts, or capitals inside."""
        is_usual = word.islower() or word.isupper() or word[1:].islower() or word.lower() == word.upper()
        odd = 0.0 if is_usual else 5.0 * beyond
        if self.is_latin:
            alone = 3.0 if len(word) == 1 and word.lower() not in ALONE else 0.0
            return odd + alone + (4.0 * beyond if len(word) > 1 and 2 * beyond > len(word) else 0.0)
        return odd + (6.0 * beyond if beyond < len(word) else 0.0) + (5.0 if len(word) == 1 else 0.0)


def _sign(text: str, index: int) -> float:
    if text[index] not in SIGNS:
        return UNKNOWN
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if text[index] in _INSIDE:
        return -3.0
    crowded = (before.isalnum() and after.isalnum() and text[index] not in "–—") or (
        after > "\x7f" and not after.isalpha()
    )
    astray = (text[index] in "€£" and not (before + after).strip(" ").isdigit()) or (
        text[index] == "…" and before == " "
    )
    return -12.0 if crowded else -5.0 if astray else -3.0


@dataclass(frozen=True, slots=True)
class East:
    """Chinese, Japanese or Korean: each character is as likely as the next."""

    def likelihood(self, text: str) -> float:
        """As for a script; these characters are two bytes each."""
        return sum(-8.0 if char.isalpha() or char in "，。、「」・" else 2 * UNKNOWN for char in text if char > "\x7f")


SCRIPTS: Mapping[str, Script | East] = {
    "windows-1252": Script(_shares(WESTERN), is_latin=True, head_start=2.0),
    "windows-1251": Script(_shares(CYRILLIC), head_start=2.0),
    "windows-1250": Script(_shares(CENTRAL), is_latin=True),
    "windows-1253": Script(_shares(GREEK)),
    "windows-1254": Script(_shares(TURKISH), is_latin=True),
    "windows-1255": Script(_shares(HEBREW)),
    "windows-1256": Script(_shares(ARABIC)),
    "windows-1257": Script(_shares(BALTIC), is_latin=True),
    "koi8-r": Script(_shares(CYRILLIC)),
    "koi8-u": Script(_shares(CYRILLIC)),
    "cp866": Script(_shares(CYRILLIC)),
    "iso8859-5": Script(_shares(CYRILLIC)),
    "mac-cyrillic": Script(_shares(CYRILLIC), head_start=-2.0),
    "mac-roman": Script(_shares(WESTERN), is_latin=True, head_start=-2.0),
    "cp437": Script(_shares(WESTERN), is_latin=True, head_start=-2.0),
    "cp850": Script(_shares(WESTERN), is_latin=True, head_start=-2.0),
    "iso8859-2": Script(_shares(CENTRAL), is_latin=True),
    "gbk": East(),
    "big5": East(),
    "shift_jis": East(),
    "euc_jp": East(),
    "euc_kr": East(),
}
"""Each encoding with the text it is mostly used for. Only the first two are read; the others must not pass for them."""
