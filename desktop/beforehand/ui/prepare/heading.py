"""What the Prepare screen puts into the top bar."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from beforehand import wording
from beforehand.domain.conversations import Conversation, Speed, Stage
from beforehand.domain.held import is_over, took_place
from beforehand.ui.places import Heading, Place
from beforehand.ui.prepare.preparation import Preparation
from beforehand.ui.widgets.basics import button, icon_button, tip
from beforehand.ui.widgets.segments import Segments

_SPEEDS = ((Speed.TEN_MINUTES, "10 min"), (Speed.FULL, "Full"))


class PrepareHeading(QObject):
    """The way back, issue and time of a conversation, and what can be done with all of it."""

    go = Signal(object)

    def __init__(self, preparation: Preparation, parent: QObject) -> None:
        super().__init__(parent)
        self._preparation = preparation
        self._build()
        self._connect()

    def _build(self) -> None:
        self.speed = Segments("How much time you have", _SPEEDS)
        tip(self.speed, "10 min asks only the essential questions; what is filled always stays")
        self.details = icon_button("pencil-line", "Edit details: who, when, how long")
        self.ready: QPushButton = button("Ready", "check")
        self.ready.setCheckable(True)
        tip(self.ready, "Tick it when you feel prepared")
        self.sheet: QPushButton = button("Prep sheet", "printer", "primary")
        self.debrief: QPushButton = button("Debrief", "message-square-quote")
        self.held: QPushButton = button("It took place", "check")
        tip(self.held, "On to the debrief")

    def _connect(self) -> None:
        self.speed.chosen.connect(self._set_speed)
        self.details.clicked.connect(lambda: self._go("new-conversation"))
        self.sheet.clicked.connect(lambda: self._go("sheet", "private"))
        self.ready.clicked.connect(self._set_ready)
        self.debrief.clicked.connect(lambda: self._go("debrief"))
        self.held.clicked.connect(self._took_place)

    def heading(self) -> Heading:
        """Say it as it is now."""
        talk = self._preparation.conversation
        self.speed.set_value(talk.speed)
        self.ready.setChecked(talk.stage is Stage.READY)
        return Heading(
            title=talk.issue.strip() or "Conversation",
            above="Preparations",
            above_place=Place("preparations"),
            chip=_when(talk, self._preparation),
            actions=self._actions(talk),
        )

    def _actions(self, talk: Conversation) -> tuple[QWidget, ...]:
        if talk.stage in {Stage.HELD, Stage.DEBRIEFED}:
            return (self.sheet, self.debrief)
        if self._preparation.closed:
            return (self.sheet,)
        over = is_over(talk, self._preparation.desk.now())
        # Once its time has passed, whether one is ready is no question any more.
        third = self.held if over else self.ready
        return (self.speed, self.details, third, self.sheet)

    def _took_place(self) -> None:
        talk, desk = self._preparation.conversation, self._preparation.desk
        if desk.do("It took place", [took_place(talk, desk.now())]):
            self._go("debrief")

    def _set_speed(self, speed: Speed) -> None:
        self._preparation.edit(f"Prepare in {speed}", self._preparation.conversation, speed=speed)

    def _set_ready(self, ready: bool) -> None:
        stage = Stage.READY if ready else Stage.PREPARING
        said = "Ready" if ready else "Not ready yet"
        self._preparation.edit(said, self._preparation.conversation, stage=stage)

    def _go(self, screen: str, detail: str = "") -> None:
        self.go.emit(Place(screen, self._preparation.conversation.id, detail))


def _when(talk: Conversation, preparation: Preparation) -> str:
    if preparation.closed:
        return str(talk.stage)
    return wording.soon(talk.starts_at, preparation.desk.now())
