from dataclasses import replace
from typing import Any

import pytest

from beforehand.domain.brief import Brief
from beforehand.domain.conversations import Conversation
from beforehand.domain.lenses import Section
from beforehand.domain.record import Id
from beforehand.domain.stakes import AskingPoint
from beforehand.sheets import Options, Paper, private_sheet
from pdfium import text_of
from sheets.briefs import EMPTY, TALK, TODAY, answered, brief, person
from sheets.pdfs import poppler_text, reader_of

CORE = (
    "Open with",
    "What we both want",
    "Not for trade",
    "Options beyond a compromise",
    "If it gets stuck",
    "Who does what, by when",
    "Notes",
)


def printed(of: Brief) -> str:
    return text_of(private_sheet(of, printed_on=TODAY).pdf)


@pytest.mark.parametrize("paper", Paper)
def test_an_empty_preparation_prints_one_page_to_write_on(paper: Paper) -> None:
    sheet = private_sheet(EMPTY, Options(paper=paper), printed_on=TODAY)
    text = text_of(sheet.pdf)
    assert sheet.pages == 1
    assert [heading for heading in CORE[:-1] if heading not in text] == []
    assert "What they need" in text


@pytest.mark.parametrize("paper", Paper)
def test_the_pages_have_the_size_of_the_paper(paper: Paper) -> None:
    page = reader_of(private_sheet(brief(), Options(paper=paper), printed_on=TODAY).pdf).pages[0]
    assert [float(page.mediabox.width), float(page.mediabox.height)] == pytest.approx(
        paper.size, abs=0.01
    )


def test_it_says_that_it_is_not_for_the_room() -> None:
    assert "PRIVATE: NOT FOR THE ROOM" in printed(EMPTY)


def test_six_answers_and_nothing_else_stand_each_in_its_section() -> None:
    sections = ("opening", "shared", "said", "beneath", "options", "stuck")
    answers = tuple(answered(Section(each), f"answer {each}") for each in sections)
    text = printed(Brief(conversation=Conversation(issue="Reviews"), answers=answers))
    places = [text.index(f"What of {each}? answer {each}") for each in sections]
    assert places == sorted(places)
    assert text.index("If it gets stuck") < places[-1] < text.index("Who does what")


def test_words_made_something_else_print_only_as_that() -> None:
    made = replace(answered(Section.SHARED, "A launch that holds"), left="")
    text = printed(replace(brief(), answers=(made,)))
    assert text.count("A launch that holds") == 1
    assert "What of shared?" not in text


def test_what_a_hypothesis_lacks_is_asked_for() -> None:
    text = printed(brief())
    assert text.count("No sign yet: a gut feeling") == 1
    assert text.count("A question to test it:") == 1
    assert "Ask: “How should it be told?”" in text


def test_each_counterpart_has_a_block() -> None:
    text = printed(brief(person("Priya Nair"), person("Tomás Ruiz")))
    assert text.index("What Priya needs") < text.index("What Tomás needs")
    assert text.count("yes partly no") == 4


def test_a_motive_prints_in_plain_words() -> None:
    names = {Id("recognition"): "being recognised"}
    sheet = private_sheet(brief(), printed_on=TODAY, drivers=names)
    assert "Motive: being recognised" in text_of(sheet.pdf)


def test_the_footer_tells_when_and_how_aligned() -> None:
    text = printed(brief())
    assert "Prepared 18 November 2026 · aligned before: 4 of 10, after: ___" in text
    assert "1 of 1" not in text


def test_a_page_number_stands_where_there_are_two_pages() -> None:
    long = replace(brief(), answers=(answered(Section.HAPPENED, "word " * 900),))
    sheet = private_sheet(long, printed_on=TODAY)
    assert sheet.pages == 2
    assert sheet.overflow == ()
    assert "1 of 2" in text_of(sheet.pdf)


def test_too_much_goes_on_and_says_what_to_leave_out() -> None:
    words = " ".join(f"w{number}" for number in range(4000))
    long = replace(brief(), answers=(answered(Section.HAPPENED, words),))
    sheet = private_sheet(long, printed_on=TODAY)
    assert sheet.pages > 2
    assert sheet.overflow == (("happened", "What happened"),)
    assert set(words.split()) <= set(text_of(sheet.pdf).split())


def test_leaving_out_what_was_told_makes_two_pages() -> None:
    long = replace(
        brief(),
        answers=tuple(answered(each, "word " * 900) for each in (Section.HAPPENED, Section.STUCK)),
    )
    sheet = private_sheet(long, printed_on=TODAY)
    without = Options(leave_out=frozenset(each.id for each in sheet.overflow))
    again = private_sheet(long, without, printed_on=TODAY)
    assert (sheet.pages > 2, again.pages, again.overflow) == (True, 2, ())


@pytest.mark.parametrize("points", range(20, 60, 3))
def test_no_heading_is_left_alone_at_the_end_of_a_page(points: int) -> None:
    asked = tuple(AskingPoint(conversation_id=TALK, text=f"ask {n}") for n in range(points))
    sheet = private_sheet(replace(brief(), asking=asked), printed_on=TODAY)
    for page in reader_of(sheet.pdf).pages:
        lines = [line for line in page.extract_text().splitlines() if line.strip()]
        body = [line for line in lines if "Prepared 18" not in line and " of 2" not in line]
        assert body[-1] not in CORE[:-1]


def test_the_same_brief_gives_the_same_bytes() -> None:
    same = brief()
    sheets = [private_sheet(same, printed_on=TODAY).pdf for _ in range(3)]
    private_sheet(EMPTY, printed_on=TODAY)
    assert {*sheets, private_sheet(same, printed_on=TODAY).pdf} == {sheets[0]}


def test_names_of_many_alphabets_are_found_again_in_the_file() -> None:
    names = ("Łucja", "Şebnem", "Ελένη", "Дмитро", "Nguyễn", "Þórður", "Ğüneş")
    pdf = private_sheet(brief(*(person(f"{name} X") for name in names)), printed_on=TODAY).pdf
    for text in (text_of(pdf), poppler_text(pdf)):
        assert [name for name in names if f"What {name} needs" not in text] == []


def _descriptor(font: Any) -> Any:
    return font["/DescendantFonts"][0]["/FontDescriptor"].get_object()


def test_every_font_is_embedded_and_is_one_of_ours() -> None:
    fonts = {
        (font["/BaseFont"][8:], "/FontFile2" in _descriptor(font))
        for page in reader_of(private_sheet(brief(), printed_on=TODAY).pdf).pages
        for font in (each.get_object() for each in page["/Resources"]["/Font"].values())
    }
    assert all(embedded and name.startswith("Source") for name, embedded in fonts)


def test_nobody_and_no_program_is_named_in_the_metadata() -> None:
    told = dict(reader_of(private_sheet(brief(), printed_on=TODAY).pdf).metadata)
    assert told == {"/Title": "Private brief"}
    assert b"ReportLab" not in private_sheet(brief(), printed_on=TODAY).pdf


def test_a_sheet_in_latin_script_is_small() -> None:
    assert len(private_sheet(brief(), printed_on=TODAY).pdf) < 60_000
