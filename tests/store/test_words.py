"""Where the words of a text stand, and the words around a hit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beforehand.store.asked import Asked
from beforehand.store.excerpts import WHOLE, Laid, excerpt, marks_in
from beforehand.store.words import chunks_of, spans_of, words_of

AWKWARD = [
    "資料", "か", "\u3099", "ｶ", "ﾞ", " ", "\n", "é", "\u0301", "a", "b", "word", "🙂", "👨\u200d👩",
    "ㅎ", "ㅏ", "한", "ᄒ", "ᅡ", "\u200d", "½", "C++", "’", "ΑΣ", "ß", "ı", "İ", "ﬁ", "हि", "ท", "´",
    "\u3000", "ſ",
]  # fmt: skip

texts = st.text(max_size=60) | st.lists(st.sampled_from(AWKWARD), max_size=300).map("".join)


@given(texts)
def test_each_word_has_its_place_and_parts_have_the_words_of_the_whole(text):
    words = words_of(text)
    assert len(spans_of(text)) == len(words)
    assert words == [word for _, part in chunks_of(text) for word in words_of(part)]
    assert "".join(part for _, part in chunks_of(text)) == text


@given(texts)
def test_places_are_in_order_and_inside_the_text(text):
    spans = spans_of(text)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(texts)
def test_words_of_words_are_the_same_words(text):
    assert words_of(" ".join(words_of(text))) == words_of(text)


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("Łucja, my co-worker", "lucja", ["Łucja"]),
        ("Łucja, my co-worker", "co-w", ["co-worker"]),
        ("(Straße) Straßenbahn", "strasse", ["Straße", "Straßenbahn"]),
        ("e\u0301te\u0301!", "ete", ["e\u0301te\u0301"]),
        ("会議の資料です", "資料", ["資料"]),
        ("deal🙂now", "now", ["now"]),
        ("so\u00adft is soft", "soft", ["so\u00adft", "soft"]),
        ("½ of it", "1", ["½"]),
        ("nothing", "zebra", []),
        ("nothing", "", []),
    ],
)
def test_marks_cover_what_was_written(text, typed, marked):
    found = [text[start : start + length] for start, length in marks_in(text, typed)]
    assert found == marked


@given(texts, st.sampled_from(["a", "word", "資", "c++ b", "か", "e"]), st.integers(0, 40))
def test_an_excerpt_is_a_line_of_the_text_with_its_marks(text, typed, filler):
    text = f"{'Füller, and more. ' * filler}{text}"
    asked = Asked.of(typed)
    around = excerpt(Laid(text), asked)
    bare = around.text.strip("…") if "…" not in text else around.text
    assert "\n" not in around.text
    assert len(bare) <= max(WHOLE, *(length for _, length in around.marks), 0)
    for start, length in around.marks:
        marked = around.text[start : start + length]
        assert any(marks_in(marked, run[0]) or marks_in(marked, typed) for run in asked.runs)
    assert bool(around.marks) == bool(marks_in(text, typed))


def test_the_excerpt_of_a_long_text_stands_where_the_rare_word_is_beside_the_other():
    text = "the plan " * 3000 + "Łucja said the budget is gone. " + "the plan " * 3000
    around = excerpt(Laid(text), Asked.of("the budget"))
    assert "Łucja said the budget is gone." in around.text
    assert around.text.startswith("…")
    assert around.text.endswith("…")
    marked = [around.text[start : start + length] for start, length in around.marks]
    assert "budget" in marked
    assert set(marked) == {"the", "budget"}
