"""Looks for 200 planted words, in eleven scripts, on the whole disk: outside chosen exports, none.

Every field of every kind of record holds words that stand nowhere else. They are worked with in the
window (every screen, every sheet, a search, typing, a backup), which then makes a mistake and is
killed; in the terminal; then the notebook is locked, and all of it is done once more. Each file
that was written is looked through, by name and by content, in whatever encoding it might have.
"""

import re
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from unicodedata import normalize

sys.path.insert(0, str(Path(__file__).parents[1]))
import make
from beforehand import paths
from beforehand.domain.counterparts import Counterpart
from beforehand.store.folding import folded
from beforehand.store.notebook import Notebook
from faults.homes import Home
from faults.proof import NOW, Proof
from sheets.planted import SCRIPTS, Words, planted

PASSPHRASE = "ruhig am Kanal"
CODES = ("utf-8", "utf-16-le", "utf-16-be", "latin-1", "cp1252", "unicode_escape")
OPENED = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]+)", [^)]*O_CREAT[^)]*\) = \d+')
NOT_FILES = ("/dev/", "/proc/")
CHOSEN = "chosen"
"""The folder of exports that somebody wants."""
TERMINAL = (
    ("list",), ("search", "{word}"), ("check",), ("backup",), ("backups",), ("commitments",),
    ("export", "--out", f"{CHOSEN}/out.json"),
    ("calendar", "--names", "--out", f"{CHOSEN}/out.ics"),
    ("sheet", make.TALK, "--kind", "private", "--out", f"{CHOSEN}/out.pdf"),
)  # fmt: skip


class MixedWords:
    """Words of every script in turn."""

    def __init__(self) -> None:
        self._scripts = cycle([Words(script) for script in SCRIPTS])
        self.all: list[str] = []

    def next(self) -> str:
        self.all.append(next(self._scripts).next())
        return self.all[-1]


def needles(words: list[str]) -> dict[bytes, str]:
    """How each word might stand in a file."""
    found = {}
    for word in words:
        forms = {word, word.upper(), folded(word), normalize("NFD", word), normalize("NFC", word)}
        for form, code in ((form, code) for form in forms for code in CODES):
            found.setdefault(form.encode(code, "ignore"), word)
    # What is left of a word in an encoding that has hardly a letter of it is no word.
    return {needle: word for needle, word in found.items() if len(needle) >= 6}


def look(place: Path, hidden: dict[bytes, str]) -> Iterator[tuple[Path, str]]:
    """The files in which words are found, by their names or by what is in them."""
    for path in place.rglob("*"):
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        content += b"\n" + str(path.relative_to(place)).encode()
        yield from ((path, word) for needle, word in hidden.items() if needle in content)


def nowhere(proof: Proof, home: Home, hidden: dict[bytes, str], when: str) -> None:
    """Nothing outside what was chosen; and what was chosen shows that the looking works."""
    found = dict(look(home.place, hidden))
    chosen = {path for path in found if path.is_relative_to(home.place / CHOSEN)}
    for path in set(found) - chosen:
        proof.fail(f"{when}: “{found[path]}” in {path.relative_to(home.place)}")
    proof.saw("files looked through", len([*home.place.rglob("*")]))
    if when.startswith("terminal"):
        proof.expect(len(chosen) >= 2, f"{when}: not even the exports hold the words")


def outside(trace: Path, home: Home) -> Iterator[Path]:
    """Files that were written elsewhere."""
    for path in set(OPENED.findall(trace.read_text(errors="replace"))):
        whole = (home.place / path).resolve()
        if not whole.is_relative_to(home.place.resolve()) and not path.startswith(NOT_FILES):
            yield whole


def in_the_window(proof: Proof, home: Home, words: list[str], end: str, *, locked: bool) -> None:
    """Go round; everything that is written lies where it is looked for."""
    trace = home.place.with_name("trace")
    traced = ["strace", "-f", "-qq", "--seccomp-bpf", "-s", "4000", "-e", "trace=openat,open,creat"]
    done = home.tour(
        home.place / "notebook", make.TALK, make.PERSON, words[0], end, proof.broken,
        said=PASSPHRASE if locked else "", traced=[*traced, "-e", "signal=none", "-o", str(trace)],
    )  # fmt: skip
    proof.expect("toured" in done.stdout, f"the window: {done.stdout}{done.stderr[-2000:]}")
    proof.expect("never came" not in done.stdout, f"the window: {done.stdout}")
    proof.saw("tours of the window")
    said = f"{done.stdout}{done.stderr}"
    proof.expect(not any(word in said for word in words), "the window told words to the terminal")
    for path in outside(trace, home):
        proof.fail(f"a file was written outside the home: {path}")
    trace.unlink()


def in_the_terminal(proof: Proof, home: Home, words: list[str], *, locked: bool) -> None:
    """Every command; what is printed is wanted, what is left on the disk is not."""
    option = ["--passphrase-stdin"] if locked else []
    (home.place / CHOSEN).mkdir(exist_ok=True)
    for asked in TERMINAL:
        command = paths.program(
            *(each.format(word=words[0]) for each in asked), "--notebook", "notebook", *option
        )
        done = home.run(command, f"{PASSPHRASE}\n")
        proof.expect(done.returncode == 0, f"{asked[0]}: {done.stderr[-300:]}")
        proof.saw("commands")


def main() -> int:
    """Plant, work, look; lock, work, look."""
    proof = Proof(__doc__, count=200)
    with proof.turn(0) as turn:
        home, words = Home(turn.place / "all"), MixedWords()
        notebook = Notebook.open(home.place / "notebook", NOW, create=True)
        notebook.save(*planted(words), now=NOW)
        while len(words.all) < proof.count:
            more = make.record(
                Counterpart, name=words.next(), role=words.next(), notes=words.next()
            )
            notebook.save(more, now=NOW)
        notebook.close()
        proof.saw("words", len(words.all))
        hidden = needles(words.all)
        in_the_window(proof, home, words.all, "trouble", locked=False)
        nowhere(proof, home, hidden, "window, open")
        in_the_terminal(proof, home, words.all, locked=False)
        nowhere(proof, home, hidden, "terminal, open")
        setting = paths.program("passphrase", "set", "--notebook", "notebook", "--passphrase-stdin")
        done = home.run(setting, f"{PASSPHRASE}\n")
        proof.expect(done.returncode == 0, f"passphrase set: {done.stderr}")
        in_the_window(proof, home, words.all, "crash", locked=True)
        nowhere(proof, home, hidden, "window, locked")
        in_the_terminal(proof, home, words.all, locked=True)
        nowhere(proof, home, hidden, "terminal, locked")
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
