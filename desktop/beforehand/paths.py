"""Where things lie: the shipped resources, the person's notebook, their own lenses and settings."""

from pathlib import Path

_APP = "Beforehand"


def resources() -> Path:
    """The folder of shipped files: inside the installed package, or at the top of a checkout."""
    here = Path(__file__).resolve()
    shipped = here.parent / "resources"
    return shipped if shipped.is_dir() else here.parents[2] / "resources"


def default_notebook() -> Path:
    """The folder in which the notebook lies when none is named."""
    return _data() / "notebook"


def own_lenses() -> Path:
    """The folder in which the person keeps lenses of their own."""
    return _data() / "lenses"


def settings_file() -> Path:
    """The file with theme, paper and window size; never a word of a note."""
    # Imported here: before the first paint every import is felt.
    from platformdirs import user_config_path

    return user_config_path(_APP, appauthor=False) / "settings.ini"


def _data() -> Path:
    from platformdirs import user_data_path

    return user_data_path(_APP, appauthor=False)
