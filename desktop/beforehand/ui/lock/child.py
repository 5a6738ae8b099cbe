"""A command of the terminal run by the window: words go to its standard input, and nowhere else."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from beforehand import paths
from beforehand.domain.errors import BeforehandError

_NAME = "beforehand: "
_CODE = "Recovery code: "


class NotDone(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """The child process ended without having done it, and said why."""


class Child(QObject):
    """Runs `passphrase` in a process of its own: the window stays alive meanwhile."""

    done = Signal(str)
    """The recovery code if there is a new one, else nothing."""
    failed = Signal(object, str)
    """A `BeforehandError`; and the code, if the passphrase was set before something failed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._ended = False
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._break)

    def start(self, act: str, folder: Path, lines: Sequence[str]) -> None:
        """Begin: `act` is set, change or remove; the lines are what it asks for."""
        command = paths.program("passphrase", act, "--passphrase-stdin", "--notebook", str(folder))
        self._process.start(command[0], command[1:])
        self._process.write("".join(f"{line}\n" for line in lines).encode())
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """End it; a notebook that was being encrypted anew still opens."""
        self._ended = True
        self._process.kill()
        self._process.waitForFinished(2000)

    def _end(self, exit_code: int) -> None:
        if self._ended:
            return
        self._ended = True
        said = bytes(self._process.readAllStandardOutput().data()).decode(errors="replace")
        codes = [each for each in said.splitlines() if each.startswith(_CODE)]
        code = codes[0].removeprefix(_CODE).strip() if codes else ""
        if exit_code or self._process.exitStatus() is not QProcess.ExitStatus.NormalExit:
            self.failed.emit(self._fault(), code)
        else:
            self.done.emit(code)

    def _break(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and not self._ended:
            self._ended = True
            self.failed.emit(self._fault(), "")

    def _fault(self) -> BeforehandError:
        said = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
        told = [each for each in said.splitlines() if each.startswith(_NAME)]
        if told:
            return NotDone(told[-1].removeprefix(_NAME))
        return NotDone(
            "This could not be done, and the notebook was left as it was or is locked already.",
            "Open it and see; nothing of what you wrote is lost.",
        )
