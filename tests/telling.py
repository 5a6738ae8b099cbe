"""The terminal's commands as a test gives them: words, and lines on the standard input."""

import io
import sys
from collections.abc import Callable

import pytest

from beforehand.__main__ import main

Told = Callable[..., tuple[int, str, str]]
"""A command with lines on its standard input: exit code, output, complaints."""


def teller(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *always: str
) -> Told:
    """Runs commands; `always` are words that stand at the end of each."""

    def run(*words: object, lines: tuple[str, ...] = ()) -> tuple[int, str, str]:
        typed = io.TextIOWrapper(io.BytesIO("".join(f"{each}\n" for each in lines).encode()))
        monkeypatch.setattr(sys, "stdin", typed)
        code = main([*map(str, words), *always])
        out, err = capsys.readouterr()
        return code, out, err

    return run
