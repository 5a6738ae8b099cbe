"""Printers of CUPS: the PDF itself is handed to `lp`, with all that the print dialog was set to.

Qt's own way is a picture of each page, which a laser printer screens: the letters lose their edge.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtPrintSupport import QPrintEngine, QPrinter

_DIALOG_OPTIONS = 0xFE00
"""Under this number Qt's engine for CUPS keeps what its dialog was set to: names and values."""

_PATIENCE_S = 60

_SIDES = {
    QPrinter.DuplexMode.DuplexNone: "one-sided",
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


@dataclass(frozen=True, slots=True)
class CupsOrder:
    """What to print on, and how: the words of a command."""

    command: tuple[str, ...]


def cups_order(printer: QPrinter) -> CupsOrder | None:
    """The order for a printer as it is set; None if it is none of CUPS's, or `lp` is missing."""
    lp = shutil.which("lp")
    options = _dialog_options(printer)
    if lp is None or options is None or not printer.printerName():
        return None
    settings = dict(_settings(printer)) | options
    # On paper of its own size nothing is made smaller to clear the printer's margins: ours do.
    if settings.get("number-up", "1") == "1":
        settings["print-scaling"] = "none"
    words = [
        word for name, value in settings.items() for word in ("-o", f"{name}={_quoted(value)}")
    ]
    copies = str(printer.copyCount())
    queue = ("-d", printer.printerName(), "-t", printer.docName(), "-n", copies)
    return CupsOrder((lp, "-s", *queue, *words))


def hand_over(order: CupsOrder, pdf: bytes) -> bool:
    """Give the PDF to the queue; False if that was refused. It may wait for a slow network."""
    try:
        done = subprocess.run(  # noqa: S603  # words, never a shell's line
            order.command,
            input=pdf,
            capture_output=True,
            timeout=_PATIENCE_S,
            check=False,
            env=_own_libraries(os.environ),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _settings(printer: QPrinter) -> Iterator[tuple[str, str]]:
    """What Qt keeps apart from its dialog's options."""
    yield "media", printer.pageLayout().pageSize().key()
    yield "collate", str(printer.collateCopies()).lower()
    if printer.duplex() in _SIDES:
        yield "sides", _SIDES[printer.duplex()]
    if printer.colorMode() is QPrinter.ColorMode.GrayScale:
        yield "print-color-mode", "monochrome"
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        yield "outputorder", "reverse"
    if printer.fromPage():
        yield "page-ranges", f"{printer.fromPage()}-{printer.toPage()}"


def _dialog_options(printer: QPrinter) -> dict[str, str] | None:
    if sys.platform != "linux":
        return None
    try:
        key = QPrintEngine.PrintEnginePropertyKey(_DIALOG_OPTIONS)
    except ValueError:
        return None
    found = printer.printEngine().property(key)
    if not isinstance(found, list):
        return None
    pairs = zip(found[::2], found[1::2], strict=False)
    return {str(name): str(value) for name, value in pairs if value}


def _quoted(value: str) -> str:
    """A value as one word, whatever is in it."""
    if value.replace("-", "").replace(",", "").isalnum():
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _own_libraries(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without the libraries that a frozen program brings for itself."""
    theirs = dict(environment)
    if getattr(sys, "frozen", False):
        theirs.pop("LD_LIBRARY_PATH", None)
        if "LD_LIBRARY_PATH_ORIG" in environment:
            theirs["LD_LIBRARY_PATH"] = environment["LD_LIBRARY_PATH_ORIG"]
    return theirs
