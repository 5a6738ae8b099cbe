"""Whoever watches a layout hears of it in the midst of a word without an end, and can stop it."""

import sys
from collections.abc import Callable, Iterable
from itertools import islice
from types import FrameType

import pytest

from beforehand.sheets import StoppedError, Watch, bidi, breaks
from beforehand.sheets.bits import bits_of
from beforehand.sheets.look import Face, Look, Span
from beforehand.sheets.packed import compressed
from beforehand.sheets.text import atoms_of, paragraphs
from beforehand.sheets.watching import watched

from .test_long import printed

LETTERS = 60_000
OFTEN = 1_000
"""Letters between two words to the watch; no step of the work may be silent for much longer."""


def atoms(text: str) -> Iterable[object]:
    return atoms_of([Span(text, Look().body)], 400)


WORKS: dict[str, tuple[Callable[[str], object], str]] = {
    "clusters": (breaks.clusters, "e"),
    "directions": (lambda text: bidi.levels(text, 0), "aم"),
    "directions of small isolates": (lambda text: bidi.levels(text, 0), "\u2068(\u2069"),
    "a bracket round everything": (lambda text: bidi.levels(f"({text})", 0), "aم"),
    "marks in their order": (paragraphs, "\u0301\u0316"),
    "lines": (paragraphs, "a\n"),
    "atoms of a word": (lambda text: list(atoms(text)), "e"),
    "atoms of signs without a font": (lambda text: list(atoms(text)), "\ue000"),
    "marks on one letter": (lambda text: list(atoms("a" + text)), "\u0301\u0316"),
}


@pytest.mark.parametrize(("work", "letters"), WORKS.values(), ids=WORKS)
def test_each_step_of_the_work_is_heard_of_while_it_is_done(
    work: Callable[[str], object], letters: str
) -> None:
    text, heard = letters * (LETTERS // len(letters)), list[float]()
    with watched(heard.append, text):
        work(text)
    assert len(heard) > len(text) / OFTEN / len(letters) / 2


def test_each_rule_of_directions_is_heard_of() -> None:
    text, heard = "مa" * (LETTERS // 2), list[float]()
    with watched(heard.append, text):
        bidi.levels(text, 0)
    assert len(heard) > 12 * LETTERS / OFTEN


def test_packing_of_a_great_font_is_heard_of() -> None:
    content, heard = bytes(range(256)) * 8_000, list[float]()
    with watched(heard.append, "a"):
        compressed(content)
    assert len(heard) >= 20


@pytest.mark.parametrize("letters", ["e", "ประชุมกับทีมงาน", "会議の準備", "السلام", "\ue000"])
def test_the_first_line_of_a_word_without_an_end_does_not_wait_for_its_last(letters: str) -> None:
    heard = list[float]()
    with watched(heard.append, letters * LETTERS):
        found = list(islice(bits_of(letters * LETTERS, Face.BODY, rtl=False), 100))
        # The last word is that all is done, which it is for the watch when the block is left.
        assert len(heard) < 60
    assert len(found) == 100


@pytest.mark.parametrize(
    "letters", ["e", "ประชุมกับทีมงาน", "会議の準備。", "السلامعليكم", "e\u0301\u0316"]
)
def test_a_word_without_an_end_is_parted_where_it_may_be_and_nothing_is_lost(letters: str) -> None:
    word = letters * 3_000
    stretches = list(breaks.stretches(word, 5_000))
    assert "".join(stretches) == word
    assert all(2_000 < len(stretch) <= 5_000 for stretch in stretches[:-1])
    assert [each for stretch in stretches for each in breaks.clusters(stretch)] == breaks.clusters(
        word
    )
    assert not any(stretch.startswith("。") for stretch in stretches)


@pytest.mark.parametrize("letters", ["ประชุมกับทีมงาน", "\ue000"])
def test_no_silence_grows_with_the_text(letters: str) -> None:
    assert _longest_silence(printed, letters * (LETTERS // len(letters))) < 600_000


def test_no_silence_grows_with_the_number_of_what_is_set_apart() -> None:
    def directions(text: str, watch: Watch) -> None:
        with watched(watch, text):
            bidi.levels(text, 0)

    assert _longest_silence(directions, "م\u2068(\u2069" * 10_000) < 100_000


def test_one_word_without_an_end_can_be_stopped_before_its_first_line() -> None:
    heard = list[float]()

    def watch(share: float) -> None:
        heard.append(share)
        if len(heard) == 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        printed("aم" * LETTERS, watch)
    assert heard[-1] < 0.5


def _longest_silence(work: Callable[[str, Watch], object], text: str) -> int:
    """The most calls of functions between two words to the watch: what no slow machine changes."""
    silences = [0]

    def count(_frame: FrameType, _event: str, _value: object) -> None:
        silences[-1] += 1

    sys.setprofile(count)
    try:
        work(text, lambda _share: silences.append(0))
    finally:
        sys.setprofile(None)
    return max(silences)
