"""What a name is made of, and what is left of it as initials, in any script."""

import re
import unicodedata
from collections.abc import Iterable

GLUED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts that put no space between words, or hang particles on names, as a class of a pattern."""

_GLUED_RUN = re.compile(f"[{GLUED}]+")
_LONGEST_PARTICLE, _MOST_WORDS = 3, 4
_LEADING_VOWELS = "\u0e40-\u0e44\u0ec0-\u0ec4"
_FIRST = re.compile(f"[{_LEADING_VOWELS}]?.", re.DOTALL)
"""Thai and Lao write some vowels before the letter that they follow in speech."""

_HYPHENS = re.compile("[-‐‑–]")
_VIRAMA = 9
"""The combining class of the sign that binds a consonant to the next one."""

_UNMARKED = str.maketrans("łŁøØđĐħĦıŧŦŀĿæÆœŒßþÞ", "lLoOdDhHitTlLaAoOsTT")
_VOWEL_SIGNS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]")
"""Accents, and the points that Hebrew and Arabic may do without."""

_TITLES = "dr prof mr mrs ms mx sir dame herr frau sr sra mme pan pani"
_LITTLE = """
a an and da das de del der di die du e el et i la las le les los of the to und van von y
"""
_COMMON = """
a all an and april art august austin autumn bill bob board brook chance charity chase chelsea china
cliff daisy dawn dean der die drew el ernst eve faith finance florence frank gene georgia glen grace
grant guy harmony he head heather heaven holly hope hunter iris israel it ivy jack jay jewel jordan
joy june la lance lane le legal lily london marketing mark mason max may me melody mercy miles mine
one operations olive page paris pat patience pearl penny pierce platform product ray reed river rob
robin rose ruby rusty sales service she sky sterling stone sue summer support sydney team the they
trinity us violet virginia von wade we will willow wolf you
"""

TITLES = frozenset(_TITLES.split())
"""What may stand before a name and is none."""

LITTLE = frozenset(_LITTLE.split())
"""Words in the names of groups and families that alone are nobody's name."""

COMMON = frozenset(_COMMON.split())
"""Words that are also names, months, places or teams: names only if somebody here is called so."""


def plain(word: str) -> str:
    """A word without case, accents and signs that are not seen, to find it however it is typed."""
    if word.isascii():
        return word.lower()
    bare = _VOWEL_SIGNS.sub("", unicodedata.normalize("NFD", seen(word))).translate(_UNMARKED)
    return unicodedata.normalize("NFC", bare).casefold()


def seen(text: str) -> str:
    """A text without signs that are not seen, as soft hyphens and zero-width joiners."""
    return "".join(ch for ch in text if unicodedata.category(ch) != "Cf")


def splitter(letters: Iterable[str]) -> re.Pattern[str]:
    """What parts a text of these letters at its words; scripts without spaces lie between."""
    between = "".join(sorted(ch for ch in set(letters) if not _in_word(ch)))
    return re.compile(f"([^{re.escape(between)}{GLUED}]+)")


def words_of(name: str) -> list[str]:
    """The words of a name without its titles; none where its script has no spaces."""
    whole = unicodedata.normalize("NFC", name)
    words = splitter(whole).split(whole)[1::2]
    return [word for word in words if plain(word) not in TITLES] or words


def glued_of(name: str) -> list[str]:
    """The parts of a name that are in scripts without spaces."""
    return _GLUED_RUN.findall(unicodedata.normalize("NFC", name))


def is_particle(word: str, name: str) -> bool:
    """Whether a word of a name is one like `van` or `de`: small, among words that are not."""
    return word.islower() and not name.islower()


def is_name_like(text: str) -> bool:
    """Whether words are rather somebody's name than a sentence or a team."""
    words = words_of(text)
    if len(words) == 1 and plain(words[0]) in COMMON:
        return False
    small = (word for word in words if word.islower())
    return (
        bool(words or glued_of(text))
        and len(words) <= _MOST_WORDS
        and all(len(word) <= _LONGEST_PARTICLE and len(words) > 1 for word in small)
    )


def initials_of(name: str) -> tuple[str, ...]:
    """One for each part of a name: `P.` and `N.`, `M.-C.`, `v.` and `B.`, `陈.`; or none."""
    parts = unicodedata.normalize("NFC", name).split()
    named = [part for part in parts if plain(part).strip(".,") not in TITLES] or parts
    found = ("-".join(filter(None, map(initial, _HYPHENS.split(part)))) for part in named)
    small = name.islower()
    return tuple(each.upper() if small else each for each in found if each)


def initial(part: str) -> str:
    """The first letter of a word with its marks, and a point."""
    start = next((i for i, ch in enumerate(part) if ch.isalnum()), None)
    if start is None:
        return ""
    first = _FIRST.match(part, start)
    end = first.end() if first else start + 1
    while end < len(part) and (_is_mark(part[end]) or _binds(part[end - 1])):
        end += 1
    return f"{part[start:end]}."


def _is_mark(ch: str) -> bool:
    return unicodedata.category(ch)[0] == "M"


def _binds(ch: str) -> bool:
    return unicodedata.combining(ch) == _VIRAMA


def _in_word(ch: str) -> bool:
    return ch.isalnum() or _is_mark(ch) or unicodedata.category(ch) == "Cf"
