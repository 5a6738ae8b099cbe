"""Leaves no words where they do not belong: no core dumps, no list of folders that were used."""

import sys

from PySide6.QtCore import QSettings


def no_core() -> None:
    """From now on a crash writes no memory to the disk; child processes follow.

    A process that others of the same account may not read (PR_SET_DUMPABLE) was tried and left out:
    desktop portals must look at its /proc entry, and otherwise refuse it file dialogs, without a
    word, and the colours of the desktop. A core is not written anyhow.
    """
    if sys.platform == "win32":
        return
    # Imported here: not every system has it.
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def forget_folders() -> None:
    """Qt's own file dialog writes the folders one went to into a file of its own: let it fail.

    Our own settings lie in a file by name, so nothing else of ours is in that format.
    """
    if sys.platform.startswith("linux"):
        scope = QSettings.Scope.UserScope
        QSettings.setPath(QSettings.Format.NativeFormat, scope, "/dev/null/nowhere")
