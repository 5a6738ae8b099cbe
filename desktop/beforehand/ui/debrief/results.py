"""A finished debrief: that it can only be read, what is known now, and notes added later."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from beforehand import wording
from beforehand.domain.conversations import Addendum
from beforehand.domain.needs import Ruling
from beforehand.domain.verdicts import Case, rose
from beforehand.ui.autosave import Autosave
from beforehand.ui.debrief.looking_back import LookingBack
from beforehand.ui.places import Place
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import WordsEdit, button, clear, column, label, row
from beforehand.ui.widgets.wrapped import Wrapped

_READ_ONLY = (
    "This debrief is finished, so it stays as it was. What you find out later goes into a note, "
    "which carries its own date."
)


class Results(QFrame):
    """Only there once the debrief is finished."""

    go = Signal(object)

    def __init__(self, looking: LookingBack) -> None:
        super().__init__()
        self._looking = looking
        set_role(self, "card")
        self._learnt = column(spacing=10)
        self._next: QVBoxLayout = column(spacing=2)
        self.notes = Notes(looking)
        inside = column(
            label(_READ_ONLY, "muted", wrap=True), self._learnt, self._next, self.notes, spacing=14
        )
        inside.setContentsMargins(20, 16, 20, 16)
        self.setLayout(inside)

    def show_all(self) -> None:
        """Show what the conversation taught."""
        closed = self._looking.closed
        self.setVisible(closed)
        clear(self._learnt)
        clear(self._next)
        if not closed:
            return
        for words, role, texts in self._groups():
            if texts:
                self._learnt.addLayout(_group(words, role, texts))
        for person in self._looking.back.counterparts:
            again = button(
                f"Prepare the next talk with {self._looking.name_of(person.id)}",
                "arrow-right",
                "ghost",
            )
            place = Place("new-conversation", None, f"with:{person.id}")
            again.clicked.connect(lambda _=False, place=place: self.go.emit(place))
            self._next.addLayout(row(again, None))
        self.notes.show_all()

    def _groups(self) -> list[tuple[str, str, list[str]]]:
        cases = self._looking.back.cases
        return [
            ("Now known", "words", [_risen(case) for case in cases if rose(case.verdict)]),
            ("Not true, not to be guessed again", "body", _with(cases, Ruling.REFUTED)),
            ("Not asked: comes along to the next time", "body", _with(cases, Ruling.NOT_ASKED)),
        ]


class Notes(QFrame):
    """What was added later, each note with its date, and a place to write one more."""

    def __init__(self, looking: LookingBack) -> None:
        super().__init__()
        self._looking = looking
        self._draft: Addendum | None = None
        self._list = column(spacing=10)
        self.add = button("Add a note", "plus")
        self.editor = WordsEdit("What did you find out since?", lines=3)
        self.editor.setAccessibleName("A note, with today’s date")
        self.done = button("Done", "check")
        self._ends = row(self.done, None)
        self.setLayout(column(self._list, row(self.add, None), self.editor, self._ends))
        self._saved = Autosave(self.editor, self._keep)
        self.add.clicked.connect(self._begin)
        self.done.clicked.connect(self.end)
        self.editor.finished.connect(self.end)
        self._writing(on=False)

    def show_all(self) -> None:
        """Show the notes; the one that is being written stays in its editor."""
        if self._draft is not None and self._looking.fresh(self._draft) is None:
            self._draft = None
        clear(self._list)
        for each in self._looking.back.addenda:
            if self._draft is None or each.id != self._draft.id:
                day = wording.day(each.created_at.astimezone().date())
                self._list.addLayout(_group(f"Note of {day}", "words", [each.text]))

    def flush(self) -> bool:
        """Save the note that is being written."""
        return self._saved.flush()

    def end(self) -> None:
        """The note is written: from now on it is only read."""
        if not self.flush():
            return
        there = self._looking.fresh(self._draft) if self._draft else None
        if there is not None and not there.text.strip():
            self._looking.desk.put_away("Remove the empty note", there)
        self.forget()
        self._looking.reload()
        self.add.setFocus()

    def forget(self) -> None:
        """Close the editor."""
        self._draft = None
        self.editor.set_words("")
        self._writing(on=False)

    def _begin(self) -> None:
        self._writing(on=True)
        self.editor.setFocus()

    def _writing(self, *, on: bool) -> None:
        self.editor.setVisible(on)
        self.done.setVisible(on)
        self.add.setVisible(not on)

    def _keep(self, text: str) -> bool:
        if self._draft is None and not text.strip():
            return True
        kept = self._looking.note(self._draft, text)
        self._draft = kept or self._draft
        return kept is not None


def _group(words: str, role: str, texts: list[str]) -> QVBoxLayout:
    return column(label(words, "eyebrow"), *(Wrapped(text, role) for text in texts), spacing=3)


def _risen(case: Case) -> str:
    how = case.verdict.knowing.value if case.verdict and case.verdict.knowing else ""
    return f"{case.need.text} ({how})" if how else case.need.text


def _with(cases: tuple[Case, ...], ruling: Ruling) -> list[str]:
    return [case.need.text for case in cases if case.verdict and case.verdict.ruling is ruling]
