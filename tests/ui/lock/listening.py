"""A program that listens to the desktop and says each time that it is told to lock."""

import sys

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from beforehand.ui.lock.bus import Desktop


def main() -> int:
    """Until standard input ends."""
    application = QCoreApplication([])
    desktop = Desktop()
    desktop.leaving.connect(lambda: print("leaving", flush=True))
    desktop.listen()
    print("listening", flush=True)
    ends = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ends.activated.connect(application.quit)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
