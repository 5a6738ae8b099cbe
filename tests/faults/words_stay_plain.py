"""Writes markup into every field: nowhere is it carried out, and no word is swallowed by it.

Tags that load a picture, comments, links, entities, stars: the window shows them as they were typed
and opens no file that they name, which strace sees; the sheets print each letter of them. What a
sheet shows of plain words tells what it has to show of those with markup.
"""

import json
import re
import sys
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import make
from beforehand import orders
from beforehand.domain.errors import BeforehandError
from beforehand.library import default_library
from beforehand.sheets import Options
from beforehand.store.notebook import Notebook
from faults.children import Child, Line
from faults.homes import Home
from faults.proof import NOW, Proof, Turn
from pdfium import text_of
from sheets.planted import Words, planted

PLACE = "/nowhere"
CANARY = "canary"
"""In the name of each file that markup would have loaded."""
BETWEEN, ABOUT = ".{0,40}?", 250
MARKUP = (
    '<img src="{place}/canary{word}.png">',
    "<b>{word}</b> &amp; <i>more</i>",
    "<!-- {word} -->",
    '<a href="file://{place}/canary">{word}</a>',
    "x < {word} & y > z",
    "![{word}](file://{place}/canary.png) **{word}**",
    '<style>*{{color:white}}</style><table background="{place}/canary"><tr><td>{word}',
    "<para><font color=white>{word}</font></para>",
)
SHEETS = {
    "brief": (orders.PRIVATE, make.TALK),
    "record": (orders.RECORD, make.TALK),
    "person": (orders.RECORD, make.PERSON),
}


class MarkedWords(Words):
    """Words that stand nowhere else, each within markup; or, for comparison, without."""

    def __init__(self, *, plain: bool) -> None:
        super().__init__()
        self._markup = cycle(["{word}"] if plain else MARKUP)
        self.texts: dict[str, str] = {}
        """The whole text by the word in it."""

    def next(self) -> str:
        word = super().next()
        self.texts[word] = next(self._markup).format(word=word, place=PLACE)
        return self.texts[word]


def planted_in(folder: Path, *, plain: bool) -> MarkedWords:
    words = MarkedWords(plain=plain)
    notebook = Notebook.open(folder, NOW, create=True)
    notebook.save(*planted(words), now=NOW)
    notebook.close()
    return words


def print_all(folder: Path, line: Line) -> None:
    """Every sheet, as text without spaces."""
    notebook, library = Notebook.open(folder, NOW), default_library()
    for name, (kind, subject) in SHEETS.items():
        wish = orders.Wish(kind=kind, subject=subject, options=Options())
        try:
            text = text_of(orders.read(wish, notebook, library, NOW).lay_out().sheet.pdf)
        except (BeforehandError, ValueError) as fault:
            text = f"no sheet: {type(fault).__name__}"
        line.say(json.dumps([name, squashed(text)]))


def printed(folder: Path, variant: str) -> dict[str, str]:
    with Child(lambda line: print_all(folder, line), variant) as child:
        return dict(json.loads(each) for each in child.ended())


def squashed(text: str) -> str:
    return "".join(text.split())


def stands(word: str, typed: str, text: str) -> bool:
    """Whether all that was typed stands about its word; a line may end in it, others begin."""
    pieces = re.compile(BETWEEN.join(map(re.escape, re.findall(r"[^\s/]+/?|/", typed))))
    spots = [found.start() for found in re.finditer(word, text)]
    return any(pieces.search(text[max(0, spot - ABOUT) : spot + ABOUT]) for spot in spots)


def on_paper(proof: Proof, turn: Turn) -> None:
    """Each text of which the word is on a sheet when it is plain is there with all its markup."""
    plain = planted_in(turn.place / "plain", plain=True)
    marked = planted_in(turn.place / "marked", plain=False)
    as_plain = printed(turn.place / "plain", proof.broken)
    as_marked = printed(turn.place / "marked", proof.broken)
    proof.expect(set(as_marked) == set(SHEETS), "not every sheet was printed")
    for name, text in as_marked.items():
        shown = [word for word in plain.texts if word in as_plain[name]]
        proof.expect(len(shown) > 10, f"{name}: hardly a word is on it")
        lost = [word for word in shown if not stands(word, marked.texts[word], text)]
        proof.saw("texts on paper", len(shown))
        proof.expect(
            not lost,
            f"{name}: {len(lost)} texts not as typed: {[marked.texts[word] for word in lost[:3]]}",
        )


def in_the_window(proof: Proof, turn: Turn) -> None:
    """Go everywhere; no file is opened that a text names."""
    home, trace = Home(turn.place / "all"), turn.place / "trace"
    folder = home.place / "notebook"
    words = planted_in(folder, plain=False)
    traced = ["strace", "-f", "-qq", "--seccomp-bpf", "-s", "4000", "-e", "signal=none", "-e"]
    calls = "trace=openat,open,stat,newfstatat,statx,access,faccessat,faccessat2,readlink"
    done = home.tour(
        folder, make.TALK, make.PERSON, words.all[0], "close", proof.broken,
        traced=[*traced, calls, "-o", str(trace)],
    )  # fmt: skip
    proof.expect("toured" in done.stdout, f"the window: {done.stdout}{done.stderr[-1500:]}")
    proof.saw("tours of the window")
    seen = trace.read_text(errors="replace").splitlines()
    opened = sorted({each.split('"')[1] for each in seen if CANARY in each and '"' in each})
    proof.expect(not opened, f"the window looked for files that texts name: {opened[:3]}")
    proof.expect(any("notebook.db" in each for each in seen), "strace did not see the notebook")


def main() -> int:
    """The window, and the sheets."""
    proof = Proof(__doc__, count=1)
    for turn in proof.turns():
        on_paper(proof, turn)
        if not proof.failures:
            in_the_window(proof, turn)
    return proof.end()


if __name__ == "__main__":
    sys.exit(main())
