"""The numbers behind Qt's words are Qt's, and Today starts without the words."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea

from beforehand.ui import numbers
from beforehand.ui.widgets.basics import label

LONG = "The five o’clock call that we missed, and Inés in front of an empty shop"


def test_each_number_is_the_one_behind_qts_word() -> None:
    assert Qt.TextFlag.TextSingleLine.value == numbers.SINGLE_LINE
    assert Qt.AlignmentFlag.AlignLeft.value == numbers.AT_LEFT
    assert Qt.AlignmentFlag.AlignVCenter.value == numbers.IN_THE_MIDDLE_UPRIGHT
    assert Qt.AlignmentFlag.AlignCenter.value == numbers.CENTRED


def test_properties_given_by_number_arrive(qapp: QApplication) -> None:
    assert label("<b>").textFormat() is Qt.TextFormat.PlainText
    area, press = QScrollArea(), QPushButton()
    numbers.give(area, numbers.NEVER_SIDEWAYS, numbers.NO_FOCUS)
    numbers.give(press, numbers.TAB_FOCUS)
    assert area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert press.focusPolicy() is Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("width", [0, 20, 90, 200, 5000])
def test_words_are_shortened_to_their_room(qapp: QApplication, width: int) -> None:
    metrics = QFontMetrics(qapp.font())
    shown = numbers.shortened(LONG, metrics, width)
    assert shown == LONG or shown.endswith("…")
    assert LONG.startswith(shown.removesuffix("…"))
    assert shown == "…" or metrics.horizontalAdvance(shown) <= width


def test_an_accent_stays_with_its_letter(qapp: QApplication) -> None:
    metrics = QFontMetrics(qapp.font())
    words = "e\u0301" * 50
    for width in range(20, 200, 7):
        kept = numbers.shortened(words, metrics, width).removesuffix("…")
        assert len(kept) % 2 == 0


def test_today_starts_without_qts_namespace(sample_folder: object) -> None:
    # A class is known to Python once its namespace is built: so its enums must not be there yet.
    program = f"""
import enum, os
built = []
make = enum.EnumType._create_
def told(cls, name, *more, **others):
    built.append(name)
    return make(cls, name, *more, **others)
enum.EnumType._create_ = told
from pathlib import Path
from beforehand.ui import app
application = app.make_application()
window, session = app.make_window(application)
window.hurried = True
window.show()
session.open(Path({str(sample_folder)!r}))
application.processEvents()
print("TextElideMode" in built, window.stack.screen.__class__.__name__, flush=True)
os._exit(0)
"""
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["False", "TodayScreen"], told.stderr
