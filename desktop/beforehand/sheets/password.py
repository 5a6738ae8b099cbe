"""A password for a saved sheet: AES with 256 bits, which every current reader opens."""

import secrets
import stringprep
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

from beforehand.domain.errors import BeforehandError

if TYPE_CHECKING:
    from pypdf import PdfWriter

LONGEST_BYTES = 127
"""Readers look no further into a password."""

_REFUSED = (
    stringprep.in_table_a1,
    stringprep.in_table_b1,
    stringprep.in_table_c12,
    stringprep.in_table_c21_c22,
    stringprep.in_table_c3,
    stringprep.in_table_c4,
    stringprep.in_table_c5,
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,
    stringprep.in_table_c9,
)


class PasswordError(BeforehandError):
    """A password that not every reader of PDFs would understand alike."""


def settled(password: str) -> str:
    """The password in the one form that all readers make of it.

    Some readers prepare what is typed as RFC 4013 says, others take it as it comes: a password on
    which they differ would lock somebody out, so it is refused with a `PasswordError`.
    """
    form = unicodedata.normalize("NFC", password)
    odd = [ch for ch in form if unicodedata.normalize("NFKC", ch) != ch or _is_refused(ch)]
    if odd:
        raise PasswordError(
            f"Not every PDF reader takes {_named(odd[0])} in a password.",
            "Use letters, digits and common signs.",
        )
    if _mixes_directions(form):
        raise PasswordError(
            "Not every PDF reader takes a password that mixes reading directions.",
            "Begin and end it with letters of one script, and use no other.",
        )
    if len(form.encode()) > LONGEST_BYTES:
        raise PasswordError("This password is longer than PDF readers take.", "Use a shorter one.")
    return form


def locked(pdf: bytes, password: str) -> bytes:
    """The same PDF, which opens with this password only; an empty one locks nothing.

    Title, outline, tags and language stay, and are encrypted with the rest.
    """
    if not password:
        return pdf
    form = settled(password)
    # Imported here: most sheets are saved without a password.
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=BytesIO(pdf))
    _say_version(writer)
    # Nobody knows the owner's password: whoever opens the sheet may do everything with it.
    writer.encrypt(form, secrets.token_urlsafe(32), algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _say_version(writer: "PdfWriter") -> None:
    """Tell old readers that this encryption is younger than the format's version 1.7."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject

    level = {
        NameObject("/BaseVersion"): NameObject("/1.7"),
        NameObject("/ExtensionLevel"): NumberObject(8),
    }
    extensions = DictionaryObject({NameObject("/ADBE"): DictionaryObject(level)})
    writer.pdf_header = "%PDF-1.7"
    writer.root_object[NameObject("/Extensions")] = extensions


def _is_refused(ch: str) -> bool:
    return any(table(ch) for table in _REFUSED)


def _mixes_directions(form: str) -> bool:
    from_right = [stringprep.in_table_d1(ch) for ch in form]
    if not any(from_right):
        return False
    return any(map(stringprep.in_table_d2, form)) or not (from_right[0] and from_right[-1])


def _named(ch: str) -> str:
    """The character itself if it shows, else what it is."""
    return f"“{ch}”" if ch.isprintable() and not ch.isspace() else f"U+{ord(ch):04X}"
