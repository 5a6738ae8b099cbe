"""What was chosen for sheets, and how it is remembered: never a word of a note or a name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from beforehand.domain.conversations import Speed
from beforehand.orders import KINDS, WORKSHEET
from beforehand.sheets import PITCHES_MM
from beforehand.ui.settings import SettingsFile

_SPEEDS = {speed.name.lower(): speed for speed in Speed}
_ID = re.compile(r"[a-z0-9-]{1,40}")
_OURS = {WORKSHEET: frozenset({"hints"})}
"""Sections that may be remembered where others are called by the words of the person's lenses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChoices:
    """How sheets are laid out; `left_out` holds ids of sections by kind of sheet."""

    large: bool = False
    initials: bool = False
    pitch_mm: int = PITCHES_MM[0]
    speed: Speed = Speed.FULL
    left_out: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def without(self, kind: str) -> frozenset[str]:
        """The sections that are left out of a kind of sheet."""
        return self.left_out.get(kind, frozenset())

    def leaving_out(self, kind: str, sections: frozenset[str]) -> "SheetChoices":
        """The same with other sections left out of a kind."""
        return replace(self, left_out={**self.left_out, kind: sections})


def read_choices(file: SettingsFile) -> SheetChoices:
    """What was chosen last; whatever makes no sense is as at first."""
    kept = file.sheet_choices()
    pitch = kept.get("lines", "")
    return SheetChoices(
        large=kept.get("large") == "yes",
        initials=kept.get("initials") == "yes",
        pitch_mm=int(pitch) if pitch in map(str, PITCHES_MM) else PITCHES_MM[0],
        speed=_SPEEDS.get(kept.get("speed", ""), Speed.FULL),
        left_out={kind: _ids(kept.get(f"without-{kind}", "")) for kind in KINDS},
    )


def keep_choices(file: SettingsFile, choices: SheetChoices) -> None:
    """Remember what is chosen; parts of a lens are not: their ids are somebody's words."""
    left_out = {
        f"without-{kind}": " ".join(sorted(_kept(kind, choices.without(kind)))) for kind in KINDS
    }
    file.keep_sheet_choices(
        {
            "large": "yes" if choices.large else "no",
            "initials": "yes" if choices.initials else "no",
            "lines": str(choices.pitch_mm),
            "speed": choices.speed.name.lower(),
            **left_out,
        }
    )


def _kept(kind: str, sections: frozenset[str]) -> frozenset[str]:
    return sections & _OURS.get(kind, sections)


def _ids(text: str) -> frozenset[str]:
    return frozenset(each for each in text.split() if _ID.fullmatch(each))
