from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import make
from beforehand.domain.brief import Hypothesis
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.domain.needs import Evidence, Need, NeedLink, Standing
from beforehand.domain.person_map import PersonMap
from beforehand.domain.record import Id
from beforehand.sheets import Options, Paper, TooFullError, map_sheet
from beforehand.store.notebook import Notebook
from beforehand.store.person_map import person_map
from pdfium import text_of
from sheets.marks import Place, Sheet, pages_of
from sheets.pdfs import reader_of, told_of

TODAY = date(2026, 11, 23)
PRIYA = Counterpart(name="Priya Nair", role="Head of Product", team="Growth")
LONG = "Donaudampfschifffahrtsgesellschaftskapitän and a second thing that matters as much "

every_paper = pytest.mark.parametrize("paper", Paper)
every_size = pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])


def said(number: int, **changes: object) -> Need:
    plain = {
        "id": Id(f"said-{number}"),
        "counterpart_id": PRIYA.id,
        "standing": Standing.STATED,
        "text": f"Stated thing {number}",
        "words": f"We want thing {number}",
        "said_on": date(2026, 3, 1 + number % 28),
        "created_at": datetime(2026, 1, 1, 0, number, tzinfo=UTC),
    }
    return Need(**{**plain, **changes})


def hidden(number: int, **changes: object) -> Hypothesis:
    plain = {
        "id": Id(f"hidden-{number}"),
        "counterpart_id": PRIYA.id,
        "standing": Standing.HIDDEN,
        "text": f"Suspected thing {number}",
        "driver": "load",
        "question": f"How is thing {number}?",
        "confidence": 5 + (number * 35) % 95,
        "created_at": datetime(2026, 1, 2, 0, number, tzinfo=UTC),
    }
    return Hypothesis(need=Need(**{**plain, **changes}))


def map_of(above: int, below: int, **changes: object) -> PersonMap:
    needs, guesses = tuple(map(said, range(above))), tuple(map(hidden, range(below)))
    links = tuple(
        NeedLink(id=Id(f"link-{i}"), stated_id=needs[i % above].id, hidden_id=guesses[i].need.id)
        for i in range(below if above else 0)
    )
    return replace(PersonMap(counterpart=PRIYA, said=needs, hidden=guesses, links=links), **changes)


def page(of: PersonMap, options: Options | None = None) -> Sheet:
    sheet = map_sheet(of, options, printed_on=TODAY, drivers={Id("load"): "capacity, energy"})
    pages = pages_of(sheet.pdf)
    assert (sheet.pages, len(pages)) == (1, 1)
    return pages[0]


def printed(of: PersonMap, options: Options | None = None) -> str:
    drivers = {Id("load"): "capacity, energy"}
    return text_of(map_sheet(of, options, printed_on=TODAY, drivers=drivers).pdf)


def bare(words: str) -> str:
    return "".join(words.split())


def cards(sheet: Sheet) -> list[Place]:
    """The frames of the cards: all but the one of the tag at the top."""
    return sorted(sheet.frames, key=lambda frame: frame.top)[1:]


@every_paper
@every_size
@pytest.mark.parametrize(("above", "below"), [(1, 0), (0, 1), (1, 1), (3, 3), (5, 7)])
def test_every_word_of_every_card_is_on_the_page(
    paper: Paper, large: bool, above: int, below: int
) -> None:
    of = map_of(above, below)
    text = bare(printed(of, Options(paper=paper, large=large)))
    for need in of.said:
        assert bare(need.text) in text
        assert bare(f"“{need.words}”") in text
        assert bare(f"said {need.said_on.day} March 2026" if need.said_on else "") in text
    for each in of.hidden:
        assert bare(each.need.text) in text
        assert bare(f"{each.need.confidence} % sure") in text
        assert bare(f"Ask: “{each.need.question}”") in text


@every_paper
@every_size
def test_words_stay_inside_their_own_card_and_cards_apart(paper: Paper, large: bool) -> None:
    sheet = page(map_of(5, 7), Options(paper=paper, large=large))
    frames = cards(sheet)
    assert len(frames) == 12
    assert [(a, b) for a in frames for b in frames if a < b and a.meets(b, 2)] == []
    for letter, place in sheet.letters:
        inside = [frame for frame in frames if frame.meets(place)]
        assert len(inside) <= 1, (letter, place)
        assert all(frame.holds(place) for frame in inside), (letter, place)


@every_paper
@every_size
def test_less_sure_lies_deeper_and_what_was_said_above_them_all(paper: Paper, large: bool) -> None:
    of = map_of(3, 6)
    sheet = page(of, Options(paper=paper, large=large))
    line = sheet.place("SUSPECTED:").top
    assert [n.text for n in of.said if sheet.place(bare(n.text)).top > line] == []
    surest = sorted((each.need for each in of.hidden), key=lambda need: -need.confidence)
    tops = [sheet.place(bare(need.text)).top for need in surest]
    assert tops == sorted(tops)
    assert line < tops[0]


def test_it_is_read_out_from_what_was_said_down_to_the_least_sure() -> None:
    of = map_of(2, 3)
    text = printed(of)
    surest = sorted((each.need for each in of.hidden), key=lambda need: -need.confidence)
    order = ["SAID OR KNOWN", "Stated thing", "SUSPECTED", *(need.text for need in surest)]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert text.rindex("Stated thing") < text.index("SUSPECTED")


def test_the_depths_are_named_beside_the_water() -> None:
    sheet = page(map_of(1, 3))
    tops = [sheet.place(bare(mark)).top for mark in ("80 %", "50 %", "20 %")]
    assert tops == sorted(tops)


def test_it_says_whom_it_is_about_when_and_that_it_is_private() -> None:
    of = map_of(1, 1)
    text = printed(of)
    assert "Priya Nair" in text
    assert "Head of Product · Growth · what they need, as of 23 November 2026" in text
    assert "PRIVATE: NOT FOR THE ROOM" in text
    told = told_of(map_sheet(of, printed_on=TODAY).pdf)
    assert "Priya" not in str(reader_of(map_sheet(of, printed_on=TODAY).pdf).metadata)
    assert "Needs map" in told


def test_what_is_known_and_seen_is_told_beside_a_need() -> None:
    known = said(0, standing=Standing.KNOWN, driver="to be heard")
    signs = tuple(
        Evidence(need_id=Id("hidden-0"), text="seen", supports=supports)
        for supports in (True, True, False)
    )
    of = map_of(0, 1, said=(known,), hidden=(replace(hidden(0), evidence=signs),))
    text = printed(of)
    assert "to be heard known since 1 March 2026" in text.replace(" · ", " ")
    assert "capacity, energy 2 signs, 1 against" in text.replace(" · ", " ")
    assert "gut feeling" in printed(map_of(0, 1))


def test_an_empty_map_explains_itself_and_has_cards_to_write_into() -> None:
    sheet = page(map_of(0, 0))
    frames = cards(sheet)
    assert len(frames) == 6
    assert sheet.text.count("Theysaid") == 3
    assert sheet.text.count("Theymayneed") == 3
    assert "Abovethelinestandswhatwassaid." in sheet.text
    for frame in frames:
        assert len([line for line in sheet.lines if frame.holds(line)]) >= 2


def test_a_guess_without_a_question_has_a_line_to_write_one_on() -> None:
    of = map_of(1, 0, hidden=(hidden(1, question=""),))
    sheet = page(of)
    (frame,) = [frame for frame in cards(sheet) if frame.holds(sheet.place("Suspectedthing"))]
    assert len([line for line in sheet.lines if frame.holds(line)]) == 1
    assert "Ask:" in sheet.text
    bare_map = page(of, Options(leave_out=frozenset({"questions"})))
    assert "Ask" not in bare_map.text


def test_a_half_of_which_nothing_is_known_can_be_written_into() -> None:
    assert page(map_of(2, 0)).text.count("Theymayneed") == 3
    assert page(map_of(0, 2)).text.count("Theysaid") == 3


@every_paper
@every_size
@pytest.mark.parametrize(
    "of",
    [
        map_of(15, 25),
        map_of(0, 40),
        map_of(40, 0),
        PersonMap(
            counterpart=PRIYA,
            said=tuple(said(i, text=LONG * 3, words=LONG * 4) for i in range(4)),
            hidden=tuple(hidden(i, text=LONG, question=LONG * 9) for i in range(9)),
        ),
    ],
    ids=["forty", "forty suspected", "forty said", "long"],
)
def test_too_much_is_told_and_fits_without_what_is_named(
    of: PersonMap, paper: Paper, large: bool
) -> None:
    options = Options(paper=paper, large=large)
    with pytest.raises(TooFullError) as fault:
        map_sheet(of, options, printed_on=TODAY)
    out = frozenset(section.id for section in fault.value.sections)
    assert map_sheet(of, replace(options, leave_out=out), printed_on=TODAY).pages == 1


def test_what_is_left_out_already_is_not_named_again() -> None:
    with pytest.raises(TooFullError) as fault:
        map_sheet(map_of(15, 25), Options(leave_out=frozenset({"words"})), printed_on=TODAY)
    assert "words" not in {section.id for section in fault.value.sections}


def test_details_go_before_needs() -> None:
    of = map_of(0, 0, hidden=tuple(hidden(i, question=LONG * 4) for i in range(12)))
    with pytest.raises(TooFullError) as fault:
        map_sheet(of, printed_on=TODAY)
    assert [section.id for section in fault.value.sections] == ["questions"]


@pytest.mark.parametrize(
    ("out", "gone"),
    [
        ("words", "We want thing"),
        ("questions", "How is thing"),
        ("said", "Stated thing"),
        ("suspected", "Suspected thing"),
    ],
)
def test_what_is_left_out_is_not_on_the_map(out: str, gone: str) -> None:
    of = map_of(2, 2)
    assert gone in printed(of)
    assert gone not in printed(of, Options(leave_out=frozenset({out})))


def test_faint_guesses_can_be_left_out() -> None:
    of = map_of(0, 0, hidden=(hidden(1, confidence=25), hidden(2, confidence=30)))
    text = printed(of, Options(leave_out=frozenset({"below-30"})))
    assert ("thing 1" in text, "thing 2" in text) == (False, True)


def test_a_name_longer_than_a_page_is_told() -> None:
    of = map_of(1, 1, counterpart=replace(PRIYA, name="Priya " * 900))
    with pytest.raises(TooFullError) as fault:
        map_sheet(of, printed_on=TODAY)
    assert [section.heading for section in fault.value.sections] == ["Name and role"]


HOSTILE = "<b>x</b> &amp; <img src=…> \x00 “q” %s \\n (("


def test_every_string_prints_as_it_was_typed() -> None:
    need = said(0, text=HOSTILE, words=HOSTILE, driver=HOSTILE)
    guess = hidden(0, text=HOSTILE, question=HOSTILE, driver=HOSTILE)
    person = replace(PRIYA, name=HOSTILE, role=HOSTILE, team="")
    of = map_of(0, 0, counterpart=person, said=(need,), hidden=(guess,))
    text = bare(printed(of))
    assert text.count(bare("<b>x</b> &amp; <img src=…> “q” %s \\n ((")) == 8


@pytest.mark.parametrize(
    "person", [Counterpart(name=""), Counterpart(name="", team="Growth")], ids=["nobody", "a team"]
)
def test_somebody_without_a_name_has_a_map(person: Counterpart) -> None:
    assert "Somebody without a name" in printed(map_of(1, 1, counterpart=person))


def test_the_notebook_gives_what_is_said_and_suspected_but_not_what_was_let_go(
    notebook: Notebook, now: datetime
) -> None:
    notebook.save(*make.world(), now=now)
    gone = make.record(Need, text="never so", standing=Standing.REFUTED)
    mine = make.record(Need, text="mine", standing=Standing.MINE, counterpart_id=None)
    notebook.save(gone, mine, now=now)
    of = person_map(notebook, make.PERSON)
    assert of.counterpart.id == make.PERSON
    assert [need.id for need in of.said] == [make.STATED]
    assert [(each.need.id, len(each.evidence)) for each in of.hidden] == [(make.HIDDEN, 1)]
    assert [(link.stated_id, link.hidden_id) for link in of.links] == [(make.STATED, make.HIDDEN)]


def test_nobody_has_no_map(notebook: Notebook) -> None:
    with pytest.raises(BeforehandError, match="not in the notebook"):
        person_map(notebook, Id("nobody"))
