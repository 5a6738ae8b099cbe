"""The motive under a need: one of the twelve, in plain words, or the person's own."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy

from beforehand.domain.lenses import Driver, addressed
from beforehand.domain.record import Id
from beforehand.ui.widgets import basics

OPEN = "Still open"


class DriverField(QFrame):
    """A list one can also write in; below it the signs of the chosen motive."""

    chosen = Signal(str)

    def __init__(self, drivers: Mapping[Id, Driver]) -> None:
        super().__init__()
        self._drivers = drivers
        self._driver = ""
        self._build()
        self.box.activated.connect(self._choose)
        line = self.box.lineEdit()
        if line:
            line.editingFinished.connect(self._write)

    def _build(self) -> None:
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMaxVisibleItems(14)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setAccessibleName("The motive beneath")
        self.box.addItem(OPEN, "")
        for driver in self._drivers.values():
            self.box.addItem(driver.name, driver.id)
        line = self.box.lineEdit()
        if line:
            line.setPlaceholderText("Choose one, or use your own words")
        self.signs = basics.label("", "small", wrap=True)
        self.setLayout(basics.column(self.box, self.signs, spacing=4))

    def show_driver(self, driver: str) -> None:
        """Show a driver's id or free words, unless the person is writing other ones."""
        line = self.box.lineEdit()
        if line and line.hasFocus() and line.isModified():
            return
        self._driver = driver
        known = self._drivers.get(Id(driver))
        self.box.setCurrentIndex(self.box.findData(driver) if known else -1)
        if not known:
            self.box.setEditText(driver)
        signs = [addressed(sign, ()) for sign in known.signs[:2]] if known else []
        self.signs.setText("Signs: " + "; ".join(signs) if signs else "")
        self.signs.setVisible(bool(signs))

    def questions(self) -> tuple[str, ...]:
        """The questions that test the motive shown."""
        known = self._drivers.get(Id(self._driver))
        return known.questions if known else ()

    def _choose(self, place: int) -> None:
        self._tell(str(self.box.itemData(place) or ""))

    def _write(self) -> None:
        line = self.box.lineEdit()
        if line is None or not line.isModified():
            return
        line.setModified(False)
        words = " ".join(self.box.currentText().split())
        known = self.box.findText(words)
        self._tell(str(self.box.itemData(known) or "") if known >= 0 else words)

    def _tell(self, driver: str) -> None:
        if driver != self._driver:
            self._driver = driver
            self.chosen.emit(driver)
