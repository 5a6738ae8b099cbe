"""What the tests of the sheet screen look at and press."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

import make
from beforehand.domain.conversations import Conversation
from beforehand.ui.desk import Desk
from beforehand.ui.screens.sheet import SheetScreen
from pdfium import picture_of, text_of

Showing = Callable[..., SheetScreen]
"""`showing("room")` opens that sheet and waits until it is laid out."""


def a_pdf(pages: int = 2, size: tuple[float, float] = A4, word: str = "page") -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=True)
    for number in range(pages):
        canvas.setFont("Helvetica", 40)
        canvas.drawString(72, 600, f"{word} {number + 1}")
        canvas.rect(0, 0, size[0], size[1], stroke=1, fill=0)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def shown(screen: SheetScreen) -> str:
    return text_of(screen.view.pdf)


def rendered(pdf: bytes, width: int, number: int = 0) -> QImage:
    picture = picture_of(pdf, number, width=width).convert("RGB")
    size = (picture.width, picture.height, 3 * picture.width)
    image = QImage(picture.tobytes(), *size, QImage.Format.Format_RGB888).copy()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def talk_of(desk: Desk) -> Conversation:
    talk = desk.notebook[Conversation].get(make.TALK)
    assert talk is not None
    return talk


def press(screen: SheetScreen, words: str) -> None:
    QCoreApplication.processEvents()  # a button that has just come is shown by the next event
    found = [each for each in screen.findChildren(QPushButton) if words in each.text()]
    next(each for each in found if each.isVisible()).click()


def save_as(screen: SheetScreen, qtbot: QtBot, file: Path) -> None:
    """Type a name into the dialog's own field and press its own button."""
    screen.save_button.click()
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    dialog.findChild(QLineEdit).setText(str(file))
    box = dialog.findChild(QDialogButtonBox)
    box.button(QDialogButtonBox.StandardButton.Save).click()
    qtbot.wait_until(lambda: bool(screen.notice.text))
