"""The library as the program opens it: each file read when something in it is first asked for."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from beforehand import paths
from beforehand.domain.lens_file import Spot
from beforehand.domain.lenses import Driver, Lens
from beforehand.domain.record import Id
from beforehand.library.reading import Library, Raw, lens_of, listed, raw_of, read_library


def default_library() -> Library:
    """The shipped lenses and drivers, and the person's own."""
    source = _Source(paths.resources(), paths.own_lenses(), paths.cache() / "lenses.json")
    return Library(lenses=_Lenses(source), drivers=_Drivers(source), faults=_Faults(source))


class _Source:
    """Shipped files and the person's own: a lens alone as long as no more is asked, then all.

    Today names a lens or two, and parsing every file for it would be a tenth of the start. What
    was parsed of the shipped files is remembered, since JSON is read twenty times as fast.
    """

    def __init__(self, shipped: Path, own: Path, memory: Path) -> None:
        self._shipped, self._own = shipped, own
        self._memory = _Memory(memory)
        self._single: dict[Id, Lens | None] = {}

    @cached_property
    def whole(self) -> Library:
        read = read_library(self._shipped, self._own)
        self._memory.learn(listed(self._shipped, []))
        return read

    def lens(self, lens_id: Id) -> Lens | None:
        if "whole" in self.__dict__ or self._has_own:
            return self.whole.lenses.get(lens_id)
        if lens_id not in self._single:
            self._single[lens_id] = self._alone(lens_id)
        return self._single[lens_id]

    @cached_property
    def _has_own(self) -> bool:
        return bool(listed(self._own, []))

    def _alone(self, lens_id: Id) -> Lens | None:
        """A shipped lens from the file of its name; any other is looked for in all files."""
        path = self._file(lens_id)
        raw = self._memory.raw(path) if path.name == f"{lens_id}.toml" else None
        lens = lens_of(raw, Spot(where=path.name, faults=[]))
        if lens is None or lens.id != lens_id:
            return self.whole.lenses.get(lens_id)
        there = tuple(one for one in lens.suggestions if self._file(one.lens_id).is_file())
        return replace(lens, suggestions=there)

    def _file(self, lens_id: Id) -> Path:
        return self._shipped / "lenses" / f"{lens_id}.toml"


class _Memory:
    """What stood in the shipped files when they were last parsed, known by size and time."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def raw(self, path: Path) -> Raw | None:
        """What stands in a file, from memory if it is as it was."""
        known = self._known.get(str(path))
        if isinstance(known, list) and known[:-1] == _stamp(path) and isinstance(known[-1], dict):
            return known[-1]
        return raw_of(path, Spot(where=path.name, faults=[]))

    def learn(self, files: Sequence[Path]) -> None:
        """Remember files, unless they are remembered already."""
        stamps = {str(path): _stamp(path) for path in files}
        if stamps == {name: each[:-1] for name, each in self._known.items()}:
            return
        known = {str(path): [*_stamp(path), self.raw(path)] for path in files}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            written = self._file.with_suffix(".part")
            written.write_text(json.dumps(known), encoding="utf-8")
            written.replace(self._file)
        except OSError:
            return  # Then the next start is a few milliseconds slower.

    @cached_property
    def _known(self) -> dict[str, Any]:
        try:
            known = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return {}
        lists = isinstance(known, dict) and all(isinstance(e, list) for e in known.values())
        return known if lists else {}


def _stamp(path: Path) -> list[int]:
    try:
        found = path.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns]


class _Lenses(Mapping[Id, Lens]):
    def __init__(self, source: _Source) -> None:
        self._source = source

    def __getitem__(self, lens_id: Id) -> Lens:
        if (lens := self._source.lens(lens_id)) is None:
            raise KeyError(lens_id)
        return lens

    def __iter__(self) -> Iterator[Id]:
        return iter(self._source.whole.lenses)

    def __len__(self) -> int:
        return len(self._source.whole.lenses)


class _Drivers(Mapping[Id, Driver]):
    def __init__(self, source: _Source) -> None:
        self._source = source

    def __getitem__(self, driver_id: Id) -> Driver:
        return self._source.whole.drivers[driver_id]

    def __iter__(self) -> Iterator[Id]:
        return iter(self._source.whole.drivers)

    def __len__(self) -> int:
        return len(self._source.whole.drivers)


class _Faults(Sequence[str]):
    def __init__(self, source: _Source) -> None:
        self._source = source

    def __getitem__(self, place: Any) -> Any:
        return self._source.whole.faults[place]

    def __len__(self) -> int:
        return len(self._source.whole.faults)
