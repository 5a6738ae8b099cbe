"""The real window, unlocked by its passphrase, shown about on several screens, locked by its key.

`python locking_window.py FOLDER VARIANT`, the passphrase as a line of standard input. Says `shown`,
waits for a line, locks with Ctrl+L, and is then the program that asks for the passphrase.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

import make
from beforehand.ui import app
from beforehand.ui.lock.locker import Locker
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from faults.proof import broken

SHOWN = (
    Place("today"),
    Place("preparations"),
    Place("counterparts"),
    Place("counterpart", make.PERSON),
    Place("prepare", make.TALK),
    Place("journal"),
    Place("sheet", make.TALK, "private"),
    Place("search"),
    Place("counterpart", make.PERSON),
)


def wait(until: Callable[[], object]) -> None:
    """Let the window live until it is so, some minutes at most."""
    for _ in range(3000):
        if until():
            return
        QTest.qWait(100)
    sys.exit("nothing came of it")


def main(folder: Path, variant: str) -> int:
    """Show it, and lock it."""
    broken(variant)
    application = app.make_application()
    window, session = app.make_window(application)
    window.painted.connect(lambda: app.begin(session, folder, sample=False))
    window.show()
    _let_in(session, sys.stdin.readline().rstrip("\n"))
    wait(lambda: session.desk is not None)
    # It comes with what Today is read without.
    wait(lambda: session.findChild(Locker) is not None)
    QTest.qWait(1500)
    for place in SHOWN:
        window.go(place)
        QTest.qWait(400)
    print("shown", flush=True)
    sys.stdin.readline()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    # Only a broken variant comes here.
    wait(lambda: session.desk is None)
    print("still here", flush=True)
    return application.exec()


def _let_in(session: Session, words: str) -> None:
    def fields() -> list[QLineEdit]:
        every = session.window().findChildren(QLineEdit)
        return [each for each in every if each.accessibleName() == "Passphrase"]

    wait(fields)
    (field,) = fields()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
