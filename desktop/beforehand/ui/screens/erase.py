"""Erasing a counterpart for good: what goes, where the name stands, the backups, then the name."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QProgressBar, QWidget

from beforehand.domain.counterparts import Counterpart
from beforehand.domain.errors import BeforehandError
from beforehand.store import erasing
from beforehand.store.cleaning import Cleaned
from beforehand.store.erasing import Plan
from beforehand.store.folding import folded
from beforehand.store.mentions import Mention, looking
from beforehand.ui.desk import Desk
from beforehand.ui.letting_go import words
from beforehand.ui.letting_go.forgetting import forget_words
from beforehand.ui.letting_go.mention_list import MentionList
from beforehand.ui.letting_go.older import Cleaning, Older
from beforehand.ui.letting_go.slices import Slices
from beforehand.ui.places import Heading, Place
from beforehand.ui.widgets.basics import (
    button,
    card,
    column,
    form_row,
    holding,
    label,
    row,
    scroll,
)

_WIDTH = 720
_TYPED = 60
"""Letters of a name that one can be asked to type."""


class EraseScreen(QFrame):
    """One page from top to bottom; nothing happens before its last button."""

    go = Signal(object)
    retitled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._plan: Plan | None = None
        self._told: list[str] = []
        self._looking, self._erasing = Slices(self), Slices(self)
        self._cleaning = Cleaning(desk, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.goes, self.stays = label("", wrap=True), label("", "muted", wrap=True)
        self.everything = button("Save everything about them first…", "download", "quiet")
        self.mentions, self.older = MentionList(), Older(self._desk)
        self.name = QLineEdit()
        self.erase = button("Erase for good", "trash-2", "danger")
        self.cancel = button("Keep them")
        self.said = label("", "bad-text", wrap=True)
        self.progress = QProgressBar(textVisible=False)
        self.progress.setRange(0, 0)
        self.under_way = label(words.UNDER_WAY, wrap=True)
        self.confirm = form_row("Type the name to erase", self.name)
        self._form = holding(
            column(
                card(label(words.GOES, "heading"), self.goes, self.stays,
                     row(self.everything, None), spacing=12),
                card(label(words.ELSEWHERE, "heading"), self.mentions, spacing=12),
                card(label(words.BACKUPS, "heading"), self.older, spacing=12),
                card(label(words.SURE, "heading"), label(words.NO_WAY_BACK, "bad-text", wrap=True),
                     self.confirm, self.said, row(self.erase, self.cancel, None), spacing=12),
                spacing=18,
            )
        )  # fmt: skip
        self.result = label("", wrap=True)
        self.back = button("Back to Counterparts", role="primary")
        self._after = card(self.result, row(self.back, None), spacing=16)
        page = holding(
            column(self.progress, self.under_way, self._form, self._after, None, spacing=18)
        )
        page.setMaximumWidth(_WIDTH)
        across = row(page, None)
        across.setStretch(0, 100)
        self.setLayout(column(scroll(holding(across, margins=(28, 22, 28, 28)))))

    def _connect(self) -> None:
        self._looking.came.connect(self._found)
        self._looking.done.connect(self._all_found)
        self._looking.failed.connect(self._refuse)
        self._erasing.came.connect(self._step)
        self._erasing.done.connect(self._purged)
        self._erasing.failed.connect(self._refuse)
        self._cleaning.done.connect(self._cleaned)
        self._cleaning.failed.connect(self._not_cleaned)
        self.name.textChanged.connect(self._judge)
        self.name.returnPressed.connect(self.erase.click)
        self.erase.clicked.connect(self._erase)
        self.cancel.clicked.connect(self._go_back)
        self.everything.clicked.connect(self._save_everything)
        self.back.clicked.connect(lambda: self.go.emit(Place("counterparts")))

    def heading(self) -> Heading:
        """Whom it is about, until there is nobody any more."""
        if self._plan is None:
            return Heading("Erased", "Counterparts", Place("counterparts"))
        return Heading(f"Erase {self._plan.person.name}", "Counterparts", Place("counterparts"))

    def open(self, place: Place) -> None:
        """Show what would go; BeforehandError if there is nobody of that id."""
        person = self._desk.notebook[Counterpart].get(place.id) if place.id else None
        if person is None:
            raise BeforehandError(
                "This counterpart is not in the notebook.", "Choose another one from the list."
            )
        self.leave()
        self._plan = plan = erasing.planned(self._desk.notebook, person, with_mentions=False)
        self.goes.setText(words.what_goes(plan))
        self.stays.setText(words.what_stays(plan))
        self.stays.setVisible(bool(plan.going.stays))
        self.name.setPlaceholderText("" if _typed_anywhere(person.name) else words.OR_ELSE)
        self.older.read()
        self._show(form=True)
        self._tell("")
        self._look()
        self.retitled.emit()

    def take_focus(self) -> None:
        """Nothing is typed before one has read."""
        self.setFocus()

    def leave(self) -> None:
        """What is under way is left: nothing was erased, or all of it, and then it goes on."""
        self._looking.stop()
        if self._plan is not None:
            self._erasing.stop()
        self.name.clear()
        self.progress.hide()

    def _look(self) -> None:
        plan = self._plan
        if plan is not None:
            self.mentions.start_over()
            self.progress.show()
            self._looking.begin(looking(self._desk.notebook, plan.person, plan.going.goes))
            self._judge()

    def _found(self, found: Sequence[Mention]) -> None:
        self.mentions.add(self._desk.notebook, found)

    def _all_found(self) -> None:
        self.progress.hide()
        self.mentions.close_up()
        self._judge()

    def _judge(self) -> None:
        plan = self._plan
        same = plan is not None and _alike(self.name.text(), plan.person.name)
        self.erase.setEnabled(same and not self._looking.busy and not self._erasing.busy)

    def _erase(self) -> None:
        plan = self._plan
        if plan is None or not self.erase.isEnabled():
            return
        if any(getattr(each, "busy", False) for each in self._savings()):
            self._tell(words.STILL_SAVING)
            return
        if trouble := self.older.trouble():
            self._tell(trouble)
            return
        self._tell("")
        chosen = self.mentions.chosen
        self._told = [words.erased(plan, len(chosen), self.mentions.kept)]
        self._form.setEnabled(False)
        self.progress.show()
        self._erasing.begin(
            erasing.erase(self._desk.notebook, plan.person, self._desk.now(), chosen)
        )

    def _savings(self) -> list[QObject]:
        """Files about somebody that this or another screen writes: half of it would be gone."""
        return self.window().findChildren(QObject, words.SAVING)

    def _step(self, done: bool) -> None:
        if done and self._plan is not None:
            self._desk.let_go(self._plan.going)
            self._plan = None
            for shown in (self.goes, self.stays, self.name):
                shown.clear()
            self.mentions.start_over()
            forget_words()
            self._form.hide()
            self.under_way.show()
            self.retitled.emit()

    def _purged(self) -> None:
        self.older.look()
        if self.older.clean.isChecked() and self.older.found:
            self._cleaning.begin(self.older.found)
        else:
            self._finish()

    def _cleaned(self, cleaned: Cleaned) -> None:
        self._told.append(words.cleaned(cleaned))
        self._finish()

    def _not_cleaned(self, error: BeforehandError) -> None:
        self._told.append(f"{words.NOT_CLEANED} {error}")
        self._finish()

    def _finish(self) -> None:
        # A layout that was under way may have come to its end meanwhile.
        forget_words()
        self.progress.hide()
        if self.older.found and not self.older.clean.isChecked():
            self._told.append(words.BACKUPS_STAY)
        self._told += [each for each in self.older.remains if each]
        self.result.setText("\n\n".join(self._told))
        self._show(form=False)
        self.back.setFocus()

    def _refuse(self, error: BeforehandError) -> None:
        """Nothing was erased: say why, and look again."""
        self.progress.hide()
        self._form.setEnabled(True)
        self._tell(str(error))
        if not self._looking.busy and self._told:
            self._told = []
            self._look()

    def _show(self, *, form: bool) -> None:
        self._form.setEnabled(True)
        self._form.setVisible(form)
        self.under_way.hide()
        self._after.setVisible(not form)

    def _tell(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _go_back(self) -> None:
        plan = self._plan
        self.go.emit(Place("counterpart", plan.person.id) if plan else Place("counterparts"))

    def _save_everything(self) -> None:
        from beforehand.ui.letting_go.saving import SavingAbout

        if self._plan is not None:
            SavingAbout.of(self, self._desk).ask(self._plan.person)


def _alike(typed: str, name: str) -> bool:
    if typed.strip() == words.ANYWHERE and not _typed_anywhere(name):
        return True
    return folded(typed).split() == folded(name).split() and bool(typed.strip())


def _typed_anywhere(name: str) -> bool:
    """Whether a name is soon typed on any keyboard, accents left out."""
    return folded(name).isascii() and len(name) <= _TYPED
