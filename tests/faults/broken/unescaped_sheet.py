"""A program that hands what was typed to reportlab's paragraphs as it is: they read markup."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from beforehand import orders
from beforehand.domain.kinds import KINDS
from beforehand.store.notebook import Notebook
from sheets.planted import own_words


def apply() -> None:
    """Have sheets made of paragraphs."""
    orders.read = _read


def _read(_wish: Any, notebook: Notebook, _library: Any, _now: Any) -> Any:
    return SimpleNamespace(lay_out=lambda: SimpleNamespace(sheet=_Sheet(notebook)))


class _Sheet:
    def __init__(self, notebook: Notebook) -> None:
        texts = [
            getattr(record, name)
            for kind in KINDS
            for record in notebook[kind].find()
            for name in own_words(kind)
        ]
        out = BytesIO()
        SimpleDocTemplate(out).build([part for text in texts for part in _paragraph(text)])
        self.pdf = out.getvalue()


def _paragraph(text: str) -> list[Paragraph]:
    try:
        return [Paragraph(text, ParagraphStyle("body"))]
    except Exception:
        # A picture that is not there, a tag that nothing closes: the whole text is gone.
        return []
