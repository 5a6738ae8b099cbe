"""The face of a need or a fact at the right: words, what is known of them, and how sure."""

from PySide6.QtCore import Property, QPropertyAnimation, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QProgressBar, QSizePolicy, QStyle, QWidget

from beforehand.domain.value import value
from beforehand.ui import theme
from beforehand.ui.theme import set_role
from beforehand.ui.widgets.basics import column
from beforehand.ui.widgets.wrapped import Wrapped

GLOW_MS = 200
_EDGE = 4


@value
class Look:
    """What a face says: words, the line below them, per cent (None for no bar), spoken name."""

    words: str
    below: str = ""
    sure: int | None = None
    spoken: str = ""
    known: bool = False


class Face(QAbstractButton):
    """A card to press; on paper, or deep below the waterline."""

    def __init__(self, *, deep: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deep, self._known, self._glow = deep, False, 0.0
        self._build()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _build(self) -> None:
        self._words = Wrapped("", "on-deep-strong" if self._deep else "strong", most_lines=4)
        self._below = Wrapped("", "on-deep-small" if self._deep else "small", most_lines=2)
        self._bar = QProgressBar(textVisible=False)
        set_role(self._bar, "on-deep")
        self._bar.hide()
        inside = column(self._words, self._below, self._bar, spacing=3)
        inside.setContentsMargins(13, 9, 13, 11)
        self.setLayout(inside)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for each in (self._words, self._below, self._bar):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_look(self, look: Look) -> None:
        """Show this."""
        self._words.setText(look.words.strip() or "…")
        self._below.setText(look.below)
        self._below.setVisible(bool(look.below))
        self._bar.setVisible(look.sure is not None)
        self._bar.setValue(look.sure or 0)
        self._known = look.known
        self.setAccessibleName(look.spoken or f"{look.words}, {look.below}")
        self.update()

    def light_up(self) -> None:
        """Glow for a moment, unless the system asks for less motion."""
        if not self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self):
            return
        motion = QPropertyAnimation(self, b"glow", self)
        motion.setDuration(GLOW_MS)
        motion.setStartValue(1.0)
        motion.setEndValue(0.0)
        motion.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # Qt names it
        """Paint the card beneath the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._border(), 1.5 if self._marked() else 1))
        painter.setBrush(self._ground())
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        if self._known:
            painter.setClipRect(QRectF(0, 0, _EDGE, self.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("good"))
            painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)

    def _marked(self) -> bool:
        return self.hasFocus() or self.isChecked() or self.underMouse()

    def _border(self) -> QColor:
        if self._marked():
            return theme.colour("waterline" if self._deep else "accent")
        return theme.colour("deep_line" if self._deep else "line")

    def _ground(self) -> QColor:
        rest = theme.colour("deep_card" if self._deep else "canvas")
        lit = theme.colour("waterline" if self._deep else "accent_soft")
        return _between(rest, lit, self._glow * (0.55 if self._deep else 1))

    def _get_glow(self) -> float:
        return self._glow

    def _set_glow(self, glow: float) -> None:
        self._glow = glow
        self.update()

    glow = Property(float, _get_glow, _set_glow)


def _between(one: QColor, other: QColor, part: float) -> QColor:
    mixed = QColor()
    mixed.setRgbF(
        one.redF() + (other.redF() - one.redF()) * part,
        one.greenF() + (other.greenF() - one.greenF()) * part,
        one.blueF() + (other.blueF() - one.blueF()) * part,
    )
    return mixed
