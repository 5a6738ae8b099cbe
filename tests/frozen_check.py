"""Checks the frozen program: that it starts, opens the sample and writes every sheet.

Not part of the test run, because building takes half a minute:

    .venv/bin/pip install -e '.[dev,freeze]'
    .venv/bin/pyinstaller --noconfirm build.spec
    .venv/bin/python tests/frozen_check.py
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypdfium2

HELD = 3
"""The exit code of a command on a notebook that a window holds."""
PATIENCE_S = 30


class Frozen:
    """The program in `dist`, run with a home of its own and without this environment's Python."""

    def __init__(self, program: Path, home: Path) -> None:
        self.program = program
        kept = (
            "LANG",
            "SystemRoot",
            "TEMP",
            "TMP",
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "XDG_RUNTIME_DIR",
        )
        self.environment = {name: os.environ[name] for name in kept if name in os.environ}
        self.environment |= {"HOME": str(home), "USERPROFILE": str(home), "PATH": os.defpath}
        if "DISPLAY" not in os.environ and sys.platform == "linux":
            self.environment["QT_QPA_PLATFORM"] = "offscreen"

    def run(self, *words: object, expect: int = 0, typed: str = "") -> str:
        done = subprocess.run(
            [self.program, *map(str, words)],
            env=self.environment, capture_output=True, text=True, encoding="utf-8", input=typed,
            timeout=PATIENCE_S, check=False,
        )  # fmt: skip
        assert done.returncode == expect, f"{words}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def window(self, *words: object) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([self.program, *map(str, words)], env=self.environment)


def check_commands(frozen: Frozen, folder: Path) -> Path:
    notebook = folder / "notebook"
    assert frozen.run("--version").startswith("Beforehand")
    frozen.run("sample", notebook)
    talks = json.loads(frozen.run("list", "--notebook", notebook, "--json"))
    assert len(talks) > 5, "the sample has more conversations than that"
    for kind in ("private", "room"):
        for paper, height in (("a4", 842), ("letter", 792)):
            file = folder / f"{kind}-{paper}.pdf"
            frozen.run(
                "sheet", "next", "--kind", kind, "--paper", paper,
                "--notebook", notebook, "--out", file,
            )  # fmt: skip
            check_pdf(file, height)
    check_other_sheets(frozen, notebook, folder)
    frozen.run("export", "--format", "json", "--notebook", notebook, "--out", folder / "all.json")
    frozen.run("import", folder / "all.json", "--notebook", folder / "again")
    return notebook


def check_other_sheets(frozen: Frozen, notebook: Path, folder: Path) -> None:
    """What is imported only once it is wanted: the other kinds, and what locks a file."""
    file = folder / "other.pdf"
    for what, kind in (("Wro", "map"), ("next", "record"), ("internal-alignment", "worksheet")):
        frozen.run("sheet", what, "--kind", kind, "--notebook", notebook, "--out", file)
        check_pdf(file, 842)
    frozen.run(
        "sheet", "next", "--kind", "room", "--password",
        "--notebook", notebook, "--out", file, typed="secret\n",
    )  # fmt: skip
    check_pdf(file, 842, "secret")


def check_pdf(file: Path, height: int, password: str | None = None) -> None:
    document = pypdfium2.PdfDocument(file, password=password)
    page = document[0]
    words = page.get_textpage()
    assert round(page.get_height()) == height
    assert words.count_chars() > 100, f"{file.name} is empty"
    words.close()
    page.close()
    document.close()


def check_window(frozen: Frozen, notebook: Path) -> None:
    """The window holds the notebook once it has opened it, and a command then says so."""
    window = frozen.window("--notebook", notebook)
    try:
        deadline = time.monotonic() + PATIENCE_S
        while not held(frozen, notebook):
            assert window.poll() is None, f"the window ended with {window.returncode}"
            assert time.monotonic() < deadline, "the window did not open the notebook"
            time.sleep(0.3)
        time.sleep(1)
        assert window.poll() is None, "the window did not stay"
    finally:
        window.terminate()
        window.wait(PATIENCE_S)


def held(frozen: Frozen, notebook: Path) -> bool:
    tried = subprocess.run(
        [frozen.program, "list", "--notebook", notebook],
        env=frozen.environment, capture_output=True, check=False,
    )  # fmt: skip
    return tried.returncode == HELD


def main() -> None:
    name = "beforehand.exe" if sys.platform == "win32" else "beforehand"
    usual = Path(__file__).parents[1] / "dist" / "beforehand" / name
    program = Path(sys.argv[1]) if len(sys.argv) > 1 else usual
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there)
        frozen = Frozen(program.resolve(), folder / "home")
        (folder / "home").mkdir()
        notebook = check_commands(frozen, folder)
        check_window(frozen, notebook)
    print("The frozen program starts, opens the sample and writes every sheet.")


if __name__ == "__main__":
    main()
