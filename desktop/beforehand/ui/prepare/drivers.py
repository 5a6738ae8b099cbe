"""The twelve drivers, with the signs by which one notices them and the questions that test them."""

from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton

from beforehand.domain.lenses import Driver, addressed
from beforehand.domain.needs import Need, Standing
from beforehand.domain.record import Id
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.widgets.basics import button, card, column, holding, label, row
from beforehand.ui.widgets.need_words import brief as short
from beforehand.ui.widgets.wrapped import Wrapped


class DriverCards(QFrame):
    """Drivers to choose from; the chosen one opens, and can be set on a hypothesis."""

    def __init__(self, preparation: Preparation) -> None:
        super().__init__()
        self._preparation = preparation
        self._build()

    def _build(self) -> None:
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._buttons: dict[str, QPushButton] = {}
        for number, driver in enumerate(self._preparation.desk.library.drivers.values()):
            made = button(driver.name[0].upper() + driver.name[1:], role="line")
            made.setCheckable(True)
            made.setToolTip("")
            made.clicked.connect(lambda _=False, each=driver.id: self.choose(each))
            self._buttons[driver.id] = made
            self._grid.addWidget(made, number // 3, number % 3)
        self._detail = holding(column())
        self.setLayout(
            column(
                label(
                    "Look for signs first. A motive is a guess until they say it.",
                    "muted",
                    wrap=True,
                ),
                self._grid,
                self._detail,
                spacing=10,
            )
        )
        self._detail.hide()

    def choose(self, driver_id: str) -> None:
        """Open a driver: its signs, its questions, what helps."""
        driver = self._preparation.desk.library.drivers[Id(driver_id)]
        for key, each in self._buttons.items():
            each.setChecked(key == driver.id)
        old = self._detail
        self._detail = self._about(driver)
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(old, self._detail)
        old.deleteLater()

    def _about(self, driver: Driver) -> QFrame:
        names = self._preparation.brief.names
        lists = (
            ("Signs", driver.signs),
            ("Questions that test it", driver.questions),
            ("What helps", driver.helps),
        )
        blocks = [
            column(
                label(title, "eyebrow"),
                *(Wrapped(f"–  {addressed(line, names)}") for line in lines),
                spacing=4,
            )
            for title, lines in lists
            if lines
        ]
        return card(
            label(driver.name[0].upper() + driver.name[1:], "heading"),
            *blocks,
            row(*self._setters(driver), None),
            margin=16,
        )

    def _setters(self, driver: Driver) -> list[QPushButton]:
        """One button for each hypothesis of the counterpart in front that has another driver."""
        if self._preparation.closed:
            return []
        made = []
        for need in self._hypotheses():
            if need.driver != driver.id:
                each = button(f"Set on “{short(need.text, 32)}”")
                each.clicked.connect(lambda _=False, n=need: self._set(n, driver))
                made.append(each)
        return made[:2]

    def _hypotheses(self) -> list[Need]:
        return [
            each.need
            for person in self._preparation.brief.people
            if person.counterpart.id == self._preparation.person_id
            for each in person.hidden
            if each.need.standing is Standing.HIDDEN
        ]

    def _set(self, need: Need, driver: Driver) -> None:
        self._preparation.edit(f"Set the driver to {driver.name}", need, driver=driver.id)
        self.choose(driver.id)
