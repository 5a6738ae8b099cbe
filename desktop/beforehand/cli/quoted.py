"""Paths in hints, so that the whole line can be pasted into a shell."""

import os
import shlex
import subprocess
from pathlib import Path


def quoted(path: Path) -> str:
    """A path as one word of a command line.

    Bytes that are no text, and signs that a terminal would obey, are written as numbers in `$'…'`,
    which bash, zsh and ksh read back.
    """
    text = str(path)
    # Or it would be taken for an option.
    text = f"./{text}" if text.startswith("-") else text
    if os.name == "nt":
        return subprocess.list2cmdline([text])
    if text.isprintable():
        return shlex.quote(text)
    return f"$'{''.join(map(_escaped, text))}'"


def _escaped(letter: str) -> str:
    if letter in "\\'":
        return f"\\{letter}"
    if letter.isprintable():
        return letter
    return "".join(f"\\x{byte:02x}" for byte in os.fsencode(letter))
