"""Pictures of the pages that are in sight, made beside the interface thread."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from beforehand.ui.errands import Errand
from beforehand.ui.pages import picture

_MOST = 12
"""Pictures that are kept: a page at twice its size takes some 14 MB."""


class _Picture(NamedTuple):
    """A page of a file, so many dots wide."""

    pdf: bytes
    page: int
    dots: int
    image: QImage


class PagePictures(QObject):
    """Makes the pictures that are wanted, one after the other; an old one stands in meanwhile."""

    arrived = Signal(int)
    """A page has its picture."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pdf = b""
        self._wanted: tuple[int, ...] = ()
        self._dots = 0
        self._kept: dict[int, _Picture] = {}
        self._errand = Errand(self)
        self._errand.done.connect(self._keep)

    @property
    def busy(self) -> bool:
        """Whether a picture is being made."""
        return self._errand.busy

    def take(self, pdf: bytes) -> None:
        """Another file: the pictures of the old one stand in, unless there is no file at all."""
        self._pdf, self._wanted = pdf, ()
        if not pdf:
            self._kept = {}

    def want(self, pages: Sequence[int], dots: int) -> None:
        """Say which pages are in sight, and how many dots wide."""
        self._wanted, self._dots = tuple(pages), dots
        self._go_on()

    def image(self, page: int) -> QImage:
        """The picture of a page as far as there is one; it may be of another width."""
        found = self._kept.get(page)
        return found.image if found else QImage()

    def is_right(self, page: int) -> bool:
        """Whether the picture is of this file and this width."""
        found = self._kept.get(page)
        return found is not None and found.pdf is self._pdf and found.dots == self._dots

    def _go_on(self) -> None:
        missing = next((page for page in self._wanted if not self.is_right(page)), None)
        if missing is None or not self._pdf or self._errand.busy:
            return
        pdf, dots = self._pdf, self._dots
        self._errand.send(lambda: _Picture(pdf, missing, dots, picture(pdf, missing, dots)))

    def _keep(self, made: _Picture) -> None:
        if made.pdf is self._pdf:
            self._kept.pop(made.page, None)
            self._kept[made.page] = made
            for old in [page for page in self._kept if page not in self._wanted][:-_MOST]:
                del self._kept[old]
            self.arrived.emit(made.page)
        self._go_on()
