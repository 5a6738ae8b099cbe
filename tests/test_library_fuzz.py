"""Nothing that stands in a lens file may stop the program."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beforehand.library import Library, read_library

KEYS = [
    "id", "title", "parts", "questions", "wording", "section", "becomes", "hint", "essential",
    "year", "sources", "suggestions", "lens_id", "reason", "author", "work", "drivers", "name",
    "signs", "hnt",
]  # fmt: skip
WORDS = st.sampled_from(["own", "said", "option", "", "{name}", "a\x00b\n", "…" * 60]) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=8
)
VALUES = st.recursive(
    WORDS | st.booleans() | st.integers() | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | WORDS, inner, max_size=6)
    ),
    max_leaves=30,
)
TABLES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6)


def read(folder: Path, **files: bytes) -> Library:
    for name, content in files.items():
        (folder / f"{name}.toml").write_bytes(content)
    return read_library(folder)


def quoted(text: str) -> str:
    plain = (ch if ch.isprintable() and ch not in '"\\' else f"\\U{ord(ch):08x}" for ch in text)
    return f'"{"".join(plain)}"'


def toml(value: object) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)} = {toml(each)}" for k, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return quoted(value) if isinstance(value, str) else str(value).lower()


def assert_told_in_sentences(library: Library) -> None:
    for fault in library.faults:
        assert fault.split(".toml")[0] in ("own", "drivers")
        assert fault.endswith((".", "?"))
        assert fault.isprintable()
    for lens in library.lenses.values():
        assert lens.parts
        assert all(part.questions for part in lens.parts)


@settings(max_examples=150, deadline=None)
@given(
    content=st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_no_bytes_stop_the_reading(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    library = read(tmp_path_factory.mktemp("any"), own=content, drivers=content)
    assert_told_in_sentences(library)


@settings(max_examples=250, deadline=None)
@given(lens=TABLES, part=TABLES, question=TABLES)
def test_no_values_stop_the_reading(
    tmp_path_factory: pytest.TempPathFactory,
    lens: dict[str, object],
    part: dict[str, object],
    question: dict[str, object],
) -> None:
    sound = {"id": "a", "wording": "b", "section": "said"}
    part = {"title": "p", "questions": [sound, {**sound, **question}]} | part
    whole = {"id": "own", "title": "t", "parts": [part, part], "drivers": [question]} | lens
    text = "\n".join(f"{quoted(key)} = {toml(value)}" for key, value in whole.items())
    library = read(tmp_path_factory.mktemp("any"), own=text.encode(), drivers=text.encode())
    assert_told_in_sentences(library)
    assert not [fault for fault in library.faults if "this cannot be read" in fault]


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 5000, "a = " + "{a=" * 5000, "a." * 5000 + "a = 1"]
)
def test_no_depth_stops_the_reading(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, own=text.encode()).faults
