"""A program on a real screen that copies words of an editor, with the guard on or without it.

`copying.py WORDS [guarded]`; each line of standard input is an order, answered by one line;
`quit` by what lies there in the end.
"""

import os
import sys

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from beforehand.ui.lock.clipboard import Copies

MARK = "x-kde-passwordManagerHint"


def main(words: str, *, guarded: bool) -> int:
    """Until standard input ends."""
    application = QApplication([])
    editor = QTextEdit(words)
    editor.show()
    copies = Copies(editor) if guarded else None
    board = QGuiApplication.clipboard()

    def copy() -> str:
        editor.selectAll()
        QTest.keyClick(editor, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        # As dragging over words does.
        board.setText(words, QClipboard.Mode.Selection)
        return "copied"

    def clear() -> str:
        if copies is not None:
            copies.clear()
        return "cleared"

    def read() -> str:
        held = [board.mimeData(mode) for mode in (board.Mode.Clipboard, board.Mode.Selection)]
        return " ".join(f"{each.text() or '-'}/{each.data(MARK).toStdString()}" for each in held)

    orders = {"copy": copy, "clear": clear, "read": read}

    def hear() -> None:
        heard = os.read(sys.stdin.fileno(), 65536).decode().splitlines()
        for line in heard:
            if line in orders:
                print(orders[line](), flush=True)
        if not heard or "quit" in heard:
            application.quit()

    ears = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ears.activated.connect(hear)
    print("there", flush=True)
    status = application.exec()
    print(read(), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], guarded=len(sys.argv) > 2))
