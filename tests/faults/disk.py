"""A disk that forgets: what is on it after the power was cut, if only what was synced is sure.

Of each sector of 512 bytes that was written since the last sync of its file, the disk has one of
the states it was in since then; of a file's length likewise. Names (created, renamed, removed)
since the last sync of their folder came onto the disk in their order, up to some point.
"""

import random
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from faults.recorded import Step, Unknown

SECTOR = 512


class File:
    """One file: its bytes now, and what each of its sectors was since it was synced last.

    Cutting a file off is one entry in the disk's own journal: it is done, or it is not. What the
    file could be before stays as an earlier possibility.
    """

    def __init__(self, content: bytes = b"") -> None:
        self.now = bytearray(content)
        self.sync()

    def sync(self) -> None:
        """From here on the disk has it as it is now."""
        self._sizes = [len(self.now)]
        self._sectors: dict[int, list[bytes]] = {}
        self._before: list[_Possible] = []

    def write(self, offset: int, data: bytes) -> None:
        """Bytes at a place."""
        end = offset + len(data)
        touched = range(offset // SECTOR, -(-end // SECTOR)) if data else range(0)
        for number in touched:
            self._sectors.setdefault(number, [self._sector(number)])
        self.now.extend(bytes(max(0, end - len(self.now))))
        self.now[offset:end] = data
        for number in touched:
            self._sectors[number].append(self._sector(number))
        self._sizes.append(len(self.now))

    def resize(self, size: int) -> None:
        """Cut off, or made longer with zeros."""
        self._before.append(self._possible())
        del self.now[size:]
        self.now.extend(bytes(size - len(self.now)))
        last = -(-size // SECTOR)
        self._sectors = {n: list(states) for n, states in self._sectors.items() if n < last}
        self._sizes = [size]

    def after_the_cut(self, chance: random.Random) -> bytes:
        """What the disk may have."""
        return chance.choice([*self._before, self._possible()]).content(chance)

    def _possible(self) -> "_Possible":
        return _Possible(bytes(self.now), self._sizes, self._sectors)

    def _sector(self, number: int) -> bytes:
        return bytes(self.now[number * SECTOR : (number + 1) * SECTOR])


class _Possible(NamedTuple):
    """A file between two times of cutting it off."""

    now: bytes
    sizes: list[int]
    sectors: dict[int, list[bytes]]

    def content(self, chance: random.Random) -> bytes:
        """The newest of everything, the oldest, or a mixture."""
        ways: list[Callable[[int], int]] = [
            lambda last: last,
            lambda _last: 0,
            lambda last: chance.randint(0, last),
            lambda last: last if chance.random() < 0.9 else 0,
            lambda last: last if chance.random() < 0.1 else 0,
        ]
        way = chance.choice(ways)
        size = self.sizes[way(len(self.sizes) - 1)]
        content = bytearray(self.now.ljust(size, b"\0"))
        for number, states in self.sectors.items():
            state = states[way(len(states) - 1)].ljust(SECTOR, b"\0")
            content[number * SECTOR : (number + 1) * SECTOR] = state
        return bytes(content[:size].ljust(size, b"\0"))


Names = dict[str, File | None]
"""What lies where; None is a folder."""


class Disk:
    """A folder on such a disk, from what lies in it before the program starts."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self.names: Names = {}
        for path in root.rglob("*"):
            self.names[self._inside(str(path))] = None if path.is_dir() else File(path.read_bytes())
        self._pending: list[Names] = [dict(self.names)]
        self.said: list[str] = []

    def do(self, step: Step) -> None:
        """Follow one step of the program."""
        if step.what == "say":
            self.said += step.data.decode().splitlines() if step.path == "1" else []
            return
        path = self._inside(step.path)
        if path is not None:
            getattr(self, f"_{step.what}")(path, step)

    def cut(self, target: Path, chance: random.Random) -> None:
        """Write down what the disk has when the power comes back."""
        last = len(self._pending) - 1
        names = self._pending[chance.choice([last, 0, chance.randint(0, last)])]
        target.mkdir(parents=True, exist_ok=True)
        for name in sorted(names):
            file, place = names[name], target / name
            if file is None:
                place.mkdir(parents=True, exist_ok=True)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(file.after_the_cut(chance))

    def _inside(self, path: str) -> str | None:
        inside = path == self._root or path.startswith(f"{self._root}/")
        return path[len(self._root) + 1 :] if inside else None

    def _renamed(self) -> None:
        self._pending.append(dict(self.names))

    def _create(self, path: str, _step: Step) -> None:
        if path not in self.names:
            self.names[path] = File()
            self._renamed()

    def _truncate(self, path: str, step: Step) -> None:
        self._create(path, step)
        self._file(path).resize(0)

    def _write(self, path: str, step: Step) -> None:
        self._file(path).write(step.offset, step.data)

    def _resize(self, path: str, step: Step) -> None:
        self._file(path).resize(step.offset)

    def _sync(self, path: str, _step: Step) -> None:
        if self.names.get(path) is None:
            # A folder; one sync of any of ours is as good as one of each: the journal is common.
            self._pending = [dict(self.names)]
        else:
            self._file(path).sync()

    def _rename(self, path: str, step: Step) -> None:
        target = self._inside(step.other)
        if target is None:
            raise Unknown(f"a file leaves the folder: {step.other}")
        for name in [each for each in self.names if each == path or each.startswith(f"{path}/")]:
            self.names[target + name[len(path) :]] = self.names.pop(name)
        self._renamed()

    def _link(self, path: str, step: Step) -> None:
        self.names[str(self._inside(step.other))] = self._file(path)
        self._renamed()

    def _unlink(self, path: str, _step: Step) -> None:
        self.names.pop(path)
        self._renamed()

    def _mkdir(self, path: str, _step: Step) -> None:
        self.names[path] = None
        self._renamed()

    def _unknown(self, path: str, step: Step) -> None:
        raise Unknown(f"{step.other} of {path}")

    def _file(self, path: str) -> File:
        file = self.names.get(path)
        if file is None:
            raise Unknown(f"{path} is written and was never opened")
        return file
