"""Where things lie: the shipped resources, the person's notebook, their own lenses and settings."""

import os
import sys
from pathlib import Path

_APP = "Beforehand"

COPYING = "copy-between-two-commits"
"""How the program is told to be the child that copies the notebook; nobody types it."""

LOCKED = "started-locked"
"""How the program is told that it was locked a moment ago; nobody types it."""
LOCKED_FOLDER = "BEFOREHAND_LOCKED"
"""The variable of the environment that names the notebook then."""


def resources() -> Path:
    """The folder of shipped files: inside the installed package, or at the top of a checkout."""
    here = Path(__file__).resolve()
    shipped = here.parent / "resources"
    return shipped if shipped.is_dir() else here.parents[2] / "resources"


def privacy() -> Path:
    """The text on what is protected and what is not; `docs/privacy.md` says the same."""
    return resources() / "privacy.md"


def program(*arguments: str) -> list[str]:
    """How to start this very program again, from a frozen build or from Python."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable, *([] if frozen else ["-m", "beforehand"]), *arguments]


def default_notebook() -> Path:
    """The folder in which the notebook lies when none is named."""
    return data() / "notebook"


def own_lenses() -> Path:
    """The folder in which the person keeps lenses of their own."""
    return data() / "lenses"


def settings_file() -> Path:
    """The file with theme, paper and window size; never a word of a note."""
    return _home("config") / "settings.ini"


def data() -> Path:
    """The folder in which the platform keeps a program's data."""
    return _home("data")


def cache() -> Path:
    """The folder for what can be made anew at any time; never a word of a note."""
    return _home("cache")


def _home(kind: str) -> Path:
    if sys.platform.startswith("linux"):
        # The XDG rule by itself: platformdirs costs 2 ms at the start, where each is counted.
        named = os.environ.get(f"XDG_{kind.upper()}_HOME", "").strip()
        usual = {"data": ".local/share", "config": ".config", "cache": ".cache"}
        return (Path(named) if os.path.isabs(named) else Path.home() / usual[kind]) / _APP  # noqa: PTH117
    import platformdirs

    found: Path = getattr(platformdirs, f"user_{kind}_path")(_APP, appauthor=False)
    return found
