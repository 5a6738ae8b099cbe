"""Hears from the desktop that the computer goes to sleep, its screen is locked, the user changes.

Linux: D-Bus over the system's own unix sockets. Silent where there is no bus, and where its address
is anything but a unix socket. Windows (WTSRegisterSessionNotification) and macOS (notifications of
the workspace) are not done: there the lock by key and on idle remain.
"""

import os
import re
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

_LOGIN = "org.freedesktop.login1"
_MANAGER = "/org/freedesktop/login1"
_SESSION = f"{_LOGIN}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = tuple(
    f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "mate", "cinnamon")
)
_SYSTEM_SOCKET = Path("/run/dbus/system_bus_socket")


class Desktop(QObject):
    """Tells when to lock."""

    leaving = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._delay: object = None
        """While it is held, the computer waits a moment before it sleeps."""

    def listen(self) -> None:
        """Listen from now on, where there is something to listen to."""
        if not sys.platform.startswith("linux"):
            return
        if _is_there("DBUS_SYSTEM_BUS_ADDRESS", _SYSTEM_SOCKET):
            self._hear_login(QDBusConnection.systemBus())
        user = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / "bus"
        if _is_there("DBUS_SESSION_BUS_ADDRESS", user):
            self._hear_savers(QDBusConnection.sessionBus())

    def _hear_login(self, bus: QDBusConnection) -> None:
        if not bus.isConnected():
            return
        bus.connect(_LOGIN, _MANAGER, f"{_LOGIN}.Manager", "PrepareForSleep", self, _SLEEPS)
        here = session_path(os.environ.get("XDG_SESSION_ID", ""))
        bus.connect(_LOGIN, here, _SESSION, "Lock", self, _LOCKS)
        bus.connect(_LOGIN, here, _PROPERTIES, "PropertiesChanged", self, _CHANGES)
        self._ask_for_a_moment(bus)

    def _hear_savers(self, bus: QDBusConnection) -> None:
        for name in _SAVERS if bus.isConnected() else ():
            bus.connect("", "", name, "ActiveChanged", self, _SAVES)

    def _ask_for_a_moment(self, bus: QDBusConnection) -> None:
        """Ask that sleep waits until we are locked; the answer is let go with the process."""
        ask = QDBusMessage.createMethodCall(_LOGIN, _MANAGER, f"{_LOGIN}.Manager", "Inhibit")
        ask.setArguments(["sleep", "Beforehand", "Locks the notebook", "delay"])
        self._call(bus, ask).finished.connect(self._hold)

    @Slot(QDBusPendingCallWatcher)
    def _hold(self, asked: QDBusPendingCallWatcher) -> None:
        answer = asked.reply()
        if answer.type() is QDBusMessage.MessageType.ReplyMessage:
            self._delay = answer.arguments()
        asked.deleteLater()

    @Slot(bool)
    def sleeps(self, begins: bool) -> None:
        """The computer is about to sleep, or has woken."""
        if begins:
            self.leaving.emit()
            # Not locked, or this were not reached: do not keep the computer waiting.
            self._delay = None
        else:
            self._ask_for_a_moment(QDBusConnection.systemBus())

    @Slot()
    def locks(self) -> None:
        """The session is being locked."""
        self.leaving.emit()

    @Slot(bool)
    def saves(self, active: bool) -> None:
        """The screen is locked or blank, or was."""
        if active:
            self.leaving.emit()

    @Slot(QDBusMessage)
    def changes(self, message: QDBusMessage) -> None:
        """Something is different about the session: ask whether it still has the screen.

        The change itself comes in a form that Python cannot read.
        """
        ask = QDBusMessage.createMethodCall(_LOGIN, message.path(), _PROPERTIES, "Get")
        ask.setArguments([_SESSION, "Active"])
        self._call(QDBusConnection.systemBus(), ask).finished.connect(self._see)

    @Slot(QDBusPendingCallWatcher)
    def _see(self, asked: QDBusPendingCallWatcher) -> None:
        answer = asked.reply().arguments()
        said = answer[0] if answer else None
        if isinstance(said, QDBusVariant) and said.variant() is False:
            self.leaving.emit()
        asked.deleteLater()

    def _call(self, bus: QDBusConnection, ask: QDBusMessage) -> QDBusPendingCallWatcher:
        return QDBusPendingCallWatcher(bus.asyncCall(ask), self)


def _slot(signature: str) -> Any:
    # Declared to be bytes, and taken as text only.
    return SLOT(signature)


_SLEEPS, _LOCKS = _slot("sleeps(bool)"), _slot("locks()")
_SAVES, _CHANGES = _slot("saves(bool)"), _slot("changes(QDBusMessage)")


def session_path(name: str) -> str:
    """Where the bus keeps the session of that name; empty, which is any, if it has none."""
    if not name:
        return ""
    spelt = re.sub(r"^[0-9]|[^A-Za-z0-9]", lambda found: f"_{ord(found.group()):02x}", name)
    return f"{_MANAGER}/session/{spelt}"


def _is_there(variable: str, socket: Path) -> bool:
    """Whether the bus is a unix socket on this computer; asking for another would start one."""
    address = os.environ.get(variable, "")
    return address.startswith("unix:") if address else socket.exists()
