"""Which backups of one notebook stay, and which go."""

from collections.abc import Sequence
from datetime import UTC

from beforehand.store import proving
from beforehand.store.backups import Backup, remove

NEWEST = 3
"""So many never go, whatever the clock says."""
KEPT = (("%Y-%m-%d %H", 24), ("%Y-%m-%d", 14), ("%G-%V", 8), ("%Y-%m", 24))
"""Of so many hours, days, weeks and months the last backup stays."""


def thin(newest_first: Sequence[Backup]) -> list[Backup]:
    """Take away what is no longer needed of one notebook's backups; the answer is what went.

    One that was damaged since takes the place of no good one; it goes when its time has come.
    """
    sound = [each for each in newest_first if not proving.trouble(each)]
    stays = {each.path for each in (*kept(newest_first), *kept(sound))}
    gone = [each for each in newest_first if each.path not in stays]
    for each in gone:
        remove(each)
    return gone


def kept(newest_first: Sequence[Backup]) -> list[Backup]:
    """Which backups stay: the newest, and the last of each of the latest hours, days and so on."""
    stays = list(newest_first[:NEWEST])
    for pattern, most in KEPT:
        seen: dict[str, Backup] = {}
        for each in newest_first:
            seen.setdefault(each.made_at.astimezone(UTC).strftime(pattern), each)
        stays += list(seen.values())[:most]
    return stays
