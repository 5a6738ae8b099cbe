"""How many things stand behind a place of the rail."""

from beforehand.domain.conversations import Conversation, Stage
from beforehand.domain.counterparts import Counterpart
from beforehand.store.notebook import Notebook


def counted(notebook: Notebook) -> dict[str, int]:
    """By screen: what is being prepared, and everyone there is."""
    shelf = notebook[Conversation]
    return {
        "preparations": sum(shelf.count(stage=each) for each in (Stage.PREPARING, Stage.READY)),
        "counterparts": notebook[Counterpart].count(),
    }
