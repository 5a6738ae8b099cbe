"""A name is found in whatever form it stands, on a sheet and where somebody is erased."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beforehand.domain.initials import with_initials
from beforehand.domain.mentions import Sought, as_read, changed
from beforehand.domain.name_forms import NameForms
from beforehand.domain.names import COMMON, plain, words_of
from beforehand.library import default_library
from domain.test_initials import room, told

ANNA = "Anna Maria Schmidt"

FORMS = {
    "Anna Maria Schmidt": (
        "Schmidts Schmidt's Schmidt’s Annas Anna-Marias Annamaria annamaria AnnaMaria SCHMIDTS"
        " schmidts FrauSchmidt frauschmidt Schmidt2 mschmidt amschmidt Schmidtille Schmidtowi"
        " Annalle Annę Anny Annie Annanın Anna\u00adMaria An\u00adna Schm\u200bidt Anna\u200dMaria"
        " @annaschmidt #SchmidtTeam Schmidtvorschlag Marii Marią annaschmidts"
    ),
    "Siobhán O’Brien": "OBrien Obrien obrien obriens O'Briens Siobhan siobhans SIOBHÁN",
    "Seán OBrien": "O'Brien O’Brien Obrien O'Briens",
    "Jürgen Müller": "Juergen Mueller Muellers Jurgen Müllers müllerin Jürgens",
    "Pekka Virtanen": "Pekan Pekalle Virtasen Virtaselle Virtanens",
    "Marek Novák": "Marka Markowi Markiem Nováka Novakovi Nováková",
    "Дмитро Ковальчук": "Дмитра Дмитром Ковальчука Ковальчуком ковальчука",
    "Ελένη Μαρκάκη": "Ελένης Μαρκάκης Ελενη",
    "الشيماء": "والشيماء للشيماء بالشيماء شيماء وشيماء",
    "محمد علي": "ومحمد لمحمد محمدا فلمحمد",
    "דנה כהן": "ודנה לדנה שלדנה וכהן",
    "प्रिया नायर": "प्रियाने प्रियाला नायरने",
    "王小明": "王小明的 王\u200b小\u200b明",
    "김민준": "김민준이 민준은",
}

ENDINGS = {
    "Latin": [
        "s",
        "es",
        "n",
        "en",
        "ns",
        "a",
        "u",
        "em",
        "om",
        "ovi",
        "owi",
        "iem",
        "lla",
        "lle",
        "ssa",
        "ksi",
        "nın",
        "dan",
        "nın’",
        "'s",
        "’s",
    ],
    "Cyrillic": ["а", "у", "ом", "ы", "ой", "ем", "ові"],
    "Devanagari": ["ने", "को", "ला"],
}
_STEMS = {
    "Latin": ("bdfghklmnprtvz", "aeiou"),
    "Cyrillic": ("бвгджзклмнпрст", "аеиоу"),
    "Devanagari": ("कखगचजटडतदपबमरल", "ािी"),
}
LATIN_GLUE = ["{}", "Frau{}", "frau{}", "{}2", "#{}", "{}-Team", "({})", "Team{}"]


def found_in(name: str, text: str) -> str:
    """What stays of a text when all mentions are changed, sure or not."""
    read = as_read(text)
    return changed(read, Sought(name).spots(read))


each_form = pytest.mark.parametrize(
    ("name", "form"), [(name, form) for name, forms in FORMS.items() for form in forms.split()]
)


@each_form
def test_no_form_of_a_name_stands_on_paper(name: str, form: str) -> None:
    after = told(f"so {form} wants", name)
    assert form not in after
    assert not any(plain(word) in plain(after) for word in words_of(name) if len(word) > 1)
    assert after.startswith("so ")
    assert after.endswith(" wants")


@each_form
def test_no_form_of_a_name_is_kept_from_whoever_erases(name: str, form: str) -> None:
    after = found_in(name, f"so {form} wants")
    assert form not in after
    assert not any(plain(word) in plain(after) for word in words_of(name) if len(word) > 1)


@st.composite
def _named(draw: st.DrawFn) -> tuple[str, str, str]:
    """A name, a word of it in some form, and the word."""
    script = draw(st.sampled_from([*_STEMS]))
    hard, soft = (st.sampled_from(letters) for letters in _STEMS[script])
    word = "".join(draw(hard) + draw(soft) for _ in range(3)) + draw(hard)
    other = "".join(draw(hard) + draw(soft) for _ in range(3))
    case = draw(st.sampled_from([str, str.capitalize, str.upper]))
    ending = draw(st.sampled_from(["", *ENDINGS[script]]))
    glue = draw(st.sampled_from(LATIN_GLUE if script == "Latin" else ["{}", "({})"]))
    unseen = draw(st.sampled_from(["", "\u00ad", "\u200b", "\u200d"]))
    at = draw(st.integers(1, len(word) - 1))
    said = case(word[:at] + unseen + word[at:]) + ending
    return f"{other.capitalize()} {word.capitalize()}", glue.format(said), word


@settings(max_examples=400, deadline=None)
@given(_named())
def test_whatever_ends_a_name_and_stands_before_it_nothing_of_it_is_left(
    given_: tuple[str, str, str],
) -> None:
    name, said, word = given_
    assert plain(word) not in plain(told(f"so {said} and", name))
    assert plain(word) not in plain(found_in(name, f"so {said} and"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Will May", "will you, if it may be? maybe Market: willing, mayor"),
        ("Mark Rose", "mark the rose; Market and Marketing, Rosy"),
        ("Frank Grace", "frankly, with grace: Frankfurt, Gracious, a frank word"),
        ("Tim Ann", "Time and Times, Annual, Anniversary, Announce"),
        ("Dan Long", "Danger, along the long Date"),
        ("Eva Li", "Even, Every, Ever, Evaluation and lists"),
        ("Ellen Vance", "excellent, in advance, balance"),
        ("Lea Don", "Leave, Least, done, Donation"),
        ("The Board", "the boarding, a list of the things"),
        ("Jonas Weiß", "ich weiß nicht, weiss nichts, die weiße Wand, Weißbrot"),
        ("Legal", "the legal side of it, legally"),
    ],
)
def test_ordinary_words_that_are_like_a_name_stay(name: str, text: str) -> None:
    assert told(text, name) == text


@pytest.mark.parametrize("name", ["Will", "May", "Mark", "Rose", "Frank", "Grace"])
def test_whoever_is_called_by_a_word_is_known_by_the_capital(name: str) -> None:
    initial = f"{name[0]}."
    assert told(f"so {name} said, {name}s plan, {name}’s plan, {name.lower()}", name) == (
        f"so {initial} said, {initial} plan, {initial}’s plan, {name.lower()}"
    )


def test_somebody_elses_name_is_still_theirs() -> None:
    text = "Priyanka and Priya, Annelies and Anne"
    assert told(text, "Priya Nair", "Priyanka Shah") == "P.S. and P.N., Annelies and Anne"
    assert told("Tomás, Tomása, tomorrow", "Priya Nair", everyone=("Tomás Ruiz",)) == (
        "T., T., tomorrow"
    )


def test_the_words_of_all_lenses_stay_where_nobody_is_named() -> None:
    """Whoever sits there: no ordinary word of ours is taken for a name with an ending."""
    people = ("Tim Koch", "Ann Lee", "Ben Ray", "Eva Novak", "Jan Berg", "Sam Stone", "Lea Weber")
    others = ("Dan Hill", "Max Long", "Rob Field", "Kim Law", "Ian Price", *COMMON)
    for lens in default_library().lenses.values():
        for part in lens.parts:
            for question in part.questions:
                assert told(question.wording, *people, everyone=others) == question.wording


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["L", "Cs"], exclude_characters="@"), max_size=40))
def test_a_text_without_a_letter_stays_byte_for_byte(text: str) -> None:
    value = room(text, "陈", ANNA)
    assert with_initials(value).shared_goal == text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30))
def test_the_pieces_of_a_word_are_the_word(text: str) -> None:
    forms = NameForms(["Anna", "Schmidt", "O", "Brien", "ßa", "الشيماء"])
    assert "".join(forms.pieces(f"{text}schmidt{text}")) == f"{text}schmidt{text}"


def test_what_is_glued_to_a_word_that_is_no_title_may_be_no_name() -> None:
    texts = ("FrauSchmidt said", "Schmidtvorschlag", "AnnaSchmidt", "mschmidt")
    found = [spot.sure for text in texts for spot in Sought(ANNA).spots(text)]
    assert found == [True, False, True, False]
