"""Who does what by when: lines that add themselves."""

from PySide6.QtWidgets import QFrame

from beforehand.domain.record import Id
from beforehand.domain.stakes import Commitment
from beforehand.ui.debrief.commitment_line import CommitmentLine, nobody_s
from beforehand.ui.debrief.looking_back import LookingBack
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import column, label
from beforehand.ui.widgets.keyed import Keyed


class Commitments(QFrame):
    """All commitments of the conversation, and one empty line after them."""

    def __init__(self, looking: LookingBack) -> None:
        super().__init__()
        self._looking = looking
        self._draft: Commitment | None = None
        set_role(self, "card")
        self._column = column(spacing=18)
        self._none = label("Nothing was agreed.", "muted")
        inside = column(self._none, self._column)
        inside.setContentsMargins(18, 16, 18, 16)
        self.setLayout(inside)
        self.lines = Keyed[Commitment, CommitmentLine](
            self._column, self._line, CommitmentLine.show_record
        )

    def show_all(self) -> None:
        """Show them as they are now; a line without words yet stays at the end."""
        there = self._looking.back.commitments
        talk = self._looking.talk
        if self._draft is None or self._draft.conversation_id != talk.id:
            self._draft = nobody_s(talk.id)
        if any(each.id == self._draft.id for each in there):
            self._draft = nobody_s(talk.id)
        closed = self._looking.closed
        begun = self.lines.widgets.get(self._draft.id)
        draft = begun.record if begun else self._draft
        shown = [*there, *(() if closed else (draft,))]
        self.lines.sync((each.id, each) for each in shown)
        self._none.setVisible(closed and not there)

    def flush(self) -> bool:
        """Save what was typed; a commitment that was emptied by hand is put away."""
        saved = [line.flush() for line in self.lines.widgets.values()]
        for line in list(self.lines.widgets.values()):
            if line.stored and not line.record.text.strip() and not self._looking.closed:
                self._remove(line)
        return all(saved)

    def first_faulty(self) -> CommitmentLine | None:
        """The first line that is not whole; from now on each says what it lacks."""
        wrong = [line for line in self.lines.widgets.values() if line.faults]
        for line in wrong:
            line.tell()
        return wrong[0] if wrong else None

    def line(self, record_id: Id) -> CommitmentLine | None:
        """The line of a commitment."""
        return self.lines.widgets.get(record_id)

    def _line(self, record: Commitment) -> CommitmentLine:
        line = CommitmentLine(self._looking, record)
        line.begun.connect(lambda: self._add_after(line))
        line.removed.connect(self._remove)
        return line

    def _add_after(self, line: CommitmentLine) -> None:
        """The empty line has something in it: put another one after it, once it is saved."""
        if self._draft is not None and line.record.id == self._draft.id and line.flush():
            self._looking.reload()

    def _remove(self, line: CommitmentLine) -> None:
        there = self._looking.fresh(line.record)
        if there is not None:
            self._looking.desk.put_away("Remove the commitment", there)
        elif self._draft is not None and line.record.id == self._draft.id:
            self._draft = nobody_s(self._looking.talk.id)
            self._looking.reload()
