"""Ends the image of this process, and with it every word in its memory, and starts it anew.

Closing a notebook and collecting what is left was tried: thousands of copies of its words stay.
"""

import os
import subprocess
import sys
from pathlib import Path

from beforehand import paths


def start_anew(folder: Path) -> None:
    """Become the program that asks for the passphrase of that notebook; returns only if it failed.

    The folder is told through the environment: a command line is there for everybody to read.
    """
    command = paths.program(paths.LOCKED)
    around = {**os.environ, paths.LOCKED_FOLDER: str(folder)}
    if getattr(sys, "frozen", False):
        # Or the loader of a frozen program takes the new start for a part of the old one.
        around["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    try:
        if sys.platform == "win32":
            # There exec starts a second process too, and whoever waits for the first goes on.
            subprocess.Popen(command, env=around)  # noqa: S603 - our own program
            os._exit(0)
        os.execve(command[0], command, around)  # noqa: S606 - our own program
    except OSError:
        # The program was taken away or replaced while it ran: the window goes on without it.
        return
