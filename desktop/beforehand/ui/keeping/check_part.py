"""The check in the settings: how far it is, what was found, a repair where that is safe."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy

from beforehand import wording
from beforehand.store.backups import Backup
from beforehand.store.checking import Checked
from beforehand.ui.desk import Desk
from beforehand.ui.keeping.bad_pages import SALVAGE
from beforehand.ui.keeping.checker import Checker
from beforehand.ui.keeping.looking import when
from beforehand.ui.places import Place
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import button, column, holding, label, row

_WHOLE = 100
_ABOUT = "Looks through every page and entry, on a copy, while you go on working."
_SOUND = "Everything is sound: every page, every entry, every reference, and the search."
_KEPT = (
    "Your words were left as they are. Look at the newest backups, or save what can be read into a "
    "new notebook."
)
_MENDS = "The notes themselves are sound. The search can be made anew from them."


class CheckPart(QFrame):
    """Shows what the checker does; that goes on when one looks elsewhere."""

    go = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._checker: Checker | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.start = button("Check the notebook", "list-checks")
        self.told = label(_ABOUT, wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, _WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Checking the notebook")
        self.stop = button("Stop", "x")
        self.mend = button("Repair the search")
        self.save = button("Save what can be read…")
        way = row(self.bar, self.stop, spacing=12)
        way.setStretch(0, 1)
        self._way = holding(way)
        begin = row(self.start, self.mend, self.save, None)
        self.setLayout(column(label("Check", "strong"), self.told, self._way, begin, spacing=12))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _connect(self) -> None:
        self.start.clicked.connect(self._begin)
        self.stop.clicked.connect(self._stop)
        self.save.clicked.connect(lambda: self.go.emit(Place(SALVAGE)))
        self.mend.clicked.connect(lambda: self._desk.risk("before repair", self._mend))

    def refresh(self) -> None:
        """Say how far it is, or what was found."""
        keeper = self._desk.keeper
        if keeper is not None and self._checker is not keeper.checker:
            self._checker = keeper.checker
            self._checker.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        checker = self._checker
        share = checker.share if checker is not None else None
        self._way.setVisible(share is not None)
        self.start.setVisible(share is None)
        self.bar.setValue(round((share or 0) * _WHOLE))
        found = checker.checked if checker is not None else None
        self.mend.setVisible(share is None and found is not None and found.mendable)
        self.save.setVisible(share is None and checker is not None and checker.damaged)
        text, bad = words(checker)
        set_role(self.told, "bad-text" if bad else "body")
        self.told.setText(text)

    def _begin(self) -> None:
        if self._checker is not None:
            self._checker.begin()

    def _stop(self) -> None:
        if self._checker is not None:
            self._checker.stop()

    def _mend(self) -> None:
        if self._checker is not None:
            self._checker.mend()


def words(checker: Checker | None) -> tuple[str, bool]:
    """What to say, and whether it is bad news."""
    if checker is None:
        return _ABOUT, False
    if checker.share is not None:
        return "Checking… You can go on working.", False
    if checker.stopped:
        return "The check was stopped. Nothing was changed.", False
    if checker.trouble is not None:
        error = checker.trouble
        return f"The check could not be made. {error.sentence} {error.remedy}".strip(), True
    if checker.checked is not None:
        at = f"Checked at {wording.clock(checker.checked_at)}. " if checker.checked_at else ""
        text, bad = _found(checker.checked, mended=checker.mended)
        return f"{at}{text}", bad
    return _ABOUT, False


def _found(checked: Checked, *, mended: bool) -> tuple[str, bool]:
    if not checked.findings:
        return f"{'The search was made anew. ' if mended else ''}{_SOUND}", False
    said = " ".join(each.sentence for each in checked.findings)
    if checked.mendable:
        return f"{said} {_MENDS}", True
    damaged = any(each.damage for each in checked.findings)
    return f"{said} {_KEPT}{_backup(checked.good) if damaged else ''}", True


def _backup(good: Backup | None) -> str:
    if good is None:
        return " No backup in the notebook's folder can be read wholly."
    return f" Every page of the backup of {when(good.made_at)} was read just now, and is good."
