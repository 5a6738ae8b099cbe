"""Goes through the real window: every screen, a search, every sheet, words typed; then it ends.

`python tour.py FOLDER CONVERSATION PERSON WORD END [VARIANT]`, the passphrase (or nothing) as a
line of standard input. END is `close`, `crash` (killed), or `trouble` (a mistake of the program's
own, with a word in it, then killed). Says `toured` when it has been everywhere.
"""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from beforehand import orders
from beforehand.domain.preparing import steps_of
from beforehand.domain.record import Id
from beforehand.store.opening import unlock
from beforehand.ui import app
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from beforehand.ui.widgets.basics import WordsEdit
from beforehand.ui.widgets.pages_view import PagesView
from faults.proof import broken

MOST_SECONDS = 20
"""How long a thing may take to come; then the tour goes on without it and says so."""
LENS = Id("internal-alignment")


class Wanted(NamedTuple):
    """What the tour is of."""

    folder: Path
    talk: Id
    person: Id
    word: str
    end: str


def places(wanted: Wanted) -> Iterator[Place]:
    """Every screen."""
    yield from map(Place, ("today", "preparations", "counterparts", "commitments", "journal"))
    yield Place("prepare", wanted.talk)
    yield Place("counterpart", wanted.person)
    yield Place("debrief", wanted.talk)
    yield from map(Place, ("trash", "new-conversation", "had-a-talk", "settings"))


def sheets(wanted: Wanted) -> Iterator[Place]:
    """Every kind of sheet."""
    yield Place("sheet", wanted.talk, orders.PRIVATE)
    yield Place("sheet", wanted.talk, orders.ROOM)
    yield Place("sheet", wanted.talk, orders.RECORD)
    yield Place("sheet", wanted.person, orders.MAP)
    yield Place("sheet", LENS, orders.WORKSHEET)


def wait(until: Callable[[], object], what: str) -> None:
    """Let the window work until something has come."""
    end = time.monotonic() + MOST_SECONDS
    while not until():
        if time.monotonic() > end:
            print(f"never came: {what}", flush=True)
            return
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def rest(seconds: float = 0.1) -> None:
    end = time.monotonic() + seconds
    wait(lambda: time.monotonic() > end, "rest")


def tour(session: Session, wanted: Wanted) -> None:
    """Go everywhere."""
    window = session.window()
    for place in places(wanted):
        window.go(place)
        rest()
        window.grab()
    for place in sheets(wanted):
        window.go(place)
        view = window.stack.currentWidget().findChild(PagesView)
        wait(lambda view=view: view.count and view.settled, "sheet")
        rest(0.3)
    search(session, wanted.word)
    type_words(session, wanted)
    print("toured", flush=True)


def search(session: Session, word: str) -> None:
    """Look for a word, letter by letter."""
    window = session.window()
    window.go(Place("search"))
    (field, *_) = window.stack.currentWidget().findChildren(QLineEdit)
    for end in range(1, len(word) + 1):
        field.setText(word[:end])
        rest(0.05)
    rest(0.3)


def type_words(session: Session, wanted: Wanted) -> None:
    """Type and wait until it is saved; copy it, as one does; the day's first backup comes."""
    window, saved = session.window(), []
    session.desk.saved.connect(lambda: saved.append(1))
    window.go(Place("prepare", wanted.talk))
    rest()
    chapters = window.stack.currentWidget().inner.preparation.chapters
    question = next(step for step in steps_of(chapters) if step.is_question)
    window.go(Place("prepare", wanted.talk, question.id))
    rest()
    editors = window.stack.currentWidget().findChildren(WordsEdit)
    editor = next(each for each in editors if each.isVisible() and not each.isReadOnly())
    editor.setFocus()
    for letter in "and more ":
        QTest.keyClick(editor, letter)
    editor.insertPlainText(wanted.word)
    editor.selectAll()
    editor.copy()
    wait(lambda: saved, "saved words")
    rest(1.0)


def end(session: Session, wanted: Wanted) -> None:
    """As it was asked for."""
    if wanted.end == "close":
        session.window().close()
        QTimer.singleShot(0, QApplication.quit)
        return
    if wanted.end == "trouble":
        QTimer.singleShot(0, lambda: mistake(wanted.word))
        rest(0.5)
    os.kill(os.getpid(), signal.SIGKILL)


def mistake(word: str) -> None:
    raise ValueError(word)


def main(wanted: Wanted, passphrase: str) -> int:
    """Start as the program does, and go round once the notebook is open."""
    application = app.make_application()
    window, session = app.make_window(application)

    def go_round() -> None:
        try:
            wait(lambda: window.stack is not None and not window.hurried, "notebook")
            tour(session, wanted)
        except Exception:
            # The window would tell it in a dialog.
            traceback.print_exc()
            os._exit(1)
        end(session, wanted)

    def let_in(folder: Path) -> None:
        keys = unlock(folder, passphrase)
        QTimer.singleShot(0, lambda: session.open(folder, keys=keys))

    session.asked.connect(let_in)
    window.painted.connect(lambda: app.begin(session, wanted.folder, sample=False))
    QTimer.singleShot(0, go_round)
    window.show()
    return application.exec()


if __name__ == "__main__":
    folder, talk, person, word, ending, *variant = sys.argv[1:]
    broken(*variant)
    asked = Wanted(Path(folder), Id(talk), Id(person), word, ending)
    sys.exit(main(asked, sys.stdin.readline().rstrip("\n")))
