"""The look: fonts, palette and style sheet, set on the application in one call."""

from collections.abc import Callable
from dataclasses import fields
from string import Template

from PySide6.QtCore import QDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

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
_PALETTE = "beforehandPalette"
_BODY = "beforehandBody"
_FONT_FILES = "Source*.ttf"

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
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def system_palette(app: QApplication) -> Palette:
    """Light or dark as the system says; unknown is light."""
    from PySide6.QtCore import Qt

    dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return colours.DARK if dark else colours.LIGHT


def follow_system(app: QApplication, changed: Callable[[], None]) -> None:
    """Call back when the system changes between light and dark."""
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: changed())


def _first_time(app: QApplication) -> None:
    app.setProperty(_BODY, _body_points(app))
    fusion = QStyleFactory.create("Fusion")
    if fusion is not None:
        app.setStyle(fusion)
    QDir.addSearchPath("marks", str(paths.resources() / "icons" / "marks"))
    for file in sorted((paths.resources() / "fonts").glob(_FONT_FILES)):
        QFontDatabase.addApplicationFont(str(file))


def _body_points(app: QApplication) -> float:
    """The body's size in points: 15 px, or the person's own where that is larger."""
    screen = app.primaryScreen()
    per_inch = screen.logicalDotsPerInch() if screen else 96.0
    return max(_BODY_PX * 72 / per_inch, QFontInfo(app.font()).pointSizeF())


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
    named = {each.name: str(getattr(palette, each.name)) for each in fields(palette)}
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
