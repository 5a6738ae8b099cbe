"""Search everything: found as one types, shown where it stands, and back to where one was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Answer, Conversation, Stage
from beforehand.domain.needs import Evidence, Need, Standing
from beforehand.domain.record import Id, Record
from beforehand.palette import Palette
from beforehand.store.notebook import Notebook
from beforehand.ui.places import Place
from beforehand.ui.screens.prepare import PrepareScreen
from beforehand.ui.screens.search import SearchScreen
from beforehand.ui.screens.today import TodayScreen
from beforehand.ui.search.found_model import PAGE, FoundModel
from beforehand.ui.search.found_rows import EARLIER, PUT_AWAY, Found, in_utf16
from beforehand.ui.session import Session
from beforehand.ui.widgets.wrapped import Wrapped
from beforehand.ui.window import Window
from reading import press, said
from scan import scan

LONG_MS = 5000
Opened = Callable[..., Notebook]


def note(text: str, **changes: object) -> Record:
    return make.record(Evidence, need_id=make.HIDDEN, text=text, **changes)


def strike(window: Window, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """A key as it comes from the keyboard, to whatever has the focus."""
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(window.windowHandle(), key, held or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def search(window: Window, typed: str = "") -> SearchScreen:
    """The search, as one comes to it by keys, with something typed."""
    strike(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    screen = front(window)
    assert isinstance(screen, SearchScreen)
    screen.field.clear()
    QTest.keyClicks(screen.field, typed) if typed.isascii() else screen.field.setText(typed)
    QApplication.processEvents()
    return screen


def front(window: Window) -> object:
    assert window.stack is not None
    return window.stack.screen


def lines(screen: SearchScreen) -> list[Found]:
    """All lines, each page read as if one scrolled to the end."""
    model = screen.model
    while not model.complete:
        screen.view.scrollToBottom()
        QApplication.processEvents()
        model.fetchMore(model.index(-1))
    found = (model.found(model.index(number)) for number in range(model.rowCount()))
    return [each for each in found if each is not None]


def records(screen: SearchScreen) -> set[tuple[str, Id]]:
    return {(each.hit.kind, each.hit.id) for each in lines(screen)}


def settle(screen: SearchScreen, qtbot: QtBot) -> None:
    """Wait until nothing is ranked any more."""
    qtbot.wait_until(lambda: not screen.asking.busy, timeout=LONG_MS)


# --- what is found


@pytest.mark.parametrize(
    "typed",
    ["lucja", "the", "a", "date 4.2", "ελενη", "c", "дмитро", "she says", "valve", "“", "not here"],
)
def test_what_is_found_in_the_sample_is_what_a_plain_scan_finds(
    session: Session, window: Window, qtbot: QtBot, typed: str
) -> None:
    session.open_sample()
    assert session.notebook is not None
    wanted = scan(session.notebook, typed)
    screen = search(window, typed)
    assert records(screen) == wanted
    settle(screen, qtbot)
    assert records(screen) == wanted


def test_every_hit_is_reached_by_scrolling(window: Window, opened: Opened, qtbot: QtBot) -> None:
    notebook = opened(*make.world(), *(note(f"yak number {n}") for n in range(3 * PAGE + 7)))
    screen = search(window, "yak")
    assert screen.model.rowCount() <= 2 * PAGE
    assert records(screen) == scan(notebook, "yak")
    assert f"Found in {3 * PAGE + 7} places." in said(screen)


def test_the_count_of_all_comes_after_a_pause(window: Window, opened: Opened, qtbot: QtBot) -> None:
    opened(*make.world(), *(note(f"yak number {n}") for n in range(1200)))
    screen = search(window, "yak")
    assert "Scroll on for more" in said(screen)
    assert "1,200" not in said(screen)
    settle(screen, qtbot)
    assert "Found in 1,200 notes. Scroll on for more." in said(screen)


def test_the_order_of_all_is_left_alone_where_one_reads_already(
    window: Window, opened: Opened, qtbot: QtBot
) -> None:
    old = note("yak")
    notebook = opened(*make.world(), old)
    notebook.save(
        *(note(f"a yak among many other words, {n}") for n in range(400)),
        now=make.NOW + timedelta(days=1),
    )
    screen = search(window, "yak")
    assert lines(screen)[0].hit.id != old.id
    settle(screen, qtbot)
    screen = search(window, "yak ")
    settle(screen, qtbot)
    assert lines(screen)[0].hit.id == old.id
    screen = search(window, "yak")
    strike(window, Qt.Key.Key_Down)
    here = lines(screen)[1]
    settle(screen, qtbot)
    assert screen.model.found(screen.view.currentIndex()) == here


def test_a_key_drops_what_was_being_ranked(window: Window, opened: Opened, qtbot: QtBot) -> None:
    opened(*make.world(), *(note(f"yak number {n}") for n in range(1200)), note("zebra"))
    screen = search(window, "yak")
    with qtbot.assertNotEmitted(screen.asking.ranked, wait=50):
        screen.asking._begin_ranking()
        screen.field.setText("zebra")
        QApplication.processEvents()
    assert "Found in 1 place." in said(screen)
    assert len(lines(screen)) == 1


def test_nothing_typed_says_what_is_searched(session: Session, window: Window) -> None:
    session.open_sample()
    screen = search(window)
    assert "Type a word that you remember." in said(screen)
    assert "Earlier wordings and what you put away" in said(screen)
    assert not screen.list.isVisible()


def test_nothing_found_says_so_and_what_was_searched(window: Window, opened: Opened) -> None:
    opened(*make.world())
    screen = search(window, "zebra")
    assert "Nothing was found for “zebra”." in said(screen)
    assert "whatever you wrote, in any script" in said(screen)


def test_a_search_of_ten_thousand_characters_is_told_at_once(
    window: Window, opened: Opened, qtbot: QtBot
) -> None:
    opened(*make.world())
    screen = search(window, "team")
    screen.field.setText("team " * 2000)
    QApplication.processEvents()
    assert "A search takes up to 1,000 characters" in said(screen)
    assert screen.model.rowCount() == 0
    screen.field.setText("team")
    QApplication.processEvents()
    assert "Found in" in said(screen)


@pytest.mark.parametrize("typed", ["*", '"', "NEAR(", "a:b", "^x", "C++", "he said “x", "🙂", "%"])
def test_nothing_typed_is_syntax(window: Window, opened: Opened, typed: str) -> None:
    texts = ("he said “x", "C++ and C", "deal🙂", "50 %", "a:b")
    notebook = opened(*make.world(), *map(note, texts))
    assert records(search(window, typed)) == scan(notebook, typed)


def test_an_index_made_by_other_rules_is_made_anew_while_one_waits(
    window: Window, opened: Opened, qtbot: QtBot
) -> None:
    notebook = opened(*make.world(), note("a zebra"))
    with notebook.transaction():
        notebook.vault.write("UPDATE search_state SET rules = 'of old'")
    screen = search(window, "zebra")
    qtbot.wait_until(lambda: "Found in 1 place." in said(screen), timeout=LONG_MS)


def test_what_is_written_meanwhile_is_found_when_one_comes_back(
    session: Session, window: Window, opened: Opened
) -> None:
    opened(*make.world())
    assert "Nothing was found" in said(search(window, "zebra"))
    strike(window, Qt.Key.Key_Escape)
    assert session.desk is not None
    session.desk.add("Note it", note("a zebra"))
    strike(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert "Found in 1 place." in said(window)


# --- what a line says


def test_a_line_says_the_words_where_and_when(window: Window, opened: Opened) -> None:
    opened(*make.world())
    (line,) = lines(search(window, "quiet launch"))
    marked = [line.passage.text[at : at + length] for at, length in line.passage.marks]
    assert marked == ["quiet", "launch"]
    assert line.passage.where == (
        "Answer · 19 November 2026 · Łucja Nowak · the date of the new billing"
        " · What does success look like for Łucja?"
    )
    assert line.passage.chips == ()


def test_earlier_wordings_and_what_was_put_away_are_marked(window: Window, opened: Opened) -> None:
    opened(*make.world(), note("zebra", trashed_at=make.NOW))
    chips = {each.hit.kind: each.passage.chips for each in lines(search(window, "a launch"))}
    assert chips["earlier_wordings"] == (EARLIER,)
    assert chips["answers"] == ()
    (line,) = lines(search(window, "zebra"))
    assert line.passage.chips == (PUT_AWAY,)
    assert line.passage.spoken.endswith(PUT_AWAY)


def test_marks_are_counted_as_qt_counts_them() -> None:
    assert in_utf16("a 🙂 b", ((4, 1),)) == ((5, 1),)
    assert in_utf16("🙂", ((0, 1),)) == ((0, 2),)
    assert in_utf16("plain", ((0, 5),)) == ((0, 5),)


@pytest.mark.parametrize("total", [0, 3, PAGE, PAGE + 1, 3 * PAGE])
def test_the_model_is_sound(
    qtmodeltester: ModelTester, notebook: Notebook, qapp: QApplication, total: int
) -> None:
    from beforehand.store.search import find

    notebook.save(*make.world(), *(note(f"yak {n}") for n in range(total)), now=make.NOW)
    model = FoundModel(notebook)
    model.show_hits(find(notebook, "yak"))
    qtmodeltester.check(model, force_py=True)
    while model.canFetchMore(model.index(-1)):
        model.fetchMore(model.index(-1))
    assert model.rowCount() == total
    qtmodeltester.check(model, force_py=True)


def test_results_are_painted_in_both_looks(
    session: Session, window: Window, look: Palette, qtbot: QtBot
) -> None:
    session.open_sample()
    screen = search(window, "the")
    assert not screen.grab().isNull()
    image = screen.view.grab().toImage()
    colours = {image.pixelColor(x, 20).name() for x in range(image.width())}
    assert look.stated_soft.lower() in colours or any(
        look.stated_soft.lower() == image.pixelColor(x, y).name()
        for y in range(0, image.height(), 4)
        for x in range(0, image.width(), 4)
    )


# --- there and back


def test_the_field_on_today_opens_it(session: Session, window: Window) -> None:
    session.open_sample()
    press(window, "Search everything")
    assert isinstance(front(window), SearchScreen)
    assert front(window).field.hasFocus()  # type: ignore[attr-defined]


def test_escape_goes_back_to_where_one_was_with_every_word(
    session: Session, window: Window, opened: Opened
) -> None:
    opened(*make.world())
    window.go(Place("prepare", make.TALK, "internal-alignment/success"))
    prepare = front(window)
    assert isinstance(prepare, PrepareScreen)
    editor = prepare.question.editor
    editor.setFocus()
    QTest.keyClicks(editor, " And more.")
    at = editor.textCursor().position()
    search(window, "team")
    strike(window, Qt.Key.Key_Escape)
    assert front(window) is prepare
    assert editor.hasFocus()
    assert editor.textCursor().position() == at
    assert editor.words().endswith("And more.")


def test_what_changed_beneath_is_shown_when_one_is_back(
    session: Session, window: Window, opened: Opened
) -> None:
    notebook = opened(*make.world())
    assert isinstance(front(window), TodayScreen)
    search(window)
    talk = notebook[Conversation].get(make.TALK)
    assert session.desk is not None
    assert talk is not None
    session.desk.edit("Rename it", talk, replace(talk, issue="Another matter"))
    strike(window, Qt.Key.Key_Escape)
    assert isinstance(front(window), TodayScreen)
    assert "Another matter" in said(window)


def test_words_beneath_are_saved_when_one_goes_elsewhere_from_the_search(
    window: Window, opened: Opened
) -> None:
    notebook = opened(*make.world())
    window.go(Place("prepare", make.TALK, "internal-alignment/success"))
    editor = front(window).question.editor  # type: ignore[attr-defined]
    search(window)
    editor.insertPlainText("First of all: ")
    window.go(Place("today"))
    answer = notebook[Answer].get(make.ANSWER)
    assert answer is not None
    assert "First of all: " in answer.text


def test_another_notebook_may_be_opened_while_one_searches(
    session: Session, window: Window, opened: Opened, qtbot: QtBot
) -> None:
    opened(*make.world(), *(note(f"yak number {n}") for n in range(1200)))
    screen = search(window, "yak")
    assert screen.asking.busy
    session.open_sample()
    assert not screen.asking.busy
    assert isinstance(front(window), TodayScreen)
    assert "Nothing was found" in said(search(window, "yak"))


def test_one_goes_on_with_the_same_results(window: Window, opened: Opened) -> None:
    opened(*make.world())
    search(window, "launch")
    strike(window, Qt.Key.Key_Return)
    strike(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    screen = front(window)
    assert isinstance(screen, SearchScreen)
    assert screen.field.text() == "launch"
    assert screen.field.selectedText() == "launch"
    assert lines(screen)


def marked(window: Window) -> list[str]:
    """The words that are marked on the screen in front, wherever they stand."""
    QApplication.processEvents()
    found: list[str] = []
    screen = front(window)
    assert isinstance(screen, object)
    for edit in screen.findChildren(QTextEdit):  # type: ignore[attr-defined]
        if edit.isVisible():
            found += [each.cursor.selectedText() for each in edit.extraSelections()]
    for field in screen.findChildren(QLineEdit):  # type: ignore[attr-defined]
        if field.isVisible() and field.selectedText():
            found.append(field.selectedText())
    for words in screen.findChildren(Wrapped):  # type: ignore[attr-defined]
        if words.isVisible():
            found += [words.text()[s.start : s.start + s.length] for s in words.marked]
    return found


SPOTS: list[tuple[str, str, str]] = [
    ("quiet launch", "answers", "prepare"),
    ("rest for the", "needs", "counterpart"),
    ("good month", "needs", "counterpart"),
    ("midnight", "evidence", "counterpart"),
    ("outage", "success_measures", "counterpart"),
    ("spring", "pressures", "counterpart"),
    ("customers move", "conversations", "prepare"),
    ("a launch", "earlier_wordings", "journal"),
]


@pytest.mark.parametrize(("typed", "kind", "screen"), SPOTS)
def test_enter_goes_to_the_exact_spot_with_the_words_marked(
    window: Window, opened: Opened, typed: str, kind: str, screen: str
) -> None:
    opened(*make.world())
    found = search(window, typed)
    kinds = [line.hit.kind for line in lines(found)]
    found.view.setCurrentIndex(found.model.index(kinds.index(kind)))
    strike(window, Qt.Key.Key_Return)
    assert window.stack is not None
    assert window.stack.place is not None
    assert window.stack.place.screen == screen
    shown = " ".join(marked(window)).casefold()
    assert all(word in shown for word in typed.split())


def test_every_place_of_the_sample_is_opened_with_its_words(
    session: Session, window: Window, qtbot: QtBot
) -> None:
    """One hit of each kind and field: the screen in front shows its text."""
    session.open_sample()
    tried: set[tuple[str, str]] = set()
    for typed in ("the", "a", "she", "not", "that"):
        screen = search(window, typed)
        for line in lines(screen):
            spot = (line.hit.kind, line.hit.field)
            if spot in tried or line.hit.trashed or spot == ("conversations", "issue"):
                continue
            tried.add(spot)
            number = [each.hit for each in lines(screen)].index(line.hit)
            screen.open_found(screen.model.index(number))
            assert not isinstance(front(window), SearchScreen), spot
            assert typed in " ".join(marked(window)).casefold(), spot
            screen = search(window, typed)
    assert len(tried) > 15


def test_marks_go_when_one_writes(window: Window, opened: Opened) -> None:
    opened(*make.world())
    search(window, "quiet")
    strike(window, Qt.Key.Key_Return)
    assert marked(window) == ["quiet"]
    editor = front(window).question.editor  # type: ignore[attr-defined]
    assert editor.window().focusWidget() is editor
    QTest.keyClicks(editor, "!")
    assert marked(window) == []
    assert editor.words() == "A quiet! launch, and rest for the team."


def test_marks_stand_right_behind_emoji_and_in_other_scripts(
    window: Window, opened: Opened
) -> None:
    opened(
        *(each for each in make.world() if not isinstance(each, Answer)),
        make.record(Answer, id=make.ANSWER, text="🙂🙂 Éléna a dit: 資料 puis Łucja"),
    )
    search(window, "elena 資料 lucja")
    strike(window, Qt.Key.Key_Return)
    assert marked(window) == ["Éléna", "資料", "Łucja"]


def test_in_a_very_long_answer_one_stands_where_the_words_were_found(
    window: Window, opened: Opened, qtbot: QtBot
) -> None:
    line = "Much was said, and some of it twice. 🙂\n"
    text = f"{line * 4000}Here is the zebra.\n{line * 400}"
    opened(
        *(each for each in make.world() if not isinstance(each, Answer)),
        make.record(Answer, id=make.ANSWER, text=text),
    )
    search(window, "zebra")
    strike(window, Qt.Key.Key_Return)
    editor = front(window).question.editor  # type: ignore[attr-defined]
    qtbot.wait_until(lambda: marked(window) == ["zebra"], timeout=LONG_MS)
    assert editor.textCursor().block().text() == "Here is the zebra."
    assert editor.viewport().rect().contains(editor.cursorRect().center())


def test_a_need_of_mine_opens_beside_the_questions(window: Window, opened: Opened) -> None:
    mine = make.record(
        Need, counterpart_id=None, standing=Standing.MINE, text="a zebra of my own", question=""
    )
    opened(*make.world(), mine)
    search(window, "zebra")
    strike(window, Qt.Key.Key_Return)
    assert isinstance(front(window), PrepareScreen)
    assert set(marked(window)) == {"zebra"}


def test_what_was_put_away_is_said_to_be_in_the_trash(window: Window, opened: Opened) -> None:
    world = [
        replace(each, trashed_at=make.NOW) if each.id == make.HIDDEN else each
        for each in make.world()
    ]
    opened(*world)
    screen = search(window, "midnight")
    strike(window, Qt.Key.Key_Return)
    assert front(window) is screen
    assert (
        "The need it belongs to was put away on 19 November 2026. "
        "Bring it back from the trash to open this."
    ) in said(screen)
    press(window, "Open the trash")
    assert window.stack is not None
    assert window.stack.place == Place("trash")


def test_a_conversation_that_lies_behind_is_found_and_not_changed(
    window: Window, opened: Opened
) -> None:
    world = [
        replace(each, stage=Stage.DEBRIEFED) if isinstance(each, Conversation) else each
        for each in make.world()
    ]
    notebook = opened(*world)
    before = notebook[Answer].get(make.ANSWER)
    search(window, "quiet")
    strike(window, Qt.Key.Key_Return)
    assert marked(window) == ["quiet"]
    assert front(window).question.editor.isReadOnly()  # type: ignore[attr-defined]
    assert notebook[Answer].get(make.ANSWER) == before
