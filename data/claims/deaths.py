"""Which figures count the dead: those are never below a line, whatever the order of the cards."""

import re
from typing import Final

_DEAD: Final = re.compile(
    r"\b(killed|dead|deaths?|died|fatalit(y|ies)|victims?|casualt(y|ies)|lives lost|bodies|murdered"
    r"|tote[rn]?|todesopfer|get[öo]tete?|morts?|tu[ée]s|d[ée]c[èe]s|muertos?|fallecid[oa]s|mortos?|morti|vittime"
    r"|zabici|ofiary|[öo]l[üu])\b|убит|погиб|жертв|қаза|өлген|загибл|死|قتل|قتيل|وفيات|وفاة|הרוג|נהרג|מתים",
    re.IGNORECASE,
)
"""In the languages that files come in; where the word is not known, the order of the settings holds."""


def counts_the_dead(*names: str) -> bool:
    """Whether a figure of these names (its metric, its label, its unit) is one of people who died.

    >>> counts_the_dead("killed"), counts_the_dead("Погибшие"), counts_the_dead("detained", "people")
    (True, True, False)
    """
    return any(_DEAD.search(name) for name in names)
