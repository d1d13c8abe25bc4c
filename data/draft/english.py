"""Reports in English."""

import re
from typing import Final

from data.draft.english_claims import (
    ABOUTS,
    AMOUNTS,
    CHANGES,
    COUNTED,
    FIGURES,
    MEASURES,
    NAMES,
    NOT_NAMES,
    PLACES,
    PRONOUNS,
    SCALES,
    SPEAKERS,
    is_plain_number,
)
from data.draft.english_dates import DATES
from data.draft.language_rules import NEVER, Language

_PART = r"(?:\ the\ (?:end|start|beginning|middle|morning|afternoon|evening|night|turn)\ of)?"
_BEFORE: Final = (
    (r"since(?:\ about)?", "{}/.."),
    (rf"(?:until|till|up\ to|through){_PART}", "../{}"),
    (rf"(?:by|no\ later\ than){_PART}", "[..{}]"),
    (r"(?:before|prior\ to)", "before {}"),
    (r"(?:shortly|just|soon|right)\ (?:after|before)|(?:before|after)\ the", "day of {}"),
    (r"after", "after {}"),
    (r"(?:about|around|circa|ca?\.|approximately|roughly)(?:\ the)?", "{}~"),
)

ENGLISH: Final = Language(
    code="en",
    dates=DATES,
    before=tuple((re.compile(rf"\b(?:{pattern})\ $", re.IGNORECASE), makes) for pattern, makes in _BEFORE),
    after=((re.compile(r"\ on(?:wards?)?\b(?!\ (?:the|a|[A-Z0-9]))"), "from:{}/.."),),
    range_before=re.compile(r"\b(?:from|between)\ $", re.IGNORECASE),
    range_between=re.compile(r"\ ?(?:to|until|till|through|and|–|-)\ ?"),
    joins=re.compile(r"(?:\ ?,?\ (?:at|on|about|around|in\ the|morning|evening|afternoon|night|of|the))*,?\ ?"),
    figures=FIGURES,
    amounts=AMOUNTS,
    abouts=ABOUTS,
    scales=SCALES,
    counted=COUNTED,
    measures=MEASURES,
    speakers=SPEAKERS,
    pronouns=PRONOUNS,
    future=re.compile(
        r"\b(?:joins|takes\ (?:over|effect)|begins|starts|opens|closes|ends"
        r"|will|shall|would|must|might|going\ to|(?:plan|intend|hope|aim|expect)(?:s|ned|ed)?|scheduled|due"
        r"|(?:is|are)\ to|set\ (?:[\w’'-]+\ ){0,4}for|adjourned|postponed|deadline|expires?|upcoming"
        r"|retrial|faces?)\b",
        re.IGNORECASE,
    ),
    flashback=re.compile(
        r"(?<!which\ )(?<!who\ )(?<!that\ )\bhad\ (?:\w+\ )?(?:been|\w+ed|\w+en|\w+t|made|left"
        r"|gone|come|begun|won|held|sold|found)\b"
    ),
    told=re.compile(
        r"\b(?:was|were|had|has|have|did|been|will|\w{2,}ed|said|says|told|began|broke|came|fell|found|gave|went|held"
        r"|kept|left|lost|made|met|rose|ran|saw|sent|shot|sold|spoke|spread|stood|took|won|wrote|became|bought|built"
        r"|led|grew|burst|cut|hit|put|fled|flew|fought|struck|withdrew|is\ stepping|are\ supposed|is\ expected)\b"
    ),
    is_state=re.compile(
        r"\b(?:is|are)\b(?!\ (?:supposed|expected|going|due|planned|set|still\ missing|missing|\w+ing|being|to)\b)"
    ),
    breaks=re.compile(r",\ (?:and|but|while|whereas)\ |;\ "),
    clauses=re.compile(r",?\ (?:and|but|while|whereas)\ |;\ |,\ (?=(?:then|who|which)\b)|,\ "),
    joints=re.compile(r"\ (?=(?:when|after|before|while|because|although|where|which|who|until)\b)"),
    changes=CHANGES,
    credits=NEVER,
    elided=NEVER,
    no_speakers=NEVER,
    names=NAMES,
    not_names=NOT_NAMES,
    places=PLACES,
    is_plain_number=is_plain_number,
)
