"""The details of one need, in place: everything known about it, and what is still missing."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from beforehand.domain.brief import Hypothesis
from beforehand.domain.needs import Evidence, Need, NeedLink, Standing
from beforehand.domain.record import Id
from beforehand.ui.autosave import Autosave, flush_all
from beforehand.ui.desk import Change, Desk
from beforehand.ui.theme import set_role
from beforehand.ui.widgets import basics
from beforehand.ui.widgets.need_acts import NeedActs
from beforehand.ui.widgets.need_card_parts import Guess, Head, Saying, Verdicts
from beforehand.ui.widgets.need_links import Links

_KINDS = {"needs", "evidence", "need_links", "verdicts"}


class NeedCard(QFrame):
    """One need to read and to change, for the map, the list and the Prepare screen."""

    closed = Signal()
    opened = Signal(str)
    """Another need is asked for: one that is linked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, scrolls: bool = True) -> None:
        super().__init__(parent)
        self._desk, self._scrolls = desk, scrolls
        self._acts = NeedActs(desk)
        self.need_id: Id | None = None
        self._stale = False
        self._build()
        self._connect()

    def _build(self) -> None:
        set_role(self, "panel")
        self.head = Head()
        self.words = basics.WordsEdit("What do they need?", lines=1)
        self.guess = Guess(self._desk.library.drivers)
        self.saying = Saying()
        self.links = Links()
        self.links_row = basics.form_row("Linked to", self.links)
        self.verdicts = Verdicts()
        self.away = basics.button("Put away", "trash-2", "quiet")
        inside = basics.column(
            basics.form_row("The need", self.words),
            self.saying,
            self.guess,
            self.links_row,
            self.verdicts,
            basics.row(self.away, None),
            None,
            spacing=16,
        )
        held = basics.holding(inside, margins=(20, 4, 20, 20) if self._scrolls else (14, 0, 14, 14))
        body = basics.scroll(held) if self._scrolls else held
        self.setLayout(basics.column(self.head, body, spacing=0))
        self.setAccessibleName("Details of the need")

    def _connect(self) -> None:
        self._saves = {
            "text": Autosave(self.words, lambda words: self._keep("text", words)),
            "words": Autosave(self.saying.words, lambda words: self._keep("words", words)),
            "question": Autosave(self.guess.question, lambda words: self._keep("question", words)),
        }
        self._desk.changed.connect(self._note_change)
        self._desk.saved.connect(self._catch_up)
        self.head.closed.connect(self.close_up)
        self.away.clicked.connect(self._put_away)
        self.guess.weighed.connect(self._weigh)
        self.guess.driver.chosen.connect(lambda driver: self._edit("motive", driver=driver))
        self.guess.signs.added.connect(self._note_sign)
        self.guess.signs.put_away.connect(self._acts.put_sign_away)
        self.guess.said.connect(self._say)
        self.saying.dated.connect(lambda day: self._edit("when it was said", said_on=day))
        self.saying.sunk.connect(self._sink)
        self.links.toggled.connect(self._link)
        self.links.opened.connect(self.opened)

    def open(self, need_id: Id) -> None:
        """Show a need; words of the one before are saved first."""
        if not flush_all(self):
            return
        if need_id != self.need_id:
            self.guess.forget()
        self.need_id = need_id
        self.refresh()

    def refresh(self) -> None:
        """Show the need as the notebook has it; words not saved yet stay as they are."""
        need = self._need()
        if need is None:
            return
        evidence = self._desk.notebook[Evidence].find(need_id=need.id)
        hidden = need.standing is Standing.HIDDEN
        self.head.show_need(need, Hypothesis(need=need, evidence=tuple(evidence)))
        self._fill("text", self.words, need.text)
        self._fill("words", self.saying.words, need.words)
        self._fill("question", self.guess.question, need.question)
        self.guess.setVisible(hidden)
        self.guess.show_need(need, evidence, self._acts.today())
        self.saying.setVisible(need.standing in (Standing.STATED, Standing.KNOWN))
        self.saying.show_need(need, self._acts.today())
        self._show_links(need, hidden=hidden)
        self.verdicts.show_of(self._desk.notebook, need.id)

    def focus_words(self) -> None:
        """Let the person write what the need is."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        """Save what is not saved yet; False if that failed and the words are only here."""
        return flush_all(self)

    def close_up(self) -> None:
        """Save and say that one is done."""
        if self.leave():
            self.need_id = None
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the details."""
        if event.key() == Qt.Key.Key_Escape and not self.guess.asking.isVisible():
            self.close_up()
        else:
            super().keyPressEvent(event)

    def _need(self) -> Need | None:
        return self._acts.need(self.need_id) if self.need_id else None

    def _fill(self, name: str, edit: basics.WordsEdit, text: str) -> None:
        if not self._saves[name].unsaved:
            edit.set_words(text)

    def _show_links(self, need: Need, *, hidden: bool) -> None:
        shelf = self._desk.notebook[NeedLink]
        found = shelf.find(hidden_id=need.id) if hidden else shelf.find(stated_id=need.id)
        ends = {link.stated_id if hidden else link.hidden_id for link in found}
        theirs = self._desk.notebook[Need].find(counterpart_id=need.counterpart_id)
        across = [each for each in theirs if _below(each) is not _below(need) and _placed(each)]
        self.links_row.setVisible(need.standing is not Standing.MINE)
        self.links.show_links(
            [each for each in across if each.id in ends],
            [each for each in across if each.id not in ends],
            "Nothing was said yet that it could lie beneath."
            if hidden
            else "Nothing is suspected yet that could lie beneath it.",
        )

    def _note_change(self, change: Change) -> None:
        self._stale = self._stale or change.kind in _KINDS

    def _catch_up(self) -> None:
        """Show what changed: once, however many records one act has saved."""
        stale, self._stale = self._stale, False
        if self.need_id is None or not stale:
            return
        if self._need() is None:
            self.need_id = None
            self.closed.emit()
        else:
            self.refresh()

    def _keep(self, name: str, words: str) -> bool:
        need = self._need()
        fields: dict[str, Any] = {name: words}
        return need is None or self._desk.keep(replace(need, **fields))

    def _edit(self, what: str, **fields: object) -> None:
        if self.need_id:
            self._acts.change(self.need_id, what, **fields)

    def _weigh(self, confidence: int) -> None:
        if self.need_id:
            self._acts.move(self.need_id, confidence=confidence)

    def _say(self, words: str, on: date) -> None:
        if self.need_id and self.leave():
            self._acts.say(self.need_id, words, on)

    def _sink(self) -> None:
        if self.need_id and self.leave():
            self._acts.sink(self.need_id)

    def _note_sign(self, words: str, on: date, supports: bool) -> None:
        done = self.need_id and self._acts.note_sign(self.need_id, words, on, supports=supports)
        if done:
            self.guess.signs.forget()

    def _link(self, other_id: Id) -> None:
        if self.need_id:
            self._acts.link(self.need_id, other_id)

    def _put_away(self) -> None:
        if self.need_id and self.leave():
            self._acts.put_away(self.need_id)


def _below(need: Need) -> bool:
    return need.standing is Standing.HIDDEN


def _placed(need: Need) -> bool:
    return need.standing in (Standing.HIDDEN, Standing.STATED, Standing.KNOWN)
