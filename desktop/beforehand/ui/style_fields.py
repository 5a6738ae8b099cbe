"""The style sheet's tables for what one types into, ticks, drags, and looks through."""

SERIF = 'font-family: "$serif"'
FOCUS = "border-color: $accent"

_FIELD = (
    "background: $surface; color: $ink; border: 1px solid $line; border-radius: 8px;"
    " padding: 6px 10px; selection-background-color: $accent; selection-color: $on_accent"
)
_FIELDS = "QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox"
INPUTS: tuple[tuple[str, str], ...] = (
    (_FIELDS, _FIELD),
    (", ".join(f"{each}:focus" for each in _FIELDS.split(", ")), FOCUS),
    (
        ", ".join(f"{each}:disabled" for each in _FIELDS.split(", ")),
        "color: $muted; background: $canvas",
    ),
    (
        'QTextEdit[role="editor"]',
        f"{SERIF}; font-size: $s_words; padding: 14px 18px; border-radius: 10px",
    ),
    ('QTextEdit[role="field"]', f"{SERIF}; font-size: $s_words; padding: 4px 9px"),
    (
        'QTextEdit[role="bare"]',
        "border-color: transparent; background: transparent; padding: 3px 6px",
    ),
    ('QTextEdit[role="bare"]:hover', "border-color: $line"),
    ('QTextEdit[role="bare"]:focus', f"{FOCUS}; background: $surface"),
    ('QLineEdit[role="bare"]', "border-color: transparent; background: transparent"),
    ('QLineEdit[role="bare"]:focus', f"{FOCUS}; background: $surface"),
    ('QLineEdit[role="search"]', "font-size: $s_heading; padding: 10px 12px; border-radius: 10px"),
    ('QLineEdit[role="bad"]', "border-color: $bad"),
    (
        "QComboBox::drop-down, QDateEdit::drop-down, QDateTimeEdit::drop-down",
        "border: none; width: 26px; subcontrol-origin: padding; subcontrol-position: center right",
    ),
    (
        "QComboBox::down-arrow, QDateEdit::down-arrow, QDateTimeEdit::down-arrow",
        "image: url(marks:down.svg); width: 14px; height: 14px",
    ),
    (
        "QComboBox QAbstractItemView",
        "background: $surface; color: $ink; border: 1px solid $line; outline: 0; padding: 4px;"
        " selection-background-color: $accent_soft; selection-color: $accent",
    ),
    ("QAbstractSpinBox", "padding-right: 26px"),
    (
        "QAbstractSpinBox::up-button",
        "subcontrol-origin: border; subcontrol-position: top right; border: none; width: 24px;"
        " margin-top: 2px",
    ),
    (
        "QAbstractSpinBox::down-button",
        "subcontrol-origin: border; subcontrol-position: bottom right; border: none; width: 24px;"
        " margin-bottom: 2px",
    ),
    ("QAbstractSpinBox::up-arrow", "image: url(marks:up.svg); width: 12px; height: 12px"),
    ("QAbstractSpinBox::down-arrow", "image: url(marks:down.svg); width: 12px; height: 12px"),
)

_MARK = "width: 16px; height: 16px; border: 1px solid $control; background: $surface"
MARKS: tuple[tuple[str, str], ...] = (
    ("QCheckBox, QRadioButton", "spacing: 9px; background: transparent; padding: 2px"),
    ("QCheckBox:focus, QRadioButton:focus", "color: $accent"),
    ("QCheckBox::indicator", f"{_MARK}; border-radius: 4px"),
    ("QRadioButton::indicator", f"{_MARK}; border-radius: 9px"),
    (
        "QCheckBox::indicator:checked",
        "background: $accent; border-color: $accent; image: url(marks:check-$tone.svg)",
    ),
    (
        "QCheckBox::indicator:indeterminate",
        "background: $accent; border-color: $accent; image: url(marks:dash-$tone.svg)",
    ),
    (
        "QRadioButton::indicator:checked",
        "background: $accent; border-color: $accent; image: url(marks:dot-$tone.svg)",
    ),
    ("QCheckBox::indicator:hover, QRadioButton::indicator:hover", FOCUS),
    (
        "QCheckBox::indicator:focus, QRadioButton::indicator:focus",
        "border: 2px solid $accent; width: 14px; height: 14px",
    ),
    (
        "QCheckBox::indicator:disabled, QRadioButton::indicator:disabled",
        "background: $canvas; border-color: $line",
    ),
)

SLIDERS: tuple[tuple[str, str], ...] = (
    ("QSlider", "background: transparent; min-height: 24px"),
    ("QSlider::groove:horizontal", "height: 4px; border-radius: 2px; background: $line"),
    ("QSlider::sub-page:horizontal", "height: 4px; border-radius: 2px; background: $accent"),
    ("QSlider::add-page:horizontal", "height: 4px; border-radius: 2px; background: $line"),
    (
        "QSlider::handle:horizontal",
        "width: 16px; height: 16px; margin: -7px 0; border-radius: 9px;"
        " background: $surface; border: 2px solid $accent",
    ),
    ("QSlider::handle:horizontal:hover", "background: $accent_soft"),
    ("QSlider::handle:horizontal:focus", "background: $accent"),
    ("QSlider::groove:vertical", "width: 4px; border-radius: 2px; background: $line"),
    ("QSlider::add-page:vertical", "width: 4px; border-radius: 2px; background: $accent"),
    ("QSlider::sub-page:vertical", "width: 4px; border-radius: 2px; background: $line"),
    (
        "QSlider::handle:vertical",
        "width: 16px; height: 16px; margin: 0 -7px; border-radius: 9px;"
        " background: $surface; border: 2px solid $accent",
    ),
    (
        "QProgressBar",
        "border: none; border-radius: 3px; background: $track; min-height: 6px; max-height: 6px",
    ),
    ("QProgressBar::chunk", "border-radius: 3px; background: $accent"),
    (
        'QProgressBar[role="on-deep"]',
        "border-radius: 2px; background: $deep_line; min-height: 4px; max-height: 4px",
    ),
    ('QProgressBar[role="on-deep"]::chunk', "border-radius: 2px; background: $waterline"),
    ("QScrollBar", "background: transparent; border: none; margin: 0"),
    ("QScrollBar:vertical", "width: 12px"),
    ("QScrollBar:horizontal", "height: 12px"),
    ("QScrollBar::handle", "background: $control; border-radius: 3px; margin: 3px"),
    ("QScrollBar::handle:hover", "background: $muted"),
    ("QScrollBar::handle:vertical", "min-height: 36px"),
    ("QScrollBar::handle:horizontal", "min-width: 36px"),
    ("QScrollBar::add-line, QScrollBar::sub-line", "width: 0; height: 0; border: none"),
    ("QScrollBar::add-page, QScrollBar::sub-page", "background: transparent"),
)

VIEWS: tuple[tuple[str, str], ...] = (
    (
        "QToolTip",
        "background: $surface; color: $ink; border: 1px solid $line; padding: 4px 6px;"
        " font-size: $s_small",
    ),
    ("QMenu", "background: $surface; color: $ink; border: 1px solid $line; padding: 5px"),
    ("QMenu::item", "padding: 7px 26px 7px 10px; border-radius: 6px; margin: 1px"),
    ("QMenu::item:selected", "background: $accent_soft; color: $accent"),
    ("QMenu::item:disabled", "color: $muted"),
    ("QMenu::icon", "padding-left: 8px"),
    ("QMenu::separator", "height: 1px; background: $line; margin: 5px 8px"),
    ("QTabBar", "background: transparent; border: none"),
    (
        "QTabBar::tab",
        "padding: 8px 12px; border: none; border-bottom: 2px solid transparent; color: $muted;"
        " font-size: $s_button; font-weight: 600; background: transparent",
    ),
    ("QTabBar::tab:selected", "color: $accent; border-bottom: 2px solid $accent"),
    ("QTabBar::tab:hover", "color: $ink"),
    ("QTabBar::tab:focus", "background: $accent_soft"),
    ("QTabWidget::pane", "border: none"),
    (
        "QListView, QTreeView, QTableView",
        "background: transparent; border: none; outline: 0;"
        " selection-background-color: $accent_soft; selection-color: $ink",
    ),
    (
        'QListView[role="popup"]',
        "background: $surface; color: $ink; border: 1px solid $line; padding: 0;"
        " selection-background-color: $accent_soft; selection-color: $accent",
    ),
    ('QListView[role="popup"]::item', "padding: 7px 8px; border-radius: 6px"),
    (
        'QListView[role="popup"]::item:selected, QListView[role="popup"]::item:hover',
        "background: $accent_soft; color: $accent",
    ),
    ("QComboBox QAbstractItemView::item", "padding: 6px 8px; min-height: 22px"),
    (
        "QHeaderView::section",
        "background: $sunken; color: $muted; border: none; border-bottom: 1px solid $line;"
        " padding: 6px 10px; font-size: $s_eyebrow; font-weight: 600",
    ),
    ("QScrollArea", "background: transparent; border: none"),
    ("QScrollArea > QWidget", "background: transparent"),
    ("QSplitter::handle", "background: $line"),
    ("QCalendarWidget QWidget", "alternate-background-color: $sunken"),
    ("QCalendarWidget QToolButton", "color: $ink; font-weight: 600; padding: 6px"),
    ("QCalendarWidget QAbstractItemView", "background: $surface; border: 1px solid $line"),
    ("QCalendarWidget #qt_calendar_navigationbar", "background: $sunken"),
    ("QDialog", "background: $canvas"),
)
