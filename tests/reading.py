"""Reads and presses what is on a widget, as a person would."""

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget


def said(widget: QWidget) -> str:
    """All that can be read on a widget, names for screen readers included."""
    QApplication.processEvents()
    parts = [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]
    names = [
        each.accessibleName() for each in widget.findChildren(QWidget) if each.isVisibleTo(widget)
    ]
    return "\n".join([*parts, *names])


def press(widget: QWidget, word: str) -> None:
    """Press the one visible button with that word."""
    QApplication.processEvents()
    buttons = [each for each in widget.findChildren(QPushButton) if each.text().strip() == word]
    shown = [each for each in buttons if each.isVisibleTo(widget)]
    assert len(shown) == 1, f"{len(shown)} buttons say {word}"
    shown[0].click()
