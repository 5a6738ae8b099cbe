"""Saves every editor at once, without importing editors where there is none."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


def flush_all(root: "QObject") -> bool:
    """Save every editor beneath a widget; False if words of any could not be saved."""
    autosave = sys.modules.get("beforehand.ui.autosave")
    if autosave is None:
        return True
    failed = [each for each in root.findChildren(autosave.Autosave) if not each.flush()]
    return not failed
