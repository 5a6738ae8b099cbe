"""The look: fonts, palette and style sheet, set on the application in one call.

Used before the first paint, so it asks Qt for no object of Qt's own making (a style, a screen, a
viewport): to wrap the first of them Python sets up every class it might be, which takes 10 ms.
"""

import sys
from collections.abc import Callable, Sequence
from string import Template

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from beforehand import palette as colours
from beforehand import paths
from beforehand.palette import Palette
from beforehand.ui import style

SANS = "Source Sans 3"
SERIF = "Source Serif 4"
RADIUS = 8
"""Of controls, in pixels."""
CARD_RADIUS = 10

_BODY_PX = 15
_HALF = 128
"""Of the lightness of a colour."""
_PALETTE = "beforehandPalette"
_BODY = "beforehandBody"
_FIRST_FONTS = ("SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf", "SourceSerif4-Semibold.ttf")
_LATER_FONTS = (
    "SourceSerif4-Regular.ttf",
    "SourceSerif4-It.ttf",
    "SourceSans3-It.ttf",
    "SourceSans3-Bold.ttf",
)

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "canvas"),
    (QPalette.ColorRole.WindowText, "ink"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "sunken"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "ink"),
    (QPalette.ColorRole.BrightText, "on_accent"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.LinkVisited, "accent"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.ToolTipBase, "surface"),
    (QPalette.ColorRole.ToolTipText, "ink"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Midlight, "sunken"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "line"),
    (QPalette.ColorRole.Shadow, "line"),
)
_FADED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def apply(app: QApplication, palette: Palette, *, zoom: float = 1.0) -> None:
    """Give the application its look; call it again to change theme or text size."""
    if app.property(_BODY) is None:
        _first_time(app)
    app.setProperty(_PALETTE, palette)
    app.setPalette(_qt_palette(palette))
    app.setFont(font(SANS, 1.0, zoom=zoom))
    app.setStyleSheet(Template(style.sheet()).substitute(_tokens(palette, zoom)))


def current() -> Palette:
    """The palette in use; the light one before any was applied."""
    app = QApplication.instance()
    return (app and app.property(_PALETTE)) or colours.LIGHT


def colour(token: str) -> QColor:
    """A colour of the palette in use, by its token."""
    return QColor(getattr(current(), token))


def font(family: str, scale: float, *, semibold: bool = False, zoom: float = 0) -> QFont:
    """A font whose size is a multiple of the body's, which follows the person's own."""
    app = QApplication.instance()
    body = (app and app.property(_BODY)) or 11.25
    made = QFont(family)
    made.setPointSizeF(body * (zoom or _zoom()) * scale)
    if semibold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Say what a widget is for, which is what the style sheet goes by."""
    if widget.property("role") == role:
        return
    shown_before = widget.property("role") is not None
    widget.setProperty("role", role)
    if shown_before:
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property it goes by has changed."""
    # As unpolish and polish do, without asking for the style itself: see above.
    widget.setStyle(None)  # type: ignore[arg-type]
    widget.update()


def system_is_dark(app: QApplication) -> bool:
    """Whether the system asks for dark; unknown is light."""
    if app.property(_BODY) is None:
        # Read off Qt's own colours: the namespace Qt, with the word for it, is slow to import.
        return app.palette().color(QPalette.ColorRole.Window).lightness() < _HALF
    from PySide6.QtCore import Qt

    return app.styleHints().colorScheme() is Qt.ColorScheme.Dark


def follow_system(changed: Callable[[], None]) -> None:
    """Call back when the system changes between light and dark."""
    QApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: changed())


def _first_time(app: QApplication) -> None:
    app.setProperty(_BODY, _body_points(app))
    if not app.property("beforehandStyle"):
        app.setStyle("Fusion")
    QDir.addSearchPath("marks", str(paths.resources() / "icons" / "marks"))
    load_fonts(_FIRST_FONTS)


def load_fonts(names: Sequence[str] = _LATER_FONTS) -> None:
    """Make fonts of ours known to Qt: before the first paint those it needs, then the others."""
    for name in names:
        QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / name))


def _body_points(app: QApplication) -> float:
    """The body's size in points: 15 px, or the person's own where that is larger."""
    per_inch = 72 if sys.platform == "darwin" else 96
    # Not by QFontInfo: that would look for the system's own font, which is never shown.
    return max(_BODY_PX * 72 / per_inch, app.font().pointSizeF())


def _zoom() -> float:
    app = QApplication.instance()
    body = app and app.property(_BODY)
    return QApplication.font().pointSizeF() / body if body else 1.0


def _qt_palette(palette: Palette) -> QPalette:
    made = QPalette()
    for role, token in _ROLES:
        made.setColor(role, QColor(getattr(palette, token)))
    for role in _FADED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    faded = QColor(palette.line)
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Accent, faded)
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, faded)
    return made


def _tokens(palette: Palette, zoom: float) -> dict[str, str]:
    """What stands for `$name` in the style sheet: colours, sizes in points, families, marks."""
    named = {name: str(value) for name, value in palette._asdict().items()}
    sizes = {
        name: f"{font(SANS, scale, zoom=zoom).pointSizeF():.2f}pt"
        for name, scale in style.SCALES.items()
    }
    mixed = {
        "control": _between(palette.surface, palette.muted, 0.7),
        "track": palette.line,
        "accent_hover": _between(palette.accent, palette.ink, 0.2),
    }
    families = {"serif": SERIF, "sans": SANS, "tone": "dark" if palette.dark else "light"}
    return {**named, **sizes, **mixed, **families}


def _between(one: str, other: str, share: float) -> str:
    """A colour on the way from one to another."""
    a, b = QColor(one), QColor(other)
    mixed = (
        round(start + (end - start) * share)
        for start, end in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)
