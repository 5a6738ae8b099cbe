"""Where a notebook lies that is not one disk of one machine: synced folders and network places.

Pure over what it is given: paths, a way to see whether one is there, and the list of mounts.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from beforehand.domain.value import value

_BY_NAME: tuple[tuple[str, str], ...] = (
    (r"dropbox( \(.+\))?", "Dropbox"),
    (r"onedrive( ?- ?.+)?", "OneDrive"),
    (r"google ?drive( ?- ?.+)?|my drive", "Google Drive"),
    (r"icloud( ?drive|-.+)?|mobile documents|com~apple~clouddocs", "iCloud"),
    (r"nextcloud\d*", "Nextcloud"),
    (r"owncloud\d*", "ownCloud"),
    (r"syncthing|sync", "Syncthing"),
)
"""What a folder is called, and which program keeps folders of that name in step."""

_BY_MARK: tuple[tuple[str, str], ...] = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
)
"""What such a program leaves at the top of its folder."""

_UNSURE = {"Syncthing"}
"""Its folders are mostly called otherwise, and others are called so: the mark has to be there."""

_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|afpfs|ncpfs|9p|afs|ceph|davfs|fuse\.(sshfs|gvfsd-fuse|rclone|davfs2?|smb.*)"
)
_DRIVE_REMOTE = 4


@value
class Elsewhere:
    """Which program keeps the folder in step, or that it lies on a network."""

    program: str = ""
    network: bool = False

    def __bool__(self) -> bool:
        return bool(self.program) or self.network


def elsewhere(
    folder: PurePath, is_there: Callable[[PurePath], bool], mounts: str = ""
) -> Elsewhere:
    """Whether a folder is one of these; `mounts` is the system's list, a line each."""
    program = next(_programs(folder, is_there), "")
    return Elsewhere(program=program, network=not program and is_network(folder, mounts))


def is_network(folder: PurePath, mounts: str) -> bool:
    """Whether the folder lies on another machine's disk."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    kinds = dict(_mounted(mounts))
    for above in (folder, *folder.parents):
        if (kind := kinds.get(str(above))) is not None:
            return _NETWORK.fullmatch(kind) is not None
    return False


def look(folder: Path) -> Elsewhere:
    """The same of a folder here; may wait for a disk that is far away."""
    place = folder.absolute()
    found = elsewhere(place, os.path.lexists, _mounts())
    return found or Elsewhere(network=_is_remote_drive(place))


def _programs(folder: PurePath, is_there: Callable[[PurePath], bool]) -> Iterator[str]:
    for above in (folder, *folder.parents):
        yield from (program for mark, program in _BY_MARK if is_there(above / mark))
        for pattern, program in _BY_NAME:
            if program not in _UNSURE and re.fullmatch(pattern, above.name.casefold()):
                yield program


def _mounted(mounts: str) -> Iterator[tuple[str, str]]:
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) > 2:
            # Blanks in a name are written as numbers there.
            yield re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), parts[1]), parts[2]


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _is_remote_drive(place: Path) -> bool:
    if os.name != "nt":
        return False
    import ctypes

    kinds = getattr(ctypes, "windll").kernel32  # noqa: B009 - only there has it this name
    return bool(kinds.GetDriveTypeW(place.anchor) == _DRIVE_REMOTE)
