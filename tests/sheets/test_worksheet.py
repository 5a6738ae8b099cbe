from collections.abc import Iterator
from itertools import pairwise

import pytest

from beforehand.domain.conversations import Speed
from beforehand.domain.lenses import Lens, Part, Question, Section, Source
from beforehand.domain.record import Id
from beforehand.library import default_library
from beforehand.sheets import Options, Paper, Sheet, worksheet
from beforehand.sheets.neutral import for_anyone
from pdfium import text_of
from sheets.marks import Place, pages_of
from sheets.pdfs import reader_of

LIBRARY = default_library()
LENSES = tuple(LIBRARY.lenses.values())
DRIVERS = {each.id: each.name for each in LIBRARY.drivers.values()}
MOST = {Speed.TEN_MINUTES: 1, Speed.FULL: 2}

every_lens = pytest.mark.parametrize("lens", LENSES, ids=[lens.id for lens in LENSES])
every_speed = pytest.mark.parametrize("speed", Speed)
every_choice = pytest.mark.parametrize(
    "options",
    [
        Options(paper=paper, pitch_mm=pitch, large=large)
        for paper in Paper
        for pitch in (8, 7)
        for large in (False, True)
    ],
    ids=str,
)


def printed(lens: Lens, speed: Speed = Speed.FULL, options: Options | None = None) -> Sheet:
    return worksheet(lens, options, speed=speed, drivers=DRIVERS)


def asking(number: int, **changes: object) -> Question:
    plain = {
        "id": Id(f"q{number}"),
        "wording": f"What is thing {number}?",
        "short": "",
        "hint": f"Look at thing {number}.",
        "example": "",
        "section": Section.SHARED,
    }
    return Question(**{**plain, **changes})


def lens_of(*parts: Part, **changes: object) -> Lens:
    plain = {
        "id": Id("own"),
        "title": "My own lens",
        "summary": "",
        "best_for": "",
        "weak": "",
        "sources": (),
        "parts": parts,
    }
    return Lens(**{**plain, **changes})


def long_lens(parts: int = 6, questions: int = 10) -> Lens:
    words = "Donaudampfschifffahrtsgesellschaftskapitän " * 6
    return lens_of(
        *(
            Part(
                title=f"Part {part}",
                questions=tuple(
                    asking(part * 100 + i, wording=f"Question {part}-{i}: {words}?", hint=words)
                    for i in range(questions)
                ),
            )
            for part in range(parts)
        )
    )


def writing_lines(pdf: bytes) -> Iterator[list[Place]]:
    """The lines beside the questions, page by page, from top to bottom."""
    for page in pages_of(pdf):
        right = max(line.right for line in page.lines)
        beside = [line for line in page.lines if line.left > 150 and line.right > right - 2]
        in_head = page.lines and [line for line in page.lines if line.left < 100]
        blanks = {round(line.top) for line in in_head}
        yield sorted(
            (line for line in beside if round(line.top) not in blanks), key=lambda line: line.top
        )


@every_lens
@every_speed
@every_choice
def test_every_question_and_hint_is_printed(lens: Lens, speed: Speed, options: Options) -> None:
    text = text_of(printed(lens, speed, options).pdf)
    asked = lens.asked(speed)
    words = [for_anyone(each) for q in asked for each in (q.wording, q.hint)]
    assert [each for each in words if each not in text] == []
    assert [part.title for part in lens.parts if set(part.questions) & set(asked)] == [
        part.title for part in lens.parts if part.title in text
    ]
    assert "{name}" not in text


@every_lens
@every_speed
@pytest.mark.parametrize("pitch", [8, 7])
@pytest.mark.parametrize("paper", Paper)
def test_ten_minutes_are_one_page_and_all_questions_two(
    lens: Lens, speed: Speed, paper: Paper, pitch: int
) -> None:
    sheet = printed(lens, speed, Options(paper=paper, pitch_mm=pitch))
    assert (sheet.pages, sheet.overflow) == (MOST[speed], ())
    assert len(reader_of(sheet.pdf).pages) == sheet.pages


@every_lens
@every_speed
@every_choice
def test_every_question_has_lines_to_write_on(lens: Lens, speed: Speed, options: Options) -> None:
    pdf = printed(lens, speed, options).pdf
    wordings = [for_anyone(question.wording) for question in lens.asked(speed)]
    for page, lines in zip(pages_of(pdf), writing_lines(pdf), strict=True):
        bare = ["".join(each.split()) for each in wordings]
        here = sorted(page.place(each).top for each in bare if each in page.text)
        for top, end in pairwise([*here, 1e9]):
            assert [line for line in lines if top < line.top < end], (lens.id, top)


@pytest.mark.parametrize("pitch", [8, 7])
def test_lines_are_as_far_apart_as_was_chosen(pitch: int) -> None:
    sheet = printed(LENSES[0], options=Options(pitch_mm=pitch))
    for lines in writing_lines(sheet.pdf):
        steps = [below.top - above.top for above, below in pairwise(lines)]
        assert min(steps) == pytest.approx(pitch * 72 / 25.4, abs=0.1)


@every_lens
@every_speed
@pytest.mark.parametrize("paper", Paper)
def test_pages_are_filled_to_their_foot(lens: Lens, speed: Speed, paper: Paper) -> None:
    sheet = printed(lens, speed, Options(paper=paper))
    for page in pages_of(sheet.pdf):
        foot = max(line.top for line in page.lines)
        lowest = max(each.bottom for _, each in page.letters if each.bottom < foot)
        lowest = max([lowest, *(line.bottom for line in page.lines if line.bottom < foot)])
        assert foot - lowest < 40


@every_lens
@every_speed
def test_large_print_says_what_to_leave_out_and_then_fits(lens: Lens, speed: Speed) -> None:
    large = printed(lens, speed, Options(large=True))
    if large.pages > MOST[speed]:
        out = frozenset(section.id for section in large.overflow)
        fewer = printed(lens, speed, Options(large=True, leave_out=out))
        assert out
        assert (fewer.pages <= MOST[speed], fewer.overflow) == (True, ())


def test_a_lens_of_sixty_long_questions_goes_on_and_says_what_to_leave_out() -> None:
    lens = long_lens()
    sheet = printed(lens)
    text = "".join(text_of(sheet.pdf).split())
    assert [
        q.id for q in lens.asked(Speed.FULL) if q.wording[:13].replace(" ", "") not in text
    ] == []
    assert sheet.pages > 2
    out = frozenset(section.id for section in sheet.overflow)
    assert {section.heading for section in sheet.overflow} > {"Part 0", "Part 1"}
    fewer = printed(lens, options=Options(leave_out=out))
    assert (fewer.pages, fewer.overflow) == (2, ())


def test_a_part_that_is_left_out_is_not_printed_and_numbers_go_on() -> None:
    first, second, *_ = LENSES[0].parts
    sections = printed(LENSES[0]).sections
    gone = next(section for section in sections if section.heading == first.title)
    text = text_of(printed(LENSES[0], options=Options(leave_out=frozenset({gone.id}))).pdf)
    assert for_anyone(first.questions[0].wording) not in text
    assert f"1 {for_anyone(second.questions[0].wording)}" in text


def test_hints_can_be_left_out() -> None:
    bare = printed(LENSES[0], options=Options(leave_out=frozenset({"hints"})))
    text = text_of(bare.pdf)
    assert [q.id for q in LENSES[0].asked(Speed.FULL) if for_anyone(q.hint) in text] == []
    assert for_anyone(LENSES[0].parts[0].questions[0].wording) in text


@every_lens
def test_the_names_of_parts_are_the_same_at_both_speeds(lens: Lens) -> None:
    few, every = (printed(lens, speed).sections for speed in (Speed.TEN_MINUTES, Speed.FULL))
    assert [section for section in every if section in few] == list(few)


def test_parts_of_the_same_title_have_names_of_their_own() -> None:
    titles = ("Hints", "Twice", "Twice", "第一", "", "?")
    parts = (Part(title=title, questions=(asking(i),)) for i, title in enumerate(titles))
    ids = [section.id for section in printed(lens_of(*parts)).sections]
    assert len(set(ids)) == len(titles) + 1
    assert [each for each in ids if not each or "," in each or " " in each] == []


def test_motives_to_tick_stand_only_under_a_question_that_asks_for_them() -> None:
    with_them = asking(1, shows_drivers=True)
    shown = text_of(printed(lens_of(Part(title="A", questions=(with_them, asking(2))))).pdf)
    plain = text_of(printed(lens_of(Part(title="A", questions=(asking(1), asking(2))))).pdf)
    assert [name for name in DRIVERS.values() if shown.count(name) != 1] == []
    assert [name for name in DRIVERS.values() if name in plain] == []


def test_it_says_what_it_is_for_and_where_it_comes_from() -> None:
    sources = (Source(author="Anna Example", work="A Book", year=1999),)
    lens = lens_of(Part(title="A", questions=(asking(1),)), best_for="Odd days.", sources=sources)
    text = text_of(printed(lens).pdf)
    assert "My own lens Odd days. After Anna Example 1999" in text
    assert "With About On" in text


@pytest.mark.parametrize("lens", [lens_of(), lens_of(Part(title="Empty", questions=()))])
@every_speed
def test_a_lens_without_questions_is_a_page_all_the_same(lens: Lens, speed: Speed) -> None:
    sheet = printed(lens, speed)
    assert sheet.pages == 1
    assert len(pages_of(sheet.pdf)[0].lines) > 15


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("What might {name} need?", "What might they need?"),
        ("How would {name} tell it?", "How would they tell it?"),
        ("Will {name} agree?", "Will they agree?"),
        ("What does {name} want?", "What does the other person want?"),
        ("What did {name}’s team ask?", "What did the other person’s team ask?"),
        ("Why not ask {name}?", "Why not ask the other person?"),
        ("{name} said what?", "The other person said what?"),
        ("What is {this}?", "What is {this}?"),
    ],
)
def test_a_question_reads_well_without_a_name(wording: str, said: str) -> None:
    assert for_anyone(wording) == said


def test_a_long_title_stands_in_full_at_the_top_and_no_letter_beyond_the_margin() -> None:
    words = "Donaudampfschifffahrtsgesellschaftskapitän " * 12
    part = Part(title=words, questions=(asking(1, wording=words, hint=words),))
    sources = (Source(author=words, work="", year=1999),)
    sheet = printed(lens_of(part, title=words, best_for=words, sources=sources))
    assert "Worksheet" in text_of(sheet.pdf)
    for page in pages_of(sheet.pdf):
        assert max(place.right for _, place in page.letters) < Paper.A4.size[0] - 30
        assert min(place.left for _, place in page.letters) > 30


def test_a_hint_may_speak_of_them_too() -> None:
    question = asking(1, hint="Think of what {name} said.")
    text = text_of(printed(lens_of(Part(title="A", questions=(question,)))).pdf)
    assert "Think of what the other person said." in text


HOSTILE = "<b>x</b> &amp; <img src=…> \x00 “q” %s \\n (("


def test_every_string_prints_as_it_was_typed() -> None:
    question = asking(1, wording=HOSTILE, hint=HOSTILE)
    source = Source(author="A & <i>B</i>", work="", year=0)
    lens = lens_of(
        Part(title=HOSTILE, questions=(question,)),
        title=HOSTILE,
        best_for=HOSTILE,
        sources=(source,),
    )
    text = text_of(printed(lens).pdf)
    assert text.count("<b>x</b> &amp; <img src=…> “q” %s \\n ((") == 6
    assert "After A & <i>B</i>" in text
