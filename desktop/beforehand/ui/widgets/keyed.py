"""Widgets that stand for records: kept, moved and let go as the records come and go."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from beforehand.domain.record import Id

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)


class Keyed(Generic[T, W]):
    """The widgets of a layout, one a record, so that showing again never costs the cursor."""

    def __init__(
        self, layout: QLayout, make: Callable[[T], W], show: Callable[[W, T], None]
    ) -> None:
        self._layout, self._make, self._show = layout, make, show
        self.widgets: dict[Id, W] = {}

    def sync(self, items: Iterable[tuple[Id, T]]) -> None:
        """Show these items in this order; those that are gone leave."""
        wanted = dict(items)
        for gone in [key for key in self.widgets if key not in wanted]:
            self._drop(self.widgets.pop(gone))
        for place, (key, item) in enumerate(wanted.items()):
            if key not in self.widgets:
                self.widgets[key] = self._make(item)
            self._place(self.widgets[key], place)
            self._show(self.widgets[key], item)

    def _place(self, widget: W, place: int) -> None:
        at = self._layout.itemAt(place)
        if at is not None and at.widget() is widget:
            return
        self._layout.removeWidget(widget)
        if isinstance(self._layout, QBoxLayout):
            self._layout.insertWidget(place, widget)
        else:
            self._layout.addWidget(widget)

    def _drop(self, widget: W) -> None:
        self._layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
