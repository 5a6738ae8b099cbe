"""The looks of small buttons: segments of a choice, and chips that lead somewhere."""

SMALL_BUTTONS: tuple[tuple[str, str], ...] = (
    (
        'QPushButton[role="search"]',
        "color: $muted; font-weight: 400; text-align: left; padding: 7px 12px",
    ),
    ('QPushButton[role="search"]:hover', "color: $ink"),
    ('QPushButton[role="search"]:focus', "border: 2px solid $accent; padding: 6px 11px"),
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
    (
        'QPushButton[role="choice-good"]:checked',
        "background: $good_soft; color: $good; border-color: $good",
    ),
    (
        'QPushButton[role="choice-bad"]:checked',
        "background: $bad_soft; color: $bad; border-color: $bad",
    ),
    ('QPushButton[role="score"]', "padding: 5px 0; min-width: 30px"),
    (
        'QPushButton[role="score"]:checked',
        "background: $accent; color: $on_accent; border-color: $accent; padding: 5px 0",
    ),
    ('QPushButton[role="score"]:focus', "border: 2px solid $ink; padding: 4px 0"),
    ('QPushButton[role="small"]', "padding: 3px 10px; font-size: $s_small"),
    ('QPushButton[role="small"]:focus', "border: 2px solid $accent; padding: 2px 9px"),
)
"""Selectors and looks, as in `style`."""
