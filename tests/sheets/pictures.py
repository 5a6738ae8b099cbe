"""Pictures of sheets: how they are taken, and how far two of them are from each other.

What is compared is how dark each short stretch of each row of dots is. A renderer that smooths
letters in its own way changes that by less than a third; a line two points lower, or another word
in its place, by more.
"""

from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageFilter

from pdfium import picture_of

HERE = Path(__file__).parent / "pictures"

DOTS = 46
"""An inch: small enough to keep in the repository, fine enough to see what moved."""

FINER = 8
"""Drawn as much finer: how an edge is smoothed or a hairline thickened is averaged out."""

MOST = 0.35
"""The part by which a stretch may be darker or lighter."""

_STEP, _ACROSS, _FAINT = 8, 6, 16
"""Shades that are kept as one; dots in a stretch; what on white paper is as good as nothing."""

_BLUR = ImageFilter.Kernel((3, 3), (0, 1, 0, 0, 4, 0, 0, 1, 0))


def taken(pdf: bytes, page: int) -> Image.Image:
    """One page as it is kept."""
    return kept(drawn(pdf, page))


def drawn(pdf: bytes, page: int, finer: int = FINER, **how: Any) -> Image.Image:
    """One page, so many times finer than it is kept."""
    return picture_of(pdf, page, scale=DOTS * finer / 72, grayscale=True, **how).convert("L")


def kept(fine: Image.Image, finer: int = FINER) -> Image.Image:
    """In its size, and in few shades, which is a third of the bytes."""
    few = [min(255, round(shade / _STEP) * _STEP) for shade in range(256)]
    return fine.reduce(finer).point(few)


def apart(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are from each other where they are furthest: 0 to 1."""
    if one.size != other.size:
        return 1.0
    darker = zip(_dark(one), _dark(other), strict=True)
    return max(abs(a - b) / (max(a, b) + _FAINT) for a, b in darker)


def difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """What is only on the first in red, what is only on the other in blue."""
    width, height = map(max, one.size, other.size)
    first, second = (Image.new("L", (width, height), 255) for _ in range(2))
    first.paste(one)
    second.paste(other)
    return Image.merge("RGB", (second, ImageChops.lighter(first, second), first))


def _dark(picture: Image.Image) -> bytes:
    width, height = picture.size
    narrow = picture.resize((-(-width // _ACROSS), height), Image.Resampling.BOX)
    return ImageChops.invert(narrow.filter(_BLUR)).tobytes()
