"""Line icons, tinted with the palette in use each time they are drawn."""

from PySide6.QtCore import QBuffer, QRect, QSize
from PySide6.QtGui import (
    QColor,
    QIcon,
    QIconEngine,
    QImage,
    QImageReader,
    QPainter,
    QPixmap,
    QPixmapCache,
)

from beforehand import paths
from beforehand.ui import theme

SIZE = 18
"""Of an icon beside text, in pixels."""


def icon(name: str, role: str = "ink", chosen: str = "") -> QIcon:
    """An icon of `resources/icons`, tinted by a token of the palette; `chosen` tints when checked.

    The engine draws with the palette of the moment, so a change of theme needs no new icons.
    """
    return QIcon(_Tinted(name, role, chosen or role))


def pixmap(name: str, role: str = "ink", size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """The picture of an icon, `size` pixels wide on a screen with that pixel ratio."""
    tint = getattr(theme.current(), role)
    key = f"beforehand/{name}/{tint}/{size}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = QPixmap.fromImage(_drawn(name, tint, round(size * ratio)))
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


def _drawn(name: str, tint: str, pixels: int) -> QImage:
    file = paths.resources() / "icons" / f"{name}.svg"
    buffer = QBuffer()
    buffer.setData(file.read_bytes().replace(b"currentColor", tint.encode()))
    reader = QImageReader(buffer, b"svg")
    reader.setScaledSize(QSize(pixels, pixels))
    return reader.read()


class _Tinted(QIconEngine):
    """Draws an icon in the colours of the moment."""

    def __init__(self, name: str, role: str, chosen: str) -> None:
        super().__init__()
        self._name, self._role, self._chosen = name, role, chosen

    def clone(self) -> QIconEngine:
        return _Tinted(self._name, self._role, self._chosen)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        size = min(rect.width(), rect.height())
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        picture = pixmap(self._name, self._token(mode, state), size, ratio)
        painter.drawPixmap(rect.x() + (rect.width() - size) // 2, rect.y(), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        # Not by its name in Qt: that namespace costs a tenth of the whole start.
        made.fill(QColor(0, 0, 0, 0))
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return pixmap(self._name, self._token(mode, state), size.width(), scale)

    def _token(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode is QIcon.Mode.Disabled:
            return "muted"
        return self._chosen if state is QIcon.State.On else self._role
