"""PDFs to print: each page says its number."""

from collections.abc import Callable
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

Size = tuple[float, float]


def a_pdf(
    *sizes: Size, beside: Callable[[Canvas, Size], object] = lambda _canvas, _size: None
) -> bytes:
    """Pages of these sizes with their numbers; `beside` draws what else stands on each."""
    file = BytesIO()
    canvas = Canvas(file, invariant=True)
    for number, size in enumerate(sizes, 1):
        canvas.setPageSize(size)
        canvas.drawString(72, 72, f"page {number}")
        beside(canvas, size)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
