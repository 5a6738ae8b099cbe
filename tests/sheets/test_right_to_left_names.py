"""Names and roles from right to left amid the sheets' own words: where each part stands.

A row of parts that all run from right to left is read so, the first one at the right; in any other
row, and in our own sentences, the parts follow each other from left to right.
"""

from datetime import timedelta
from typing import Any

import pytest
from bidi import get_display

import make
from beforehand import orders
from beforehand.domain import conversations as talks
from beforehand.domain import counterparts as people
from beforehand.domain import needs, stakes
from beforehand.domain.record import Id, Record
from beforehand.library import default_library
from beforehand.sheets import Options
from beforehand.sheets.apart import apart, closed, joined
from beforehand.sheets.column import Column
from beforehand.sheets.known import quoted
from beforehand.sheets.lines import set_lines
from beforehand.sheets.look import Span
from beforehand.store.notebook import Notebook
from pdfium import text_of
from sheets.decoded import glyphs_of, lines_of, seen
from sheets.pdfs import poppler_text, reader_of, told_of
from sheets.scripts import LOOK, page

DANA, ALI, BEFORE, MINE = Id("dana"), Id("ali"), Id("before"), Id("mine")


THEM, ME = {"counterpart_id": DANA}, {"counterpart_id": None}
MET = {
    "id": BEFORE,
    "issue": "תקציב 2026",
    "title": "(פגישה)",
    "starts_at": make.NOW - timedelta(days=40),
    "stage": talks.Stage.DEBRIEFED,
}
SAID = {"standing": needs.Standing.STATED, "driver": "הכרה"}
CONTENT: tuple[tuple[type[Record], dict[str, Any]], ...] = (
    (people.Counterpart, {"id": DANA, "name": "דנה כהן", "role": "Head of Product"}),
    (people.Counterpart, {"id": ALI, "name": "محمد علي", "role": "مدير المبيعات", "team": ""}),
    (talks.Conversation, {"id": make.TALK, "issue": "תקציב 2027", "title": "2 פגישות"}),
    (talks.Conversation, MET),
    (talks.Participant, {**THEM, "place": 0}),
    (talks.Participant, {"counterpart_id": ALI, "place": 1}),
    (talks.Participant, {**THEM, "place": 0, "conversation_id": BEFORE}),
    (talks.Participant, {"counterpart_id": ALI, "place": 1, "conversation_id": BEFORE}),
    (talks.Debrief, {"conversation_id": BEFORE, "happened": "דיברנו"}),
    (
        stakes.Commitment,
        {"conversation_id": BEFORE, **ME, "owner": stakes.Owner.ME, "owner_name": "יעל (2)"},
    ),
    (people.SuccessMeasure, {**THEM, "text": "זמן 1"}),
    (people.SuccessMeasure, {**THEM, "text": "כסף 2"}),
    (people.Pressure, {**THEM, "text": "לחץ", "source": "ההנהלה"}),
    (needs.Need, {"id": make.STATED, **THEM, **SAID, "text": "זמן 1", "question": "כמה?"}),
    (needs.Need, {"id": Id("his"), "counterpart_id": ALI, **SAID, "text": "2 مال"}),
    (needs.Need, {"id": make.HIDDEN, **THEM, "text": "שקט", "driver": "הכרה", "question": "למה?"}),
    (
        needs.Need,
        {"id": MINE, **ME, "standing": needs.Standing.MINE, "text": "שעה", "question": "מתי?"},
    ),
    (needs.NeedLink, {}),
    (needs.Verdict, {}),
    (stakes.Option, {"id": make.OPTION, "text": "מהנדס"}),
    (stakes.Serving, {"need_id": make.STATED}),
    (stakes.Serving, {"need_id": Id("his")}),
    (talks.Answer, {"id": make.ANSWER, "wording": "What of {name}, now?", "text": "תשובה"}),
    (stakes.Excerpt, {"words": "שקט 3"}),
    (stakes.NonNegotiable, {**THEM, "text": "לא ביום שישי"}),
)


def turned(text: str) -> str:
    """Words from right to left, as their letters stand on the paper from left to right."""
    return seen(str(get_display(text)))


DANA_SAID, ALI_SAID, BOTH = turned("דנה"), turned("محمد"), f"{turned('דנה')}and{turned('محمد')}"
DANA_FULL, ALI_FULL = turned("דנה כהן"), turned("محمد علي")
ALI_ROLE, TITLE = turned("مدير المبيعات"), turned("2 פגישות")
TIME, MONEY, QUIET, PRAISE = turned("זמן 1"), turned("2 مال"), turned("שקט"), turned("הכרה")
LATE = f"Me{turned('יעל (2)')}sendthelistofcustomersby"

LINES: dict[tuple[str, Id], tuple[str, ...]] = {
    (orders.PRIVATE, make.TALK): (
        f"{DANA_FULL},HeadofProduct,Platform·{ALI_ROLE},{ALI_FULL}",
        f"Ontheroomsheet:{TITLE}",
        f"{DANA_SAID}{turned('לא ביום שישי')}assumed",
        f"What{DANA_SAID}needsHeadofProduct",
        f"What{ALI_SAID}needs{ALI_ROLE}",
        f"Motive:{PRAISE}.Beneath“{TIME}”.Nosignyet:agutfeeling",
        f"Ask:“{turned('למה?')}”",
        f"Measuredon{turned('כסף 2')}·{TIME}",
        f"from{turned('ההנהלה')},",
        f"Whatof{BOTH},now?",
        f"{BOTH}·10Oct",
        f"{LATE}1Dec",
    ),
    (orders.ROOM, make.TALK): (f"{DANA_FULL}and{ALI_FULL}·Friday20November2026,14:00·45min",),
    (orders.MAP, DANA): (f"{PRAISE}·gutfeeling·50%sure", f"Ask:“{turned('למה?')}”"),
    (orders.RECORD, make.TALK): (
        f"Recordofaconversationwith{BOTH},20November2026·printed19November2026",
        f"Recordofaconversationwith{BOTH},20November2026·private·printed19November2026",
        f"With{DANA_FULL},HeadofProduct,Platform·peer",
        f"{ALI_ROLE},{ALI_FULL}·peer",
        f"{LATE}1December2026",
        f"Whatof{BOTH},now?",
        f"Madeofitsuspectedneed·{turned('שקט 3')}",
        f"Suspected,50%{QUIET}written19November2026",
        f"Serves{MONEY}:{ALI_SAID}·{TIME}:{DANA_SAID}",
    ),
    (orders.RECORD, DANA): (
        f"Recordof{DANA_FULL}·private·printed19November2026",
        f"{turned('לחץ')}from{turned('ההנהלה')},by1March2027,written19November2026",
        f"with{ALI_FULL}·intheroomcalled“{turned('(פגישה)')}”",
        f"intheroomcalled“{TITLE}”",
    ),
}


@pytest.fixture
def filled(notebook: Notebook) -> Notebook:
    notebook.save(*(make.record(of, **given) for of, given in CONTENT), now=make.NOW)
    return notebook


def ordered(notebook: Notebook, kind: str, subject: Id) -> orders.Laid:
    wish = orders.Wish(kind=kind, subject=subject, options=Options())
    return orders.read(wish, notebook, default_library(), make.NOW).lay_out()


@pytest.mark.parametrize(("kind", "subject"), LINES)
def test_every_part_of_a_line_stands_where_one_who_reads_the_sheet_expects_it(
    filled: Notebook, kind: str, subject: Id
) -> None:
    lines = lines_of(ordered(filled, kind, subject).sheet.pdf)
    missing = [part for part in LINES[kind, subject] if not any(part in line for line in lines)]
    assert missing == []


@pytest.mark.parametrize(("kind", "subject"), LINES)
def test_what_sets_them_apart_is_neither_copied_nor_named(
    filled: Notebook, kind: str, subject: Id
) -> None:
    laid = ordered(filled, kind, subject)
    pdf = laid.sheet.pdf
    outline = [each.title for each in reader_of(pdf).outline if not isinstance(each, list)]
    for text in (poppler_text(pdf), text_of(pdf), laid.name, told_of(pdf), *outline):
        assert not set("\u2066\u2067\u2068\u2069") & set(text)
    glyphs = [glyph.text for page in glyphs_of(pdf) for glyph in page]
    assert not set("\u2066\u2067\u2068\u2069") & set("".join(glyphs))


def test_what_a_person_left_open_ends_with_their_words() -> None:
    for text in ("אב \u2067גד", "אב\u2069 גד", "\u2066אב\u2069 \u2069\u2068"):
        line = page((f"{apart(text)}, 12 (cd)",), width=900)
        assert lines_of(line)[0].endswith(",12(cd)")
    assert apart("Head of 2") == "Head of 2"
    assert joined(", ", ("", "אב", " ", "cd")) == "\u2068אב\u2069, cd"


def test_a_text_that_was_cut_off_is_closed() -> None:
    assert closed("with \u2068אב") == "with \u2068אב\u2069"
    assert closed("with \u2068אב\u2069, \u2068cd") == "with \u2068אב\u2069, \u2068cd\u2069"
    assert closed("with") == "with"


def test_quotation_marks_are_mirrored_where_words_run_from_right_to_left() -> None:
    assert quoted("yes") == "“yes”"
    assert quoted("כן") == "”כן“"
    assert quoted("„כן”") == "„כן”"
    assert lines_of(page((quoted("אב"),))) == ["“בא”"]


def test_a_box_or_sign_stands_where_its_words_begin() -> None:
    column = Column(LOOK, 200)
    column.item(20, Span("yes", LOOK.body))
    column.item(20, Span("כן", LOOK.body))
    column.item(20, Span("כן", LOOK.body), sign=Span("+", LOOK.body))
    (left, right, sign) = [strip.marks for strip in column.strips]
    assert (left[0].x, left[1].x) == (20, 0)
    assert right[0].x + right[0].piece.width == pytest.approx(180)
    assert right[1].x + right[1].width == pytest.approx(200)
    assert sign[0].x + sign[0].piece.width == pytest.approx(200)
    assert sign[1].x + sign[1].piece.width == pytest.approx(180)


def test_a_short_line_stays_beside_its_label_and_a_paragraph_begins_at_the_right() -> None:
    short, long = Span("כן", LOOK.body), Span("כן " * 90, LOOK.body)
    (line,) = set_lines([short], 200, beside=True)
    assert line.pieces[0].x == 0
    for spans, beside in (([short], False), ([long], True)):
        for line in set_lines(spans, 200, beside=beside):
            assert max(piece.x + piece.width for piece in line.pieces) == pytest.approx(200)


def test_a_number_behind_words_from_right_to_left_stands_at_their_left_after_a_space() -> None:
    for space in (" ", "\u00a0"):
        spans = [Span("הכרה במעבר", LOOK.body), Span(f"{space}60\u00a0%", LOOK.body)]
        (line,) = set_lines(spans, 300)
        words, *_, number = line.pieces
        assert number.x + number.width < words.x - 2
