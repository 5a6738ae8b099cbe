from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beforehand.store.folding import begins_a_word, folded


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Łucja", "lucja"),
        ("Şebnem", "sebnem"),
        ("Ελένη", "ελενη"),
        ("Дмитро", "дмитро"),
        ("Йосиф", "иосиф"),
        ("Søren Ægir", "soren aegir"),
        ("Straße", "strasse"),
        ("İstanbul ıssız", "istanbul issiz"),
        ("Þórdís Đặng", "thordis dang"),
        ("Ǿ ǽ", "o ae"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"),
        ("ﬁne ① Ａ", "fine 1 a"),
        ("O’Brien", "o'brien"),
        ("soft\u00adly\u200b", "softly"),
        ("مُحَمَّد", "محمد"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_what_a_plain_keyboard_types_finds_what_was_written(written, typed):
    assert folded(written) == folded(typed) == normalize("NFC", typed)


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("हि", "ह"), ("资料", "資料")])
def test_letters_that_differ_stay_apart(one, other):
    assert folded(one) != folded(other)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_composed_or_not_in_capitals_or_not_it_folds_alike(text):
    assert folded(normalize("NFD", text)) == folded(normalize("NFC", text)) == folded(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_capitals_fold_as_small_letters(text):
    assert folded(text.swapcase().casefold()) == folded(text.casefold()) == folded(text)


def test_each_word_typed_begins_a_word():
    assert begins_a_word("no lu", "lucja nowak")
    assert not begins_a_word("ucja", "lucja nowak")
    assert begins_a_word("", "lucja")
