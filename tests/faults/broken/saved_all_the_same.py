"""A program that calls typed words saved although the notebook refused them."""

from beforehand.domain.record import Record
from beforehand.ui.desk import Desk

_keep = Desk.keep


def apply() -> None:
    """Have editors hear that all is well."""
    Desk.keep = _kept


def _kept(desk: Desk, record: Record) -> bool:
    _keep(desk, record)
    desk.saved.emit()
    return True
