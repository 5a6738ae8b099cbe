"""Prints on a real CUPS and measures what comes out: `python tests/paper/print_on_cups.py`.

It starts a server of its own: that takes root, cups, cups-client and printer-driver-cups-pdf. Where
they are missing it says so and ends well. What is measured is the PDF that the printer made: the
size of its pages, where the ink lies on them, the order of the pages, the name of the job.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PIL.Image import Image
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSizeF
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QRadioButton, QSpinBox, QWidget
from reportlab.lib.pagesizes import A4, LETTER, landscape
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).parents[1]))
import numbered
from beforehand.domain.errors import BeforehandError
from beforehand.ui.print_pages import JOB, print_pages, suit, way_of
from beforehand.ui.printing import Printing
from numbered import Size
from paper.cups_here import QUEUE, hindrance, print_server, printed_next, told
from pdfium import opened, words_on

MM = 72 / 25.4
CLOSE_MM = 0.5
_DPI = 254
"""Ten dots a millimetre."""


def a_pdf(*sizes: Size) -> bytes:
    """Pages with a number, a frame 9 mm from the edges, where our own sheets begin, and a black."""
    return numbered.a_pdf(*sizes, beside=_framed)


def _framed(canvas: Canvas, size: Size) -> None:
    width, height = size
    canvas.rect(9 * MM, 9 * MM, width - 18 * MM, height - 18 * MM)
    canvas.rect(20 * MM, height - 60 * MM, 30 * MM, 20 * MM, fill=1)


def ink_of(image: Image) -> list[float]:
    """The size of a page, the edges of its ink and those of its black, in millimetres."""
    dark = image.point(lambda value: 255 * (value < 128))
    black = dark.reduce(8).point(lambda value: 255 * (value > 250))
    edges = (*dark.getbbox(), *(8 * edge for edge in black.getbbox()))
    return [length * 25.4 / _DPI for length in (*image.size, *edges)]


def pictures_of(pdf: bytes) -> list[Image]:
    with opened(pdf) as document:
        return [page.render(scale=_DPI / 72).to_pil().convert("L") for page in document]


def same_place(printed: bytes, wanted: bytes) -> str:
    """How far off anything is; a broad page may come out of the printer upright."""
    worst = 0.0
    for here, there in zip(pictures_of(printed), pictures_of(wanted), strict=True):
        turned = (here.rotate(angle, expand=True) for angle in (0, 90, 270))
        worst = max(worst, min(_apart(ink_of(each), ink_of(there)) for each in turned))
    assert worst <= CLOSE_MM, f"off by {worst:.2f} mm"
    return f"off by at most {worst:.2f} mm"


def _apart(here: list[float], there: list[float]) -> float:
    return max(abs(a - b) for a, b in zip(here, there, strict=True))


def a_printer(size: Size) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(QUEUE)
    suit(printer, QSizeF(*size))
    return printer


def go(pdf: bytes, printer: QPrinter) -> None:
    way_of(pdf, printer)(lambda _share: None)


def papers_keep_their_size(out: Path) -> str:
    answers = []
    for size in (A4, LETTER):
        pdf = a_pdf(size, landscape(size), size)
        go(pdf, a_printer(size))
        name, printed = printed_next(out)
        assert name.startswith(JOB), name
        assert words_on(printed) == ["page 1", "page 2", "page 3"]
        answers.append(same_place(printed, pdf))
    return ", ".join(answers)


def a_sheet_that_is_broad_lies_broad(out: Path) -> str:
    pdf = a_pdf(landscape(A4))
    go(pdf, a_printer(landscape(A4)))
    return same_place(printed_next(out)[1], pdf)


def painted_pages_keep_their_size_too(out: Path) -> str:
    """Where `lp` is missing the pages are painted."""
    pdf = a_pdf(A4, A4)
    assert print_pages(pdf, a_printer(A4))
    return same_place(printed_next(out)[1], pdf)


def three_copies_come_in_order(out: Path) -> str:
    printer = a_printer(A4)
    printer.setCopyCount(3)
    printer.setCollateCopies(True)
    go(a_pdf(A4, A4), printer)
    words = words_on(printed_next(out)[1])
    assert words == ["page 1", "page 2"] * 3, words
    return f"{len(words)} pages"


def the_dialog_s_range_and_copies_hold(out: Path) -> str:
    assert _by_dialog(out, _second_page_in_words) == ["page 2"] * 2
    assert _by_dialog(out, _second_page_in_numbers) == ["page 2"] * 2
    return "page 2, twice, however it is asked for"


def the_last_page_comes_first_if_asked(out: Path) -> str:
    def reverse(dialog: QPrintDialog) -> None:
        dialog.findChild(QCheckBox, "reverse").setChecked(True)

    words = _by_dialog(out, reverse)
    assert words == ["page 3", "page 2", "page 1"] * 2, words
    return ", ".join(words)


def _second_page_in_words(dialog: QPrintDialog) -> None:
    dialog.findChild(QRadioButton, "pagesRadioButton").setChecked(True)
    dialog.findChild(QLineEdit, "pagesLineEdit").setText("2-2")


def _second_page_in_numbers(dialog: QPrintDialog) -> None:
    dialog.findChild(QRadioButton, "printRange").setChecked(True)
    for name in ("to", "from"):
        dialog.findChild(QSpinBox, name).setValue(2)


def _by_dialog(out: Path, choose: Callable[[QPrintDialog], None]) -> list[str]:
    """Two copies of three pages, with something chosen in the dialog beside."""
    window = QWidget()
    window.show()
    printing = Printing(window)
    printing.ask(a_pdf(A4, A4, A4))
    dialog = window.findChild(QPrintDialog)
    dialog.findChild(QSpinBox, "copies").setValue(2)
    dialog.findChild(QCheckBox, "collate").setChecked(True)
    choose(dialog)
    ended: list[object] = []
    printing.printed.connect(lambda: ended.append("printed"))
    printing.failed.connect(ended.append)
    dialog.accept()
    _wait_for(lambda: bool(ended))
    assert ended == ["printed"], str(ended)
    return words_on(printed_next(out)[1])


def a_long_document_is_handed_over_at_once(out: Path) -> str:
    pdf = a_pdf(*[A4] * 1300)
    longest, ended = 0.0, []
    window = QWidget()
    printing = Printing(window)
    printing.printed.connect(lambda: ended.append("printed"))
    printer = a_printer(A4)
    turns = [time.perf_counter()]
    printing.print_on(printer, pdf, QSizeF(*A4))
    while not ended:
        QApplication.processEvents()
        turns.append(time.perf_counter())
    longest = max(later - sooner for sooner, later in pairwise(turns))
    assert longest < 0.1, f"the window stood still for {longest:.2f} s"
    assert len(words_on(printed_next(out, 300)[1])) == 1300
    return f"1300 pages in {turns[-1] - turns[0]:.1f} s, {longest * 1000:.0f} ms on the window"


def a_queue_that_refuses_is_told(_: Path) -> str:
    told("cupsreject", QUEUE)
    try:
        said = _fault_of(a_pdf(A4), a_printer(A4))
    finally:
        told("cupsaccept", QUEUE)
    assert "did not take" in said, said
    return said


def a_printer_that_is_gone_is_told(_: Path) -> str:
    printer = a_printer(A4)
    told("lpadmin", "-x", QUEUE)
    said = _fault_of(a_pdf(A4), printer)
    assert "did not take" in said, said
    return said


def _fault_of(pdf: bytes, printer: QPrinter) -> str:
    try:
        go(pdf, printer)
    except BeforehandError as fault:
        return str(fault)
    return "it was taken"


def _wait_for(holds: Callable[[], bool]) -> None:
    patience = QDeadlineTimer(20_000)
    while not holds():
        assert not patience.hasExpired(), "nothing happened"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)


TRIALS = (
    papers_keep_their_size,
    a_sheet_that_is_broad_lies_broad,
    painted_pages_keep_their_size_too,
    three_copies_come_in_order,
    the_dialog_s_range_and_copies_hold,
    the_last_page_comes_first_if_asked,
    a_long_document_is_handed_over_at_once,
    a_queue_that_refuses_is_told,
    a_printer_that_is_gone_is_told,
)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    reason = hindrance()
    if reason:
        print(f"SKIPPED, nothing was printed: {reason}.")
        return
    with tempfile.TemporaryDirectory() as folder:
        # The printers work under other names than ours.
        Path(folder).chmod(0o755)
        with print_server(Path(folder)) as out:
            application = QApplication([])
            for trial in TRIALS:
                print(f"{trial.__name__.replace('_', ' ')}: {trial(out)}", flush=True)
            application.quit()


if __name__ == "__main__":
    main()
