"""The colours, one table for the light and one for the dark look."""

from typing import NamedTuple


class Palette(NamedTuple):
    """Colour tokens as `#rrggbb`; a pair is a foreground and, as `_soft`, what it stands on.

    A named tuple, because it is made before the first paint and a dataclass costs ten times that.
    """

    dark: bool
    canvas: str
    surface: str
    sunken: str
    line: str
    ink: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    deep: str
    deeper: str
    deep_card: str
    deep_line: str
    on_deep: str
    on_deep_muted: str
    waterline: str
    stated: str
    stated_soft: str
    hidden: str
    hidden_soft: str
    good: str
    good_soft: str
    bad: str
    bad_soft: str


LIGHT = Palette(
    dark=False,
    canvas="#F5F2EB",
    surface="#FFFDF9",
    sunken="#ECE8DE",
    line="#DDD7CA",
    ink="#1F2933",
    muted="#5C666F",
    accent="#0F5C63",
    accent_soft="#DCEBEA",
    on_accent="#FFFFFF",
    deep="#123B4A",
    deeper="#0C2A37",
    deep_card="#1E4858",
    deep_line="#3A6272",
    on_deep="#F2F7F8",
    on_deep_muted="#A9C3CC",
    waterline="#6FB6C4",
    stated="#8A5A0B",
    stated_soft="#F6E9CF",
    hidden="#1F5C7C",
    hidden_soft="#D9E8F0",
    good="#226548",
    good_soft="#DDEFE4",
    bad="#9C3C24",
    bad_soft="#F6E0D8",
)

DARK = Palette(
    dark=True,
    canvas="#14191D",
    surface="#1C2328",
    sunken="#10151A",
    line="#2F383F",
    ink="#E8E6DF",
    muted="#9AA5AC",
    accent="#5FB8BD",
    accent_soft="#1E3A3D",
    on_accent="#0B1A1C",
    deep="#0E2B37",
    deeper="#081A22",
    deep_card="#18394A",
    deep_line="#2F5566",
    on_deep="#EDF3F4",
    on_deep_muted="#9DB7C0",
    waterline="#6FB6C4",
    stated="#E0AE5C",
    stated_soft="#3A2F1A",
    hidden="#7BB8D6",
    hidden_soft="#1B313D",
    good="#6CC296",
    good_soft="#1B3328",
    bad="#E08A70",
    bad_soft="#3A231C",
)
