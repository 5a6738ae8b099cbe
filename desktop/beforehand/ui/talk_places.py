"""Where one goes to look at a conversation: to its preparation, or back on it."""

from beforehand.domain.conversations import Conversation, Stage
from beforehand.ui.places import Place
from beforehand.ui.screen_stack import SCREENS

_BEHIND = (Stage.HELD, Stage.DEBRIEFED)


def place_of(talk: Conversation) -> Place:
    """The place that shows a conversation as it stands."""
    behind = talk.stage in _BEHIND and "debrief" in SCREENS
    return Place("debrief" if behind else "prepare", talk.id)
