"""The directions of letters beside another program's: python-bidi's, which is not of Python."""

import pytest
from bidi import get_display
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beforehand.sheets import bidi

LETTERS = "abאבגامع"
NUMBERS = "12۱۲١٢"
SIGNS = "+-/%#$€.,:·!?“”…– "
BRACKETS = "()[]{}<>«»⟨⟩"
MARKS = "\u0300\u05b0\u064b\u200b\u200e\u200f\u061c"
ISOLATES = "\u2066\u2067\u2068\u2069"
EMBEDDINGS = "\u202a\u202b\u202c\u202d\u202e"

ANY = st.text(LETTERS + NUMBERS + SIGNS + BRACKETS + MARKS + ISOLATES + EMBEDDINGS, max_size=40)
USUAL = st.text(LETTERS + NUMBERS + SIGNS + BRACKETS, max_size=60)


def ours(text: str, base: int) -> str:
    return "".join(bidi.in_order(text, bidi.levels(text, base)))


def theirs(text: str, base: int) -> str:
    return str(get_display(text, base_dir="LR"[base]))


@settings(max_examples=600, deadline=None)
@given(ANY | USUAL, st.sampled_from((0, 1)))
@example("אב (cd) 12-3% (ef) گ", 1)
@example("\u2068אב\u2069, cd · \u2068مع\u2069", 0)
def test_any_text_is_ordered_as_by_another_program(text: str, base: int) -> None:
    # What stands at the end of a line and is not seen is not drawn, so its place is free.
    seen = text.rstrip(" \u200b" + ISOLATES + EMBEDDINGS)
    assert ours(seen, base) == theirs(seen, base)


@pytest.mark.parametrize("base", [0, 1])
@settings(max_examples=200, deadline=None)
@given(before=USUAL, text=USUAL, after=USUAL)
def test_spans_stand_apart_like_isolates(base: int, before: str, text: str, after: str) -> None:
    parts = [part.strip(" ") for part in (before, text, after)]
    levels = [level for part in parts for level in (*bidi.isolated(part, base), base)]
    spans = "".join(bidi.in_order("".join(f"{part}|" for part in parts), levels))
    apart = "".join(f"\u2068{part}\u2069|" for part in parts) + "aא"[base]
    shown = theirs(apart, base).translate(dict.fromkeys(map(ord, ISOLATES)))
    assert spans == (shown[1:] if base else shown[:-1])


def test_spaces_at_the_ends_of_a_span_stand_between_it_and_its_neighbours() -> None:
    assert bidi.isolated(" אב ", 0) == (0, 1, 1, 0)
    assert bidi.isolated("\u00a060 ", 1) == (1, 2, 2, 1)
    assert bidi.isolated("  ", 1) == (1, 1)
