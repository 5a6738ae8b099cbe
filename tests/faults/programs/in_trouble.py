"""The real window with an answer open; does what the lines of its standard input say.

`python in_trouble.py FOLDER CONVERSATION [VARIANT]`. Lines: `type WORDS`, `look`, `close`. It says
`ready`, `saved`, `told SENTENCE` and `calm` as these come about; it answers `look` with what stands
in the field, and `close` with whether the window is still there.
"""

import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from beforehand.ui import app
from beforehand.ui.keeping import rescue
from beforehand.ui.places import Place
from beforehand.ui.session import Session
from faults.proof import broken
from kept import first_editor, trouble

LOOK_MS, AGAIN_MS = 50, 300


class Told(QObject):
    """Brings lines from the thread that reads them."""

    line = Signal(str)

    def read(self) -> None:
        for each in sys.stdin:
            self.line.emit(each.rstrip("\n"))


class Answering(QObject):
    """Obeys, and says what the window says."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._window, self._said = session.window(), ""
        session.desk.saved.connect(lambda: print("saved", flush=True))
        self._clock = QTimer(self, interval=LOOK_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()

    def obey(self, line: str) -> None:
        what, _, rest = line.partition(" ")
        if what == "type":
            first_editor(self._window).textCursor().insertText(rest)
        elif what == "look":
            print("field", first_editor(self._window).words(), flush=True)
        elif what == "close":
            self._window.close()
            print("visible", self._window.isVisible(), flush=True)
            if not self._window.isVisible():
                QTimer.singleShot(0, QApplication.quit)

    def _look(self) -> None:
        now = trouble(self._window)
        if now != self._said:
            self._said = now
            print(f"told {now}" if now else "calm", flush=True)


def main(folder: Path, conversation_id: str) -> int:
    """Open the conversation, and listen."""
    rescue.AGAIN_MS = AGAIN_MS
    application = app.make_application()
    window, session = app.make_window(application)
    told = Told()

    def begin() -> None:
        session.open(folder)
        window.go(Place("prepare", conversation_id))
        told.line.connect(Answering(session).obey)
        threading.Thread(target=told.read, daemon=True).start()
        print("ready", flush=True)

    window.painted.connect(lambda: QTimer.singleShot(0, window, begin))
    window.show()
    return application.exec()


if __name__ == "__main__":
    broken(*sys.argv[3:])
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
