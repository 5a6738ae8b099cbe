"""Initials in the place of names."""

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from beforehand.domain import counterparts, needs, stakes
from beforehand.domain.brief import Brief, LastTime, PersonBrief
from beforehand.domain.conversations import Conversation
from beforehand.domain.initials import with_initials
from beforehand.domain.names import COMMON, LITTLE, TITLES, initials_of, plain, words_of
from beforehand.domain.record import Id
from beforehand.domain.room import RoomBrief, RoomColumn

PRIYA = ("Priya Nair",)


def room(text: str, *names: str) -> RoomBrief:
    return RoomBrief(
        title="",
        starts_at=None,
        minutes=45,
        names=names,
        shared_goal=text,
        columns=tuple(RoomColumn(name=name) for name in names),
        questions=(),
        options=(),
    )


def told(text: str, *here: str, everyone: tuple[str, ...] = ()) -> str:
    return with_initials(room(text, *here), everyone).shared_goal


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Priya Nair", "P. N."),
        ("Priya", "P."),
        ("priya nair", "P. N."),
        ("Marie-Claire Dupont", "M.-C. D."),
        ("Jan van der Berg", "J. v. d. B."),
        ("Siobhán O’Brien", "S. O."),
        ("Dr. Łucja Wrońska", "Ł. W."),
        ("E\u0301lodie", "É."),
        ("陈伟", "陈."),
        ("김 민수", "김. 민."),
        ("محمد علي", "م. ع."),
        ("दिनेश", "दि."),
        ("เอก", "เอ."),
        ("???", ""),
    ],
)
def test_a_name_in_any_script_has_initials(name: str, initials: str) -> None:
    assert " ".join(initials_of(name)) == initials


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Priya Nair and Priya", "P. N. and P."),
        ("Nair’s team and Priya's", "N.’s team and P.'s"),
        ("PRIYA NAIR, PRIYA", "P. N., P."),
        ("Nair, Priya", "P. N."),
        ("Priya\nNair", "P. N."),
        ("write to priya.nair@firm.example", "write to …@…"),
        ("I met Priya. Then", "I met P. Then"),
        ("Priyanka and priya", "P. and P."),
        ("Pri\u00adya", "P."),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, expected: str) -> None:
    assert told(text, *PRIYA) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Marie-Claire Dupont", "Marie-Claire, Marie and Claire", "M.-C., M.-C. and C."),
        (
            "Jan van der Berg",
            "Van der Berg’s boss asks van der Berg",
            "v. d. B.’s boss asks v. d. B.",
        ),
        ("Siobhán O'Brien", "O’Brien said to Siobhan", "O. said to S."),
        ("Łucja Wrońska", "Lucja Wronska", "Ł. W."),
        ("陈伟", "我和陈伟谈了。", "我和陈.谈了。"),
        ("김민수", "김민수가, 민수는", "김.가, 김.는"),
        ("דנה כהן", "דנה ודנה", "ד. וד."),
        ("محمد علي", "قال محمد علي لمحمد", "قال م. ع. لم."),
        ("प्रिया नायर", "प्रिया प्रियांका", "प्रि. प्रि."),
        ("The Board", "The board meets. The Board", "T. B. meets. T. B."),
        ("The Board", "The list", "The list"),
    ],
)
def test_every_part_of_a_name_on_the_sheet_is_found(name: str, text: str, expected: str) -> None:
    assert told(text, name) == expected


def test_common_words_stay_whole_while_nobody_here_is_called_so() -> None:
    everyone = ("Will Smith", "Mark Long", "Grace", "May Ito")
    text = "Will you mark it? Mark the day in May: Grace and will."
    assert told(text, *PRIYA, everyone=everyone) == text
    assert told("Will you, Will?", "Will Smith") == "W. you, W.?"


def test_others_of_the_notebook_lose_their_full_and_their_first_name() -> None:
    everyone = ("Tomás Ruiz", "Will Smith", "Mark Long")
    text = "Tomás, Tomas Ruiz and Will Smith spoke for a long time"
    assert told(text, *PRIYA, everyone=everyone) == "T., T. R. and W. S. spoke for a long time"


def test_two_people_are_never_called_the_same() -> None:
    names = ("Priya Nair", "Priya Singh")
    assert told("Priya Nair, Priya Singh, Nair", *names) == "P.N., P.S., P.N."
    names = ("Priya Nair", "Paul Novak")
    assert told("Priya, Paul, Novak, Peter Noll", *names, everyone=("Peter Noll",)) == (
        "P.N.1, P.N.2, P.N.2, P. N."
    )
    assert told("Pia Noll", *PRIYA, everyone=("Pia Noll",)) == "P.N."


def test_a_first_name_that_two_share_is_no_more_than_its_letter() -> None:
    assert told("Priya", "Priya Nair", "Priya Singh") == "P."


def test_every_text_of_a_brief_is_searched_and_no_id_is_touched() -> None:
    priya = make.record(counterparts.Counterpart, id=Id("Priya"), name="Priya Nair", notes="Priya!")
    talk = make.record(Conversation, issue="Priya’s date", lens_ids=(Id("Priya"),))
    pressure = make.record(counterparts.Pressure, text="x", source="Nair’s boss")
    promised = make.record(
        stakes.Commitment, owner=stakes.Owner.OTHER, owner_name="Sam Okafor", text="ask Sam"
    )
    last = LastTime(conversation=talk, commitments=(promised,))
    person = PersonBrief(counterpart=priya, pressures=(pressure,), last=last)
    changed = with_initials(Brief(conversation=talk, people=(person,)))
    (each,) = changed.people
    assert (each.counterpart.name, each.counterpart.id) == ("P. N.", "Priya")
    assert (each.counterpart.notes, each.pressures[0].source) == ("P.!", "N.’s boss")
    assert (changed.conversation.issue, changed.conversation.lens_ids) == ("P.’s date", ("Priya",))
    assert changed.names == ("P.",)
    assert each.last
    told_then = each.last.commitments[0]
    assert (told_then.owner_name, told_then.text) == ("S. O.", "ask S.")


def test_a_team_that_promised_is_no_name() -> None:
    promised = make.record(stakes.Commitment, owner_name="Legal", text="the whole team")
    assert with_initials(promised) is promised


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to m.vale@firm.example.", "Write to …@…."),
        ("mvale+talks@firm.example, or call", "…@…, or call"),
        ("<vale_m@firm.example> said so", "<…@…> said so"),
        ("mvale@localhost", "…@…"),
        ("ваша@фирма.рф", "…@…"),
        ("Three @ four euros", "Three @ four euros"),
        ("at five @home", "at five @home"),
    ],
)
def test_an_address_of_mail_goes_whole_however_the_name_is_in_it(text: str, expected: str) -> None:
    assert told(text, "Maria Vale") == expected


def test_a_value_without_names_stays_itself() -> None:
    need = make.record(needs.Need)
    assert with_initials(need, ("Priya Nair",)) is need


_LATIN = st.text("abcdefgéłøñ", min_size=3, max_size=7).map(str.capitalize)
_CASELESS = st.one_of(
    st.text("אבגדהזחט", min_size=3, max_size=6),
    st.text("كتبجدرسع", min_size=3, max_size=6),
    st.text("कखगचटतप", min_size=3, max_size=6),
)
_WORD = st.one_of(
    _LATIN,
    st.builds("{}-{}".format, _LATIN, _LATIN),
    st.builds("O’{}".format, _LATIN),
    st.text("бвгдежз", min_size=3, max_size=6).map(str.capitalize),
    _CASELESS,
)
_NAME = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
_GLUED = st.text("王伟芳娜敏静강서준민", min_size=2, max_size=4)
_BETWEEN = st.sampled_from([" ", "\n", ", ", ". ", "’s ", " and ", "! “", " – ", "(", "\u00a0"])


@st.composite
def spoken_of(draw: st.DrawFn) -> tuple[list[str], list[str], str]:
    """People on the sheet, others, and a text that speaks of all of them in several ways."""
    here = draw(st.lists(st.one_of(_NAME, _GLUED), min_size=1, max_size=3))
    others = draw(st.lists(st.one_of(_NAME, _GLUED), max_size=3))
    ways = [str, str.upper, lambda name: name.split()[0], lambda name: name.split()[-1]]
    said = st.builds(lambda way, name: way(name), st.sampled_from(ways), st.sampled_from(here))
    plainly = st.sampled_from([*here, *others])
    parts = draw(st.lists(st.tuples(st.one_of(said, plainly), _BETWEEN), max_size=12))
    return here, others, "".join(word + gap for word, gap in parts)


def whole_words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text))


@settings(max_examples=300, deadline=None)
@given(spoken_of())
def test_no_whole_word_of_a_name_remains(given_: tuple[list[str], list[str], str]) -> None:
    here, others, text = given_
    value = with_initials(room(text, *here), [*here, *others])
    left = f"{value.shared_goal} {' '.join(value.names)}"
    words = {word for name in here for word in words_of(name) if len(word) > 1}
    alone = {word for word in words if plain(word) not in TITLES | LITTLE}
    assert whole_words(left) & {form for word in alone for form in (word, word.upper())} == set()
    glued = [name for name in [*here, *others] if not words_of(name)]
    assert [name for name in glued if name in left] == []
    full = [name for name in others if plain(name) not in COMMON and len(name) > 1]
    assert [n for n in full if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", left)] == []


def test_half_a_million_words_and_five_thousand_people_take_no_longer_than_their_number() -> None:
    people = tuple(f"Ab{n:x} Cd{n:x}" for n in range(5_000))
    words = "the plan of the team for Priya and the next launch "

    def cost(times: int) -> float:
        start = process_time()
        assert "Priya" not in told(words * times, *PRIYA, everyone=people)
        return process_time() - start

    cost(500)
    ratio = min(cost(20_000) / cost(5_000) for _ in range(3))
    assert ratio < 8
