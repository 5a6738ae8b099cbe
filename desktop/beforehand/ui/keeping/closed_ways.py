"""What backups offer where a notebook cannot be opened."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from beforehand.domain.errors import BeforehandError
from beforehand.store import backups, vault
from beforehand.store.faults import DamagedNotebook, KeyTrouble, NotANotebook, NotRead
from beforehand.ui.widgets.bars import Offer

if TYPE_CHECKING:
    from beforehand.ui.session import Session

_HELPED = (DamagedNotebook, KeyTrouble, NotANotebook, NotRead)
_DAMAGED = (DamagedNotebook, KeyTrouble, NotRead)


def ways_on(
    session: "Session", error: BeforehandError, again: Callable[[], object]
) -> tuple[Offer, ...]:
    """All there is to do, what helps most first."""
    retry: tuple[Offer, ...] = (("Try again", again),)
    helps = (
        *save_what_is_left(session, error),
        *newest_backup(session, error),
        *from_elsewhere(session, error),
    )
    # What is damaged is so the next time, too.
    first = (*helps, *retry) if isinstance(error, DamagedNotebook) else (*retry, *helps)
    return (
        *first,
        ("Choose another folder…", session.choose_folder),
        ("Open the sample notebook", session.open_sample),
        ("Quit", session.window().close),
    )


def newest_backup(session: "Session", error: BeforehandError) -> tuple[Offer, ...]:
    """A way to the newest backup, if it may help and there is one."""
    folder = session.folder
    if folder is None or not isinstance(error, _HELPED):
        return ()
    found = backups.found(backups.folder_of(folder))
    newest = next((each for each in found if each.checked), found[0] if found else None)
    if newest is None:
        return ()

    def look() -> None:
        from beforehand.ui.keeping.looking import Looking

        Looking.of(session).begin(newest, folder)

    return (("Open the newest backup", look),)


def from_elsewhere(session: "Session", error: BeforehandError) -> tuple[Offer, ...]:
    """A way to a copy on a stick or another disk, where that may help."""
    if not isinstance(error, _HELPED):
        return ()
    return (("Bring it back from a stick…", session.bring_back),)


def save_what_is_left(session: "Session", error: BeforehandError) -> tuple[Offer, ...]:
    """A way to what can still be read of a damaged notebook."""
    folder = session.folder
    if folder is None or not isinstance(error, _DAMAGED) or not (folder / vault.NAME).exists():
        return ()

    def save() -> None:
        from beforehand.ui.keeping.salvaging import Salvaging

        Salvaging.of(session).ask_where(folder)

    return (("Save what can be read…", save),)
