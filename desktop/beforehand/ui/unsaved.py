"""Saves every editor at once, or lets go of all, without importing editors where there is none."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from beforehand.ui.autosave import Autosave


def flush_all(root: "QObject") -> bool:
    """Save every editor beneath a widget; False if words of any could not be saved."""
    failed = [each for each in _all(root) if not each.flush()]
    return not failed


def give_up_all(root: "QObject") -> None:
    """Let every editor beneath a widget keep its words to itself from now on."""
    for each in _all(root):
        each.give_up()


def _all(root: "QObject") -> "list[Autosave]":
    autosave = sys.modules.get("beforehand.ui.autosave")
    return root.findChildren(autosave.Autosave) if autosave is not None else []
