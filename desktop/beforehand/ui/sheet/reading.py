"""What a sheet is made of, taken from the notebook while the window stays awake."""

from PySide6.QtCore import QObject, Signal

from beforehand.domain.errors import BeforehandError
from beforehand.orders import Wish, reading
from beforehand.ui.desk import Desk
from beforehand.ui.letting_go.slices import Slices


class Reading(QObject):
    """Reads one order at a time: most at once, the file of somebody met often in slices."""

    done = Signal(object)
    """An `Order`."""
    failed = Signal(object)
    """A `BeforehandError`."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._slices = desk, Slices(self)
        self._slices.came.connect(self._take)
        self._slices.failed.connect(self.failed)

    @property
    def busy(self) -> bool:
        """Whether an order is still to come."""
        return self._slices.busy

    def begin(self, wish: Wish) -> None:
        """Read this, and nothing else any more."""
        self.stop()
        desk = self._desk
        steps = reading(wish, desk.notebook, desk.library, desk.now())
        try:
            order = next(steps)
        except BeforehandError as fault:
            self.failed.emit(fault)
            return
        if order is None:
            self._slices.begin(steps)
        else:
            self.done.emit(order)

    def stop(self) -> None:
        """Leave it: nothing comes."""
        self._slices.stop()

    def _take(self, order: object) -> None:
        if order is not None:
            self._slices.stop()
            self.done.emit(order)
