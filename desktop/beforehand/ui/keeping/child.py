"""A child process beside the window that copies or checks the notebook; nothing waits for it."""

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, QProcess, Signal

from beforehand import paths
from beforehand.domain.errors import BeforehandError
from beforehand.store.lent import lending

_GONE_MS = 500
"""How long a killed process may take to be gone."""


class Job(Protocol):
    """What is said to the child and heard from it, in lines."""

    order: str

    def hear(self, line: str) -> object:
        """Text to say next, a share that is done, or the result; raises BeforehandError."""

    def give_up(self) -> None:
        """Leave nothing half-made."""


class Child(QObject):
    """Does one job at a time."""

    done = Signal(object)
    failed = Signal(object)
    """A `BeforehandError`; nothing half-made is left."""
    told = Signal(float)
    """The part done, from 0 to 1."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._process: QProcess | None = None

    @property
    def busy(self) -> bool:
        """Whether a job is under way."""
        return self._job is not None

    def begin(self, job: Job) -> None:
        """Start the child on a job."""
        self._job = job
        process = self._process = QProcess(self)
        program, *arguments = paths.program(paths.COPYING)
        process.setProgram(program)
        process.setArguments(arguments)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._ended)
        with lending(getattr(job, "lent", None)):
            process.start()
        self._say(job.order)

    def stop(self) -> None:
        """End the job at once, and leave nothing of it."""
        job, process = self._job, self._rest()
        if process is not None:
            # Or it would write once more where it is taken away.
            process.waitForFinished(_GONE_MS)
        if job is not None:
            job.give_up()

    def _say(self, line: str) -> None:
        if self._process is not None:
            self._process.write(f"{line}\n".encode())

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            self._hear(bytes(self._process.readLine().data()).decode(errors="replace"))

    def _ended(self) -> None:
        self._read()
        # Killed, or never begun: the job hears the end of the file.
        self._hear("")

    def _hear(self, line: str) -> None:
        job = self._job
        if job is None:
            return
        try:
            answer = job.hear(line)
        except BeforehandError as error:
            self._rest()
            self.failed.emit(error)
            return
        if isinstance(answer, str):
            self._say(answer)
        elif isinstance(answer, float):
            self.told.emit(answer)
        else:
            self._rest()
            self.done.emit(answer)

    def _rest(self) -> QProcess | None:
        """No job any more; the process that did it is about to be gone, and nobody waits for it."""
        self._job, process, self._process = None, self._process, None
        if process is None:
            return None
        # Whatever it still says is of a job that is over.
        process.readyReadStandardOutput.disconnect(self._read)
        process.finished.disconnect(self._ended)
        process.errorOccurred.disconnect(self._ended)
        # Whoever asked may be gone before it is.
        process.setParent(QCoreApplication.instance())
        process.finished.connect(process.deleteLater)
        process.closeWriteChannel()
        process.kill()
        if process.state() is QProcess.ProcessState.NotRunning:
            process.deleteLater()
        return process
