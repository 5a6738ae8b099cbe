"""A command of the terminal run by the window: words go to its standard input, and nowhere else."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QObject, QProcess, Signal

from beforehand import paths
from beforehand.cli.code_shown import CODE
from beforehand.cli.passphrase import STILL_OPEN
from beforehand.domain.errors import BeforehandError
from beforehand.store.stick import LEFT_ALONE

_NAME = "beforehand: "


class Outcome(NamedTuple):
    """The recovery code if there is a new one; backups that could not be locked.

    Then what was said of those of others, and what failed.
    """

    code: str = ""
    still_open: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    fault: BeforehandError | None = None


class NotDone(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """The child process ended without having done it, and said why."""


class Child(QObject):
    """Runs `passphrase` in a process of its own: the window stays alive meanwhile."""

    done = Signal(object)
    """An `Outcome`; a passphrase may be set although what came after it failed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._ended = False
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._break)

    def start(
        self, act: str, folder: Path, lines: Sequence[str], places: Sequence[Path] = ()
    ) -> None:
        """Begin: `act` is set, change or remove; the lines are what it asks for.

        `places` are where further backups lie, which must not stay open.
        """
        also = [word for place in places for word in ("--also", str(place))]
        told = ("passphrase", act, "--passphrase-stdin", "--notebook", str(folder), *also)
        command = paths.program(*told)
        self._process.start(command[0], command[1:])
        self._process.write("".join(f"{line}\n" for line in lines).encode())
        self._process.closeWriteChannel()

    def stop(self) -> None:
        """End it; a notebook that was being encrypted anew still opens."""
        self._ended = True
        self._process.kill()
        self._process.waitForFinished(2000)

    def _end(self, exit_code: int) -> None:
        well = self._process.exitStatus() is QProcess.ExitStatus.NormalExit and not exit_code
        self._tell(well=well)

    def _break(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._tell(well=False)

    def _tell(self, *, well: bool) -> None:
        if self._ended:
            return
        self._ended = True
        said = _lines(self._process.readAllStandardOutput())
        complained = _lines(self._process.readAllStandardError())
        self.done.emit(
            Outcome(
                code=next(iter(_after(CODE, said)), ""),
                still_open=tuple(_after(STILL_OPEN, complained)),
                left=tuple(each for each in complained if LEFT_ALONE in each),
                fault=None if well else _fault(complained),
            )
        )


def _lines(said: QByteArray) -> list[str]:
    return bytes(said.data()).decode(errors="replace").splitlines()


def _after(beginning: str, lines: Sequence[str]) -> list[str]:
    return [each.removeprefix(beginning) for each in lines if each.startswith(beginning)]


def _fault(complained: Sequence[str]) -> BeforehandError:
    told = _after(_NAME, complained)
    if told:
        return NotDone(told[-1])
    return NotDone(
        "This could not be done, and the notebook was left as it was or is locked already.",
        "Open it and see; nothing of what you wrote is lost.",
    )
