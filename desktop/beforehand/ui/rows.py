"""What one line of a list shows."""

from typing import NamedTuple


class Row(NamedTuple):
    """Two texts, an icon before them, a chip at the end whose colour `tone` names."""

    title: str
    below: str = ""
    chip: str = ""
    tone: str = "plain"
    icon: str = ""

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(part for part in (self.title, self.below, self.chip) if part)
