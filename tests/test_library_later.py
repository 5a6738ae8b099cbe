"""The library as the program opens it gives what reading everything gives, only later."""

import json
import shutil
from pathlib import Path

import pytest

from beforehand import paths
from beforehand.domain.record import Id
from beforehand.library import default_library, read_library

DEFAULT = Id("internal-alignment")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def test_a_lens_alone_is_as_it_is_among_all(home: Path) -> None:
    everything = read_library(paths.resources())
    for lens_id, lens in everything.lenses.items():
        assert default_library().lenses[lens_id] == lens
    whole = default_library()
    assert list(whole.lenses) == list(everything.lenses)
    assert dict(whole.drivers) == dict(everything.drivers)


def test_what_was_parsed_is_remembered_and_gives_the_same(home: Path) -> None:
    list(default_library().lenses)
    assert (paths.cache() / "lenses.json").exists()
    assert default_library().lenses[DEFAULT] == read_library(paths.resources()).lenses[DEFAULT]


def test_a_memory_of_another_file_is_not_believed(home: Path) -> None:
    list(default_library().lenses)
    memory = paths.cache() / "lenses.json"
    known = json.loads(memory.read_text())
    for each in known.values():
        each[0] += 1
        each[-1]["title"] = "Somebody else's"
    memory.write_text(json.dumps(known))
    assert default_library().lenses[DEFAULT].title == "Internal alignment"


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"x": 1}', "\\x00"])
def test_a_broken_memory_is_no_trouble(home: Path, broken: str) -> None:
    memory = paths.cache() / "lenses.json"
    memory.parent.mkdir(parents=True)
    memory.write_text(broken)
    assert default_library().lenses[DEFAULT].title == "Internal alignment"


def test_an_own_lens_takes_the_place_of_a_shipped_one(home: Path) -> None:
    own = paths.own_lenses()
    own.mkdir(parents=True)
    text = (paths.resources() / "lenses" / f"{DEFAULT}.toml").read_text(encoding="utf-8")
    changed = text.replace('title = "Internal alignment"', 'title = "Mine"')
    (own / "mine.toml").write_text(changed, encoding="utf-8")
    assert default_library().lenses[DEFAULT].title == "Mine"


def test_an_unknown_lens_is_not_there_and_no_path_out_of_the_folder(home: Path) -> None:
    shutil.copy(paths.resources() / "lenses" / f"{DEFAULT}.toml", home / "outside.toml")
    for name in ("nothing", "../../outside", str(home / "outside"), ""):
        assert default_library().lenses.get(Id(name)) is None


def test_a_mistake_in_an_own_file_is_told(home: Path) -> None:
    own = paths.own_lenses()
    own.mkdir(parents=True)
    (own / "bad.toml").write_text("title = \n")
    library = default_library()
    assert "bad.toml" in library.faults[0]
    assert library.lenses[DEFAULT].title == "Internal alignment"
