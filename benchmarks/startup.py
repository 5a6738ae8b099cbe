"""How soon the window is there, and how much memory it takes, beside a bare PySide6 window.

Each start is a process of its own that tells the CPU time it had used when the picture was
painted. Starts go in pairs, one bare and one ours at once after another, and the median of the
pairs' ratios counts: a shared machine's clock changes within a run, so that the best of each side
may come from different minutes. Bytecode is cached as in any installation.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import figures
from figures import Figure, Told, figure

LIMITS = {"first paint": 1.2, "Today filled": 1.6, "memory": 1.8}
"""Ratios to the bare window."""
MODES = {"first paint": "paint", "Today filled": "today"}


def main() -> int:
    """Measure, tell the ratios, and end with 1 if one is over its limit."""
    arguments = _arguments()
    if arguments.child:
        _be(arguments.child, Path(arguments.folder))
        return 0
    with tempfile.TemporaryDirectory() as there:
        results = _measured(Path(there), arguments.rounds)
    print("Times what a bare window takes:")
    return figures.ended(results, arguments.json)


def _arguments() -> argparse.Namespace:
    parser = figures.parser(__doc__)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--child", choices=("bare", "paint", "today"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _measured(there: Path, rounds: int) -> list[Figure]:
    folder, environment = there / "sample", figures.as_installed(there)
    _write_sample(folder)
    # As at every start but the first: the shipped lenses have been parsed before.
    read_all = "from beforehand.library import default_library; list(default_library().lenses)"
    subprocess.run([sys.executable, "-c", read_all], env=environment, check=True)
    for mode in ("bare", *MODES.values()):
        _start(mode, folder, environment)
    pairs: dict[str, list[tuple[Told, Told]]] = {name: [] for name in MODES}
    for _ in range(rounds):
        for name, mode in MODES.items():
            pairs[name].append(
                (_start("bare", folder, environment), _start(mode, folder, environment))
            )
    times = {name: [(b["cpu"], o["cpu"]) for b, o in each] for name, each in pairs.items()}
    memory = [(b["memory"], o["memory"]) for b, o in pairs["Today filled"]]
    return [_result(name, each) for name, each in {**times, "memory": memory}.items()]


def _result(name: str, pairs: list[tuple[float, float]]) -> Figure:
    value = round(median(ours / bare for bare, ours in pairs if bare), 3)
    return figure(name, value, LIMITS[name], pairs)


def _write_sample(folder: Path) -> None:
    from beforehand.exchange.sample import write_sample
    from beforehand.library import default_library

    write_sample(folder, default_library(), datetime.now(UTC))


def _start(mode: str, folder: Path, environment: dict[str, str]) -> Told:
    return figures.told_by(
        __file__, "--child", mode, "--folder", folder, environment=environment, quiet=True
    )


def _tell(cpu: float) -> None:
    """Say what was used, and be gone at once: how long Python takes to end is not asked."""
    figures.tell({"cpu": cpu, "memory": _memory()})
    os._exit(0)


def _memory() -> float:
    """Megabytes that are this process's share (PSS); 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def _be(mode: str, folder: Path) -> None:
    {"bare": _bare, "paint": _paint, "today": _today}[mode](folder)


def _bare(_folder: Path) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Bare(QMainWindow):
        def paintEvent(self, event: object) -> None:  # noqa: N802
            super().paintEvent(event)
            QTimer.singleShot(0, lambda: _tell(time.process_time()))

    application = QApplication(sys.argv[:1])
    window = Bare()
    window.resize(1240, 820)
    window.show()
    application.exec()


def _paint(folder: Path) -> None:
    _ours(folder, then=lambda _session: _tell(time.process_time()))


def _today(folder: Path) -> None:
    from beforehand.ui.session import Session

    def fill(session: Session) -> None:
        from PySide6.QtWidgets import QApplication

        from beforehand.ui.app import begin

        session.opened.connect(lambda: QApplication.processEvents() or painted())
        begin(session, folder, sample=False)

    def painted() -> None:
        _tell(time.process_time())

    _ours(folder, then=fill)


def _ours(folder: Path, then: Callable[..., None]) -> None:
    """The program's own start, up to its first paint, and then something else."""
    import gc

    from beforehand.ui.app import make_application, make_window

    del folder
    gc.disable()
    application = make_application()
    window, session = make_window(application)
    window.painted.connect(lambda: _soon(lambda: then(session)))
    window.show()
    application.exec()


def _soon(act: Callable[[], None]) -> None:
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, act)


if __name__ == "__main__":
    sys.exit(main())
