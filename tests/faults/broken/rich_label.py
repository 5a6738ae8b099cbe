"""A program whose labels take what was typed for rich text."""

from beforehand.ui import numbers

RICH_TEXT = 1


def apply() -> None:
    """Have every label carry out markup."""
    numbers.PLAIN_TEXT["textFormat"] = RICH_TEXT
