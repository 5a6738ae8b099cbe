"""The recovery code on a terminal: shown, taken off the screen, and only then asked for.

What is typed while the code stands there would prove nothing.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass

from beforehand.store import recovery

CODE = "Recovery code: "
_KEEP = "Write it down or print it, and keep it where only you look. It is shown once."
_ENTER = "Press Enter when you have it on paper; then it leaves the screen. "
_OFF = "The recovery code is off the screen."
_ASKED = "Recovery code, to see that you kept it: "
_WRONG = "That is not the code. Type it again, or press Enter alone to have it shown again."
_NOT_SEEN = (
    "The passphrase is set, and the code that was shown holds. If you did not keep it: “New code…” "
    "in the window's settings makes another; so does “passphrase remove” and then “passphrase set”."
)


def show(code: str) -> None:
    """Say it at once: the notebook is locked by now, whatever comes next."""
    print(f"{CODE}{code}")
    print(_KEEP, flush=True)


def take_off(code: str) -> bool:
    """Once it is on paper it leaves the screen; False if the question was left with Ctrl+D."""
    if not sys.stdout.isatty():
        # Wherever the code went, it does not stand above the question.
        return True
    if _typed(_ENTER) is None:
        print(_NOT_SEEN, file=sys.stderr)
        return False
    if _can_erase():
        lines = (f"{CODE}{code}", _KEEP, _ENTER)
        print(f"\033[{_rows(lines)}A\r\033[J{_OFF}", flush=True)
    return True


def ask_back(code: str) -> None:
    """Have it typed until it is right; Enter alone shows it again, Ctrl+D leaves it."""
    while (typed := _typed(_ASKED)) is not None:
        if recovery.read(typed) == code:
            print("That is it.")
            return
        if typed.strip():
            print(_WRONG, file=sys.stderr)
            continue
        show(code)
        if not take_off(code):
            return
    print(_NOT_SEEN, file=sys.stderr)


@contextmanager
def unechoed() -> Iterator[None]:
    """Keys pressed meanwhile leave no lines on the screen, and answer nothing that comes later."""
    try:
        # Imported here: not every system has it.
        import termios
    except ImportError:
        yield
        return
    if sys.stdin is None or not sys.stdin.isatty():
        yield
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    quiet = [*before[:3], before[3] & ~termios.ECHO, *before[4:]]
    termios.tcsetattr(terminal, termios.TCSADRAIN, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSAFLUSH, before)


def _typed(question: str) -> str | None:
    try:
        return getpass(question)
    except EOFError:
        # The cursor still stands behind the question.
        print(file=sys.stderr)
        return None


def _can_erase() -> bool:
    """Whether the terminal understands the signs for it."""
    return os.environ.get("TERM") != "dumb" and (os.name != "nt" or "WT_SESSION" in os.environ)


def _rows(lines: tuple[str, ...]) -> int:
    """How many rows of the screen they fill."""
    width = os.get_terminal_size(sys.stdout.fileno()).columns or 80
    return sum(-(-max(1, len(line)) // width) for line in lines)
