"""A locked sheet opens with its password in every reader, and tells nothing without it."""

import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf._encryption import _saslprep
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from pypdfium2 import PdfiumError

from beforehand.sheets import Options, private_sheet
from beforehand.sheets.password import PasswordError, locked, settled
from pdfium import text_of
from sheets.briefs import TODAY, brief, person
from sheets.pdfs import poppler_text, told_of

PASSWORDS = [
    "a",
    "correct horse",
    "grün-Öl ß",
    "pässe€",
    "Łucja ż",
    "密码",
    "пароль",
    "ma\u00f1ana",
    "x" * 32,
]
DECOMPOSED = unicodedata.normalize("NFD", "grün")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return private_sheet(brief(person("Priya Nair")), Options(), printed_on=TODAY).pdf


def by(tool: str, *words: str | Path) -> "subprocess.CompletedProcess[bytes]":
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed here")
    return subprocess.run([tool, *words], capture_output=True, check=False)


def saved(folder: Path, pdf: bytes, password: str) -> Path:
    file = folder / "locked.pdf"
    file.write_bytes(locked(pdf, password))
    return file


@pytest.mark.parametrize("password", [*PASSWORDS, DECOMPOSED])
def test_three_readers_open_it_with_the_password(pdf: bytes, tmp_path: Path, password: str) -> None:
    file = saved(tmp_path, pdf, password)
    typed = unicodedata.normalize("NFC", password)
    assert text_of(file.read_bytes(), typed) == text_of(pdf)
    told = by("pdftotext", "-upw", typed, file, "-")
    assert (told.returncode, told.stderr) == (0, b"")
    assert " ".join(told.stdout.decode().split()) == poppler_text(pdf)
    checked = by("qpdf", f"--password={typed}", "--check", file)
    assert checked.returncode == 0
    assert b"stream encryption method: AESv3" in checked.stdout
    assert b"Supplied password is user password" in checked.stdout


def test_the_longest_password_opens_it(pdf: bytes, tmp_path: Path) -> None:
    file = saved(tmp_path, pdf, "x" * 127)
    assert text_of(file.read_bytes(), "x" * 127) == text_of(pdf)
    assert by("qpdf", f"--password={'x' * 127}", "--check", file).returncode == 0
    with pytest.raises(PdfiumError, match="assword"):
        text_of(file.read_bytes(), "x" * 126)


@pytest.mark.parametrize("wrong", ["", "Secret", "secret "])
def test_nobody_opens_it_with_another(pdf: bytes, tmp_path: Path, wrong: str) -> None:
    file = saved(tmp_path, pdf, "secret")
    with pytest.raises(PdfiumError, match="assword"):
        text_of(file.read_bytes(), wrong)
    assert b"Incorrect password" in by("pdftotext", "-upw", wrong, file, "-").stderr
    assert b"invalid password" in by("qpdf", f"--password={wrong}", "--check", file).stderr


def test_no_word_of_it_stands_in_the_file(pdf: bytes) -> None:
    out = locked(tagged(pdf), "secret").lower()
    plain, told = text_of(pdf), told_of(tagged(pdf))
    words = {"Priya", "Nair", "engineers", "launch", "PRIVATE"}
    words = {each for each in words if each in plain} | {"Part 0", "Private brief"}
    assert len(words) == 7
    assert "Part 0" in told
    for word in words:
        for form in (word.encode(), word.encode("utf-16-be"), word.encode().hex().encode()):
            assert form.lower() not in out


def tagged(pdf: bytes, *, elements: int = 3) -> bytes:
    """A sheet with a language, an outline and a tree of tags, however it was made."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf))
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject("en")
    root[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    tree = writer._add_object(
        DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    )
    kids = ArrayObject()
    for number in range(elements):
        writer.add_outline_item(title=f"Part {number}", page_number=0)
        parts = {"/Type": NameObject("/StructElem"), "/S": NameObject("/P"), "/P": tree}
        parts |= {"/K": NumberObject(number), "/Pg": writer.pages[0].indirect_reference}
        kids.append(
            writer._add_object(DictionaryObject({NameObject(k): v for k, v in parts.items()}))
        )
    tree.get_object()[NameObject("/K")] = kids
    root[NameObject("/StructTreeRoot")] = tree
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def shape(thing: object, seen: frozenset[int] = frozenset()) -> object:
    """An object of a PDF with everything it leads to, whatever its number in the file."""
    if isinstance(thing, IndirectObject):
        if thing.idnum in seen:
            return "…"
        return shape(thing.get_object(), seen | {thing.idnum})
    if isinstance(thing, dict) and thing.get("/Type") == "/Page":
        return thing["/Contents"].get_data()
    if isinstance(thing, dict):
        inside = {name: shape(thing.raw_get(name), seen) for name in sorted(thing)}
        data = thing.get_data() if isinstance(thing, StreamObject) else b""
        return inside | {"": data, "/Length": None}
    if isinstance(thing, list):
        return [shape(each, seen) for each in thing]
    return str(thing)


@pytest.mark.parametrize("made", [bytes, tagged], ids=["ours", "by hand"])
def test_everything_beside_the_pages_is_kept(pdf: bytes, made: Callable[[bytes], bytes]) -> None:
    before = pypdf.PdfReader(BytesIO(made(pdf)))
    after = pypdf.PdfReader(BytesIO(locked(made(pdf), "secret")), password="secret")
    assert after.metadata == before.metadata
    left, right = before.root_object, after.root_object
    assert shape(right["/Extensions"]) == {
        "": b"",
        "/Length": None,
        "/ADBE": {"": b"", "/Length": None, "/BaseVersion": "/1.7", "/ExtensionLevel": "8"},
    }
    assert set(right) - {"/Extensions"} == set(left)
    for name in ("/Lang", "/MarkInfo", "/Outlines", "/StructTreeRoot"):
        assert shape(left.raw_get(name)) == shape(right.raw_get(name))


def test_a_very_long_sheet_is_locked_whole(pdf: bytes) -> None:
    out = locked(tagged(pdf, elements=3_000), "secret")
    reader = pypdf.PdfReader(BytesIO(out), password="secret")
    assert len(reader.root_object["/StructTreeRoot"]["/K"]) == 3_000


def test_each_locked_file_has_keys_of_its_own(pdf: bytes) -> None:
    keys = [pypdf.PdfReader(BytesIO(locked(pdf, "x"))).trailer["/Encrypt"] for _ in range(2)]
    assert keys[0]["/O"] != keys[1]["/O"]
    assert (keys[0]["/V"], keys[0]["/R"]) == (5, 6)


def test_the_owner_s_password_is_another(pdf: bytes) -> None:
    reader = pypdf.PdfReader(BytesIO(locked(pdf, "secret")))
    assert reader.decrypt("secret") is pypdf.PasswordType.USER_PASSWORD


def test_letters_typed_in_parts_are_the_same_letters() -> None:
    assert settled(DECOMPOSED) == "grün" != DECOMPOSED


def test_an_empty_password_locks_nothing(pdf: bytes) -> None:
    assert locked(pdf, "") == pdf


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("①", "“①”"),
        ("a\u00a0b", "U[+]00A0"),
        ("two\nlines", "U[+]000A"),
        ("soft\u00adhyphen", "U[+]00AD"),
        ("heart ❤\ufe0f", "“\ufe0f”|U[+]FE0F"),
        ("שלוםa", "mixes reading directions"),
        ("שלום1", "mixes reading directions"),
        ("é" * 64, "longer than PDF readers take"),
    ],
    ids=range(8),
)
def test_what_readers_disagree_on_is_refused_with_a_reason(
    pdf: bytes, password: str, words: str
) -> None:
    with pytest.raises(PasswordError, match=words):
        locked(pdf, password)


def test_right_to_left_and_longest_passwords_are_taken() -> None:
    for password in ("שלום", "مرحبا", "é" * 63 + "a"):
        assert settled(password) == password


@given(st.text(max_size=20))
def test_what_is_taken_needs_no_preparing(password: str) -> None:
    try:
        form = settled(password)
    except PasswordError:
        return
    # The reader's own preparing leaves it as it is: then all readers mean the same bytes.
    assert _saslprep(form) == form if form else form == ""
