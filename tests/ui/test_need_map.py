"""The needs map by mouse and by keyboard: what is done to a card stands in the notebook."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle
from pytestqt.qtbot import QtBot

import priya
from beforehand import palette
from beforehand.domain.needs import ConfidenceMark, Need, NeedLink, Standing
from beforehand.domain.record import Id
from beforehand.store.notebook import Notebook
from beforehand.ui import theme
from beforehand.ui.around import needs_around
from beforehand.ui.desk import Desk
from beforehand.ui.widgets.need_acts import NeedActs
from beforehand.ui.widgets.need_map import NeedMapView
from beforehand.ui.widgets.need_map_card import MapCard
from priya import CONSULTED, ENGINEERS, FEAR, PRIYA, RECOGNITION, SCOPE, WORRY

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(notebook: Notebook, qapp: QApplication) -> Desk:
    theme.apply(qapp, palette.LIGHT)
    return priya.desk(notebook)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> NeedMapView:
    made = NeedMapView(NeedActs(desk))
    qtbot.addWidget(made)
    made.resize(820, 800)

    def refresh() -> None:
        made.show_needs("Priya", *needs_around(desk.notebook, PRIYA, desk.library.drivers))

    desk.saved.connect(refresh)
    refresh()
    made.show()
    qtbot.waitExposed(made)
    return made


def need(desk: Desk, need_id: Id) -> Need:
    found = desk.notebook[Need].get(need_id)
    assert found is not None
    return found


def card(view: NeedMapView, need_id: Id) -> MapCard:
    return view.sea.cards[need_id]


def grip(held: MapCard) -> QPoint:
    return QPoint(40, 20)


def lift(qtbot: QtBot, held: MapCard, dx: int, dy: int) -> QPoint:
    """Take a card and carry it, as a hand does: in several moves. Gives where the hand is."""
    start = held.mapToParent(grip(held))
    qtbot.mousePress(held, LEFT, pos=grip(held))
    for part in (0.25, 0.6, 1.0):
        aim = start + QPoint(round(dx * part), round(dy * part))
        qtbot.mouseMove(held, held.mapFromParent(aim))
    return start + QPoint(dx, dy)


def drag(qtbot: QtBot, held: MapCard, dx: int, dy: int) -> None:
    end = lift(qtbot, held, dx, dy)
    qtbot.mouseRelease(held, LEFT, pos=held.mapFromParent(end))


def to_level(view: NeedMapView, held: MapCard, level: int) -> int:
    return round(view.sea.map.depth.y(level)) - held.y()


def test_carrying_a_card_down_makes_one_less_sure(view, desk, qtbot):
    held = card(view, RECOGNITION)
    drag(qtbot, held, 0, to_level(view, held, 40))
    assert need(desk, RECOGNITION).confidence == 40
    assert need(desk, RECOGNITION).across is None


def test_a_mark_of_each_confidence_is_kept(view, desk, qtbot):
    held = card(view, RECOGNITION)
    drag(qtbot, held, 0, to_level(view, held, 40))
    marks = desk.notebook[ConfidenceMark].find(need_id=RECOGNITION)
    assert [mark.confidence for mark in marks] == [75, 40]


def test_while_carried_the_card_says_how_sure_that_would_be(view, qtbot):
    held = card(view, RECOGNITION)
    lift(qtbot, held, 0, to_level(view, held, 20))
    assert held.preview == "20\u00a0% sure"
    assert view.sea.measuring


def test_carrying_moves_in_steps_of_five_per_cent(view, qtbot):
    held = card(view, RECOGNITION)
    tops = {round(top) for top in view.sea.map.depth.tops}
    for dy in (13, 29, 47, 90):
        end = lift(qtbot, held, 0, dy)
        assert held.y() in tops
        qtbot.mouseRelease(held, LEFT, pos=held.mapFromParent(end))


def test_sideways_only_arranges_and_is_kept(view, desk, qtbot):
    held = card(view, WORRY)
    wanted = held.x() - 90 if held.x() > 300 else held.x() + 90
    drag(qtbot, held, wanted - held.x(), 0)
    moved = need(desk, WORRY)
    assert moved.confidence == 30
    assert moved.across == pytest.approx(view.sea.map.frame.across(wanted))
    assert held.x() == wanted


def test_a_carry_can_be_undone(view, desk, qtbot):
    held, before = card(view, RECOGNITION), card(view, RECOGNITION).pos()
    drag(qtbot, held, 120, to_level(view, held, 10))
    assert held.pos() != before
    desk.undo()
    assert need(desk, RECOGNITION).confidence == 75
    assert need(desk, RECOGNITION).across is None
    assert held.pos() == before


def test_across_the_line_asks_when_and_in_which_words_and_is_one_act(view, desk, qtbot):
    held = card(view, RECOGNITION)
    drag(qtbot, held, 0, -(held.y() - 60))
    assert view.asking.isVisible()
    assert need(desk, RECOGNITION).standing is Standing.HIDDEN
    qtbot.keyClicks(view.asking.words, "nobody noticed")
    qtbot.mouseClick(view.asking.keep, LEFT)
    said = need(desk, RECOGNITION)
    assert (said.standing, said.words) == (Standing.STATED, "nobody noticed")
    assert said.said_on == date(2026, 11, 19)
    desk.undo()
    back = need(desk, RECOGNITION)
    assert (back.standing, back.words, back.said_on) == (Standing.HIDDEN, "", None)


def test_the_panel_that_asks_grows_with_the_words_and_clears_the_buttons(view, qtbot):
    view.focus_need(WORRY)
    view._ask(card(view, WORRY))
    before = view.asking.height()
    view.asking.words.insertPlainText("what she said, word for word, at length " * 8)
    qtbot.waitUntil(lambda: view.asking.height() > before + 60)
    assert view.asking.geometry().bottom() <= view.sea.height() - 60
    assert view.asking.keep.geometry().bottom() < view.asking.height()


def test_escape_leaves_it_unsaid_and_the_card_slides_back(view, desk, qtbot):
    held, before = card(view, RECOGNITION), card(view, RECOGNITION).pos()
    drag(qtbot, held, 0, -(held.y() - 60))
    qtbot.keyClick(view.asking.words, Qt.Key.Key_Escape)
    assert not view.asking.isVisible()
    assert need(desk, RECOGNITION).standing is Standing.HIDDEN
    qtbot.waitUntil(lambda: held.pos() == before)
    assert held.hasFocus()


def test_a_stated_card_let_go_below_is_suspected_at_that_depth(view, desk, qtbot):
    held = card(view, SCOPE)
    drag(qtbot, held, 0, to_level(view, held, 60))
    sunk = need(desk, SCOPE)
    assert (sunk.standing, sunk.confidence) == (Standing.HIDDEN, 60)
    desk.undo()
    assert need(desk, SCOPE).standing is Standing.STATED


def test_a_click_opens_the_details_and_moves_nothing(view, desk, qtbot):
    held = card(view, FEAR)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseClick(held, LEFT, pos=grip(held))
    assert opened.args == [FEAR]
    assert desk.undo_label == ""


def test_a_link_is_drawn_from_the_handle_of_one_card_to_another(view, desk, qtbot):
    start, aim = card(view, SCOPE), card(view, WORRY)
    qtbot.mousePress(start, LEFT, pos=start.handle().toPoint())
    qtbot.mouseMove(start, start.mapFromParent(aim.geometry().center()))
    assert view.sea.loose_end is not None
    qtbot.mouseRelease(start, LEFT, pos=start.mapFromParent(aim.geometry().center()))
    links = desk.notebook[NeedLink].find(stated_id=SCOPE)
    assert [link.hidden_id for link in links] == [WORRY]
    desk.undo()
    assert desk.notebook[NeedLink].find(stated_id=SCOPE) == []


@pytest.mark.parametrize(
    ("key", "confidence"), [(Qt.Key.Key_Up, 80), (Qt.Key.Key_Down, 70)], ids=["up", "down"]
)
def test_arrow_keys_set_the_confidence_by_five(view, desk, qtbot, key, confidence):
    qtbot.keyClick(card(view, RECOGNITION), key)
    assert need(desk, RECOGNITION).confidence == confidence


def test_keys_stop_at_the_bottom(view, desk, qtbot):
    for _ in range(9):
        qtbot.keyClick(card(view, WORRY), Qt.Key.Key_Down)
    assert need(desk, WORRY).confidence == 5


def test_up_from_just_beneath_the_line_asks_when_it_was_said(view, desk, qtbot):
    for _ in range(5):
        qtbot.keyClick(card(view, RECOGNITION), Qt.Key.Key_Up)
    assert need(desk, RECOGNITION).confidence == 95
    assert view.asking.isVisible()
    qtbot.keyClicks(view.asking.words, "it was us")
    qtbot.keyClick(view.asking.words, Qt.Key.Key_Return, CTRL)
    assert need(desk, RECOGNITION).standing is Standing.STATED
    assert card(view, RECOGNITION).hasFocus()


def test_down_from_above_the_line_makes_it_a_suspicion(view, desk, qtbot):
    qtbot.keyClick(card(view, ENGINEERS), Qt.Key.Key_Down)
    sunk = need(desk, ENGINEERS)
    assert (sunk.standing, sunk.confidence) == (Standing.HIDDEN, 50)


def test_left_and_right_arrange(view, desk, qtbot):
    here = view.sea.map.frame.across(card(view, FEAR).x())
    qtbot.keyClick(card(view, FEAR), Qt.Key.Key_Right)
    assert need(desk, FEAR).across == pytest.approx(here + 0.05, abs=0.01)
    qtbot.keyClick(card(view, FEAR), Qt.Key.Key_Left)
    assert need(desk, FEAR).across == pytest.approx(here, abs=0.01)


def test_enter_opens_and_delete_puts_away(view, desk, qtbot):
    with qtbot.waitSignal(view.opened):
        qtbot.keyClick(card(view, FEAR), Qt.Key.Key_Return)
    qtbot.keyClick(card(view, FEAR), Qt.Key.Key_Delete)
    assert need(desk, FEAR).trashed_at is not None
    assert FEAR not in view.sea.cards
    desk.undo()
    assert need(desk, FEAR).trashed_at is None
    assert FEAR in view.sea.cards


def test_ctrl_l_links_by_keyboard_and_takes_a_link_away_again(view, desk, qtbot):
    for there in (1, 0):
        qtbot.keyClick(card(view, FEAR), Qt.Key.Key_L, CTRL)
        assert view.tip.isVisible()
        qtbot.keyClick(card(view, SCOPE), Qt.Key.Key_Return)
        assert not view.tip.isVisible()
        assert desk.notebook[NeedLink].count(stated_id=SCOPE, hidden_id=FEAR) == there


def test_escape_stops_linking(view, desk, qtbot):
    qtbot.keyClick(card(view, FEAR), Qt.Key.Key_L, CTRL)
    qtbot.keyClick(card(view, FEAR), Qt.Key.Key_Escape)
    with qtbot.waitSignal(view.opened):
        qtbot.keyClick(card(view, SCOPE), Qt.Key.Key_Return)


def test_tab_goes_from_card_to_card_from_the_top(view, qtbot):
    order = sorted(view.sea.cards.values(), key=lambda c: (c.y(), c.x()))
    order[0].setFocus()
    for following in order[1:]:
        held = QApplication.focusWidget()
        assert held is not None
        qtbot.keyClick(held, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is following


def test_a_card_tells_a_screen_reader_all_of_it_in_one_breath(view):
    spoken = card(view, RECOGNITION).accessibleName()
    assert spoken == (
        "Recognition for the migration, hidden, 75 per cent sure, being recognised, 3 signs"
    )
    said = card(view, CONSULTED).accessibleName()
    assert said == "To be consulted before decisions, known, known since 2 November 2026"


def test_a_change_elsewhere_while_a_card_is_carried_lets_the_card_go(view, desk, qtbot):
    held = card(view, RECOGNITION)
    lift(qtbot, held, 0, 60)
    NeedActs(desk).move(FEAR, confidence=20)
    qtbot.mouseMove(held, grip(held) + QPoint(0, 120))
    qtbot.mouseRelease(held, LEFT, pos=grip(held))
    assert not view.sea.measuring
    assert need(desk, RECOGNITION).confidence == 75
    assert need(desk, FEAR).confidence == 20


def test_sixty_needs_grow_the_map_and_none_hides_another(view, desk, qtbot):
    many = [priya.need(Id(f"n{i}"), Standing.HIDDEN, f"Need {i} " * (1 + i % 5)) for i in range(54)]
    desk.add("Many", *many)
    boxes = [each.geometry() for each in view.sea.cards.values()]
    assert len(boxes) == 60
    assert view.sea.minimumHeight() > view.viewport().height()
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_no_needs_at_all_say_what_the_halves_are_for(desk, qtbot):
    empty = NeedMapView(NeedActs(desk))
    qtbot.addWidget(empty)
    empty.resize(800, 700)
    blank = empty.grab().toImage()
    empty.show_needs("Priya", [], [])
    assert empty.grab().toImage() != blank


@pytest.mark.parametrize("look", [palette.LIGHT, palette.DARK], ids=["light", "dark"])
def test_water_is_dark_and_paper_is_not(view, qapp, look):
    theme.apply(qapp, look)
    picture = view.grab().toImage()
    above = picture.pixelColor(6, 60).name().upper()
    below = picture.pixelColor(6, round(view.sea.map.waterline) + 40).name()
    assert above in {look.surface, look.canvas} or picture.pixelColor(6, 60) != theme.colour("deep")
    assert picture.pixelColor(6, round(view.sea.map.waterline) + 40).lightness() < 60, below


class Motion(QProxyStyle):
    """A system that wants movements of some length, or none."""

    def __init__(self, ms: int) -> None:
        super().__init__("Fusion")
        self._ms = ms

    def styleHint(self, hint, *rest):  # noqa: N802  # Qt's own name
        if hint is QStyle.StyleHint.SH_Widget_Animation_Duration:
            return self._ms
        return super().styleHint(hint, *rest)


@pytest.mark.parametrize("wanted", [0, 200], ids=["less motion", "usual"])
def test_a_card_glides_back_only_where_motion_is_wanted(view, qtbot, wanted):
    style = Motion(wanted)
    view.sea.setStyle(style)
    held, before = card(view, RECOGNITION), card(view, RECOGNITION).pos()
    drag(qtbot, held, 0, -(held.y() - 60))
    view.asking.cancel.click()
    assert (held.pos() == before) is (wanted == 0)
    qtbot.waitUntil(lambda: held.pos() == before)
    view.sea.setStyle(None)  # the style goes before the widget does
