"""The style sheet, as tables: what a thing is, and how it looks."""

from beforehand.ui.style_fields import FOCUS, INPUTS, MARKS, SERIF, SLIDERS, VIEWS
from beforehand.ui.style_small import SMALL_BUTTONS

SCALES: dict[str, float] = {
    "s_question": 27 / 15,
    "s_display": 24 / 15,
    "s_title": 21 / 15,
    "s_heading": 16 / 15,
    "s_words": 17 / 15,
    "s_body": 1.0,
    "s_button": 14 / 15,
    "s_small": 13 / 15,
    "s_list": 14 / 15,
    "s_eyebrow": 12 / 15,
}
"""Sizes of text as multiples of the body's, by the token that stands for them in the sheet."""

_RING = "border: 2px solid $accent"

_TEXT: dict[str, str] = {
    "title": f"{SERIF}; font-weight: 600; font-size: $s_title",
    "display": f"{SERIF}; font-weight: 600; font-size: $s_display",
    "question": f"{SERIF}; font-weight: 600; font-size: $s_question",
    "brand": f"{SERIF}; font-weight: 600; font-size: $s_title; color: $accent",
    "heading": "font-weight: 600; font-size: $s_heading",
    "strong": "font-weight: 600",
    "eyebrow": "font-weight: 600; font-size: $s_eyebrow; letter-spacing: 0.8px;"
    " text-transform: uppercase; color: $muted",
    "muted": "color: $muted",
    "small": "color: $muted; font-size: $s_small",
    "below": "color: $muted; font-size: $s_list",
    "code": "font-family: monospace; font-weight: 600; font-size: $s_question",
    "body": "color: $ink",
    "words": f"{SERIF}; font-size: $s_words",
    "saying": f"{SERIF}; font-style: italic; font-size: $s_words",
    "bad-text": "color: $bad",
    "good-text": "color: $good",
    "on-deep": "color: $on_deep",
    "on-deep-strong": "color: $on_deep; font-weight: 600",
    "on-deep-small": "color: $on_deep_muted; font-size: $s_small",
    "on-deep-eyebrow": "font-weight: 600; font-size: $s_eyebrow; letter-spacing: 0.8px;"
    " text-transform: uppercase; color: $on_deep_muted",
}

_CHIP = "border-radius: 9px; padding: 1px 8px 2px 8px; font-weight: 600; font-size: $s_small"
_CHIPS: dict[str, str] = {
    "stated": "color: $stated; background: $stated_soft",
    "hidden": "color: $hidden; background: $hidden_soft",
    "good": "color: $good; background: $good_soft",
    "bad": "color: $bad; background: $bad_soft",
    "plain": "color: $muted; background: $sunken",
    "accent": "color: $accent; background: $accent_soft",
}

_BOXES: dict[str, str] = {
    "card": "background: $surface; border: 1px solid $line; border-radius: 10px",
    "panel": "background: $surface",
    "sunken": "background: $sunken",
    "canvas": "background: $canvas",
    "deep": "background: qlineargradient(x1:0, y1:0, x2:0, y2:1, stop:0 $deep, stop:1 $deeper)",
    "segments": "background: $sunken; border: 1px solid $line; border-radius: 8px",
    "rail": "background: $sunken; border: none; border-right: 1px solid $line",
    "topbar": "background: $canvas; border: none; border-bottom: 1px solid $line",
    "bar": "background: $accent_soft; border: none; border-bottom: 1px solid $line",
    "bar-bad": "background: $bad_soft; border: none; border-bottom: 1px solid $line",
    "rule": "background: $line; border: none",
    "waterline": "background: $waterline; border: none",
}


_BUTTON = (
    "font-size: $s_button; font-weight: 600; padding: 7px 14px; border-radius: 8px;"
    " border: 1px solid $line; background: $surface; color: $ink"
)
_BUTTONS: tuple[tuple[str, str], ...] = (
    # The ring below is the focus; the style's own tinted box inside it would be a second one.
    ("QPushButton, QToolButton, QCheckBox, QRadioButton, QSlider", "outline: 0"),
    ("QPushButton", _BUTTON),
    ("QPushButton:hover", "background: $accent_soft; border-color: $accent"),
    ("QPushButton:pressed", "background: $sunken"),
    ("QPushButton:focus", f"{_RING}; padding: 6px 13px"),
    ("QPushButton:disabled", "color: $muted; background: $canvas; border-color: $line"),
    ("QPushButton:checked", "background: $accent_soft; color: $accent; border-color: $accent"),
    ("QPushButton::menu-indicator", "image: url(marks:down.svg); width: 12px; right: 8px"),
    (
        'QPushButton[role="primary"]',
        "background: $accent; color: $on_accent; border-color: $accent",
    ),
    ('QPushButton[role="primary"]:hover', "background: $accent_hover; border-color: $accent_hover"),
    ('QPushButton[role="primary"]:focus', "border: 2px solid $ink"),
    (
        'QPushButton[role="primary"]:disabled',
        "background: $line; color: $muted; border-color: $line",
    ),
    ('QPushButton[role="quiet"]', "background: transparent; border-color: transparent"),
    ('QPushButton[role="quiet"]:hover', "background: $accent_soft; color: $accent"),
    ('QPushButton[role="quiet"]:focus', FOCUS),
    (
        'QPushButton[role="ghost"]',
        "background: transparent; border-color: transparent; color: $accent; padding: 3px 6px",
    ),
    ('QPushButton[role="ghost"]:hover', "background: $accent_soft"),
    ('QPushButton[role="ghost"]:focus', f"{FOCUS}; padding: 2px 5px"),
    (
        'QPushButton[role="crumb"]',
        "background: transparent; border-color: transparent; color: $muted; padding: 3px 6px;"
        " font-weight: 400; font-size: $s_body",
    ),
    ('QPushButton[role="crumb"]:hover', "color: $accent"),
    ('QPushButton[role="crumb"]:focus', f"{FOCUS}; color: $accent"),
    ('QPushButton[role="danger"]', "color: $bad"),
    ('QPushButton[role="danger"]:hover', "background: $bad_soft; border-color: $bad"),
    (
        'QPushButton[role="on-deep"]',
        "background: $deep_card; color: $on_deep; border-color: $deep_line",
    ),
    ('QPushButton[role="on-deep"]:hover', "border-color: $waterline"),
    ('QPushButton[role="on-deep"]:focus', "border: 2px solid $waterline"),
    (
        'QPushButton[role="deep-ghost"]',
        "background: transparent; color: $on_deep; border-color: transparent; padding: 2px 6px;"
        " font-size: $s_small; font-weight: 400; text-align: left",
    ),
    ('QPushButton[role="deep-ghost"]:hover', "background: $deep_card"),
    ('QPushButton[role="deep-ghost"]:focus', "border: 1px solid $waterline"),
    (
        'QPushButton[role="rail"]',
        "background: transparent; border: 1px solid transparent; text-align: left;"
        " font-size: $s_body; font-weight: 400; padding: 7px 10px; color: $ink",
    ),
    ('QPushButton[role="rail"]:hover', "background: $canvas"),
    (
        'QPushButton[role="rail"]:checked',
        "background: $surface; border: 1px solid $line; color: $accent; font-weight: 600",
    ),
    ('QPushButton[role="rail"]:focus', "border: 2px solid $accent; padding: 6px 9px"),
    (
        'QPushButton[role="line"]',
        "background: transparent; border: none; border-radius: 6px; text-align: left;"
        " font-weight: 400; padding: 0",
    ),
    ('QPushButton[role="line"]:checked', "background: $accent_soft; color: $accent"),
    ('QPushButton[role="line"]:hover', "background: $sunken"),
    ('QPushButton[role="line"]:focus', _RING),
    (
        "QToolButton",
        "border: 1px solid transparent; border-radius: 8px; padding: 5px;"
        " background: transparent; color: $ink; font-size: $s_button",
    ),
    ("QToolButton:hover", "background: $accent_soft"),
    ("QToolButton:pressed, QToolButton:checked", "background: $accent_soft; color: $accent"),
    ("QToolButton:focus", "border: 1px solid $accent"),
    ("QToolButton:disabled", "color: $muted"),
    ("QToolButton::menu-indicator", "image: none; width: 0px"),
)


def _rules() -> list[tuple[str, str]]:
    chips = [(f'QLabel[role="chip-{name}"]', f"{_CHIP}; {look}") for name, look in _CHIPS.items()]
    return [
        *((f'QLabel[role="{role}"]', look) for role, look in _TEXT.items()),
        *chips,
        *((f'QFrame[role="{role}"]', look) for role, look in _BOXES.items()),
        *_BUTTONS,
        *SMALL_BUTTONS,
        *INPUTS,
        *MARKS,
        *SLIDERS,
        *VIEWS,
    ]


def sheet() -> str:
    """The whole sheet, with `$name` where a token of the palette, a size or a family stands."""
    return "\n".join(f"{selector} {{ {look}; }}" for selector, look in _rules())
