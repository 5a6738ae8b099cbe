"""Pages of a PDF as pictures: on the screen to look at, and on a printer."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument
    from PySide6.QtPrintSupport import QPrinter

POINTS_AN_INCH = 72
PRINT_DPI = 300
"""Dots an inch at most: above it a page of text gains nothing and its picture only grows."""

_ONE_AT_A_TIME = Lock()
"""The library behind it may not be entered by two threads at once."""


def page_sizes(pdf: bytes) -> tuple[QSizeF, ...]:
    """The width and height of every page, in points."""
    with _opened(pdf) as document:
        return tuple(QSizeF(*document.get_page_size(page)) for page in range(len(document)))


def picture(pdf: bytes, page: int, width: int) -> QImage:
    """One page, counted from 0, on white and `width` pixels wide."""
    with _opened(pdf) as document:
        sheet = document[page]
        try:
            bitmap = sheet.render(scale=width / sheet.get_width(), prefer_bgrx=True)
            shape = (bitmap.width, bitmap.height, bitmap.stride)
            # The copy owns its pixels; the library's own go when the bitmap is closed.
            image = QImage(bitmap.buffer, *shape, QImage.Format.Format_RGB32).copy()
            bitmap.close()
            return image
        finally:
            sheet.close()


def suit(printer: "QPrinter", size: QSizeF, name: str) -> None:
    """Set a printer to a page of `size` points without margins, under a neutral job name."""
    paper = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setFullPage(True)
    printer.setPageSize(paper)
    printer.setDocName(name)
    printer.setCreator("Beforehand")


def print_pages(pdf: bytes, printer: "QPrinter") -> bool:
    """Print the pages that were asked for; False if the printer refused."""
    sizes = page_sizes(pdf)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        return all(
            (turn == 0 or printer.newPage()) and _print_page(pdf, page, sizes[page], painter)
            for turn, page in enumerate(_asked(printer, len(sizes)))
        )
    finally:
        painter.end()


def _asked(printer: "QPrinter", count: int) -> list[int]:
    """The pages to print in their order; a range of 0 to 0 is how Qt says all of them."""
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or count, count)
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    return list(range(first - 1, last)) * copies


def _print_page(pdf: bytes, page: int, size: QSizeF, painter: QPainter) -> bool:
    paper = QRectF(painter.viewport())
    # A page on other paper than its own is made smaller to fit, never cut.
    box = size.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    dots = round(size.width() / POINTS_AN_INCH * PRINT_DPI)
    target = QRectF(paper.topLeft(), box)
    target.moveCenter(paper.center())
    painter.drawImage(target, picture(pdf, page, min(dots, round(box.width()))))
    return True


@contextmanager
def _opened(pdf: bytes) -> Iterator["PdfDocument"]:
    # Imported here: it is not needed before the first sheet.
    from pypdfium2 import PdfDocument

    with _ONE_AT_A_TIME:
        document = PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
