"""A CUPS of one's own: a server on a socket in a folder, with a printer that makes PDFs."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

QUEUE = "paper"
_PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
_PRINTER = Path("/etc/cups/cups-pdf-beforehand.conf")

_SERVER = """\
Listen {home}/state/sock
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Location /admin>
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""

_FILES = """\
ServerRoot {home}/etc
RequestRoot {home}/spool
TempDir {home}/spool/tmp
CacheDir {home}/cache
StateDir {home}/state
ErrorLog {home}/log/error
AccessLog {home}/log/access
PageLog {home}/log/page
SystemGroup root lpadmin
LogFileGroup adm
"""


def hindrance() -> str:
    """Why nothing can be printed here; empty if it can."""
    if sys.platform != "linux":
        return "CUPS is tried on Linux only"
    if os.geteuid() != 0:
        return "a print server's printers run under other names, which only root can give"
    if shutil.which("cupsd") is None or shutil.which("lp") is None or not _PPD.exists():
        return "cups, cups-client and printer-driver-cups-pdf are not installed"
    return ""


@contextmanager
def print_server(home: Path) -> Iterator[Path]:
    """Start it, and tell in which folder what was printed comes to lie."""
    for part in ("etc/ppd", "spool/tmp", "cache", "state/certs", "log", "out"):
        (home / part).mkdir(parents=True)
    (home / "etc/cupsd.conf").write_text(_SERVER.format(home=home))
    (home / "etc/cups-files.conf").write_text(_FILES.format(home=home))
    _PRINTER.write_text(f"Out {home}/out\nGrp lpadmin\nDecodeHexStrings 1\n")
    os.environ["CUPS_SERVER"] = f"{home}/state/sock"
    files = ("-c", home / "etc/cupsd.conf", "-s", home / "etc/cups-files.conf")
    server = subprocess.Popen(["cupsd", "-f", *files])
    try:
        _wait_until(lambda: "is running" in told("lpstat", "-r"))
        ppd = home / "printer.ppd"
        ppd.write_text(_with_margins(_PPD.read_text()))
        told("lpadmin", "-p", QUEUE, "-E", "-v", "cups-pdf:/beforehand", "-P", str(ppd))
        told("lpadmin", "-d", QUEUE)
        yield home / "out"
    finally:
        server.terminate()
        server.wait(10)
        _PRINTER.unlink()


def _with_margins(ppd: str) -> str:
    """A printer that cannot print within 5 mm of the edges, as most cannot."""

    def inside(found: "re.Match[str]") -> str:
        left, bottom, right, top = map(float, found[2].split())
        return f'{found[1]}"{left + 14:g} {bottom + 14:g} {right - 14:g} {top - 14:g}"'

    return re.sub(r'(\*ImageableArea [^:]+: *)"([^"]+)"', inside, ppd)


def told(*command: str) -> str:
    """What a program says."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def printed_next(out: Path, seconds: float = 60) -> tuple[str, bytes]:
    """The name and the bytes of the next thing printed, which is taken away."""
    _wait_until(lambda: not told("lpstat", "-o").strip() and any(out.iterdir()), seconds)
    (file,) = out.iterdir()
    data = file.read_bytes()
    file.unlink()
    return file.name, data


def _wait_until(holds: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "CUPS did not answer in time"
        time.sleep(0.1)
