"""One screen from which every sheet can be had: each choice is seen at once, and remembered."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import make
from beforehand.domain.conversations import Participant, Speed
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.lenses import Lens
from beforehand.domain.record import Id
from beforehand.domain.stakes import AskingPoint
from beforehand.library import Library
from beforehand.orders import KINDS
from beforehand.store.notebook import Notebook
from beforehand.ui.desk import Desk
from beforehand.ui.places import Place
from beforehand.ui.screens.sheet import SheetScreen
from beforehand.ui.settings import SettingsFile
from beforehand.ui.sheet.choices import read_choices
from pdfium import text_of
from sheet_on_screen import Showing, press, shown

OTHER = Id("other-person")
OWN = Id("own-silence")


@pytest.fixture
def desk(notebook: Notebook, qapp: object, shipped: Library) -> Desk:
    """Two counterparts, and a lens of the person's own beside those that are shipped."""
    notebook.save(
        *make.world(),
        make.record(Counterpart, id=OTHER, name="Bo Berg", role="Head of Service"),
        Participant(conversation_id=make.TALK, counterpart_id=OTHER, place=1),
        now=make.NOW,
    )
    first = next(iter(shipped.lenses.values()))
    parts = (replace(first.parts[0], title="What Bo never says"), *first.parts[1:])
    own: Lens = replace(first, id=OWN, title="Bo and the silence", parts=parts)
    library = replace(shipped, lenses={**shipped.lenses, OWN: own})
    return Desk(notebook, library, clock=lambda: make.NOW)


Changing = Callable[[SheetScreen, Callable[[], object]], str]


@pytest.fixture
def changing(qtbot: QtBot) -> Changing:
    """Does something, waits for the other sheet that comes of it, and reads it."""

    def change(screen: SheetScreen, act: Callable[[], object]) -> str:
        before = screen.view.pdf
        act()
        qtbot.wait_until(lambda: screen.laid is not None and screen.view.pdf != before)
        return shown(screen)

    return change


def kinds_on_offer(screen: SheetScreen) -> list[str]:
    return [kind for kind in KINDS if screen.panel.kinds.box(kind).isVisible()]


def again(screen: SheetScreen, desk: Desk, settings: SettingsFile, qtbot: QtBot) -> SheetScreen:
    """The screen of the next day, with the settings as they were left."""
    later = SheetScreen(desk, settings=settings)
    for part in (later, later.save_button, later.print_button):
        qtbot.addWidget(part)
    later.open(Place("sheet", make.TALK, screen.chosen.kind))
    qtbot.wait_until(lambda: later.laid is not None)
    return later


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_is_shown_from_a_conversation(showing: Showing, kind: str) -> None:
    screen = showing(kind)
    assert kinds_on_offer(screen) == list(KINDS)
    assert screen.panel.kinds.box(kind).isChecked()
    assert screen.laid is not None
    assert screen.laid.kind == kind
    assert screen.strip.private.isVisible() is (kind in {"private", "map", "record"})
    assert screen.strip.to_room.isVisible() is (kind == "room")


def test_what_cannot_be_had_is_not_offered(showing: Showing) -> None:
    assert kinds_on_offer(showing("map", make.PERSON)) == ["map", "record"]
    assert kinds_on_offer(showing("worksheet", OWN)) == ["worksheet"]


def test_large_print_is_larger_and_remembered(
    showing: Showing, changing: Changing, desk: Desk, settings: SettingsFile, qtbot: QtBot
) -> None:
    screen = showing("record")
    assert screen.laid is not None
    before = screen.laid.sheet.pages
    changing(screen, screen.panel.large.click)
    assert screen.laid.sheet.pages > before
    later = again(screen, desk, settings, qtbot)
    assert later.panel.large.isChecked()
    assert later.view.pdf == screen.view.pdf


def test_initials_stand_for_names_and_are_remembered(
    showing: Showing, changing: Changing, desk: Desk, settings: SettingsFile, qtbot: QtBot
) -> None:
    screen = showing("private")
    assert "Nowak" in shown(screen)
    words = changing(screen, screen.panel.initials.click)
    assert "Nowak" not in words
    assert "Bo Berg" not in words
    assert screen.laid is not None
    assert "Łucja" not in screen.laid.name
    assert "Nowak" not in text_of(again(screen, desk, settings, qtbot).view.pdf)


def test_writing_lines_come_closer_and_stay_so(
    showing: Showing, changing: Changing, desk: Desk, settings: SettingsFile, qtbot: QtBot
) -> None:
    screen = showing("room")
    changing(screen, screen.panel.lines.button(7).click)
    later = again(screen, desk, settings, qtbot)
    assert later.panel.lines.value() == 7
    assert later.view.pdf == screen.view.pdf


def test_a_section_that_is_unticked_leaves_that_kind_of_sheet_only(
    showing: Showing, changing: Changing, desk: Desk, settings: SettingsFile, qtbot: QtBot
) -> None:
    screen = showing("room")
    assert "launch for ten customers first" in shown(screen)
    words = changing(screen, screen.panel.sections.box("options").click)
    assert "launch for ten customers first" not in words
    later = again(screen, desk, settings, qtbot)
    assert not later.panel.sections.box("options").isChecked()
    assert "launch for ten customers first" not in text_of(later.view.pdf)
    later.panel.kinds.box("private").click()
    qtbot.wait_until(lambda: later.laid is not None)
    assert "launch for ten customers first" in text_of(later.view.pdf)
    assert later.panel.sections.box("options").isChecked()


def test_all_sections_come_back_at_once(showing: Showing, changing: Changing) -> None:
    screen = showing("room")
    sections = screen.panel.sections
    assert not sections.all.isVisible()
    changing(screen, sections.box("options").click)
    changing(screen, sections.box("questions").click)
    assert sections.all.isVisible()
    assert "launch for ten customers first" in changing(screen, sections.all.click)
    assert not sections.out


def test_a_worksheet_is_of_the_lens_and_the_speed_that_are_chosen(
    showing: Showing, changing: Changing, settings: SettingsFile, desk: Desk
) -> None:
    screen = showing("worksheet")
    assert "Internal alignment" in shown(screen)
    assert screen.laid is not None
    screen.panel.about.setCurrentIndex(screen.panel.about.findData(OWN))
    words = changing(screen, lambda: screen.panel.about.activated.emit(0))
    assert "Bo and the silence" in words
    full = len(words)
    quick = changing(screen, screen.panel.speed.button(Speed.TEN_MINUTES).click)
    assert len(quick) < full
    assert read_choices(settings).speed is Speed.TEN_MINUTES


@pytest.mark.parametrize(("kind", "name"), [("map", "Bo Berg"), ("record", "Bo Berg")])
def test_a_map_and_a_record_are_of_whom_one_chooses(
    showing: Showing, changing: Changing, kind: str, name: str
) -> None:
    screen = showing(kind)
    offered = [screen.panel.about.itemText(n) for n in range(screen.panel.about.count())]
    assert sum(name in each for each in offered) == 1
    screen.panel.about.setCurrentIndex(screen.panel.about.findData(OTHER))
    words = changing(screen, lambda: screen.panel.about.activated.emit(0))
    assert words.startswith(name)
    assert screen.laid is not None
    assert "Bo" in screen.laid.name


def test_the_settings_file_holds_no_word_of_anybody(
    showing: Showing, changing: Changing, tmp_path: Path, settings: SettingsFile
) -> None:
    screen = showing("worksheet")
    screen.panel.about.setCurrentIndex(screen.panel.about.findData(OWN))
    changing(screen, lambda: screen.panel.about.activated.emit(0))
    for section in ("hints", "what-bo-never-says"):
        changing(screen, screen.panel.sections.box(section).click)
    screen.panel.kinds.box("record").click()
    changing(screen, lambda: None)
    screen.panel.about.setCurrentIndex(screen.panel.about.findData(OTHER))
    changing(screen, lambda: screen.panel.about.activated.emit(0))
    changing(screen, screen.panel.initials.click)
    kept = (tmp_path / "settings.ini").read_text(encoding="utf-8").casefold()
    assert "hints" in kept
    for word in ("bo-", " bo", "berg", "silence", "never", "nowak", "billing", OTHER, OWN):
        assert word not in kept


def test_settings_that_make_no_sense_are_as_at_first(settings: SettingsFile) -> None:
    settings.keep_sheet_choices({"lines": "3", "speed": "never", "without-room": "A B/ options"})
    read = read_choices(settings)
    assert (read.pitch_mm, read.speed, read.large) == (8, Speed.FULL, False)
    assert read.without("room") == {"options"}


def test_leaving_out_in_the_bar_unticks_the_box_and_putting_back_ticks_it(
    showing: Showing, desk: Desk, changing: Changing, qtbot: QtBot
) -> None:
    points = [make.record(AskingPoint, text=f"{n}. {'what else? ' * 30}") for n in range(40)]
    desk.notebook.save(*points, now=make.NOW)
    screen = showing("private")
    assert "pages" in screen.overflow.text
    changing(screen, lambda: press(screen, "Leave out"))
    out = screen.panel.sections.out
    assert len(out) == 1
    assert not screen.panel.sections.box(out[0].id).isChecked()
    changing(screen, lambda: press(screen, "Put back"))
    assert screen.panel.sections.box(out[0].id).isChecked()


def test_too_much_for_one_page_leaves_all_boxes_to_choose_from(
    showing: Showing, desk: Desk, screen: SheetScreen, qtbot: QtBot
) -> None:
    from beforehand.domain.stakes import RoomChoice

    points = [make.record(AskingPoint, text=f"{n}. {'what else? ' * 30}") for n in range(40)]
    ticks = [make.record(RoomChoice, item_id=each.id, shown=True) for each in points]
    desk.notebook.save(*points, *ticks, now=make.NOW)
    screen.open(Place("sheet", make.TALK, "room"))
    qtbot.wait_until(lambda: bool(screen.overflow.text))
    assert not screen.print_button.isEnabled()
    screen.panel.sections.box("options").click()
    screen.panel.sections.box("questions").click()
    qtbot.wait_until(lambda: screen.laid is not None)
    assert not screen.overflow.text


def test_characters_that_no_font_has_are_told_before_printing(
    showing: Showing, desk: Desk, qtbot: QtBot
) -> None:
    screen = showing("private")
    bar = screen.told.characters
    assert bar.isHidden()
    desk.add("Add a question", make.record(AskingPoint, text="why \U0001333c and \U00013000?"))
    qtbot.wait_until(bar.isVisible)
    assert "2 characters are in no font we have (U+" in bar.text
    assert "U+1333C" in bar.text
    desk.undo()
    qtbot.wait_until(bar.isHidden)


def test_choices_fold_to_a_button_where_there_is_little_room(
    showing: Showing, changing: Changing
) -> None:
    screen = showing("room")
    assert screen.panel.isVisible()
    assert not screen.strip.choices.isVisible()
    screen.resize(960, 560)
    assert not screen.panel.isVisible()
    screen.strip.choices.click()
    assert screen.panel.isVisible()
    changing(screen, screen.panel.sections.box("options").click)
    screen.strip.choices.click()
    assert not screen.panel.isVisible()
    assert "1 left out" in screen.strip.choices.text()


@pytest.mark.parametrize("width", [736, 960, 1180])
@pytest.mark.parametrize("kind", list(KINDS))
def test_nothing_above_the_sheet_is_cut(showing: Showing, kind: str, width: int) -> None:
    screen = showing(kind)
    screen.resize(width, 500)
    screen.strip.choices.setChecked(True)
    QApplication.processEvents()
    parts = [each for each in screen.strip.findChildren(QWidget) if each.isVisible()]
    assert screen.strip.private in parts or kind in {"room", "worksheet"}
    for each in parts:
        assert each.width() >= each.minimumSizeHint().width(), each.accessibleName()


def test_everything_can_be_reached_by_the_tabulator(showing: Showing, qtbot: QtBot) -> None:
    screen = showing("room")
    screen.activateWindow()
    screen.take_focus()
    qtbot.wait_until(lambda: QApplication.focusWidget() is screen.view)
    reached = set()
    for _ in range(40):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    panel = screen.panel
    for each in (
        screen.strip.to_room,
        screen.strip.larger,
        panel.kinds.box("room"),
        panel.paper.button(screen.chosen.paper),
        panel.lines.button(8),
        panel.large,
        panel.initials,
        panel.sections.box("options"),
        panel.sections.box("notes"),
    ):
        assert each in reached, each.accessibleName() or each.text()


def test_the_keyboard_alone_chooses_another_sheet_and_what_is_on_it(
    showing: Showing, changing: Changing, qtbot: QtBot
) -> None:
    screen = showing("private")
    screen.activateWindow()
    first = screen.panel.kinds.box("private")
    first.setFocus()
    words = changing(screen, lambda: qtbot.keyClick(first, Qt.Key.Key_Down))
    assert "rest for the team" not in words
    box = screen.panel.sections.box("options")
    box.setFocus()
    words = changing(screen, lambda: qtbot.keyClick(box, Qt.Key.Key_Space))
    assert "launch for ten customers first" not in words


def test_a_hidden_screen_only_goes_stale(showing: Showing, desk: Desk, qtbot: QtBot) -> None:
    screen = showing("private")
    screen.hide()
    before = screen.order
    desk.add("Add a question", make.record(AskingPoint, text="And who pays?"))
    QApplication.processEvents()
    assert screen.order is before
    screen.show()
    qtbot.wait_until(lambda: "And who pays?" in shown(screen))


def test_nothing_private_is_handed_on_for_the_room_whatever_is_chosen(
    showing: Showing, changing: Changing
) -> None:
    screen = showing("private")
    changing(screen, screen.panel.kinds.box("room").click)
    for act in (screen.panel.initials.click, screen.panel.large.click):
        changing(screen, act)
        told = repr(screen.order)
        for private in ("rest for the team", "answered at midnight", "new billing", "no night"):
            assert private not in told
