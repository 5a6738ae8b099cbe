"""A child process that works, says what it has done, and is killed.

It is forked, so that fifty of them cost no fifty starts; nothing of the store is open in the parent
meanwhile, and what a kill leaves of a process is the same.
"""

import os
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from faults.proof import broken

Work = Callable[["Line"], object]


class Line:
    """The child's end of the line: it says something, it waits to be told to go on."""

    def __init__(self, out: int, into: int) -> None:
        self._out, self._in = out, into

    def say(self, words: object) -> None:
        """One line, which the parent has once this returns, whatever becomes of us."""
        os.write(self._out, f"{words}\n".encode())

    def wait(self) -> str:
        """What the parent says next."""
        return os.read(self._in, 1000).decode()


class Child:
    """The parent's end."""

    def __init__(self, work: Work, variant: str = "") -> None:
        self._heard, out = os.pipe()
        into, self._told = os.pipe()
        self._rest = b""
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._heard)
            os.close(self._told)
            _work(work, Line(out, into), variant)
        os.close(out)
        os.close(into)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.kill()

    def hear(self) -> str:
        """The next line; empty if there is none any more."""
        while b"\n" not in self._rest:
            piece = os.read(self._heard, 65536)
            if not piece:
                return ""
            self._rest += piece
        line, self._rest = self._rest.split(b"\n", 1)
        return line.decode()

    def hear_all(self) -> list[str]:
        """All lines until it ends."""
        lines = []
        while line := self.hear():
            lines.append(line)
        return lines

    def tell(self, words: str = "go on") -> None:
        """Have it go on."""
        os.write(self._told, words.encode())

    def kill(self) -> list[str]:
        """End it at once, as a crash would; what it had still said."""
        if not self.pid:
            return []
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return self.ended()

    def ended(self) -> list[str]:
        """Wait until it has ended by itself; what it had still said."""
        lines = self.hear_all()
        os.waitpid(self.pid, 0)
        os.close(self._heard)
        os.close(self._told)
        self.pid = 0
        return lines


def _work(work: Work, line: Line, variant: str) -> None:
    code = 1
    try:
        broken(variant)
        work(line)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)
