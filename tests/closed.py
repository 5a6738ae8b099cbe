"""A notebook that is closed, and the proof that a refusal leaves it as it is."""

import pytest

from beforehand.store.notebook import Notebook


def everything(folder):
    """The bytes, times and modes of all files; only ever taken of a notebook not open here."""
    return {
        path.name: (path.read_bytes() if path.is_file() else b"", info.st_mtime_ns, info.st_mode)
        for path in sorted(folder.rglob("*"))
        for info in [path.stat()]
    }


def refused(folder, now, fault, match, *, create=False):
    """Opening is refused with that sentence and leaves every byte as it was."""
    before = everything(folder) if folder.is_dir() else None
    with pytest.raises(fault, match=match) as caught:
        Notebook.open(folder, now, create=create)
    assert before == (everything(folder) if folder.is_dir() else None)
    assert caught.value.sentence.endswith(".")
    return caught.value
