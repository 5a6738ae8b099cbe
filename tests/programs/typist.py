"""Types into the real window without a pause, saying aloud when each letter was on the screen.

Started by `test_typing_survives.py` with a folder and a conversation; ends when killed.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from beforehand.ui import app
from beforehand.ui.places import Place
from beforehand.ui.widgets.basics import WordsEdit

KEY_MS = 20


def main(folder: Path, conversation_id: str) -> int:
    """Open the conversation and type the numbers from 0 on, a word each."""
    application = app.make_application()
    window, session = app.make_window(application)
    words = (letter for number in range(100_000) for letter in f"{number} ")

    def type_one() -> None:
        editor = QApplication.focusWidget()
        assert isinstance(editor, WordsEdit), editor
        QTest.keyClick(editor, next(words))
        print(len(editor.toPlainText()), time.monotonic(), flush=True)

    typing = QTimer(application, interval=KEY_MS)
    typing.timeout.connect(type_one)

    def begin() -> None:
        session.open(folder)
        window.go(Place("prepare", conversation_id))
        window.activateWindow()
        window.stack.currentWidget().findChild(WordsEdit).setFocus(Qt.FocusReason.OtherFocusReason)
        typing.start()

    window.painted.connect(lambda: QTimer.singleShot(0, window, begin))
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
