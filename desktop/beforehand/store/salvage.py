"""A damaged notebook: what can be read of it is saved into a new one, page by page.

The damaged one is only read: its bytes are copied into memory, and nothing of it is decrypted
anywhere else. The new notebook has the same key and the same passphrase. It stands complete in its
folder, or nothing does.
"""

import errno
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from beforehand.domain.errors import BeforehandError
from beforehand.domain.record import Record
from beforehand.domain.salvaged import Brings, Salvaged, counts
from beforehand.domain.value import value
from beforehand.off_limits import see_that_a_folder_may_be
from beforehand.store import (
    backups,
    check,
    folders,
    gone,
    index,
    kept_out,
    keyfile,
    missing,
    pages,
    readable,
    stand_ins,
    vault,
)
from beforehand.store.backups import Backup
from beforehand.store.blueprint import Table, tables
from beforehand.store.damaged import Damaged, NotSalvaged, Opened
from beforehand.store.faults import NotRead, NotSaved
from beforehand.store.gone import Graves
from beforehand.store.missing import Losses
from beforehand.store.notebook import Notebook
from beforehand.store.pages import Image
from beforehand.store.readable import Readable

_AT_ONCE = 2_000
_FULL = 13
"""SQLite's own number for a disk without room."""
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
_DECRYPTED, _READ, _WRITTEN, _INDEXED, _CHECKED = 0.1, 0.2, 0.35, 0.85, 0.97
"""The shares of the time after which each of the steps is done."""

Told = Callable[[float], None]


@value
class Offer:
    """The newest good backup, every page of which was read again, and what it would bring back."""

    backup: Backup
    brings: Brings


@value
class Rescue:
    """What came of it: what was saved, and which backup there is to go on with."""

    salvaged: Salvaged
    offer: Offer | None = None
    key_from: Backup | None = None


def salvage(
    damaged: Damaged,
    target: Path,
    now: datetime,
    words: str | None = None,
    told: Told = lambda _share: None,
) -> Rescue:
    """Save what can be read into a new notebook in a new or empty folder.

    Raises NotebookLocked if words are needed, WrongPassphrase, NotSalvaged.
    """
    see_that_it_is_free(target, damaged.folder)
    opened = damaged.opened(words, _part(told, 0, _DECRYPTED))
    known = tables()
    out = readable.read(opened.image, known, _part(told, _DECRYPTED, _READ))
    if not out.count:
        raise NotSalvaged(
            "Not one entry of the damaged notebook can be read.",
            "Restore the newest backup: “beforehand backups” lists them.",
        )
    return _Salvage(damaged, opened, out, known, now).into(target, words, told)


def see_that_it_is_free(target: Path, source: Path) -> None:
    """Refuse a folder with something in it, and one within the damaged notebook."""
    if not folders.is_free(target):
        raise NotSalvaged(
            f"There is something in {target} already, and nothing is written over.",
            "Name a new folder, or an empty one.",
        )
    if source.resolve() in target.resolve().parents:
        raise NotSalvaged(
            f"{target} lies within the damaged notebook, in which nothing is written.",
            "Name a folder elsewhere.",
        )
    see_that_a_folder_may_be(target)


def part_of(target: Path) -> Path:
    """Where the new notebook lies until it is complete: hidden, beside its place."""
    return target.with_name(f".{target.name}.part")


class _Salvage:
    def __init__(
        self,
        damaged: Damaged,
        opened: Opened,
        out: Readable,
        known: dict[str, Table],
        now: datetime,
    ) -> None:
        self._damaged, self._opened, self._now = damaged, opened, now
        self._out, self._tables = out, known

    def into(self, target: Path, words: str | None, told: Told) -> Rescue:
        part = part_of(target)
        try:
            shutil.rmtree(part, ignore_errors=True)
            rescue = self._made(part, words, told)
            if target.exists():
                target.rmdir()
            part.rename(target)
            keyfile.sync_folder(target.parent)
        except (OSError, NotSaved, NotRead) as fault:
            raise _not_written(target, fault) from fault
        finally:
            shutil.rmtree(part, ignore_errors=True)
        told(1.0)
        return rescue

    def _made(self, part: Path, words: str | None, told: Told) -> Rescue:
        notebook = self._begun(part)
        try:
            rescue = self._filled(notebook, words, told)
            found = check.findings(notebook, _part(told, _INDEXED, _CHECKED))
        finally:
            notebook.close()
        if found:
            raise NotSalvaged(
                f"The new notebook is not sound, so it was not kept. {found[0].sentence}",
                "Try again; if this comes back, report this line.",
            )
        return rescue

    def _filled(self, notebook: Notebook, words: str | None, told: Told) -> Rescue:
        good = self._newest_good(words)
        graves = self._buried(notebook)
        known = missing.losses(self._out, self._tables)
        losses = {id_: each for id_, each in known.items() if not graves.refuses(id_)}
        offer = self._offer(graves, losses, *good) if good else None
        records, told_missing = self._out.count, missing.told(losses, self._out)
        stand_ins.add(self._out, losses, self._tables, self._now)
        self._write(notebook, _part(told, _READ, _WRITTEN))
        # An old page that something put back may bring somebody along.
        taken = kept_out.take_out_erased(notebook, self._now).entries
        tell = _part(told, _WRITTEN, _INDEXED)
        for share in index.rebuilding(notebook.vault):
            tell(share)
        salvaged = Salvaged(
            records=records - taken,
            pages=self._opened.image.count,
            lost_pages=self._opened.image.lost,
            stand_ins=self._out.count - records,
            unplaced=self._out.unplaced,
            gone_in_full=self._out.gone_in_full,
            missing=told_missing,
        )
        return Rescue(salvaged=salvaged, offer=offer, key_from=self._opened.key_from)

    def _begun(self, part: Path) -> Notebook:
        """A new notebook that the same passphrase opens."""
        part.mkdir(mode=0o700, parents=True)
        (part / folders.BACKUPS).mkdir(mode=0o700)
        keyfile.write(part, self._opened.new_key_file)
        return Notebook.open(part, self._now, keys=(self._opened.image.key,))

    def _buried(self, notebook: Notebook) -> Graves:
        """What was deleted for good stays deleted."""
        vault = notebook.vault
        with notebook.transaction():
            gone.bury(vault, set(self._out.gone))
            for row in set(self._out.same):
                vault.write("INSERT OR IGNORE INTO same_things VALUES (?, ?)", row)
        return Graves(vault)

    def _write(self, notebook: Notebook, told: Told) -> None:
        records, written = list(self._out.records), 0
        while written < len(records):
            with notebook.transaction():
                for record in records[written : written + _AT_ONCE]:
                    notebook[type(record)].put(record)
            written += _AT_ONCE
            told(min(1.0, written / len(records)))

    def _offer(self, graves: Graves, losses: Losses, backup: Backup, whole: Readable) -> Offer:
        lacking = [
            each
            for each in whole.records
            if not self._out.has(each.kind, each.id) and not _is_gone(graves, each)
        ]
        missing.from_backup(losses, lacking, self._tables)
        return Offer(backup=backup, brings=_brings(lacking))

    def _newest_good(self, words: str | None) -> tuple[Backup, Readable] | None:
        """The newest backup of which every page can be read now.

        What that one, and newer ones with bad pages, know of the deleted is taken over: if our own
        list of it is damaged, nobody who was erased may come back with an older copy.
        """
        for backup, image in self._backups(words):
            read = readable.read(image, self._tables)
            self._out.gone += read.gone
            if not image.lost:
                return backup, read
        return None

    def _backups(self, words: str | None) -> Iterator[tuple[Backup, Image]]:
        found = backups.found(backups.folder_of(self._damaged.folder))
        for backup in sorted(found, key=lambda each: not each.checked):
            with suppress(BeforehandError, OSError):
                content = (backup.path / vault.NAME).read_bytes()
                keys = self._damaged.keys_of(backup, words, self._opened.image.key)
                if image := pages.image(content, b"", keys):
                    yield backup, image


def _not_written(target: Path, fault: OSError | NotSaved | NotRead) -> NotSalvaged:
    full = fault.errno in _NO_ROOM if isinstance(fault, OSError) else fault.code == _FULL
    why = ": the disk is full" if full else ""
    return NotSalvaged(
        f"The new notebook could not be written into {target}{why}. Nothing is left of it there.",
        "Make room, or choose a folder on another disk."
        if full
        else "See that there is room and that you may write there, or name another folder.",
    )


def _is_gone(graves: Graves, record: Record) -> bool:
    until = graves(record)
    return until is not None and until >= record.updated_at


def _brings(lacking: Sequence[Record]) -> Brings:
    days = [each.created_at.date() for each in lacking]
    return Brings(
        counts=counts(each.kind for each in lacking),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _part(told: Told, start: float, end: float) -> Told:
    return lambda share: told(start + share * (end - start))
