"""Printing without the dialog: what a printer is set to, and the ways to get a sheet onto it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from beforehand.domain.errors import BeforehandError
from beforehand.sheets import Watch, unwatched, write_pdf
from beforehand.ui.cups import cups_order, hand_over
from beforehand.ui.pages import POINTS_AN_INCH, first_size, only, page_sizes, picture

JOB = "Sheet"
"""The name of the job, which stands in the printer's queue for all to see."""

PRINT_DPI = 300
"""Dots an inch of a page's picture at most: for text more gains little, and the picture grows."""

Way = Callable[[Watch], None]
"""How a sheet gets onto paper: to be gone in a thread, watched."""


class RefusedError(BeforehandError):
    """The printer, or what stands before it, did not take the sheet."""

    def __init__(self) -> None:
        super().__init__(
            "The printer did not take the sheet.",
            "See whether it is switched on, or save the sheet as PDF and print that.",
        )


def suit(printer: QPrinter, size: QSizeF, name: str = JOB) -> None:
    """Set a printer to a page of `size` points without margins, under a neutral job name."""
    printer.setFullPage(True)
    printer.setDocName(name)
    printer.setCreator("Beforehand")
    _turn(printer, size)


def _turn(printer: QPrinter, size: QSizeF) -> None:
    """Set the paper for the next page: sheets may have upright and broad ones."""
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    ways = QPageLayout.Orientation
    printer.setPageSize(paper)
    printer.setPageOrientation(ways.Portrait if size == upright else ways.Landscape)


def way_of(pdf: bytes, printer: QPrinter) -> Way:
    """The best way to print a sheet as the dialog left the printer.

    A file and a CUPS printer are given the PDF itself: its letters stay sharp and its size exact.
    Other systems keep the dialog's settings to themselves, so there each page is painted.
    """
    if printer.outputFileName():
        pages = asked(printer, first_size(pdf)[0])
        return partial(_to_file, pdf, Path(printer.outputFileName()), pages)
    order = cups_order(printer)
    if order is not None:
        return lambda _watch: _refused_unless(hand_over(order, pdf))
    return lambda watch: _refused_unless(print_pages(pdf, printer, watch))


def asked(printer: QPrinter, count: int) -> list[int]:
    """The pages to print in their order, counted from 0; no range is how Qt says all of them."""
    first, last = max(printer.fromPage(), 1), min(printer.toPage() or count, count)
    ranges = printer.pageRanges()
    pages = [
        number - 1
        for number in range(first, last + 1)
        if ranges.isEmpty() or ranges.contains(number)
    ]
    from_last = printer.pageOrder() is QPrinter.PageOrder.LastPageFirst
    return pages[::-1] if from_last else pages


def print_pages(pdf: bytes, printer: QPrinter, watch: Watch = unwatched) -> bool:
    """Paint the pages that were asked for; False if the printer refused."""
    sizes = page_sizes(pdf)
    pages = _copied(printer, asked(printer, len(sizes)))
    if not pages:
        return True
    _turn(printer, sizes[pages[0]])
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        return _paint(pdf, printer, painter, [(page, sizes[page]) for page in pages], watch)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _paint(
    pdf: bytes,
    printer: QPrinter,
    painter: QPainter,
    pages: Sequence[tuple[int, QSizeF]],
    watch: Watch,
) -> bool:
    # A picture of letters is not a photograph: what makes those smaller would smear the letters.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    for turn, (page, size) in enumerate(pages):
        watch(turn / len(pages))
        if turn:
            _turn(printer, size)
            if not printer.newPage():
                return False
        _print_page(pdf, page, size, painter)
    return True


def _print_page(pdf: bytes, page: int, size: QSizeF, painter: QPainter) -> None:
    paper = QRectF(painter.viewport())
    # A page on other paper than its own is made smaller to fit, never cut.
    box = size.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    dots = round(size.width() / POINTS_AN_INCH * PRINT_DPI)
    target = QRectF(paper.topLeft(), box)
    target.moveCenter(paper.center())
    painter.drawImage(target, picture(pdf, page, min(dots, round(box.width()))))


def _copied(printer: QPrinter, pages: list[int]) -> list[int]:
    """The pages as often as they are wanted, where the printer cannot do that by itself."""
    if printer.supportsMultipleCopies():
        return pages
    copies = printer.copyCount()
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


def _to_file(pdf: bytes, file: Path, pages: list[int], _watch: Watch) -> None:
    everything = pages == list(range(first_size(pdf)[0]))
    write_pdf(file, pdf if everything else only(pdf, pages))


def _refused_unless(taken: bool) -> None:
    if not taken:
        raise RefusedError
