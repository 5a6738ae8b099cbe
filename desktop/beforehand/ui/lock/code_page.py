"""The recovery code, shown this once: to print or write down, and to type back."""

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
_NOT_IT = "That is not the code above. Look at the groups one by one."
_LATER = (
    "You can do this later; until then Today and Settings remind you. The code itself is not "
    "shown again."
)


class CodePage(QFrame):
    """Large letters, ways to keep them, and a field that asks for them once."""

    kept = Signal()
    later = Signal()
    left = Signal()
    """Nobody is there any more, or nobody else may see it: it is not shown again."""

    def __init__(self, code: str, today: date, paper: Paper, warning: str = "") -> None:
        super().__init__()
        self._code, self._today, self._paper = code, today, paper
        self.code = label(_in_two(code), "code")
        self.code.setAccessibleName(f"Recovery code: {code}")
        self.print, self.save = button("Print…", "printer"), button("Save as PDF…", "download")
        self.typed = QLineEdit()
        self.typed.setPlaceholderText("six groups of five")
        self.said = label("", "bad-text", wrap=True)
        self.prove = button("Done", role="primary")
        self.wait = button("Later", role="quiet")
        self.notice = Bar()
        self._build(warning)
        self._connect()

    def _build(self, warning: str) -> None:
        shown = card(self.code, row(self.print, self.save, None), spacing=16)
        asked = card(
            form_row("Type it once from your paper, to see that you kept it", self.typed),
            self.said,
            row(self.prove, self.wait, None),
            label(_LATER, "small", wrap=True),
        )
        words = [label("Your recovery code", "display"), label(_ABOUT, wrap=True)]
        told = [label(warning, "bad-text", wrap=True)] if warning else []
        inside = holding(column(*words, *told, shown, asked, None, spacing=16))
        inside.setMaximumWidth(_WIDTH)
        self.said.hide()
        across = row(None, inside, None)
        across.setStretch(1, 1000)
        page = scroll(holding(across, margins=(28, 32, 28, 28)))
        self.setLayout(column(self.notice, page, spacing=0))
        self.setFocusProxy(self.typed)

    def _connect(self) -> None:
        self.prove.clicked.connect(self._judge)
        self.typed.returnPressed.connect(self._judge)
        self.wait.clicked.connect(self.later)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)

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
