"""The Qt binding must not lose references: one release did, and programs died of it."""

import sys

from PySide6.QtCore import QObject


def test_calls_that_return_nothing_keep_none_alive() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(200):
        thing.setObjectName("name")
    # The broken release gave back 200 references too many here (immortal None never moves).
    assert before - sys.getrefcount(None) < 100
