"""Zan, who is to be erased: what is kept on them, who else names them, a look for their words."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit

import make
from beforehand.domain.conversations import Answer, Conversation, Participant
from beforehand.domain.counterparts import Counterpart
from beforehand.domain.needs import Need
from beforehand.domain.record import Id

NAME = "Zan Quuxfield"
ZAN, TALK = Id("zan"), Id("theirs")


def records():
    """Two people; what is kept on the other names the first, surely and perhaps."""
    other, theirs = (
        make.record(Conversation, issue="a date"),
        make.record(Conversation, id=TALK, issue="rutabaga"),
    )
    priya = make.record(Counterpart, name="Priya Shah")
    return (
        make.record(Counterpart, id=ZAN, name=NAME, notes="rutabaga"),
        priya,
        other,
        theirs,
        Participant(conversation_id=theirs.id, counterpart_id=ZAN),
        Participant(conversation_id=other.id, counterpart_id=priya.id),
        make.record(Need, counterpart_id=ZAN, conversation_id=TALK, text="rutabaga"),
        make.record(Answer, id=Id("said"), conversation_id=other.id, text="Quuxfield wants more"),
        make.record(Answer, id=Id("by"), conversation_id=other.id, text="zan is a word here"),
    )


def words_on(window, *secrets):
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = [each.text() for kind in (QLabel, QLineEdit) for each in window.findChildren(kind)]
    edits = [each for kind in (QPlainTextEdit, QTextEdit) for each in window.findChildren(kind)]
    shown += [each.toPlainText() for each in edits]
    return [text for text in shown if any(secret in text for secret in secrets)]
