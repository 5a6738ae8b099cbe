"""Copies of words: marked as not to be kept by clipboard managers, and cleared after a while."""

import sys

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

CLEARED_AFTER_MS = 30_000

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NO = b"\0\0\0\0"
_MARKS: dict[str, dict[str, bytes]] = {
    "linux": {"x-kde-passwordManagerHint": b"secret"},
    "win32": {
        _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): _NO,
        _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
        _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
    },
    # Qt hands over types it does not know under a name of its own: not tried there.
    "darwin": {"org.nspasteboard.ConcealedType": b""},
}
"""What asks each system's clipboard managers to keep no copy."""

_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class Copies(QObject):
    """Sees to every copy made by any editor of the program; copies of others are left alone."""

    def __init__(self, parent: QObject, after_ms: int = CLEARED_AFTER_MS) -> None:
        super().__init__(parent)
        self._board = QGuiApplication.clipboard()
        self._marks = _MARKS.get(sys.platform, _MARKS["linux"])
        self._clock = QTimer(self, singleShot=True, interval=after_ms)
        self._clock.timeout.connect(self.clear)
        self._board.changed.connect(self._see)
        application = QGuiApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear)

    @property
    def rest(self) -> int:
        """Milliseconds until it is cleared; less than nothing if nothing of ours lies there."""
        return self._clock.remainingTime()

    def clear(self) -> None:
        """Take away what we put there, and nothing of others."""
        self._clock.stop()
        for mode in _MODES:
            if self._held(mode) is not None:
                self._board.clear(mode)

    def _see(self, mode: QClipboard.Mode) -> None:
        """A copy of ours without the mark is put there again, with it, before anybody is told."""
        held = self._held(mode) if mode in _MODES else None
        if held is not None and not any(held.hasFormat(mark) for mark in self._marks):
            self._board.setMimeData(self._marked(held), mode)
            self._clock.start()

    def _marked(self, held: QMimeData) -> QMimeData:
        made = QMimeData()
        if held.hasText():
            made.setText(held.text())
        for kind in held.formats():
            if not made.hasFormat(kind):
                made.setData(kind, held.data(kind))
        for kind, value in self._marks.items():
            made.setData(kind, value)
        return made

    def _held(self, mode: QClipboard.Mode) -> QMimeData | None:
        """What lies there, if it is ours and not nothing; a system may have no such place."""
        if mode is QClipboard.Mode.Selection and not self._board.supportsSelection():
            return None
        held = self._board.mimeData(mode) if self._is_ours(mode) else None
        return held if held is not None and held.formats() else None

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        if QGuiApplication.platformName() == "offscreen":
            # Nobody else is there, and Qt does not say whose a copy is.
            return True
        if mode is QClipboard.Mode.Selection:
            return self._board.ownsSelection()
        return self._board.ownsClipboard()
