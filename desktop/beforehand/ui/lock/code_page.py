"""The recovery code, shown this once: to print or write down; then covered, to be typed back."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from beforehand.domain.errors import BeforehandError
from beforehand.sheets.look import Paper
from beforehand.store import recovery
from beforehand.ui.widgets.bars import Bar
from beforehand.ui.widgets.basics import button, card, column, form_row, holding, label, row, scroll

_WIDTH = 620
_ABOUT = (
    "It opens the notebook if the passphrase is forgotten. It is shown this once and kept nowhere: "
    "print it or write it down, and keep it where only you look, not beside this computer."
)
_NEXT = "Next it leaves the screen, and you type it once from your paper."
_COVERED = (
    "The code is off the screen. Type it from your paper: that shows that you have it and that it "
    "can be read."
)
_NOT_IT = (
    "That is not the code. Compare the groups one by one; if the paper is wrong, have the code "
    "shown again."
)
_LATER = (
    "You can do this later: Today and Settings remind you until it is done. The code itself is not "
    "shown again then."
)


class CodePage(QFrame):
    """First large letters and ways to keep them; then, without them, a field that asks for them.

    What is typed while the code is in sight would prove nothing.
    """

    kept = Signal()
    later = Signal()
    left = Signal()
    """Nobody is there any more, or nobody else may see it: it is not shown again."""

    def __init__(self, code: str, today: date, paper: Paper, warning: str = "") -> None:
        super().__init__()
        self._code, self._today, self._paper = code, today, paper
        self.code = label("", "code")
        self.print, self.save = button("Print…", "printer"), button("Save as PDF…", "download")
        self.on = button("I have it on paper", role="primary")
        self.typed = QLineEdit()
        self.typed.setPlaceholderText("six groups of five")
        self.said = label("", "bad-text", wrap=True)
        self.prove, self.again = button("Done", role="primary"), button("Show it again")
        self.wait = button("Later", role="quiet")
        self.notice = Bar()
        self._build(warning)
        self._connect()
        self.show_code()

    def _build(self, warning: str) -> None:
        ways = row(self.print, self.save, None)
        self._shown = card(self.code, ways, label(_NEXT, "muted", wrap=True), row(self.on, None))
        self._asked = card(
            label(_COVERED, wrap=True),
            form_row("The recovery code", self.typed),
            self.said,
            row(self.prove, self.again, None),
        )
        words = [label("Your recovery code", "display"), label(_ABOUT, wrap=True)]
        told = [label(warning, "bad-text", wrap=True)] if warning else []
        below = column(label(_LATER, "small", wrap=True), row(self.wait, None), spacing=8)
        inside = holding(column(*words, *told, self._shown, self._asked, below, None, spacing=16))
        inside.setMaximumWidth(_WIDTH)
        across = row(None, inside, None)
        across.setStretch(1, 1000)
        page = scroll(holding(across, margins=(28, 32, 28, 28)))
        self.setLayout(column(self.notice, page, spacing=0))

    def _connect(self) -> None:
        self.on.clicked.connect(self.cover_code)
        self.again.clicked.connect(self.show_code)
        self.prove.clicked.connect(self._judge)
        self.typed.returnPressed.connect(self._judge)
        self.wait.clicked.connect(self.later)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)

    def show_code(self) -> None:
        """The code in large letters; what was typed of it goes, for undo as well."""
        self.typed.setText("")
        self.code.setText(_in_two(self._code))
        self.code.setAccessibleName(f"Recovery code: {self._code}")
        self._turn(shown=True)

    def cover_code(self) -> None:
        """The field without the code, which is nowhere on the screen then."""
        self.code.clear()
        self.code.setAccessibleName("")
        self.notice.hide()
        self._turn(shown=False)

    def _turn(self, *, shown: bool) -> None:
        self.said.hide()
        self._shown.setVisible(shown)
        self._asked.setHidden(shown)
        first = self.on if shown else self.typed
        self.setFocusProxy(first)
        first.setFocus()

    def _judge(self) -> None:
        """Typed by hand, in capitals or not, with hyphens or without."""
        if recovery.read(self.typed.text()) == self._code:
            self.typed.setText("")
            self.kept.emit()
            return
        self.said.setText(_NOT_IT)
        self.said.show()
        self.typed.setFocus()
        self.typed.selectAll()

    def _pdf(self) -> bytes:
        from beforehand.sheets.recovery import recovery_sheet

        return recovery_sheet(self._code, printed_on=self._today, paper=self._paper).pdf

    def _print(self) -> None:
        from beforehand.ui.printing import Printing

        printing = Printing(self)
        printing.printed.connect(lambda: self.notice.tell("Handed to the printer."))
        printing.failed.connect(self._tell)
        printing.ask(self._pdf())

    def _save(self) -> None:
        from beforehand.sheets import dated_name
        from beforehand.ui.saving import Saving

        saving = Saving(self)
        saving.saved.connect(lambda file: self.notice.tell(f"Saved: {file.name}"))
        saving.failed.connect(self._tell)
        saving.ask(self._pdf(), dated_name(self._today, "sheet"))

    def _tell(self, fault: BeforehandError) -> None:
        self.notice.tell(str(fault), ("Save as PDF…", self._save), bad=True)


def _in_two(code: str) -> str:
    groups = code.split("-")
    half = len(groups) // 2
    return "\n".join("  ".join(part) for part in (groups[:half], groups[half:]))
