"""The ways onto a printer: which pages, which way up, how sharp, and how it is stopped."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, LETTER, landscape

from beforehand.ui.cups import CupsOrder, cups_order, hand_over
from beforehand.ui.pages import first_size, only, page_sizes
from beforehand.ui.print_pages import asked, print_pages, suit, way_of
from beforehand.ui.printing import Printing, StoppedPrintingError
from numbered import a_pdf
from pdfium import words_on

pytestmark = pytest.mark.usefixtures("qapp")


def a_printer(file: Path | None = None) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if file is not None:
        printer.setOutputFileName(str(file))
    return printer


def test_a_print_to_a_file_is_the_pdf_itself(tmp_path: Path) -> None:
    pdf = a_pdf(A4, A4, A4)
    way_of(pdf, a_printer(tmp_path / "out.pdf"))(print)
    assert (tmp_path / "out.pdf").read_bytes() == pdf


def test_of_a_range_the_file_has_the_pages_and_their_words(tmp_path: Path) -> None:
    printer = a_printer(tmp_path / "out.pdf")
    printer.setFromTo(2, 3)
    way_of(a_pdf(A4, landscape(A4), A4, A4), printer)(print)
    out = (tmp_path / "out.pdf").read_bytes()
    assert words_on(out) == ["page 2", "page 3"]
    assert [size.width() > size.height() for size in page_sizes(out)] == [True, False]


def test_pages_are_asked_for_in_every_way_a_dialog_has() -> None:
    printer = a_printer()
    assert asked(printer, 3) == [0, 1, 2]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert asked(printer, 3) == [2, 1, 0]
    printer.setPageOrder(QPrinter.PageOrder.FirstPageFirst)
    ranges = QPageRanges()
    ranges.addRange(1, 2)
    ranges.addPage(5)
    printer.setPageRanges(ranges)
    assert asked(printer, 9) == [0, 1, 4]
    assert asked(printer, 2) == [0, 1]


@pytest.mark.parametrize("paper", [A4, LETTER], ids=["a4", "letter"])
def test_painted_pages_lie_the_way_they_were_laid_out(
    tmp_path: Path, paper: tuple[float, float]
) -> None:
    sizes = (paper, landscape(paper), paper)
    printer = a_printer(tmp_path / "out.pdf")
    suit(printer, QSizeF(*paper))
    assert print_pages(a_pdf(*sizes), printer)
    printed = page_sizes((tmp_path / "out.pdf").read_bytes())
    # Qt rounds pages to whole points.
    for size, (width, height) in zip(printed, sizes, strict=True):
        assert size.width() == pytest.approx(width, abs=1)
        assert size.height() == pytest.approx(height, abs=1)


def test_a_first_page_that_is_broad_is_printed_broad(tmp_path: Path) -> None:
    printer = a_printer(tmp_path / "out.pdf")
    assert print_pages(a_pdf(landscape(A4), A4), printer)
    first, second = page_sizes((tmp_path / "out.pdf").read_bytes())
    assert first.width() > first.height()
    assert second.width() < second.height()


def test_letters_are_painted_without_the_smear_of_photographs(tmp_path: Path) -> None:
    assert print_pages(a_pdf(A4), a_printer(tmp_path / "out.pdf"))
    assert b"DCTDecode" not in (tmp_path / "out.pdf").read_bytes()


def test_a_printing_is_told_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    shares: list[float] = []

    def watch(share: float) -> None:
        shares.append(share)
        if len(shares) == 3:
            raise StoppedPrintingError

    with pytest.raises(StoppedPrintingError):
        print_pages(a_pdf(*[A4] * 8), a_printer(tmp_path / "out.pdf"), watch)
    assert shares == [0, 0.125, 0.25]


def test_a_long_printing_shows_a_way_to_stop(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    printing = Printing(window)
    pdf, printer = a_pdf(*[A4] * 200), a_printer(tmp_path / "out.pdf")
    printing.go(lambda watch: watch(0) or print_pages(pdf, printer, watch))
    shown: list[QProgressDialog] = []

    def is_shown() -> bool:
        shown[:] = [each for each in window.findChildren(QProgressDialog) if each.isVisible()]
        return bool(shown)

    qtbot.wait_until(is_shown)
    with qtbot.wait_signal(printing.failed) as failed:
        shown[0].findChild(QPushButton).click()
    assert isinstance(failed.args[0], StoppedPrintingError)
    qtbot.wait_until(lambda: window.findChild(QProgressDialog) is None)


def test_first_size_and_only_agree_with_the_pages() -> None:
    pdf = a_pdf(LETTER, A4, landscape(A4))
    assert first_size(pdf) == (3, QSizeF(*LETTER))
    assert words_on(only(pdf, [2, 0])) == ["page 3", "page 1"]


def test_a_printer_that_is_none_of_cups_gets_painted_pages() -> None:
    printer = a_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert cups_order(printer) is None


@pytest.mark.parametrize("command", [("false",), ("no-such-program-at-all",)])
def test_a_queue_that_refuses_or_is_gone_is_no_printer(command: tuple[str, ...]) -> None:
    assert not hand_over(CupsOrder(command), b"%PDF")


def test_the_pdf_reaches_the_queue_as_it_is(tmp_path: Path) -> None:
    keeps = tmp_path / "keeps"
    keeps.write_text(f'#!/bin/sh\ncat > "{tmp_path}/got"\n')
    keeps.chmod(0o755)
    assert subprocess.run([keeps], input=b"", check=False).returncode == 0
    assert hand_over(CupsOrder((str(keeps),)), b"%PDF")
    assert (tmp_path / "got").read_bytes() == b"%PDF"
