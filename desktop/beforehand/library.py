"""Lenses and drivers, read from the shipped TOML files and from those the person wrote."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from beforehand import paths
from beforehand.domain.lens_file import (
    DRIVER,
    DRIVER_FILE,
    LENS,
    PART,
    QUESTION,
    SOURCE,
    SUGGESTION,
    Blocks,
    FaultError,
    Spot,
    each,
    seen,
)
from beforehand.domain.lenses import Driver, Lens, Part, Question, Source, Suggestion
from beforehand.domain.record import Id
from beforehand.domain.value import value

DEFAULT_LENS = Id("internal-alignment")

LARGEST_FILE = 1_000_000
"""Bytes: a larger file is no lens, and to read it would be felt at the start."""

_DRIVERS = "drivers.toml"


@value
class Library:
    """Every lens (the default first, then by title), every driver, and what was wrong in files."""

    lenses: Mapping[Id, Lens]
    drivers: Mapping[Id, Driver]
    faults: Sequence[str] = ()


def default_library() -> Library:
    """The shipped lenses and drivers, and the person's own, read when they are first asked for."""
    source = _Source(paths.resources(), paths.own_lenses())
    return Library(lenses=_Lenses(source), drivers=_Drivers(source), faults=_Faults(source))


def read_library(*folders: Path) -> Library:
    """Read folders in turn: a later lens or driver takes the place of one with the same id.

    A folder keeps its lenses in `lenses`, or if there is none directly in itself.
    """
    lenses: dict[Id, Lens] = {}
    drivers: dict[Id, Driver] = {}
    faults: list[str] = []
    for folder in folders:
        lenses |= _lenses_in(folder, faults)
        drivers |= _drivers_in(folder, faults)
    ordered = sorted(lenses.values(), key=lambda lens: (lens.id != DEFAULT_LENS, _sorting(lens)))
    joined = {lens.id: _joined(lens, lenses) for lens in ordered}
    return Library(lenses=joined, drivers=drivers, faults=tuple(faults))


def _sorting(lens: Lens) -> tuple[str, str]:
    return lens.title.casefold(), lens.id


def _joined(lens: Lens, lenses: Mapping[Id, Lens]) -> Lens:
    """The lens with only those suggestions that can be followed."""
    there = tuple(one for one in lens.suggestions if one.lens_id in lenses)
    return replace(lens, suggestions=there)


class _Source:
    """Shipped files and the person's own: a lens alone as long as no more is asked, then all.

    Today names a lens or two, and reading every file for it would be a tenth of the start.
    """

    def __init__(self, shipped: Path, own: Path) -> None:
        self._shipped, self._own = shipped, own
        self._single: dict[Id, Lens | None] = {}

    @cached_property
    def whole(self) -> Library:
        return read_library(self._shipped, self._own)

    def lens(self, lens_id: Id) -> Lens | None:
        if "whole" in self.__dict__ or self._has_own:
            return self.whole.lenses.get(lens_id)
        if lens_id not in self._single:
            self._single[lens_id] = self._alone(lens_id)
        return self._single[lens_id]

    @cached_property
    def _has_own(self) -> bool:
        return bool(_listed(self._own, []))

    def _alone(self, lens_id: Id) -> Lens | None:
        """A shipped lens from the file of its name; any other is looked for in all files."""
        path = self._file(lens_id)
        lens = _lens(path, Spot(where=path.name, faults=[])) if _plain(lens_id, path) else None
        if lens is None or lens.id != lens_id:
            return self.whole.lenses.get(lens_id)
        there = tuple(one for one in lens.suggestions if self._file(one.lens_id).is_file())
        return replace(lens, suggestions=there)

    def _file(self, lens_id: Id) -> Path:
        return self._shipped / "lenses" / f"{lens_id}.toml"


def _plain(lens_id: Id, path: Path) -> bool:
    """Whether an id names a file of its own folder and no other."""
    return path.name == f"{lens_id}.toml" and path.is_file()


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


# Files


def _lenses_in(folder: Path, faults: list[str]) -> dict[Id, Lens]:
    """The lenses of one folder; of two with the same id the first file counts."""
    lenses: dict[Id, Lens] = {}
    for path in _listed(folder, faults):
        spot = Spot(where=seen(path.name), faults=faults)
        lens = _lens(path, spot)
        if lens and lens.id in lenses:
            spot.tell(f'another lens in this folder has the id "{seen(lens.id)}"', "file")
        elif lens:
            lenses[lens.id] = lens
    return lenses


def _listed(folder: Path, faults: list[str]) -> list[Path]:
    """The lens files of a folder by name; a folder that is not there has none."""
    try:
        inner = folder / "lenses"
        every = sorted((inner if inner.is_dir() else folder).iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        spot = Spot(where=seen(folder, 200), faults=faults)
        spot.tell(f"the folder cannot be read ({error.strerror})")
        return []
    return [path for path in every if _is_lens(path.name.casefold())]


def _is_lens(name: str) -> bool:
    # Editors and systems leave copies behind that begin with a dot or a tilde.
    return name.endswith(".toml") and name != _DRIVERS and not name.startswith((".", "~"))


def _lens(path: Path, spot: Spot) -> Lens | None:
    values = LENS.read(raw, spot) if (raw := _raw(path, spot)) else None
    if values is None:
        return None
    values["parts"] = _parts(values["parts"], spot)
    values["sources"] = _sources(values, spot)
    values["suggestions"] = _suggestions(values, spot)
    if not values["parts"]:
        spot.tell("it has no question that can be used", "file")
        return None
    return Lens(**{"summary": "", "best_for": "", "weak": "", **values})


def _parts(blocks: Blocks, spot: Spot) -> tuple[Part, ...]:
    """The parts that have questions; an id counts once in the whole lens."""
    used: set[Id] = set()
    parts = [
        Part(title=values["title"], questions=_questions(values["questions"], at, used))
        for values, at in each(blocks, PART, spot)
    ]
    return tuple(part for part in parts if part.questions)


def _questions(blocks: Blocks, spot: Spot, used: set[Id]) -> tuple[Question, ...]:
    questions = []
    for values, at in each(blocks, QUESTION, spot):
        if values["id"] in used:
            at.tell(f'an earlier question has the id "{seen(values["id"])}"', "question")
            continue
        used.add(values["id"])
        short = values.pop("short", "") or values["wording"]
        questions.append(Question(**{"hint": "", "example": "", **values, "short": short}))
    return tuple(questions)


def _sources(values: Mapping[str, Blocks], spot: Spot) -> tuple[Source, ...]:
    found = each(values.get("sources", []), SOURCE, spot)
    return tuple(Source(**source) for source, _ in found)


def _suggestions(values: Mapping[str, Blocks], spot: Spot) -> tuple[Suggestion, ...]:
    found = each(values.get("suggestions", []), SUGGESTION, spot)
    return tuple(Suggestion(**suggestion) for suggestion, _ in found)


def _drivers_in(folder: Path, faults: list[str]) -> dict[Id, Driver]:
    """The drivers of one folder; of two with the same id the later counts."""
    path = folder / _DRIVERS
    try:
        if not path.exists():
            return {}
    except OSError:
        return {}  # The folder cannot be read, which is told with its lenses.
    spot = Spot(where=_DRIVERS, faults=faults)
    values = DRIVER_FILE.read(raw, spot) if (raw := _raw(path, spot)) else None
    blocks = values["drivers"] if values else []
    return {driver.id: driver for driver in _drivers(blocks, spot)}


def _drivers(blocks: Blocks, spot: Spot) -> Iterator[Driver]:
    for values, at in each(blocks, DRIVER, spot):
        values["sources"] = _sources(values, at)
        yield Driver(**{"signs": (), "questions": (), "helps": (), **values})


def _raw(path: Path, spot: Spot) -> dict[str, object] | None:
    """What stands in a file, or None when it is empty or cannot be read, which is then told."""
    try:
        raw = tomllib.loads(_content(path))
        if not raw:
            raise FaultError("it is empty")
    except tomllib.TOMLDecodeError as error:
        _tell_line(str(error), spot)
    except UnicodeDecodeError:
        spot.tell("it is not saved as UTF-8; save it again in that encoding", "file")
    except (ValueError, RecursionError):
        spot.tell("it holds a number or a list that is far too long", "file")
    except OSError as error:
        spot.tell(f"it cannot be read ({error.strerror})", "file")
    except FaultError as fault:
        spot.tell(str(fault), "file")
    else:
        return raw
    return None


def _content(path: Path) -> str:
    # A pipe or a device would never end, so it is not even opened.
    if not path.is_file():
        raise FaultError("it is not a file")
    if path.stat().st_size > LARGEST_FILE:
        raise FaultError("it is too large for a lens")
    return path.read_bytes().decode("utf-8-sig")


def _tell_line(message: str, spot: Spot) -> None:
    """Tell where TOML stumbled, and what most often is the reason."""
    what, _, where = message.removesuffix(")").rpartition(" (at ")
    line = where.partition(",")[0] if where.startswith("line") else "at the end"
    often = "often a quotation mark is missing, or one stands inside the words"
    at = Spot(where=f"{spot.where}, {line}", faults=spot.faults)
    at.tell(f"this cannot be read ({seen(what, 90)}); {often}", "file")
