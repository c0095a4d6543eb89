"""The digests that tie each line of the journal to all those before it, so that rewriting one shows.

Values enter the chain through a salted digest. Erasing a value keeps the
digest and throws the salt away: the chain still holds, and what was erased
cannot be found again by trying names.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator

SALT = 16  # bytes
START = b""
"""What the first entry of a copy of the file follows."""


def salts(count: int) -> Iterator[bytes]:
    """Random ones, asked of the system all at once."""
    drawn = os.urandom(SALT * count)
    return (drawn[start : start + SALT] for start in range(0, SALT * count, SALT))


def digest_of(text: bytes, salt: bytes) -> bytes:
    """What stands in the chain for a value or a label, and remains when it is erased."""
    return hashlib.sha256(salt + text).digest()


def link(previous: bytes, named: tuple[object, ...], digest: bytes) -> bytes:
    """The digest of one entry: `named` is all it says besides its value, in the order of `ENTRY`."""
    return hashlib.sha256(previous + "\x1f".join(map(str, named)).encode() + digest).digest()


def linking(
    replica: str, lamport: int, gesture_id: str
) -> Callable[[bytes, Iterable[tuple[int, str, str, str, str, bytes]]], list[bytes]]:
    """The same as `link` for the entries of one gesture, of which an import has tens of thousands.

    The function made takes the digest before them, then of each its counter, table, record, field, what is replaced,
    and the digest of its value.
    """
    before, after, sha256 = f"{replica}\x1f", f"\x1f{lamport}\x1f{gesture_id}\x1f", hashlib.sha256

    def linked(previous: bytes, entries: Iterable[tuple[int, str, str, str, str, bytes]]) -> list[bytes]:
        links = []
        for counter, table, record_id, field, replaces, digest in entries:
            named = f"{before}{counter}{after}{table}\x1f{record_id}\x1f{field}\x1f{replaces}"
            previous = sha256(previous + named.encode() + digest).digest()
            links.append(previous)
        return links

    return linked


def seal(last: bytes, gesture_id: str, author: str, at: dt.datetime, undoes: str | None, digest: bytes) -> bytes:
    """The digest of a whole gesture: `last` is the one of its last entry, `digest` the one of its label."""
    when = at.replace(tzinfo=None, microsecond=0).isoformat()
    return link(last, (gesture_id, author, when, undoes or ""), digest)


ENTRY = ("replica", "counter", "lamport", "gesture_id", "table_name", "record_id", "field", "replaces")
"""The columns of an entry that the chain covers besides its value."""
