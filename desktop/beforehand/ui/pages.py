"""Pages of a PDF: their sizes, their pictures, and some of them as a PDF of their own."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

POINTS_AN_INCH = 72

ONE_AT_A_TIME = Lock()
"""The library behind it may not be entered by two threads at once."""


def page_sizes(pdf: bytes) -> tuple[QSizeF, ...]:
    """The width and height of every page, in points."""
    with _opened(pdf) as document:
        return tuple(QSizeF(*document.get_page_size(page)) for page in range(len(document)))


def first_size(pdf: bytes) -> tuple[int, QSizeF]:
    """How many pages there are, and the width and height of the first; quick however many."""
    with _opened(pdf) as document:
        return len(document), QSizeF(*document.get_page_size(0))


def only(pdf: bytes, pages: Sequence[int]) -> bytes:
    """Some of the pages, counted from 0, as a PDF of their own."""
    from pypdfium2 import PdfDocument

    out = BytesIO()
    with _opened(pdf) as document, closing(PdfDocument.new()) as taken:
        taken.import_pages(document, list(pages))
        taken.save(out)
    return out.getvalue()


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


@contextmanager
def _opened(pdf: bytes) -> Iterator["PdfDocument"]:
    # Imported here: it is not needed before the first sheet.
    from pypdfium2 import PdfDocument

    with ONE_AT_A_TIME:
        document = PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
