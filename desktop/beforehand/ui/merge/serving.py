"""Beside the window: a dropped copy is looked at, a synced folder told about once."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent

from beforehand.store import other, places
from beforehand.store.merging_child import PLACE
from beforehand.store.places import Elsewhere
from beforehand.store.vault import NAME
from beforehand.ui.errands import Errand
from beforehand.ui.lock.standing import mark_of
from beforehand.ui.places import Place

if TYPE_CHECKING:
    from beforehand.ui.session import Session

_TOLD, _BESIDE = "elsewhere", "beside"
_SYNCED = (
    "This notebook lies in a folder that {program} keeps in step. That works well as long as it is "
    "open on one machine at a time. If two wrote at once, merge the copies."
)
_NETWORK = (
    "This notebook lies on another machine’s disk. Should the connection break, nothing saved is "
    "lost; a copy of your own can be merged later."
)
_CONFLICT = (
    "A sync program left another copy beside the notebook: “{name}”. It may have words that are "
    "missing here."
)
_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class Machines(QObject):
    """Serves the notebook that is open."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._errand = Errand(self)
        self._errand.done.connect(self._tell)
        window = session.window()
        window.setAcceptDrops(True)
        # On what the system knows of the window: there a drop comes by before it comes to a field
        # for words, which would take the path for words.
        if (handle := window.windowHandle()) is not None:
            handle.installEventFilter(self)
        session.opened.connect(self.begin)

    def begin(self) -> None:
        """Look where the notebook lies; what a kill left of a merge goes."""
        notebook, desk = self._session.notebook, self._session.desk
        if notebook is None or desk is None or desk.is_sample:
            return
        folder = notebook.folder
        other.remove_left(folder)
        shutil.rmtree(folder / PLACE, ignore_errors=True)
        # In a thread: a disk that is far away may let one wait.
        self._errand.send(lambda: (folder, places.look(folder), other.conflicts(folder)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a notebook that is dropped; anything else is left to Qt."""
        if event.type() in _DRAGS and isinstance(event, QDropEvent):
            named = dropped(event.mimeData())
            desk = self._session.desk
            if named is not None and desk is not None and not desk.is_sample:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self._session.window().go(Place("merge", detail=str(named)))
                return True
        return super().eventFilter(watched, event)

    def _tell(self, found: tuple[Path, Elsewhere, list[Path]]) -> None:
        folder, elsewhere, beside = found
        desk = self._session.desk
        if desk is None or desk.file is None or desk.notebook.folder != folder:
            return
        mark = mark_of(desk)
        names = "|".join(each.name for each in beside)
        if beside and desk.file.noted(_BESIDE, mark) != names:
            desk.file.note(_BESIDE, mark, names)
            place = Place("merge", detail=str(beside[0]))
            words = _CONFLICT.format(name=beside[0].name)
            self._offer(words, "Look at it…", place)
        elif elsewhere and not desk.file.noted(_TOLD, mark):
            desk.file.note(_TOLD, mark, elsewhere.program or "network")
            words = _SYNCED.format(program=elsewhere.program) if elsewhere.program else _NETWORK
            self._offer(words, "Merge copies…", Place("merge"))

    def _offer(self, words: str, way: str, place: Place) -> None:
        window = self._session.window()

        def go() -> None:
            window.bars.notice.hide()
            window.go(place)

        window.bars.notice.tell(words, (way, go))


def dropped(held: QMimeData) -> Path | None:
    """The folder or the file of a notebook, if that is what is held."""
    urls = held.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    file = path / NAME if path.is_dir() else path
    return path if file.suffix.lower() == ".db" and file.is_file() else None
