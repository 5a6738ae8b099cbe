"""Types into the real window without a pause; says when a letter stands there, and when saved.

`python typist.py FOLDER CONVERSATION [VARIANT]`; ends when killed. A line is `typed N SECONDS` when
so many letters stand on the screen, `saved N SECONDS` when the program says that they are saved.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from beforehand.ui import app
from beforehand.ui.places import Place
from beforehand.ui.widgets.basics import WordsEdit
from faults.proof import broken

KEY_MS = 20


def main(folder: Path, conversation_id: str) -> int:
    """Open the conversation and type the numbers from 0 on, a word each."""
    application = app.make_application()
    window, session = app.make_window(application)
    letters = (letter for number in range(100_000) for letter in f"{number} ")

    def tell(what: str) -> None:
        editor = QApplication.focusWidget()
        assert isinstance(editor, WordsEdit), editor
        print(what, len(editor.toPlainText()), time.monotonic(), flush=True)

    def type_one() -> None:
        QTest.keyClick(QApplication.focusWidget(), next(letters))
        tell("typed")

    typing = QTimer(application, interval=KEY_MS)
    typing.timeout.connect(type_one)

    def begin() -> None:
        session.open(folder)
        window.go(Place("prepare", conversation_id))
        window.activateWindow()
        window.stack.currentWidget().findChild(WordsEdit).setFocus(Qt.FocusReason.OtherFocusReason)
        session.desk.saved.connect(lambda: tell("saved"))
        typing.start()

    window.painted.connect(lambda: QTimer.singleShot(0, window, begin))
    window.show()
    return application.exec()


if __name__ == "__main__":
    broken(*sys.argv[3:])
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
