"""The cards of Today."""

from collections.abc import Sequence

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from beforehand import wording
from beforehand.domain.brief import Hypothesis
from beforehand.domain.counterparts import Counterpart
from beforehand.store.overview import ConversationLine
from beforehand.ui import icons
from beforehand.ui.desk import Desk
from beforehand.ui.next_steps import (
    MOST_LACKING,
    NextStep,
    Progress,
    is_past,
    progress,
    who,
)
from beforehand.ui.places import Place
from beforehand.ui.rows import Row
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import (
    button,
    chip,
    column,
    holding,
    icon_button,
    label,
    row,
    rule,
)
from beforehand.ui.widgets.line import Line, breakable

_WELCOME_WIDTH = 720
_NO_WORD = "Without a word for it yet"
_PAD = (26, 24, 26, 24)


class NextCard(QFrame):
    """The next conversation: what, when, with whom, how far, and on with it."""

    def __init__(self, desk: Desk, line: ConversationLine, go: SignalInstance) -> None:
        super().__init__()
        set_role(self, "card")
        talk, now = line.conversation, desk.now()
        done = progress(line, desk.library.lenses)
        change = icon_button("calendar", "Change the date, the people, the lenses")
        change.clicked.connect(lambda: go.emit(Place("new-conversation", talk.id)))
        head = "Next conversation" if not is_past(talk, now) else "Still open"
        titles = column(
            row(label(f"{head} · {wording.soon(talk.starts_at, now)}", "eyebrow"), None, change),
            label(breakable(talk.issue or talk.title) or _NO_WORD, "display", wrap=True),
            label(breakable(_about(desk, line)), "muted", wrap=True),
            spacing=6,
        )
        body = column(
            titles, row(_bar(done), _chips(line), spacing=24), _acts(line, go), spacing=20
        )
        body.setContentsMargins(*_PAD)
        self.setLayout(body)


class ListCard(QFrame):
    """A card with a small heading and lines under it."""

    def __init__(self, heading: str, lines: Sequence[QWidget]) -> None:
        super().__init__()
        set_role(self, "card")
        head = holding(row(label(heading, "eyebrow"), None), margins=(18, 13, 18, 11))
        body = column(head, spacing=0)
        for each in lines:
            body.addWidget(rule())
            body.addWidget(each)
        body.setContentsMargins(1, 1, 1, 1)
        self.setLayout(body)


def coming_card(desk: Desk, lines: Sequence[ConversationLine], go: SignalInstance) -> ListCard:
    """The other conversations that are being prepared."""
    return ListCard("Also coming", [_coming(desk, line, go) for line in lines])


def steps_card(steps: Sequence[NextStep], go: SignalInstance) -> ListCard:
    """What to do next for the next conversation."""
    return ListCard(
        "What to do next", [_going(Line(Row(s.words, s.why)), s.place, go) for s in steps]
    )


def lacking_card(pairs: Sequence[tuple[Counterpart, Hypothesis]], go: SignalInstance) -> ListCard:
    """Suspicions that lack something, and what."""
    lines = [
        _going(
            Line(
                Row(
                    guess.need.text or "A need without words",
                    f"{person.first_name} · lacks {guess.gaps[0]}{_more(len(guess.gaps) - 1)}",
                    f"{guess.need.confidence} %",
                    "hidden",
                ),
                wrap=True,
            ),
            Place("counterpart", person.id, str(guess.need.id)),
            go,
        )
        for person, guess in pairs[:MOST_LACKING]
    ]
    return ListCard("Suspected, with something missing", lines)


class Welcome(QFrame):
    """The empty notebook: one friendly way to begin, and the sample to look at."""

    def __init__(self, go: SignalInstance, *, first: bool) -> None:
        # Imported here: it brings Qt's own namespace, and Today seldom welcomes.
        from beforehand.ui.widgets.flow import FlowLayout

        super().__init__()
        set_role(self, "card")
        self.begin = button("New conversation", "plus", "primary")
        self.begin.clicked.connect(lambda: go.emit(Place("new-conversation")))
        self.other = self._other(first=first)
        place = Place("sample") if first else Place("preparations")
        self.other.clicked.connect(lambda: go.emit(place))
        self.back = button("I have a notebook already…", role="quiet")
        self.back.clicked.connect(lambda: go.emit(Place("bring-back")))
        self.back.setVisible(first)
        ways = FlowLayout(spacing=8)
        for each in (self.begin, self.other, self.back):
            ways.addWidget(each)
        body = column(*self._words(first=first), ways, spacing=20)
        body.setContentsMargins(40, 36, 40, 36)
        self.setLayout(body)
        self.setMaximumWidth(_WELCOME_WIDTH)

    @staticmethod
    def _other(*, first: bool) -> QPushButton:
        if first:
            return button("Open the sample notebook", "book-open")
        return button("See all preparations", "list")

    @staticmethod
    def _words(*, first: bool) -> list[QWidget]:
        if not first:
            return [
                label("Nothing is coming up", "display"),
                label("When a hard conversation comes in sight, begin here.", "muted", wrap=True),
            ]
        return [
            label("Which conversation is on your mind?", "question", wrap=True),
            label(
                "Name the person and the issue. Ten minutes of questions later you have a sheet "
                "to take along.",
                "muted",
                wrap=True,
            ),
            *(_reason(icon, words) for icon, words in _REASONS),
        ]


_REASONS = (
    ("message-square-quote", "What was said is kept apart from what you only suspect."),
    ("lightbulb", "Every suspicion becomes a question that you can ask."),
    ("printer", "Two sheets: one for your eyes, one that may lie on the table."),
    ("lock", "Nothing leaves this computer. There is no account and no network."),
)


def _reason(icon: str, words: str) -> QFrame:
    sign = label()
    sign.setPixmap(icons.pixmap(icon, "accent", icons.SIZE, sign.devicePixelRatioF()))
    sign.setFixedWidth(30)
    text = label(words, wrap=True)
    line = row(sign, text, spacing=4)
    line.setStretch(1, 1)
    return holding(line)


def _about(desk: Desk, line: ConversationLine) -> str:
    talk = line.conversation
    names = [f"{each.name}, {each.role}" if each.role else each.name for each in line.counterparts]
    lenses = [
        desk.library.lenses[each].title for each in talk.lens_ids if each in desk.library.lenses
    ]
    parts = [
        f"with {' and '.join(names)}" if names else "nobody named yet",
        f"lens: {', '.join(lenses)}" if lenses else "",
        wording.length(talk.minutes),
    ]
    return " · ".join(part for part in parts if part)


def _bar(done: Progress) -> QFrame:
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setRange(0, max(1, done.asked))
    bar.setValue(done.answered)
    bar.setAccessibleName(done.sentence)
    left = label(f"{done.left} left" if done.left > 0 else "all answered", "muted")
    made = holding(column(row(label(done.sentence), None, left), bar, spacing=6))
    made.setMinimumWidth(260)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made


def _chips(line: ConversationLine) -> QFrame:
    untested = f", {line.untested} untested" if line.untested else ""
    chips: list[QLabel] = []
    if line.said:
        chips.append(chip(f"{line.said} stated", "stated"))
    if line.hidden:
        chips.append(chip(f"{line.hidden} hidden{untested}", "hidden"))
    return holding(row(*chips, spacing=6))


def _acts(line: ConversationLine, go: SignalInstance) -> QHBoxLayout:
    talk = line.conversation
    word = "Continue preparing" if line.answered else "Start preparing"
    buttons = []
    for words, icon, role, place in (
        (word, "pencil-line", "primary", Place("prepare", talk.id)),
        ("Prep sheet", "printer", "", Place("sheet", talk.id, "private")),
        ("For the room", "eye", "", Place("prepare", talk.id, "for-the-room")),
    ):
        each = button(words, icon, role)
        each.clicked.connect(lambda _=False, place=place: go.emit(place))
        buttons.append(each)
    return row(*buttons, None, spacing=10)


def _coming(desk: Desk, line: ConversationLine, go: SignalInstance) -> Line:
    talk, now = line.conversation, desk.now()
    below = f"{who(line)} · {progress(line, desk.library.lenses).sentence}"
    when = wording.soon(talk.starts_at, now)
    late = is_past(talk, now)
    row_ = Row(
        talk.issue or talk.title or _NO_WORD,
        below,
        f"was {when}" if late else when,
        "bad" if late else "plain",
        "file-pen-line",
    )
    return _going(Line(row_), Place("prepare", talk.id), go)


def _going(line: Line, place: Place, go: SignalInstance) -> Line:
    line.clicked.connect(lambda _=False: go.emit(place))
    return line


def _more(number: int) -> str:
    return f" and {number} more" if number else ""
