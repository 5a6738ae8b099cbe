"""The store's faults: each a kind of its own, told in a sentence."""

from beforehand.domain.errors import BeforehandError

_SAFE = "Your words are still on the screen."

_REASONS: dict[int, tuple[str, str]] = {
    5: (
        "Another program is using the notebook at this moment.",
        "Close the other program, then try again.",
    ),
    6: ("The notebook is busy with something else.", "Try again."),
    7: ("The computer has no memory left.", "Close other programs, then try again."),
    8: (
        "The notebook cannot be written: its folder or its disk is read-only.",
        "Allow writing there, then try again.",
    ),
    10: (
        "The disk answered with an error.",
        "See that the disk is still connected and sound, then try again.",
    ),
    11: (
        "A part of the notebook could not be read.",
        "Try again. If this comes back, save what can be read, or open the newest backup; do not "
        "delete anything.",
    ),
    13: ("The disk is full.", "Make room on the disk, then try again."),
    14: (
        "The notebook's file could not be opened.",
        "See that its folder is still there and can be written, then try again.",
    ),
    18: ("The text is too long for the notebook.", "Shorten it, then try again."),
    19: (
        "Something refers to an entry that is not in the notebook.",
        "Go back to the list and open the entry again.",
    ),
    23: ("The notebook may not be opened with this account.", "Ask the owner of the folder."),
    26: (
        "The notebook's file can no longer be read.",
        "Try again. If this comes back, save what can be read, or open the newest backup; do not "
        "delete anything.",
    ),
}


class NotebookHeld(BeforehandError):  # noqa: N818 - the names say what is so, not that it is an error
    """Another program has the notebook open; nothing was touched."""

    exit_code = 3

    def __init__(self) -> None:
        super().__init__("The notebook is open in Beforehand; close it or name another folder.")


class NotANotebook(BeforehandError):  # noqa: N818
    """What lies there is something else, or nothing."""


class KeyTrouble(BeforehandError):  # noqa: N818
    """The key file is missing, damaged, locked, or belongs to another notebook."""


class NotebookLocked(BeforehandError):  # noqa: N818
    """A passphrase is needed, or the recovery code; nothing was touched."""

    exit_code = 4

    def __init__(self) -> None:
        super().__init__(
            "This notebook is locked with a passphrase.",
            "Type the passphrase, or the recovery code that was printed when it was set.",
        )


class WrongPassphrase(BeforehandError):  # noqa: N818
    """The words open nothing; nothing was touched."""

    exit_code = 4

    def __init__(self) -> None:
        super().__init__(
            "This is not the passphrase. Nothing was changed.",
            "Try again: capitals count, and so does every space. The recovery code opens the "
            "notebook, too.",
        )


class Refused(BeforehandError):  # noqa: N818
    """What a child process said why it did nothing; `locked` if words are needed or were wrong."""

    def __init__(self, sentence: str, remedy: str, *, locked: bool = False) -> None:
        super().__init__(sentence, remedy)
        self.locked = locked


class NewerNotebook(BeforehandError):  # noqa: N818
    """A later version of the program has worked on the notebook; nothing was touched."""

    def __init__(self) -> None:
        super().__init__(
            "This notebook was written by a newer version of Beforehand. Nothing was changed.",
            "Install the newer version to open it.",
        )


class NoAccess(BeforehandError):  # noqa: N818
    """The folder or its files may not be read or written by this account."""


class ReadOnly(NoAccess):
    """It may be read and not written; whoever only reads may go on."""


class DamagedNotebook(BeforehandError):  # noqa: N818
    """The file fits its key, and yet cannot be read."""


class PartLost(DamagedNotebook):
    """A page turned out bad while the notebook was open."""

    def __init__(self) -> None:
        super().__init__(
            "A part of this notebook can no longer be read. Nothing in it was changed.",
            "Save what can be read into a new notebook; the newest backup may have the rest.",
        )


class NotebookChanged(BeforehandError):  # noqa: N818
    """The file is no longer the one that was left: writing to it would destroy something."""


class NotSaved(BeforehandError):  # noqa: N818
    """A write that left nothing behind; `code` is SQLite's primary code."""

    def __init__(self, code: int) -> None:
        self.code = code
        what, remedy = _REASONS[code]
        super().__init__(f"{what} Nothing was saved just now. {_SAFE}", remedy)


class NotRead(BeforehandError):  # noqa: N818
    """A question to the notebook that got no answer; `code` is SQLite's primary code."""

    def __init__(self, code: int) -> None:
        self.code = code
        what, remedy = _REASONS[code]
        super().__init__(f"{what} Nothing was changed.", remedy)


def told(error: Exception, fault: type[NotSaved] | type[NotRead]) -> Exception:
    """The fault as it is told to the person; a mistake of the program's own stays what it is."""
    code = primary_code(error)
    return fault(code) if code in _REASONS else error


def primary_code(error: BaseException) -> int:
    """SQLite's own number for an error, never its message; 0 if it has none."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


GONE = "is no longer in its folder"
REPLACED = "was replaced by another file"
WRITTEN_OVER = "was changed by another program"

_THEN = {
    GONE: "If its folder was moved, move it back, and saving goes on by itself.",
    REPLACED: "Copy what you wrote last, then open the notebook again to see what lies there.",
    WRITTEN_OVER: "Copy what you wrote last, then open the notebook again to see what is in it.",
}


def changed(what: str) -> NotebookChanged:
    """That the file is no longer what was left; `what` says in which way."""
    sentence = f"The notebook's file {what}, so nothing is written to it. {_SAFE}"
    return NotebookChanged(sentence, _THEN[what])
