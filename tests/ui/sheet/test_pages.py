"""Pages on the screen and on the printer are those of the file."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.pagesizes import A4, LETTER

from beforehand.ui.pages import page_sizes, picture
from beforehand.ui.print_pages import print_pages, suit
from pdfium import opened
from sheet_on_screen import a_pdf, rendered

pytestmark = pytest.mark.usefixtures("qapp")


def printed(pdf: bytes, folder: Path, size: QSizeF, *, first: int = 0, last: int = 0) -> bytes:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(folder / "printed.pdf"))
    suit(printer, size, "Sheet")
    printer.setFromTo(first, last)
    assert print_pages(pdf, printer)
    return (folder / "printed.pdf").read_bytes()


def darkness(image: QImage) -> int:
    small = image.scaled(60, 85).convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(255 - value for value in bytes(small.constBits()))


def test_a_picture_is_the_rendering_of_the_page() -> None:
    pdf = a_pdf()
    assert picture(pdf, 1, 500) == rendered(pdf, 500, 1)
    assert picture(pdf, 0, 500) != picture(pdf, 1, 500)


def test_sizes_are_told_in_points() -> None:
    assert page_sizes(a_pdf(3, LETTER)) == (QSizeF(612, 792),) * 3


@pytest.mark.parametrize("size", [A4, LETTER])
def test_a_printed_page_has_the_size_of_the_sheet(
    tmp_path: Path, size: tuple[float, float]
) -> None:
    out = printed(a_pdf(1, size), tmp_path, QSizeF(*size))
    (page,) = page_sizes(out)
    assert page.width() == pytest.approx(size[0], abs=1)
    assert page.height() == pytest.approx(size[1], abs=1)


def test_what_is_printed_looks_like_the_sheet_edge_to_edge(tmp_path: Path) -> None:
    pdf = a_pdf(2)
    out = printed(pdf, tmp_path, QSizeF(*A4))
    for page in range(2):
        here, there = picture(out, page, 600), picture(pdf, page, 600)
        assert darkness(here) == pytest.approx(darkness(there), rel=0.1)
        assert here.pixelColor(0, 400).lightness() < 200  # the frame at the very edge


def test_only_the_pages_asked_for_are_printed(tmp_path: Path) -> None:
    pdf = a_pdf(3)
    out = printed(pdf, tmp_path, QSizeF(*A4), first=2, last=2)
    assert len(page_sizes(out)) == 1
    assert darkness(picture(out, 0, 600)) == pytest.approx(darkness(picture(pdf, 1, 600)), rel=0.1)


def test_a_sheet_on_other_paper_is_made_smaller_and_never_cut(tmp_path: Path) -> None:
    out = printed(a_pdf(1), tmp_path, QSizeF(*LETTER))  # A4 is taller than Letter
    image = picture(out, 0, 612)
    middle = [image.pixelColor(306, y).lightness() for y in range(image.height())]
    assert min(middle[:3]) < 200
    assert min(middle[-3:]) < 200


def test_the_print_job_has_the_neutral_name_it_was_given(tmp_path: Path) -> None:
    out = printed(a_pdf(1, word="Priya"), tmp_path, QSizeF(*A4))
    with opened(out) as document:
        names = document.get_metadata_dict()
    assert names["Title"] == "Sheet"
    assert "Priya" not in str(names)


def test_a_printer_is_set_to_the_whole_sheet_of_paper() -> None:
    printer = QPrinter()
    suit(printer, QSizeF(*LETTER), "Sheet")
    assert printer.fullPage()
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.Letter
