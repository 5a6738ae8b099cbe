"""Pages on the screen and on the printer are those of the file."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas

from beforehand.domain.errors import BeforehandError
from beforehand.ui.errands import Errand
from beforehand.ui.pages import page_sizes, picture
from beforehand.ui.print_pages import print_pages, suit
from beforehand.ui.widgets.pages_view import PagesView

pytestmark = pytest.mark.usefixtures("qapp")


def a_pdf(pages: int = 2, size: tuple[float, float] = A4, word: str = "page") -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=True)
    for number in range(pages):
        canvas.setFont("Helvetica", 40)
        canvas.drawString(72, 600, f"{word} {number + 1}")
        canvas.rect(0, 0, size[0], size[1], stroke=1, fill=0)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def printed(pdf: bytes, folder: Path, size: QSizeF, *, first: int = 0, last: int = 0) -> bytes:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(folder / "printed.pdf"))
    suit(printer, size, "Sheet")
    printer.setFromTo(first, last)
    assert print_pages(pdf, printer)
    return (folder / "printed.pdf").read_bytes()


def rendered(pdf: bytes, page: int, width: int) -> QImage:
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    data = sheet.render(scale=width / sheet.get_width()).to_pil().convert("RGB").tobytes()
    height = len(data) // (3 * width)
    image = QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
    sheet.close()
    document.close()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def darkness(image: QImage) -> int:
    small = image.scaled(60, 85).convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(255 - value for value in bytes(small.constBits()))


def test_a_picture_is_the_rendering_of_the_page() -> None:
    pdf = a_pdf()
    assert picture(pdf, 1, 500) == rendered(pdf, 1, 500)
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
    document = pypdfium2.PdfDocument(out)
    names = document.get_metadata_dict()
    document.close()
    assert names["Title"] == "Sheet"
    assert "Priya" not in str(names)


def test_a_printer_is_set_to_the_whole_sheet_of_paper() -> None:
    printer = QPrinter()
    suit(printer, QSizeF(*LETTER), "Sheet")
    assert printer.fullPage()
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.Letter


def view_of(qtbot, pdf: bytes, width: int = 700) -> PagesView:
    view = PagesView()
    qtbot.addWidget(view)
    view.resize(width, 500)
    view.show_pdf(pdf)
    view.show()
    return view


def test_the_preview_shows_every_page_as_the_file_renders(qtbot) -> None:
    pdf = a_pdf(2)
    view = view_of(qtbot, pdf)
    assert len(view.pages) == 2
    for number, page in enumerate(view.pages):
        image = page.image()
        assert image == rendered(pdf, number, image.width())


def test_pages_follow_the_width_of_the_window_until_one_zooms(qtbot) -> None:
    view = view_of(qtbot, a_pdf(1), 700)
    before = view.pages[0].width()
    view.resize(900, 500)
    assert view.pages[0].width() > before
    view.zoom_by(-1)
    chosen = view.pages[0].width()
    view.resize(700, 500)
    assert view.pages[0].width() == chosen
    view.fit_width()
    assert view.pages[0].width() == before


def test_zoom_stops_at_its_smallest_and_largest(qtbot) -> None:
    view = view_of(qtbot, a_pdf(1))
    for _ in range(20):
        view.zoom_by(1)
    assert view.scale == 2.0
    for _ in range(20):
        view.zoom_by(-1)
    assert view.scale == 0.5


def test_a_changed_sheet_keeps_the_place(qtbot) -> None:
    view = view_of(qtbot, a_pdf(3, word="old"))
    qtbot.wait_until(lambda: view.verticalScrollBar().maximum() > 300)
    view.verticalScrollBar().setValue(300)
    view.show_pdf(a_pdf(3, word="new"))
    qtbot.wait_exposed(view)
    assert view.verticalScrollBar().value() == 300


def test_of_many_requests_the_newest_is_answered(qtbot) -> None:
    errand = Errand()
    seen: list[object] = []
    errand.done.connect(seen.append)
    with qtbot.wait_signal(errand.done):
        for number in range(50):
            errand.send(lambda number=number: number)
    assert seen == [49]
    assert not errand.busy


def test_a_fault_of_the_world_comes_back_as_it_was_raised(qtbot) -> None:
    def work() -> object:
        raise BeforehandError("The disk is full.")

    errand = Errand()
    with qtbot.wait_signal(errand.failed) as caught:
        errand.send(work)
    assert caught.args[0].sentence == "The disk is full."


def test_an_errand_that_is_gone_before_its_result_does_no_harm(qtbot) -> None:
    errand = Errand()
    done: list[int] = []
    errand.send(lambda: done.append(1))
    errand.deleteLater()
    del errand
    qtbot.wait_until(lambda: done == [1])
