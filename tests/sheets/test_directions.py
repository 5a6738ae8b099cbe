"""Lines of two directions are right in the file, whatever a reader makes of them.

A PDF says where each glyph stands and which letters it is for; in which order a line is to be read
no page says, and every reader guesses it from the places. Two of the guesses are wrong:

Poppler (`pdftotext`) decides for a whole page which way it runs, by the majority of its letters. On
a page of mostly Latin letters it reads every line from left to right, and turns back only stretches
of Hebrew or Arabic up to the next digit, Latin letter or one of `. , : - / + % #`. A sentence with
any of these comes back with its stretches in the wrong order, each of them right. The same line on
a page with more letters from right to left is copied as it was typed. It does so with every
program's pages: what reportlab draws by another program's order of the letters is copied the same.

PDFium mirrors brackets again that stand mirrored on the paper, leaves out emoji between words from
right to left, and turns the order of some lines of several directions.

So what is on the paper is tried here by the file alone, beside another program's bidirectional
algorithm, and that every word can be found is tried in both readers.
"""

import io
import unicodedata
from collections.abc import Iterator

import pytest
from bidi import get_display
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from beforehand import paths
from pdfium import opened, text_of
from sheets.decoded import lines_of, seen
from sheets.pdfs import poppler_text
from sheets.scripts import LOOK, MIXTURES, NOTES, TURNED, letters, page

LATIN = "The budget of next year is a question that both of us would like to settle this month."
LINES = (
    *MIXTURES,
    *TURNED,
    *(note for script, (_, note) in NOTES.items() if script != "emoji"),
    "ניפגש ב-25 במאי, בשעה 10:30 (בערך).",
    "הוא אמר “כן” 😀 אתמול",
    "يريد محمد 15% أكثر من ٢٠٠ (أو 3/4) + مكتب #2",
    "דנה (Head of Product) ומוחמד محمد [R&D]: 20-30 ימים!",
)
PARTS = [word for line in LINES for word in line.split()]


def shown(text: str) -> str:
    """A line as the bidirectional algorithm has it, from left to right and without spaces."""
    return seen(str(get_display(unicodedata.normalize("NFC", text))))


def small(*texts: str) -> bytes:
    """A page with lines that each have room on it."""
    return page(texts, LOOK.small, 540)


def words_in(text: str) -> Iterator[str]:
    """The letters and digits of a text, word by word, parted by any signs."""
    yield from "".join(ch if _is_in_word(ch) else " " for ch in text).split()


def _is_in_word(ch: str) -> bool:
    return unicodedata.category(ch)[0] in "LMN" or ch == "\u200c"


def found(pdf: bytes, word: str) -> bool:
    """Whether PDFium's own search, as in a browser, finds a word."""
    with opened(pdf) as document:
        return any(page.get_textpage().search(word).get_next() for page in document)


@pytest.mark.parametrize("text", LINES)
def test_every_line_stands_on_the_paper_as_the_bidirectional_algorithm_has_it(text: str) -> None:
    assert lines_of(page((text,), width=9000)) == [shown(text)]
    assert lines_of(page((LATIN, text), width=900))[1] == shown(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=9))
@example(["(Pro)", "אמר", "10:30", "محمد", "[R&D]:"])
def test_so_does_any_mixture(words: list[str]) -> None:
    text = " ".join(words)
    assert lines_of(page((text,), width=9000)) == [shown(text)]


@pytest.mark.parametrize("text", LINES)
def test_every_word_is_found_in_both_readers(text: str) -> None:
    for pdf in (small(text), small(LATIN, text, LATIN)):
        copied = letters(poppler_text(pdf))
        for word in words_in(text):
            assert letters(word) in copied
            assert found(pdf, word)


@pytest.mark.parametrize("text", [line for line in LINES if line in TURNED or "-25" in line])
def test_alone_on_a_page_a_line_from_right_to_left_is_copied_as_it_was_typed(text: str) -> None:
    assert letters(poppler_text(small(text))) == letters(text)


def test_amid_latin_lines_a_reader_puts_the_parts_of_a_sentence_in_another_order() -> None:
    """Every stretch is copied right; their order is the reader's, and the same for any program."""
    text = "ניפגש ב 25 ימים"
    ours = letters(poppler_text(small(LATIN, text, LATIN)))
    assert all(part in ours for part in ("ניפגשב", "25", "ימים"))
    assert ours == letters(poppler_text(by_reportlab(LATIN, text, LATIN)))


def test_brackets_are_what_was_typed_though_one_reader_mirrors_them() -> None:
    text = "פגישה (בערך) היום"
    pdf = page((text,))
    assert lines_of(pdf) == [shown(text)]
    assert letters(poppler_text(pdf)) == letters(text)
    assert letters(text_of(pdf)) in (letters(text), "פגישה)בערך(היום")


def test_an_emoji_amid_words_from_right_to_left_is_in_the_file_though_one_reader_drops_it() -> None:
    text = "אמר 😀 אתמול"
    pdf = page((text,))
    assert lines_of(pdf) == ["לומתא😀רמא"]
    assert letters(poppler_text(pdf)) == letters(text)


def by_reportlab(*texts: str) -> bytes:
    """A page of another program, the letters of its lines put in order by a third one."""
    pdfmetrics.registerFont(
        TTFont("Hebrew", paths.resources() / "fonts/NotoSansHebrew-Regular.ttf")
    )
    to, canvas = io.BytesIO(), None
    canvas = Canvas(to)
    for i, text in enumerate(texts):
        canvas.setFont("Helvetica" if text.isascii() else "Hebrew", 10)
        canvas.drawString(50, 700 - 20 * i, str(get_display(text)))
    canvas.save()
    return to.getvalue()
