"""What the person prefers, kept in a small file beside the notebook's: never a word of a note."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QByteArray, QSettings

from beforehand import palette, paths
from beforehand.palette import Palette

if TYPE_CHECKING:
    from beforehand.sheets.look import Paper

THEMES = ("system", "light", "dark")
SIZES = (90, 100, 115, 130, 150)
"""Per cent of the usual size of text."""

IDLE_MINUTES = (1, 5, 15, 0)

_SHEETS = "sheets"

_LETTER_LANDS = {"US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR", "SV", "NI", "PA", "DO"}


class Settings(NamedTuple):
    """Preferences; `sheet` is a size of paper or empty for the one usual where the person is.

    `notebook` is the folder that was chosen in the place of the usual one, or empty;
    `idle_minutes` are those after which a notebook with a passphrase is locked, or 0 for never;
    `second_place` is a folder elsewhere, such as a stick, to which backups are carried, or empty.
    """

    theme: str = "system"
    sheet: str = ""
    text_size: int = 100
    notebook: str = ""
    idle_minutes: int = 5
    second_place: str = ""

    @property
    def paper(self) -> "Paper":
        """The paper to lay sheets out for."""
        from beforehand.sheets.look import Paper

        return Paper(self.sheet or _usual_paper())

    @property
    def folder(self) -> Path:
        """Where the notebook lies."""
        return Path(self.notebook) if self.notebook else paths.default_notebook()

    def palette(self, *, system_is_dark: bool) -> Palette:
        """The colours for this theme."""
        dark = system_is_dark if self.theme == "system" else self.theme == "dark"
        return palette.DARK if dark else palette.LIGHT


class SettingsFile:
    """The file in which settings and the window's place stay from one day to the next."""

    def __init__(self, path: Path) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def read(self) -> Settings:
        """The settings; whatever is missing or makes no sense is as at first."""
        first = Settings()
        found = {name: self._value(name, first) for name in Settings._fields}
        return _sensible(Settings(**found))

    def write(self, settings: Settings) -> None:
        """Keep the settings."""
        for name, value in settings._asdict().items():
            self._file.setValue(name, value)
        self._file.sync()

    def sheet_choices(self) -> dict[str, str]:
        """What was chosen for sheets, by name, as it was kept."""
        self._file.beginGroup(_SHEETS)
        kept = {name: str(self._file.value(name, "")) for name in self._file.childKeys()}
        self._file.endGroup()
        return kept

    def keep_sheet_choices(self, choices: Mapping[str, str]) -> None:
        """Remember what was chosen for sheets: ids and numbers, never words of the person."""
        self._file.beginGroup(_SHEETS)
        for name, value in choices.items():
            self._file.setValue(name, value)
        self._file.endGroup()
        self._file.sync()

    def noted(self, about: str, mark: str) -> str:
        """What was noted about the notebook of that mark; empty if nothing was."""
        return str(self._file.value(f"{about}/{mark}", ""))

    def note(self, about: str, mark: str, said: str) -> None:
        """Note yes, no or a day about the notebook of that mark; empty takes it away."""
        place = f"{about}/{mark}"
        self._file.setValue(place, said) if said else self._file.remove(place)
        self._file.sync()

    def window_place(self) -> QByteArray:
        """Where the window was, as Qt packs it; empty at first."""
        packed = self._file.value("window")
        return packed if isinstance(packed, QByteArray) else QByteArray()

    def keep_window_place(self, packed: QByteArray) -> None:
        """Remember where the window is."""
        self._file.setValue("window", packed)
        self._file.sync()

    def _value(self, name: str, first: Settings) -> Any:
        usual = getattr(first, name)
        text = str(self._file.value(name, usual))
        if isinstance(usual, int):
            return int(text) if text.isdecimal() else usual
        return text


def _sensible(read: Settings) -> Settings:
    return Settings(
        theme=read.theme if read.theme in THEMES else "system",
        sheet=read.sheet if read.sheet in {"a4", "letter"} else "",
        text_size=read.text_size if read.text_size in SIZES else 100,
        notebook=read.notebook,
        idle_minutes=read.idle_minutes if read.idle_minutes in IDLE_MINUTES else 5,
        second_place=read.second_place,
    )


def _usual_paper() -> str:
    # Imported here, as all that the first paint can do without.
    from PySide6.QtCore import QLocale

    land = QLocale.territoryToCode(QLocale.system().territory())
    return "letter" if land in _LETTER_LANDS else "a4"
