"""The page that asks for the passphrase in the window, and what comes of its answer."""

from pathlib import Path
from typing import TYPE_CHECKING

from beforehand.ui.screens.unlock import UnlockPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beforehand.store.keys import Key
    from beforehand.ui.session import Session


def ask(session: "Session", folder: Path) -> None:
    """Show it in the place of all screens."""
    window = session.window()
    ways = (("Choose another notebook…", session.choose_folder), ("Quit", window.close))
    page = UnlockPage(folder, *ways)
    page.unlocked.connect(lambda keys: _let_in(session, folder, keys, page))
    window.show_page(page, calm=True)
    page.setFocus()


def _let_in(session: "Session", folder: Path, keys: "Sequence[Key]", page: UnlockPage) -> None:
    """Open it; whatever is in the way then has a page of its own."""
    told, session.by_code = page.told, page.by_code
    if session.open(folder, keys=keys) and told:
        session.window().bars.code.tell(told)
