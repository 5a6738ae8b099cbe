"""Words without what hands leave out when they type: case, accents, letters that do not decompose.

One function, shared by whatever is looked through and whatever is looked for.
"""

from functools import cache
from unicodedata import normalize

_ALONE = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ĸ": "k", "ŋ": "n",
    "æ": "ae", "œ": "oe", "þ": "th", "ə": "e", "ɖ": "d", "ƶ": "z", "ȼ": "c", "ɇ": "e", "ɉ": "j",
    "ʼ": "'", "‘": "'", "’": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "«": '"',
    "»": '"', "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
}  # fmt: skip

# Marks that one may leave out. Others carry the word: the dakuten of か and が, the vowels of हि.
_LOOSE = (
    (0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F),
    (0x0483, 0x0487), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2),
    (0x05C4, 0x05C5), (0x05C7, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F),
    (0x0670, 0x0670),
)  # fmt: skip

# What cannot be seen: soft hyphens, zero widths, directions, variation selectors.
_UNSEEN = (
    (0x00AD, 0x00AD), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
)  # fmt: skip


def folded(text: str) -> str:
    """The text as it is compared: folding twice gives the same as folding once."""
    if text.isascii():
        return text.lower()
    return normalize("NFC", _bare(_bare(text)))


def _bare(text: str) -> str:
    # Twice through: a letter that does not decompose may come out of one that did (ǿ, ǽ).
    return normalize("NFKD", normalize("NFKD", text).casefold()).translate(_table())


@cache
def _table() -> dict[int, str | None]:
    gone = (range(first, last + 1) for first, last in (*_LOOSE, *_UNSEEN))
    return dict.fromkeys(code for codes in gone for code in codes) | str.maketrans(_ALONE)


def begins_a_word(part: str, *texts: str) -> bool:
    """Whether each word of `part` is the beginning of a word of a text, all being folded."""
    if not part:
        return True
    words = [word for text in texts for word in text.split()]
    return all(any(word.startswith(piece) for word in words) for piece in part.split())
