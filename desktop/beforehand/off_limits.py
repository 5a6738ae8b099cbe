"""Where nothing is written for a person: in the folders of notebooks and of their backups.

Whoever writes a file or makes a folder where a person said asks here first. Which notebook it is
plays no part: a notebook is known by what lies there, so another one's is as safe as one's own.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from beforehand.domain.errors import BeforehandError

FILES = ("notebook.db", "notebook.key")
"""By these a notebook's folder is known, and a backup's."""
BACKUPS = ("backups", "beforehand backups")
"""What folders of backups are called, beside a notebook and in a second place."""


class OffLimits(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """It would lie in a notebook or over it; nothing was written."""


def see_that_a_file_may_lie_at(path: Path) -> None:
    """Refuse a file that would lie in a notebook's folder, over its files, or among its backups.

    Links and `..` are followed. Raises OffLimits.
    """
    if path.name.casefold() in FILES or any(map(_is_kept, _above(path))):
        raise _refused(path)


def see_that_a_folder_may_be(folder: Path) -> None:
    """Refuse a new notebook's folder that would lie in a notebook's or among backups.

    Raises OffLimits.
    """
    if any(map(_is_kept, _above(folder))):
        raise _refused(folder)


def see_that_backups_may_lie_in(place: Path) -> None:
    """Refuse a place for backups that is a notebook, or lies in one. Raises OffLimits."""
    if any(map(_is_notebook, (place, *_above(place)))):
        raise _refused(place)


def _refused(path: Path) -> OffLimits:
    return OffLimits(
        f"“{path.name}” would lie in the folder of a notebook, where only the notebook and its "
        "backups belong. Nothing was written.",
        "Choose another folder.",
    )


def _above(path: Path) -> Iterator[Path]:
    """The folders in which it lies: as it was said, and where that really leads."""
    yield from Path(os.path.realpath(path)).parents
    yield from Path(os.path.abspath(path)).parents  # noqa: PTH100 - `..` is taken at its word


def _is_kept(folder: Path) -> bool:
    return _is_notebook(folder) or _is_of_backups(folder)


def _is_notebook(folder: Path) -> bool:
    # Asked of the file system, which knows whether capitals count there.
    return any(os.path.lexists(folder / name) for name in FILES)


def _is_of_backups(folder: Path) -> bool:
    """Whether backups lie there: the name alone is anybody's."""
    if folder.name.casefold() not in BACKUPS:
        return False
    return any(map(_is_notebook, _folders(folder, 2)))


def _folders(folder: Path, deep: int) -> Iterator[Path]:
    """What lies in it, and a step deeper: a second place may keep each notebook's apart."""
    try:
        below = [each for each in folder.iterdir() if each.is_dir()]
    except OSError:
        return
    yield from below
    if deep > 1:
        for each in below:
            yield from _folders(each, deep - 1)
