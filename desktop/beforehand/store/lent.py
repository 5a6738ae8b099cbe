"""A file that has no name any more, lent to a child process that copies and checks it.

Only who has a deleted file open still reaches it. To open it a second time in the same process and
close it again would drop SQLite's lock; a child that is handed the open file takes nothing away.
Its order names the handle; its answers are the share that is copied, then as of a backup's copy.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from beforehand.store import child_lines, copying, vault

_SLICE = 1 << 22


@contextmanager
def lending(handle: int | None) -> Iterator[None]:
    """A process that is started meanwhile has the handle, too."""
    if handle is None:
        yield
        return
    os.set_inheritable(handle, True)
    try:
        yield
    finally:
        os.set_inheritable(handle, False)


def serve(order: dict[str, Any], said: IO[str]) -> dict[str, Any]:
    """In the child: copy what was lent, then read all of the copy; the answer is what is in it."""
    target = Path(order["target"])
    try:
        for share in _copied(order["lent"], target / vault.NAME):
            child_lines.say_share(share, said)
        return copying.checked(target, child_lines.keys_in(order))
    except OSError as fault:
        return {child_lines.FAULT: fault.errno or copying.UNLIKE}


def _copied(handle: int, target: Path) -> Iterator[float]:
    size = os.fstat(handle).st_size
    with open(target, "wb", opener=copying.private) as new:
        for begin in range(0, size, _SLICE):
            new.write(os.pread(handle, _SLICE, begin))
            yield min(1.0, (begin + _SLICE) / size)
        new.flush()
        os.fsync(new.fileno())
