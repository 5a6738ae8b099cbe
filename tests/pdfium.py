"""Reads a PDF back by pdfium; no other test opens one by it.

The library may not be entered by two threads at once, and a page may be on its way to the screen
in a thread of the program while a test reads what is shown. Even what is only let go of enters it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from pypdfium2 import PdfDocument

from beforehand.ui.pages import ONE_AT_A_TIME

Pdf = bytes | Path


@contextmanager
def opened(pdf: Pdf, password: str | None = None) -> Iterator[PdfDocument]:
    """The document; nothing of it may be used or kept beyond the `with`."""
    with ONE_AT_A_TIME:
        document = PdfDocument(pdf, password=password)
        try:
            yield document
        finally:
            document.close()


def words_on(pdf: Pdf, password: str | None = None) -> list[str]:
    """The words of each page, in its lines."""
    with opened(pdf, password) as document:
        return [_words(document, page) for page in range(len(document))]


def text_of(pdf: Pdf, password: str | None = None) -> str:
    """All words of the file, with one space between them."""
    return " ".join("\n".join(words_on(pdf, password)).split())


def picture_of(pdf: Pdf, page: int = 0, *, width: int | None = None, **how: Any) -> Image.Image:
    """One page, `width` dots wide or as `how` has it."""
    with opened(pdf) as document:
        sheet = document[page]
        if width is not None:
            how["scale"] = width / sheet.get_width()
        bitmap = sheet.render(**how)
        picture = bitmap.to_pil().copy()
        bitmap.close()
        sheet.close()
        return picture


def _words(document: PdfDocument, page: int) -> str:
    text = document[page].get_textpage()
    found: str = text.get_text_bounded()
    text.close()
    return found.strip()
