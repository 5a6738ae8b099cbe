"""The recovery code: random, printed once, typed by hand, and forgiving of how it is typed.

Letters and digits are Crockford's base 32, in which no two look alike; the last is a check.
"""

import secrets

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_RANDOM = 29
"""Letters that are random, five bits each: 145 bits cannot be guessed however fast one tries."""
_GROUP = 5


def made() -> str:
    """A new code: six groups of five."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_RANDOM))
    return grouped(letters + _check(letters))


def read(typed: str) -> str | None:
    """A code as it was made, from however it was typed; None if it cannot be one."""
    letters = "".join(typed.upper().split()).replace("-", "").translate(_LOOKS_LIKE)
    if len(letters) != _RANDOM + 1 or not set(letters) <= set(_LETTERS):
        return None
    return grouped(letters) if letters[-1] == _check(letters[:-1]) else None


def grouped(letters: str) -> str:
    """Letters in groups, as they are printed."""
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))


def _check(letters: str) -> str:
    """One letter that notices any wrong one, and nearly all that changed places.

    Weights are odd, so that each is coprime to 32 and no single slip goes unseen.
    """
    total = sum((2 * place + 1) * _LETTERS.index(letter) for place, letter in enumerate(letters))
    return _LETTERS[total % len(_LETTERS)]
