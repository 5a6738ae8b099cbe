"""A program that owns login1's name on a bus made for a test, and says what it is told to say."""

import os
import sys
from typing import Any

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant, QDBusVirtualObject

LOGIN = "org.freedesktop.login1"


class Answers(QDBusVirtualObject):
    """Answers every question about a property with no."""

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, bus: QDBusConnection) -> bool:  # noqa: N802
        if message.member() != "Get":
            return False
        reply = message.createReply()
        reply.setArguments([QDBusVariant(False)])
        bus.send(reply)
        return True


def main() -> int:
    """Each line of standard input is a signal: path, interface, name, and whether it says yes."""
    application = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    answers = Answers()
    bus.registerVirtualObject("/", answers, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    print("there" if bus.registerService(LOGIN) else "not there", flush=True)
    ears = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def hear() -> None:
        heard = os.read(sys.stdin.fileno(), 65536).decode()
        for line in heard.splitlines():
            say(*line.split())
        if not heard:
            application.quit()

    def say(path: str, interface: str, name: str, *said: str) -> None:
        message = QDBusMessage.createSignal(path, interface, name)
        values: list[Any] = [word == "yes" for word in said if word in ("yes", "no")]
        if "changed" in said:
            values = [f"{LOGIN}.Session", {"Active": False}, []]
        message.setArguments(values)
        bus.send(message)

    ears.activated.connect(hear)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
