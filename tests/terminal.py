"""A program on a terminal: what is typed to it, and what then stands on the screen."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from types import TracebackType
from typing import Self

_SIGNS = re.compile(r"\033\[(\d*)([AJ])|(.)", re.DOTALL)


class Terminal:
    """Runs `beforehand` with these words on a terminal of so many columns and rows."""

    def __init__(self, words: Sequence[object], columns: int = 80, rows: int = 24) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._columns = columns
        self._heard = self._read = ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "beforehand", *map(str, words)],
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env={**os.environ, "TERM": "xterm"},
        )  # fmt: skip
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    def until(self, words: str) -> str:
        """What is said next up to these words, which is waited for."""
        while words not in self._heard[len(self._read) :]:
            self._heard += os.read(self._master, 1024).decode()
        new = self._heard[len(self._read) :]
        self._read = self._heard
        return new

    def type(self, words: str) -> None:
        """Press keys."""
        os.write(self._master, words.encode())

    @property
    def said(self) -> str:
        """Everything from the beginning, seen or not any more."""
        return self._heard

    @property
    def screen(self) -> str:
        """What stands there: lines that were gone up to and cleared are gone."""
        lines, row, column = [""], 0, 0
        for number, sign, letter in _SIGNS.findall(self._heard):
            if sign == "A":
                row = max(0, row - int(number or 1))
            elif sign == "J":
                lines[row:] = [lines[row][:column]]
            elif letter == "\r":
                column = 0
            elif letter == "\n":
                row += 1
            else:
                row, column = (row + 1, 0) if column == self._columns else (row, column)
                lines += [""] * (row + 1 - len(lines))
                lines[row] = lines[row][:column].ljust(column) + letter + lines[row][column + 1 :]
                column += 1
            lines += [""] * (row + 1 - len(lines))
        return "\n".join(lines)
