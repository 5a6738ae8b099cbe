"""Our own faults: told in a plain window, written to a log that never holds a word of a note."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from beforehand.domain.errors import BeforehandError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

LARGEST_LOG = 200_000
"""Bytes; an older log makes room."""

_SENTENCE = (
    "Something in Beforehand went wrong. What is saved is safe, and you can go on; "
    "if it happens again, close the program and start it anew."
)


def watch(log: Path, window: "Callable[[], QWidget | None]") -> None:
    """From now on tell faults over the window, and write them to the log."""

    def hook(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        there = window()
        say = getattr(there, "tell_failure", None)
        if isinstance(fault, BeforehandError) and say is not None:
            # The world's fault, met where a screen reads: it has a sentence of its own.
            say(fault)
            return
        wrote = note(log, fault)
        tell(there, log if wrote else None)

    sys.excepthook = hook


def note(log: Path, fault: BaseException) -> bool:
    """Write what kind of fault it was and where; the message is left out, it may quote a note."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        fresh = log.exists() and log.stat().st_size > LARGEST_LOG
        with log.open("w" if fresh else "a", encoding="utf-8") as file:
            file.write(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S}\n{described(fault)}\n")
    except OSError:
        return False
    return True


def described(fault: BaseException | None) -> str:
    """The kinds of a fault and of those behind it, each with files and lines and no message."""
    from traceback import extract_tb

    lines: list[str] = []
    while fault is not None:
        lines.append(type(fault).__name__)
        frames = extract_tb(fault.__traceback__)
        lines += [f"  {Path(each.filename).name}:{each.lineno} {each.name}" for each in frames]
        fault = fault.__cause__ or fault.__context__
    return "\n".join(lines)


def tell(parent: "QWidget | None", log: Path | None) -> None:
    """Say it in a window that does not block; one is enough however many faults there are."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    if parent is not None and parent.findChild(QMessageBox, "trouble") is not None:
        return
    box = QMessageBox(parent)
    box.setObjectName("trouble")
    box.setWindowTitle("Beforehand")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_SENTENCE)
    if log is not None:
        box.setInformativeText(f"A note for those who mend it, without your words: {log}")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
