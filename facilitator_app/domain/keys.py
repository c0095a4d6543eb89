"""The keys of stored records: unique without asking anyone, or computed from what a record is about."""

from __future__ import annotations

import os
import time
import uuid
from typing import NewType

Key = NewType("Key", str)
"""32 hexadecimal signs, without hyphens."""

_OURS = uuid.UUID("b54c1a06-0d5e-5f0c-9a0e-5d5a3c1f7e21")  # fixed for ever: computed keys depend on it


def new_key() -> Key:
    """A UUID version 7 (RFC 9562): sorts by time of creation, so that new rows land at the end of the index."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | (random >> 62 & 0xFFF) << 64 | 0b10 << 62
    return Key(f"{value | random & (1 << 62) - 1:032x}")


def key_of(*parents: object) -> Key:
    """The key of the only record there can be for these parents, such as the hours of a placement in a month.

    Two people entering the same thing on two machines write to the same
    record and meet, instead of counting it twice.
    """
    return Key(uuid.uuid5(_OURS, "/".join(map(str, parents))).hex)
