"""Work on the notebook in slices, so that the window stays awake; left in the middle, it ends."""

from collections.abc import Generator, Iterator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from beforehand.domain.errors import BeforehandError


class Slices(QObject):
    """Takes one step of an iterator whenever nothing else is to be done."""

    came = Signal(object)
    """What a step gave."""
    done = Signal()
    failed = Signal(object)
    """A `BeforehandError`; nothing more comes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[Any] | None = None
        self._clock = QTimer(self, singleShot=True, interval=0)
        self._clock.timeout.connect(self._step)

    @property
    def busy(self) -> bool:
        """Whether there is a next step."""
        return self._steps is not None

    def begin(self, steps: Iterator[Any]) -> None:
        """Work on these, and on nothing else any more."""
        self.stop()
        self._steps = steps
        self._clock.start()

    def stop(self) -> None:
        """Leave it; a transaction under way is taken back."""
        self._clock.stop()
        steps, self._steps = self._steps, None
        if isinstance(steps, Generator):
            steps.close()

    def _step(self) -> None:
        steps = self._steps
        if steps is None:
            return
        try:
            given = next(steps)
        except StopIteration:
            self._steps = None
            self.done.emit()
        except BeforehandError as error:
            self._steps = None
            self.failed.emit(error)
        else:
            self._clock.start()
            self.came.emit(given)
