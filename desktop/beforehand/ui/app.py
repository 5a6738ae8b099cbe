"""Starts the window; before the first paint it imports only what that paint needs."""

import builtins
import gc
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer
    from PySide6.QtWidgets import QApplication

    from beforehand.ui.session import Session
    from beforehand.ui.window import Window

_NAME = "Beforehand"
_FURNISH_MS = 40
"""After which the window, with Today in it, gets what Today is read without."""
_LISTEN_MS = 1_000
_IDLE_MS = 400
_KEEPER_MS = 1_000
"""After which backups are made by themselves."""
_SOON_NEEDED = (
    "beforehand.ui.screens.prepare",
    "beforehand.ui.screens.counterpart",
    "beforehand.ui.screens.new_conversation",
    "beforehand.ui.screens.search",
)
"""Imported while nothing happens, one at a time: each would be felt when its screen is opened."""
_KNOCK_MS = 500
"""How long a window that is already there may take to answer."""


def run(notebook: Path | None = None, sample: bool = False) -> int:
    """Show the window on a notebook (the person's own if none is named) until it is closed."""
    gc.disable()
    application = make_application()
    if notebook is not None and knocked(notebook):
        return 0
    window, session = make_window(application)
    if notebook is None and not sample and knocked(session.settings.folder):
        return 0
    window.painted.connect(lambda: begin(session, notebook, sample=sample))
    window.show()
    return application.exec()


def make_application() -> "QApplication":
    """Import Qt as cheaply as it can be had, and make the application."""
    plain_import = builtins.__import__
    from PySide6.QtWidgets import QApplication

    # Qt's own version of __import__ reads the source of every module imported after it.
    builtins.__import__ = plain_import
    # The style is named here, because setStyle would hand one back: see ui/theme.py.
    application = QApplication([_NAME, "-style", "Fusion"])
    application.setProperty("beforehandStyle", "Fusion")
    application.setApplicationName(_NAME)
    application.setApplicationDisplayName(_NAME)
    application.setDesktopFileName("beforehand")
    return application


def make_window(application: "QApplication") -> "tuple[Window, Session]":
    """Make the empty window in the look the person chose."""
    from beforehand import paths
    from beforehand.ui.session import Session, dress
    from beforehand.ui.settings import SettingsFile
    from beforehand.ui.window import Window

    file = SettingsFile(paths.settings_file())
    # Before the window: what is made in the system's font keeps it on some platforms.
    dress(file.read())
    window = Window()
    session = Session(window, file)
    window.restoreGeometry(file.window_place())
    application.commitDataRequest.connect(lambda _manager: window.flush())
    return window, session


def begin(session: "Session", notebook: Path | None, *, sample: bool) -> None:
    """After the first paint: open the notebook, then what can wait."""
    from PySide6.QtCore import QTimer

    from beforehand import paths
    from beforehand.ui import theme, trouble
    from beforehand.ui.lock.traces import no_core

    no_core()
    log = paths.settings_file().parent / "trouble.log"
    trouble.watch(log, session.window)
    theme.load_fonts()
    neighbour = Neighbour(session)
    # Lambdas are held by the session; a bound method alone would let the neighbour go.
    session.held.connect(lambda folder: neighbour.bring_forward(folder))  # noqa: PLW0108
    QTimer.singleShot(0, session, lambda: _fill(session, neighbour, notebook, sample=sample))


def _fill(
    session: "Session", neighbour: "Neighbour", notebook: Path | None, *, sample: bool
) -> None:
    from PySide6.QtCore import QTimer

    session.window().hurried = True
    if sample:
        session.open_sample()
    elif notebook is not None:
        session.open(notebook)
    else:
        session.open_usual()
    QTimer.singleShot(_FURNISH_MS, session, lambda: _furnish(session))
    QTimer.singleShot(0, session, _settle_memory)
    folder = session.folder
    if folder is not None and session.holds:
        QTimer.singleShot(200, session, lambda: neighbour.listen(folder))
    for there in (session.opened, session.asked):
        there.connect(lambda folder: neighbour.listen(folder))  # noqa: PLW0108


def _furnish(session: "Session") -> None:
    from PySide6.QtCore import QTimer

    from beforehand.ui import theme
    from beforehand.ui.housekeeping import Housekeeper
    from beforehand.ui.lock.locker import Locker
    from beforehand.ui.lock.traces import forget_folders

    forget_folders()
    session.window().furnish()
    Housekeeper(session).begin()
    locker = Locker(session)
    QTimer.singleShot(_LISTEN_MS, locker, locker.listen)
    QTimer.singleShot(_KEEPER_MS, session, lambda: _keep(session))
    theme.follow_system(session.dress)
    for turn, module in enumerate(_SOON_NEEDED):
        wait = _IDLE_MS * (turn + 1)
        QTimer.singleShot(wait, session, lambda module=module: import_module(module))


def _keep(session: "Session") -> None:
    from beforehand.ui.keeping.keeper import Keeper
    from beforehand.ui.merge.serving import Machines

    Keeper(session).begin()
    Machines(session).begin()


def _settle_memory() -> None:
    """What has been made so far stays: the collector need never look at it again."""
    gc.freeze()
    gc.enable()


class Neighbour:
    """Answers a second start on the same notebook by bringing the window forward."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._server: QLocalServer | None = None

    def listen(self, folder: Path) -> None:
        """Answer for a notebook from now on."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None:
            self._server.close()
        server = QLocalServer(self._session)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # The notebook is ours alone: a door of that name was left behind by a crash.
        QLocalServer.removeServer(_door(folder))
        server.newConnection.connect(self._answer)
        server.listen(_door(folder))
        self._server = server

    def bring_forward(self, folder: Path) -> None:
        """Another program holds the notebook: if it is our own window, show that and leave."""
        from PySide6.QtWidgets import QApplication

        if knocked(folder):
            QApplication.exit(0)

    def _answer(self) -> None:
        if self._server is None:
            return
        guest = self._server.nextPendingConnection()
        guest.disconnected.connect(guest.deleteLater)
        guest.disconnectFromServer()
        self._session.window().come_forward()


def knocked(folder: Path) -> bool:
    """Whether a window on that notebook is open already; it then comes forward."""
    if not _door_file(_door(folder)).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_door(folder))
    there = socket.waitForConnected(_KNOCK_MS)
    socket.abort()
    return there


def _door(folder: Path) -> str:
    """A name for the notebook that does not give away where it lies."""
    from zlib import adler32, crc32

    place = str(folder.resolve()).encode()
    return f"beforehand-{crc32(place):08x}{adler32(place):08x}"


def _door_file(door: str) -> Path:
    from PySide6.QtCore import QDir

    return Path(rf"\\.\pipe\{door}" if sys.platform == "win32" else f"{QDir.tempPath()}/{door}")
