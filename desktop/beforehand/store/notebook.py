"""The notebook: a folder with one encrypted file, its key and its backups."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.needs import Need
from beforehand.domain.record import UNSAVED, Id, Record
from beforehand.store import chronicle
from beforehand.store.faults import ReadOnly
from beforehand.store.keys import Key
from beforehand.store.opening import open_to_read, open_vault
from beforehand.store.shelf import Shelf, in_list
from beforehand.store.vault import Vault

R = TypeVar("R", bound=Record)


class Notebook:
    """Everything the person wrote; the only way in and out of the file."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self.folder = folder
        self.vault = vault
        self._shelves: dict[type[Record], Shelf[Any]] = {}
        self._touched: dict[tuple[type[Record], Id], None] = {}
        vault.before_commit = self._renew_index

    @classmethod
    def open(
        cls, folder: Path, now: datetime, *, create: bool = False, keys: Sequence[Key] = ()
    ) -> "Notebook":
        """Open the notebook in a folder, or make one there if it is missing or empty.

        A locked one raises NotebookLocked; `opening.unlock` makes keys of a passphrase. Every fault
        is a BeforehandError that says what happened and what is safe.
        """
        vault = open_vault(folder, now, create=create, keys=keys)
        try:
            _fill_index(vault)
        except BaseException:
            vault.close()
            raise
        return cls(folder, vault)

    @classmethod
    def open_to_read(cls, folder: Path, now: datetime, *, keys: Sequence[Key] = ()) -> "Notebook":
        """The same for what only reads: also where nothing can be written, as on a shut disk."""
        try:
            return cls.open(folder, now, keys=keys)
        except ReadOnly:
            return cls(folder, open_to_read(folder, keys))

    def __getitem__(self, kind: type[R]) -> Shelf[R]:
        if kind not in self._shelves:
            self._shelves[kind] = Shelf(self.vault, kind)
        return self._shelves[kind]

    def save(self, *records: Record, now: datetime, keep_times: bool = False) -> None:
        """Insert the records or put them in the place of those with their ids, all or none.

        Earlier wordings and confidences are kept. `keep_times` is for what was written before,
        elsewhere: its own times stay, and it brings its own history.
        """
        with self.transaction():
            for record in records:
                if keep_times:
                    self._put(record, now, _or(record.updated_at, now))
                else:
                    self._save(record, now)

    def delete(self, kind: type[Record], ids: Iterable[Id], *, erased: bool = False) -> None:
        """Take records of a kind out for good, from the search index too; see `trash` for more.

        What is erased never comes back, whatever another copy says of it.
        """
        # Imported here: no start needs it.
        from beforehand.store import gone, index

        going = list(ids)
        some, values = in_list("id", going)
        with self.transaction():
            gone.note(self.vault, kind, going, erased=erased)
            self.vault.write(f"DELETE FROM {kind.kind} WHERE {some}", values)
            index.forget(self, kind, going)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What belongs together, saved as one; may stand inside another one."""
        with self.vault.transaction():
            yield

    def close(self) -> None:
        """Let go of the file."""
        self.vault.close()

    def _save(self, record: Record, now: datetime) -> None:
        updated_at = now
        if isinstance(record, Answer):
            updated_at = self._keep_wording(record, now)
        if isinstance(record, Conversation):
            updated_at = self._last_changed(record, now)
        if isinstance(record, Need):
            mark = chronicle.confidence_mark(self[Need].get(record.id), record)
            if mark:
                self._put(mark, now, now)
        self._put(record, now, updated_at)

    def _keep_wording(self, answer: Answer, now: datetime) -> datetime:
        """Keep the wording an answer had, and tell when its text was last written."""
        before = self[Answer].get(answer.id)
        if before is None:
            return now
        talk = self[Conversation].get(before.conversation_id)
        sheet_made_at = talk.sheet_made_at if talk else None
        earlier = chronicle.earlier_wording(before, answer, sheet_made_at, now)
        if earlier:
            self._put(earlier, now, now)
        # Saving the same words again must not make them look newer than the sheet they stand on.
        same = (before.text, before.trashed_at) == (answer.text, answer.trashed_at)
        return before.updated_at if same and not earlier else now

    def _last_changed(self, talk: Conversation, now: datetime) -> datetime:
        """When somebody last changed a conversation: looking at it is no change.

        Or a copy in which it was only looked at would win over words written in another one.
        """
        before = self[Conversation].get(talk.id)
        if before is None:
            return now
        traces = {"left_at": talk.left_at, "sheet_made_at": talk.sheet_made_at}
        stamps = {"created_at": talk.created_at, "updated_at": talk.updated_at}
        same = replace(before, **traces, **stamps) == talk  # type: ignore[arg-type]
        return before.updated_at if same else now

    def _put(self, record: Record, now: datetime, updated_at: datetime) -> None:
        created_at = _or(record.created_at, now)
        stamped = replace(record, created_at=created_at, updated_at=updated_at)
        self[type(record)].put(stamped, keep_created=record.created_at == UNSAVED)
        self._touched[type(record), record.id] = None

    def _renew_index(self) -> None:
        """Search finds in each transaction's words what the tables hold, or neither has them."""
        if self._touched:
            # Imported here: no start needs it.
            from beforehand.store import index

            index.renew(self.vault, self._touched)
            self._touched.clear()


def _fill_index(vault: Vault) -> None:
    """Fill the search index of a notebook that is new, or small and of an earlier version.

    In a large one the first search does it, in slices: nobody waits for it before Today.
    """
    if vault.read("SELECT rules FROM search_state") == [("",)]:
        from beforehand.store import index

        if index.is_soon_made(vault):
            index.bring_up_to_date(vault)


def _or(given: datetime, now: datetime) -> datetime:
    return now if given == UNSAVED else given
