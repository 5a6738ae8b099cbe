import sys
import time
from dataclasses import replace
from subprocess import run

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beforehand.domain.lenses import Section
from beforehand.domain.stakes import Opening
from beforehand.sheets import private_sheet
from beforehand.sheets.lines import set_lines, width_of
from beforehand.sheets.look import Look, Span
from beforehand.sheets.text import one_line, paragraphs
from pdfium import text_of
from sheets.briefs import TALK, TODAY, answered, brief
from sheets.pdfs import poppler_text

LOOK = Look()
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


def joined(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("typed", ["<b>bold</b>", "<img src=x.png>", "&amp; &lt;", "a(b)\\c", "%d"])
def test_markup_prints_as_it_was_typed(typed: str) -> None:
    pdf = private_sheet(brief(issue=f"one {typed} two"), printed_on=TODAY).pdf
    assert joined(f"one{typed}two") in joined(text_of(pdf))


@settings(max_examples=60, deadline=None)
@given(st.text("<>&;()[]\\/bimgsrcfont=\"'#x41 \n", max_size=80))
def test_no_text_is_ever_taken_for_markup(typed: str) -> None:
    opening = Opening(conversation_id=TALK, text=f"begin {typed} end")
    pdf = private_sheet(replace(brief(), openings=(opening,)), printed_on=TODAY).pdf
    assert joined(f"begin{typed}end") in joined(text_of(pdf))


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, st.floats(30, 500))
@example("\U0010dddd \U0010dddd", 30.0)
def test_no_line_is_wider_than_its_column(text: str, width: float) -> None:
    for line in set_lines([Span(text, LOOK.body)], width):
        last = max(line.pieces, key=lambda piece: piece.x)
        # The code of a character that no font has is never broken: six digits in their frame take
        # up to 33.4 points, and where the column is narrower stand alone on their line.
        alone = bool(last.framed) and len(line.pieces) == 1
        assert last.x + last.width <= max(width, 33.4 if alone else 0) + 0.01


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, st.floats(30, 500))
@example("a \u2068אב\u2069, c", 30.0)
def test_no_character_is_lost_between_the_lines(text: str, width: float) -> None:
    lines = set_lines([Span(text, LOOK.body)], width)
    shown = "".join(piece.framed or piece.text for line in lines for piece in line.pieces)
    # What sets words apart from their neighbours has done so and is not drawn.
    typed = "".join(paragraphs(text)).translate(dict.fromkeys(range(0x2066, 0x206A)))
    assert joined(shown) == joined(typed)


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT)
def test_any_text_at_all_can_be_printed(text: str) -> None:
    assert private_sheet(brief(issue=text), printed_on=TODAY).pages >= 1


def test_control_characters_and_broken_halves_do_no_harm() -> None:
    assert paragraphs("a\x00b\tc\u2028d\ud800e\x1bf") == ["ab c", "d\ufffdef"]


def test_letters_written_in_two_parts_become_one() -> None:
    assert one_line("e\u0301 \n a\u0308") == "é ä"


def test_a_character_that_no_font_has_shows_its_code_and_copies_as_itself() -> None:
    (line,) = set_lines([Span("see 𓀀 now", LOOK.body)], 400)
    shown = [(piece.text, piece.framed) for piece in line.pieces]
    assert shown == [("see", ""), ("𓀀", "𓀀"), ("now", "")]
    pdf = private_sheet(brief(issue="see 𓀀𓁐 now"), printed_on=TODAY).pdf
    assert "𓀀𓁐" in joined(text_of(pdf))
    assert "𓀀𓁐" in joined(poppler_text(pdf))


def test_a_space_that_may_not_break_does_not() -> None:
    (line, *_) = set_lines([Span("aaaa 75\u00a0%", LOOK.body)], width_of("aaaa 75", LOOK.body) + 1)
    assert [piece.text for piece in line.pieces] == ["aaaa"]


def test_pairs_of_letters_are_kerned() -> None:
    assert width_of("AVAVAV", LOOK.body) < 3 * width_of("A V", LOOK.body)
    assert width_of("AV", LOOK.title) < width_of("A", LOOK.title) + width_of("V", LOOK.title)


def test_forty_thousand_words_take_less_than_two_seconds() -> None:
    long = replace(brief(), answers=(answered(Section.HAPPENED, "some words that go on " * 8000),))
    begun = time.process_time()
    private_sheet(long, printed_on=TODAY)
    assert time.process_time() - begun < 2


def test_importing_the_sheets_costs_no_pdf_library() -> None:
    check = "import sys, beforehand.sheets; sys.exit('reportlab' in sys.modules)"
    assert run([sys.executable, "-c", check], check=False).returncode == 0
