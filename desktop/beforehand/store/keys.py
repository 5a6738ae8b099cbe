"""Keys of a notebook: standing open, or sealed by words that only the person has.

A sealed key is encrypted (AES-256-GCM) under what scrypt makes of the words (Percival 2009, RFC
7914); the cost is measured out on the machine on which the words are set.
"""

import hashlib
import os
import time
import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from beforehand.domain.value import value

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

OPEN, PASSPHRASE, RECOVERY = "open", "passphrase", "recovery"

AIM_SECONDS = 0.4
"""How long one guess takes at least, measured where the words are set; 0.3 is what is promised."""

_RUNS = 2
_MEMORY_SPARE = 32 << 20
_MOST = {"n": 1 << 20, "r": 32, "p": 64}
"""A key file somebody tampered with must not keep the machine busy for hours."""


@value
class Key:
    """A 256-bit key and its salt as hex digits; of kind `open` it stands there unwrapped."""

    key: str
    salt: str
    kind: str = OPEN

    @classmethod
    def made(cls) -> "Key":
        """A new random key."""
        return cls(key=os.urandom(32).hex(), salt=os.urandom(16).hex())

    @property
    def check(self) -> int:
        """A checksum, so that a damaged key file is told from a wrong key."""
        return zlib.crc32(f"{self.kind} {self.key} {self.salt}".encode())


@value
class Cost:
    """What a guess costs: scrypt's N (a power of two), r and p."""

    n: int = 1 << 17
    r: int = 8
    p: int = 1

    @property
    def sane(self) -> bool:
        """Whether a machine of today can pay it."""
        small = all(0 < getattr(self, name) <= most for name, most in _MOST.items())
        return small and self.n & (self.n - 1) == 0 and self.n > 1

    @property
    def memory(self) -> int:
        """Bytes that a guess needs."""
        return 128 * self.r * (self.n + self.p) + _MEMORY_SPARE


@value
class Sealed:
    """A key that stands in the file encrypted; everything in it is hex digits.

    `salt` is the key's own, which also begins the notebook's file; `grain` is scrypt's.
    """

    kind: str
    salt: str
    cost: Cost
    grain: str
    nonce: str
    box: str

    @property
    def check(self) -> int:
        """A checksum, so that a damaged entry is told from a wrong passphrase."""
        return zlib.crc32(f"{self.label} {self.grain} {self.nonce} {self.box}".encode())

    @property
    def label(self) -> str:
        """What is bound to the sealed key, so that no part of the entry can be exchanged."""
        return f"{self.kind} {self.salt} {self.cost.n} {self.cost.r} {self.cost.p}"


def seal(key: Key, words: str, kind: str, cost: Cost) -> Sealed:
    """Seal a key with the person's words; takes as long as one guess."""
    grain, nonce = os.urandom(16), os.urandom(12)
    entry = Sealed(
        kind=kind, salt=key.salt, cost=cost, grain=grain.hex(), nonce=nonce.hex(), box=""
    )
    box = _cipher(entry, words).encrypt(nonce, bytes.fromhex(key.key), entry.label.encode())
    return replace(entry, box=box.hex())


def unseal(entry: Sealed, words: str) -> Key | None:
    """The key, or None if these are not the words."""
    from cryptography.exceptions import InvalidTag

    cipher = _cipher(entry, words)
    try:
        key = cipher.decrypt(
            bytes.fromhex(entry.nonce), bytes.fromhex(entry.box), entry.label.encode()
        )
    except InvalidTag:
        return None
    return Key(key=key.hex(), salt=entry.salt)


def cost_here(seconds: float = AIM_SECONDS) -> Cost:
    """The cost at which one guess takes at least so long on this machine."""
    cost = Cost()
    took = _timed(lambda: _stretched("", b"", cost))
    # Quicker machines repeat; more memory could be too much for the next one.
    return replace(cost, p=ceil(seconds / max(took, 0.01)))


def as_bytes(words: str) -> bytes:
    """Words as they are stretched: the same letters, however a keyboard composed them (NFKC)."""
    return unicodedata.normalize("NFKC", words).encode("utf-8", "surrogatepass")


def _cipher(entry: Sealed, words: str) -> "AESGCM":
    # Imported here: a notebook without a passphrase opens without it.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(_stretched(words, bytes.fromhex(entry.grain), entry.cost))


def _stretched(words: str, grain: bytes, cost: Cost) -> bytes:
    return hashlib.scrypt(
        as_bytes(words), salt=grain, n=cost.n, r=cost.r, p=cost.p, maxmem=cost.memory, dklen=32
    )


def _timed(work: Callable[[], object]) -> float:
    """The least CPU time of a few runs: a busy machine must not be taken for a slow one."""
    return min(_once(work) for _ in range(_RUNS))


def _once(work: Callable[[], object]) -> float:
    start = time.thread_time()
    work()
    return time.thread_time() - start
