"""The pages of a notebook's file, read without SQLite: each is checked and decrypted by itself.

The format is SQLCipher 4's: pages of 4096 bytes, the last 80 of which are the vector of AES-256-CBC
and an HMAC-SHA512 over the rest and the page's number. The first 16 bytes of the file are the salt,
which the key's entry knows as well. What is decrypted stays in memory.
"""

import hmac
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import pbkdf2_hmac

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from beforehand.domain.value import value
from beforehand.store.keys import Key

PAGE, USED = 4096, 4016
"""Bytes of a page, and how many of them SQLite sees."""

_VECTOR, _SALT = 16, 16
_HMAC_SALT_MASK, _HMAC_ROUNDS = 0x3A, 2
_COUNT_AT = slice(28, 32)
_JOURNAL = bytes.fromhex("d9d505f920a163d7")
_SECTOR_AT, _BEFORE_AT = slice(20, 24), slice(16, 20)
_AT_ONCE = 500

Told = Callable[[float], None]


@value
class Image:
    """The pages that are whole, by their numbers from 1, and how many there should be."""

    pages: Mapping[int, bytes]
    count: int
    key: Key

    @property
    def lost(self) -> int:
        """How many pages cannot be read."""
        return self.count - len(self.pages)


class Reader:
    """Checks and decrypts pages with one key."""

    def __init__(self, key: Key) -> None:
        self.key = key
        raw = bytes.fromhex(key.key)
        salt = bytes(each ^ _HMAC_SALT_MASK for each in bytes.fromhex(key.salt))
        self._cipher = algorithms.AES(raw)
        self._mac = pbkdf2_hmac("sha512", raw, salt, _HMAC_ROUNDS, 32)

    def page(self, number: int, content: bytes) -> bytes | None:
        """What SQLite would see of a page; None if a single bit of it is not as it was written."""
        start = _SALT if number == 1 else 0
        covered = content[start : USED + _VECTOR] + number.to_bytes(4, "little")
        if not hmac.compare_digest(
            hmac.digest(self._mac, covered, "sha512"), content[USED + _VECTOR :]
        ):
            return None
        vector = content[USED : USED + _VECTOR]
        decryptor = Cipher(self._cipher, modes.CBC(vector)).decryptor()
        return bytes(start) + decryptor.update(content[start:USED]) + decryptor.finalize()


def image(
    content: bytes, journal: bytes, keys: Sequence[Key], told: Told = lambda _share: None
) -> Image | None:
    """All whole pages of a file, and what a killed program left in its journal put back.

    None if no page can be read with any of the keys.
    """
    readers = [Reader(key) for key in keys]
    pages: dict[int, bytes] = {}
    fitting: Reader | None = None
    there = len(content) // PAGE
    for number in range(1, there + 1):
        if number % _AT_ONCE == 0 and pages:
            told(number / there)
        raw = content[(number - 1) * PAGE : number * PAGE]
        for reader in readers:
            if (page := reader.page(number, raw)) is not None:
                pages[number], fitting = page, reader
                # While a key was changed two stand there; the next page is most likely of this one.
                readers.sort(key=lambda each: each is not reader)
                break
    before = _played_back(journal, readers, pages)
    if not pages:
        return None
    key = fitting.key if fitting else readers[0].key
    return Image(pages=pages, count=_count(pages, before or there), key=key)


def _count(pages: dict[int, bytes], there: int) -> int:
    """As many as the first page says, more or fewer than the file has."""
    said = int.from_bytes(pages[1][_COUNT_AT], "big") if 1 in pages else 0
    for number in [each for each in pages if said and each > said]:
        del pages[number]
    return said or there


def _played_back(journal: bytes, readers: list[Reader], pages: dict[int, bytes]) -> int:
    """Put back the pages of before a commit that was never finished; how many there were."""
    if journal[: len(_JOURNAL)] != _JOURNAL:
        return 0
    before = int.from_bytes(journal[_BEFORE_AT], "big")
    for number, raw in _journaled(journal):
        page = next((p for each in readers if (p := each.page(number, raw)) is not None), None)
        if page is not None:
            pages[number] = page
    for number in [each for each in pages if each > before]:
        del pages[number]
    return before


def _journaled(journal: bytes) -> Iterator[tuple[int, bytes]]:
    sector = max(int.from_bytes(journal[_SECTOR_AT], "big"), 512)
    at, size = sector, 4 + PAGE + 4
    while at + size <= len(journal):
        aligned = -(-at // sector) * sector
        if journal[aligned : aligned + len(_JOURNAL)] == _JOURNAL:
            at = aligned + sector
            continue
        number = int.from_bytes(journal[at : at + 4], "big")
        yield number, journal[at + 4 : at + 4 + PAGE]
        at += size
