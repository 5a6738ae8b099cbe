"""Words that must not stand on the command line: read from standard input, a line each."""

import sys
from getpass import getpass

from beforehand.domain.errors import BeforehandError


class NotGiven(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """The input ended where a secret was asked for."""


def secret(what: str, *, twice: bool = False) -> str:
    """The next line of standard input; on a terminal it is asked for and not shown.

    `what` names it ("password"). Several secrets are lines in the order in which they are asked.
    Raises NotGiven where there is no line, and where Ctrl+D answers the question.
    """
    there = sys.stdin is not None
    found = _typed(what, twice=twice) if there and sys.stdin.isatty() else _line(what)
    if not found:
        raise BeforehandError(f"The {what} is empty.", "Nothing was done.")
    return found


def _line(what: str) -> str:
    """Only one line is taken: what follows belongs to whoever asks next."""
    line = sys.stdin.buffer.readline() if sys.stdin is not None else b""
    if not line:
        raise NotGiven(f"No {what} came on standard input.", "Give it as one line.")
    try:
        return line.rstrip(b"\r\n").decode()
    except UnicodeDecodeError:
        raise BeforehandError(f"The {what} is not in UTF-8.") from None


def _typed(what: str, *, twice: bool) -> str:
    first = _asked(f"{what.capitalize()}: ", what)
    if twice and _asked("The same again: ", what) != first:
        raise BeforehandError(f"This was not the same {what} twice.", "Nothing was done.")
    return first


def _asked(question: str, what: str) -> str:
    try:
        return getpass(question)
    except EOFError:
        # The cursor still stands behind the question.
        print(file=sys.stderr)
        raise NotGiven(f"No {what} was typed.", "Nothing was done.") from None
