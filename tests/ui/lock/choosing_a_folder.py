"""A program with Qt's own file dialog that goes to a folder and chooses it: `FOLDER [CAREFUL]`."""

import resource
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from beforehand.ui.lock.traces import forget_folders, no_core


def main(folder: str, *, careful: bool) -> int:
    """Choose it, and end as any program ends."""
    application = QApplication([])
    if careful:
        no_core()
        forget_folders()
    dialog = QFileDialog(None, "Choose", folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    QTimer.singleShot(100, dialog.accept)
    dialog.finished.connect(dialog.deleteLater)
    dialog.destroyed.connect(application.quit)
    dialog.open()
    application.exec()
    print(resource.getrlimit(resource.RLIMIT_CORE))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], careful=len(sys.argv) > 2))
