"""How the open notebook is locked, whether the code was kept, and whether to offer a lock."""

from collections.abc import Callable
from datetime import date, timedelta

from beforehand.domain.conversations import Answer, Conversation
from beforehand.domain.errors import BeforehandError
from beforehand.store import keyfile
from beforehand.store.keyfile import KeyFile
from beforehand.store.keys import Key
from beforehand.ui.desk import Desk
from beforehand.ui.lock import untold
from beforehand.ui.settings import SettingsFile

ANSWERS = 3
"""Of one's own, after which there is something to lock away."""
AGAIN_AFTER = timedelta(days=28)
MOST_OFFERS = 2

_KEPT, _NO_THANKS = "kept", "refused"


def is_locked(desk: Desk) -> bool:
    """Whether it has a passphrase."""
    return not sealing(desk).keys


def sealing(desk: Desk) -> KeyFile:
    """Its key file; where that cannot be read any more, what it was when it could."""
    try:
        desk.sealing = keyfile.read(desk.notebook.folder)
    except BeforehandError:
        if desk.sealing is None:
            return KeyFile(keys=(desk.notebook.vault.key,))
    return desk.sealing


def code_is_kept(desk: Desk) -> bool:
    """Whether the recovery code was typed back once, on this computer."""
    return desk.file is not None and desk.file.noted(_KEPT, mark_of(desk)) == "yes"


def note_code(desk: Desk, *, kept: bool) -> None:
    """Remember that it was, or that there is a new one; never the code itself."""
    remember(desk.file, desk.notebook.vault.key, kept=kept)
    untold.take(desk.notebook.folder)


def remember(file: SettingsFile | None, key: Key, *, kept: bool) -> None:
    """The same while the notebook of that key is closed."""
    if file is not None:
        file.note(_KEPT, _mark(key), "yes" if kept else "")


def unproven(desk: Desk) -> Callable[[], None]:
    """What says so once the notebook is closed, and its key perhaps a new one."""
    file, mark = desk.file, mark_of(desk)
    return lambda: file.note(_KEPT, mark, "") if file is not None else None


def mark_of(desk: Desk) -> str:
    """What tells this notebook's key from others, and says nothing: a part of its salt."""
    return _mark(desk.notebook.vault.key)


def shall_offer(desk: Desk, today: date) -> bool:
    """Whether to offer a lock: something of one's own is written, and it was not just refused."""
    if desk.file is None or desk.is_sample or is_locked(desk):
        return False
    times = desk.file.noted(_NO_THANKS, mark_of(desk)).split()
    if len(times) >= MOST_OFFERS or (times and not _long_ago(times[-1], today)):
        return False
    return _has_begun(desk)


def refuse(desk: Desk, today: date) -> None:
    """Remember that it was not wanted on that day."""
    if desk.file is not None:
        said = desk.file.noted(_NO_THANKS, mark_of(desk))
        desk.file.note(_NO_THANKS, mark_of(desk), f"{said} {today.isoformat()}".strip())


def _mark(key: Key) -> str:
    return key.salt[:16]


def _has_begun(desk: Desk) -> bool:
    if not desk.notebook[Conversation].count():
        return False
    found = desk.notebook[Answer].find(limit=10 * ANSWERS)
    return sum(bool(each.text.strip()) for each in found) >= ANSWERS


def _long_ago(said: str, today: date) -> bool:
    try:
        return today - date.fromisoformat(said) >= AGAIN_AFTER
    except ValueError:
        return True
