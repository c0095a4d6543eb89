"""The keys of stored records: unique without asking anyone, or computed from what a record is about."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from typing import NewType

Key = NewType("Key", str)
"""32 hexadecimal signs, without hyphens."""

_OURS = bytes.fromhex("b54c1a060d5e5f0c9a0e5d5a3c1f7e21")  # fixed for ever: computed keys depend on it
_VARIANT = {f"{n:x}": f"{0b1000 | n & 0b11:x}" for n in range(16)}  # the two bits that say «RFC 9562»

_AT_ONCE = 256


def new_key() -> Key:
    """A UUID version 7 (RFC 9562): sorts by time of creation, so that new rows land at the end of the index."""
    return _key(_now(), os.urandom(10).hex())


def new_keys() -> Iterator[Key]:
    """The same without end, for thousands: the system is asked for its randomness and the time once for many."""
    while True:
        random, now = os.urandom(10 * _AT_ONCE).hex(), _now()
        for start in range(0, len(random), 20):
            yield _key(now, random[start : start + 20])


def _now() -> str:
    """In milliseconds since 1970."""
    return f"{time.time_ns() // 1_000_000:012x}"


def _key(moment: str, random: str) -> Key:
    return Key(f"{moment}7{random[:3]}{_VARIANT[random[3]]}{random[4:19]}")


def key_of(*parents: object) -> Key:
    """The key of the only record there can be for these parents, such as the hours of a placement in a month.

    Two people entering the same thing on two machines write to the same record and meet, instead of counting it
    twice. It is a UUID version 5 (RFC 9562), made here because thousands are asked at once.
    """
    digest = hashlib.sha1(_OURS + "/".join(map(str, parents)).encode(), usedforsecurity=False).hexdigest()
    return Key(f"{digest[:12]}5{digest[13:16]}{_VARIANT[digest[16]]}{digest[17:32]}")
