"""Which language a text is in, as far as its letters tell a voice that is to read it out."""

import re

_OTHER = re.compile("[\u0370-\u1dff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff\uff66-\uffdc]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OWN = re.compile(
    "(?P<el>[\u0370-\u03ff])|(?P<he>[\u0590-\u05ff])|(?P<th>[\u0e00-\u0e7f])"
    "|(?P<ja>[\u3040-\u30ff])|(?P<ko>[\u1100-\u11ff\uac00-\ud7af])"
)
"""Letters that one living language alone is written in."""

_ENOUGH = 10_000
"""Letters of a text that tell its language; of a note as long as a book the first ones do."""


def language_of(text: str) -> str | None:
    """A code; empty if several languages share the letters, None if most are Latin.

    Words in Latin letters are left in the sheet's own language: letters do not tell more.
    """
    text = text[:_ENOUGH]
    if text.isascii() or not _OTHER.search(text):
        return None
    if len(_LATIN.findall(text)) > len(_OTHER.findall(text)):
        return None
    found = _OWN.search(text)
    return (found.lastgroup if found else "") or ""
