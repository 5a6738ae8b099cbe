"""Wordings for nobody in particular: a question that has no name to put in yet."""

import re

_NAME = re.compile(
    r"(?P<before>\b(?:did|would|might|could|will|should|can|may|must|shall|had) )?\{name\}",
    re.IGNORECASE,
)
"""After these words "they" reads well; elsewhere it might have to be "them" or "their"."""


def for_anyone(wording: str) -> str:
    """A wording with "they" in the place of `{name}`, or "the other person" where that is safer."""
    said = _NAME.sub(_said, wording)
    return said[:1].upper() + said[1:] if wording.startswith("{name}") else said


def _said(found: re.Match[str]) -> str:
    before = found["before"]
    possessive = found.string[found.end() : found.end() + 2] in ("’s", "'s")
    return f"{before}they" if before and not possessive else f"{before or ''}the other person"
