"""What languages hang on a name, and how they bend its end; all plain, as names are compared."""

from unicodedata import category

_OF_NAMES = """
s es n en ns ens er ers ish ian ians sch sche schen scher sches in ins innen chen
a u y e i o ie em om ou ovi owi iem im ym am ami ach owa owie owej owym owego owskiego
ow ova ovo ove ovy ova ovou ovej ovu ovym ovem oj ej ego emu iej ii ji ju je jo ja jem jom
ha ho iny ina inu ino in inym inej in ina
an aan ssa lla lle lta sta ksi na tta han hen iin een in illa ille ilta issa ista iksi
ssaan kin kaan
nin nun un i u yi yu ya ye da de ta te dan den tan ten la le yla yle lar ler
nda nde ndan nden na ne lari leri lara lere larin lerin
nak nek val vel ban ben bol hoz hez rol tol ert ig ek ok ot et
as is us os ai ui iui io is au ia ei
а у ы е и о ю я й ой ом ем ам ах ами ями ою ею ою ів ові еві єві ем єм ям ях ого ому им ым ою
ова ову овой овым ов ова ин ина иной у ей ія ії ію ію ьою
ου ος ον η ης ην α ας αν ο ων ους οι ε ι
"""

ENDINGS = frozenset(_OF_NAMES.split())
"""Endings that a name of any length may have."""

SHORT_BENDS = frozenset(
    ["y", "e", "i", "o", "u", "ie", "ou", "oj", "ej", "ii", "у", "ы", "е", "и", "ой", "ей", "ю"]
)
"""Endings of what is left of a name of three letters once its vowel is gone."""

BENDS = (
    *((vowel, "", 3) for vowel in "aeioyаеиоуыяьйηαο"),
    *((end, "", 6) for end in ("as", "is", "us", "os")),
    *((end, "", 5) for end in ("ος", "ης", "ας", "ός", "ής", "άς")),
    *((f"e{last}", last, 5) for last in "klrcnmt"),
    *((f"{vowel}{last}", last, 5) for vowel in "ео" for last in "клрцнм"),
    *((f"{each * 2}{vowel}", f"{each}{vowel}", 5) for each in "kpt" for vowel in "aeiouy"),
    ("nen", "se", 6),
    ("t", "ci", 5),
    ("d", "dzi", 5),
    ("r", "rz", 5),
    ("k", "c", 5),
    ("ka", "c", 5),
    ("ga", "dz", 5),
    ("ra", "rz", 4),
    ("ta", "ci", 4),
    ("ha", "z", 4),
)
"""What a word ends with, what stands there before an ending, and from how many letters on."""

_ARABIC, _HEBREW = ("\u0600", "\u06ff"), ("\u0590", "\u05ff")
_ON_ARABIC = frozenset(["ا", "ي", "ه", "ها", "هم", "نا", "ين", "ون", "ان"])
_ON_HEBREW = frozenset(["י", "ים", "ית", "לה", "ו"])
_LEAST, _LEAST_GLUED = 4, 3


def is_caseless(word: str) -> bool:
    """Whether a word is of a script without capitals."""
    return category(word[0]) == "Lo"


def may_end_caseless(stem: str, ending: str) -> bool:
    """Whether what follows may be an ending where a script has no capitals."""
    if _ARABIC[0] <= stem[0] <= _ARABIC[1]:
        return ending == "ا" or (len(stem) >= _LEAST and ending in _ON_ARABIC)
    if _HEBREW[0] <= stem[0] <= _HEBREW[1]:
        return len(stem) >= _LEAST and ending in _ON_HEBREW
    return len(stem) >= _LEAST_GLUED
