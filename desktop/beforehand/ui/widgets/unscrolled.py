"""Fields that a passing mouse wheel must not change."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class _Unscrolled(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to what scrolls around the field."""
        wheel = event.type() is QEvent.Type.Wheel
        if wheel:
            event.ignore()
        return wheel


def unscrolled(*widgets: QWidget) -> None:
    """Let the wheel pass by these fields."""
    for widget in widgets:
        widget.installEventFilter(_Unscrolled(widget))
