"""Reads lenses and drivers from TOML files, and tells in sentences what is wrong in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

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

Raw = dict[str, object]
"""What stands in a TOML file."""


@value
class Library:
    """Every lens (the default first, then by title), every driver, and what was wrong in files."""

    lenses: Mapping[Id, Lens]
    drivers: Mapping[Id, Driver]
    faults: Sequence[str] = ()

    @property
    def driver_names(self) -> dict[Id, str]:
        """The drivers in plain words, by their ids."""
        return {each.id: each.name for each in self.drivers.values()}


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


# Files


def _lenses_in(folder: Path, faults: list[str]) -> dict[Id, Lens]:
    """The lenses of one folder; of two with the same id the first file counts."""
    lenses: dict[Id, Lens] = {}
    for path in listed(folder, faults):
        spot = Spot(where=seen(path.name), faults=faults)
        lens = lens_of(raw_of(path, spot), spot)
        if lens and lens.id in lenses:
            spot.tell(f'another lens in this folder has the id "{seen(lens.id)}"', "file")
        elif lens:
            lenses[lens.id] = lens
    return lenses


def listed(folder: Path, faults: list[str]) -> list[Path]:
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


def lens_of(raw: Raw | None, spot: Spot) -> Lens | None:
    """The lens in what stands in a file; None if there is no usable one, which is then told."""
    values = LENS.read(raw, spot) if raw else None
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
    values = DRIVER_FILE.read(raw, spot) if (raw := raw_of(path, spot)) else None
    blocks = values["drivers"] if values else []
    return {driver.id: driver for driver in _drivers(blocks, spot)}


def _drivers(blocks: Blocks, spot: Spot) -> Iterator[Driver]:
    for values, at in each(blocks, DRIVER, spot):
        values["sources"] = _sources(values, at)
        yield Driver(**{"signs": (), "questions": (), "helps": (), **values})


def raw_of(path: Path, spot: Spot) -> Raw | None:
    """What stands in a file, or None when it is empty or cannot be read, which is then told."""
    # Not needed where a file's contents are remembered, and then not imported: see `later`.
    import tomllib

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
