"""A home of its own for a program under proof, and how it is started there."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

TOUR = Path(__file__).parent / "programs" / "tour.py"
_FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "tmp",
}
PATIENCE_S = 300


class Home:
    """Where everything that the program leaves lies under one folder."""

    def __init__(self, place: Path, *, display: str = "") -> None:
        self.place = place
        self.env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        for name, folder in _FOLDERS.items():
            (place / folder).mkdir(mode=0o700, parents=True, exist_ok=True)
            self.env[name] = str(place / folder)
        self.env["QT_QPA_PLATFORM"] = "xcb" if display else "offscreen"
        if display:
            self.env["DISPLAY"] = display

    def run(
        self, command: Sequence[object], said: str = "", *, traced: Sequence[str] = ()
    ) -> "subprocess.CompletedProcess[str]":
        """Run it to its end, or to its own death; `traced` is strace with what it looks for."""
        return subprocess.run(
            [*traced, *map(str, command)],
            input=said,
            capture_output=True,
            text=True,
            check=False,
            env=self.env,
            cwd=self.place,
            timeout=PATIENCE_S,
        )

    def tour(self, folder: Path, *asked: str, said: str = "", **options: Any) -> Any:
        """Go through the window."""
        return self.run([sys.executable, TOUR, folder, *asked], f"{said}\n", **options)
