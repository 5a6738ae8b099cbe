"""The looks of small buttons: segments of a choice, and chips that lead somewhere."""

SMALL_BUTTONS: tuple[tuple[str, str], ...] = (
    (
        'QPushButton[role="segment"]',
        "background: transparent; border-color: transparent;"
        " padding: 4px 11px; border-radius: 6px; color: $muted",
    ),
    ('QPushButton[role="segment"]:hover', "color: $ink"),
    (
        'QPushButton[role="segment"]:checked',
        "background: $surface; border-color: $line; color: $accent",
    ),
    ('QPushButton[role="segment"]:focus', "border-color: $accent; padding: 4px 11px"),
    ('QPushButton[role="segment"]:disabled', "color: $muted"),
    (
        'QPushButton[role="chip"]',
        "background: $hidden_soft; color: $hidden; border-color: transparent;"
        " border-radius: 10px; padding: 2px 10px 3px 10px; font-size: $s_small",
    ),
    ('QPushButton[role="chip"]:hover', "border-color: $hidden"),
    ('QPushButton[role="chip"]:focus', "border-color: $hidden; padding: 2px 10px 3px 10px"),
)
"""Selectors and looks, as in `style`."""
