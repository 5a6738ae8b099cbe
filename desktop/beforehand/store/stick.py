"""A place for backups that several notebooks may share, such as a stick.

In its folder “Beforehand backups” each copy of each notebook has a folder of its own, in which it
numbers and thins. Whose a backup is stands in its description and its key file, so that it can be
told while the notebook is locked: nobody touches what is another's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.domain.value import value
from beforehand.store import backups, thinning
from beforehand.store.backups import Backup
from beforehand.store.copies import NOBODY, Owner

FOLDER = "Beforehand backups"
LEFT_ALONE = "left alone"
"""In each sentence on what is others'; the window looks for it in what a child says."""
READ_ME = "Read me.txt"
_NUMBERED = re.compile(r"\d{6}( |$)")
_TOLD = """\
These are backups of notebooks of the program Beforehand.

Each folder holds the backups of one notebook, made in one place, such as a
computer. Folders with the same four signs after “Notebook” are of one notebook
that is kept in several places. In a folder the highest number is the newest
backup; its day and time stand behind the number.

To get a notebook back, start Beforehand and choose “Bring it back from a
stick…”, or type in a terminal:

    beforehand restore FOLDER --to NEW_FOLDER

FOLDER may be that of one backup, or one of those above it for the newest in it.
Leave the two files notebook.db and notebook.key together: neither is of any use
without the other.

Beforehand removes older backups by itself, but only those of the notebook that
is open. What belongs to one that you no longer have, you may delete.
"""


class NoPlace(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """What was named is no folder in which backups could lie."""


@value
class Lying:
    """What lies in a place: one's own, this notebook's from another copy, other notebooks'."""

    own: tuple[Backup, ...] = ()
    elsewhere: tuple[Backup, ...] = ()
    others: tuple[Backup, ...] = ()

    @property
    def every(self) -> tuple[Backup, ...]:
        """All of them, one's own first."""
        return (*self.own, *self.elsewhere, *self.others)


@value
class Stick:
    """A chosen place as one notebook sees it.

    Whether the place itself was named or its folder “Beforehand backups” is the same.
    """

    chosen: Path
    owner: Owner = NOBODY

    @property
    def top(self) -> Path:
        """The folder that all notebooks share."""
        named = self.chosen.absolute()
        return next((each for each in (named, named.parent) if each.name == FOLDER), named / FOLDER)

    @property
    def folder(self) -> Path:
        """The folder of this copy of this notebook."""
        name, copy = self.owner.notebook[:4], self.owner.copy[:4]
        return self.top / f"Notebook {name}, copy {copy}"

    def begun(self) -> Path:
        """The same, made if it is missing, beside a text that tells what lies there.

        Raises OSError.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(OSError), (self.top / READ_ME).open("x", encoding="utf-8") as new:
            new.write(_TOLD)
        return self.folder

    def lying(self) -> Lying:
        """The backups there, whoever made them, the newest first; reads key files only."""
        every = [each for folder in self._folders() for each in backups.found(folder)]
        sorted_: dict[str, list[Backup]] = {"own": [], "elsewhere": [], "others": []}
        for each in filter(_is_backup, every):
            sorted_[self.relation(each)].append(each)
        return Lying(**{name: tuple(sorted(each, key=_newest)) for name, each in sorted_.items()})

    def relation(self, backup: Backup) -> str:
        """Whose a backup is: our "own", "elsewhere" made of this notebook, or "others"."""
        if not self.owner.notebook or backup.whose != self.owner.notebook:
            return "others"
        # One that does not say which copy made it is ours if the notebook is.
        return "own" if backup.copy in ("", self.owner.copy) else "elsewhere"

    def thin(self) -> list[Backup]:
        """Thin what this copy made, and nothing else: the answer is what went."""
        copy = self.owner.copy
        return thinning.thin([each for each in self.lying().own if copy and each.copy == copy])

    def _folders(self) -> Iterator[Path]:
        """Where backups may lie: there, in the shared folder, and in those of each notebook."""
        named = self.chosen.absolute()
        yield named
        if named not in (self.top, self.top.parent):
            return
        if named != self.top:
            yield self.top
        with suppress(OSError):
            yield from sorted(each for each in self.top.iterdir() if _holds_others(each))


def seen(place: Path) -> Path:
    """The place, if backups may lie there; raises NoPlace."""
    try:
        if place.is_dir():
            next(place.iterdir(), None)
            return place
    except OSError:
        raise NoPlace(
            f"The folder {place} may not be opened by this account. Nothing was done.",
            "Ask its owner, or name another folder.",
        ) from None
    if place.exists():
        raise NoPlace(
            f"{place} is a file, and backups lie in a folder. Nothing was done.",
            "Name the folder.",
        )
    raise NoPlace(
        f"There is no folder {place}. Nothing was done.",
        "Look for a typing error, or see that the stick is in.",
    )


def owned(folder: Path, sticks: Iterable[Stick] = ()) -> list[Backup]:
    """The backups of the notebook in a folder: those beside it, and its own in other places."""
    every = [*backups.of_notebook(folder)]
    every += [each for stick in sticks for each in stick.lying().own]
    return list({each.path.resolve(): each for each in every}.values())


def not_owned(sticks: Iterable[Stick]) -> Lying:
    """What is left alone in these places."""
    lying = [each.lying() for each in sticks]
    return Lying(
        elsewhere=_once(each for one in lying for each in one.elsewhere),
        others=_once(each for one in lying for each in one.others),
    )


def _once(every: Iterable[Backup]) -> tuple[Backup, ...]:
    return tuple({each.path.resolve(): each for each in every}.values())


def left_alone(lying: Lying, of_copies: str = "") -> list[str]:
    """What to say of backups that are others'; `of_copies` goes on about our own copies'."""
    told = []
    if lying.elsewhere:
        made = "that another copy of it made, such as one on another computer,"
        first = f"{_many(lying.elsewhere)} of this notebook {made} {_are(lying.elsewhere)}."
        told.append(f"{first} {of_copies}".strip())
    if lying.others:
        several = len({each.whose for each in lying.others}) > 1
        of = "other notebooks" if several else "another notebook"
        told.append(f"{_many(lying.others)} of {of} {_are(lying.others)}.")
    return told


def _many(every: Sequence[Backup]) -> str:
    return "1 backup" if len(every) == 1 else f"{len(every):,} backups"


def _are(every: Sequence[Backup]) -> str:
    return f"{'is' if len(every) == 1 else 'are'} {LEFT_ALONE}"


def _is_backup(each: Backup) -> bool:
    """Whether it is one, and no notebook that somebody writes in."""
    return backups.is_one(each.path) or _NUMBERED.match(each.path.name) is not None


def _holds_others(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink() and backups.at(folder) is None


def _newest(backup: Backup) -> tuple[bool, str, int, float]:
    """For the newest first: what one copy made is in the order of numbers, not of the clock."""
    number = backup.number if backup.copy else 0
    return not backup.copy, backup.whose + backup.copy, -number, -backup.made_at.timestamp()
