"""The journal of a save cut short, left beside another file: SQLite would play it into that one.

Somebody's program is killed in the middle of a save, and yesterday's copy is put over the file by hand. Nothing in the
journal says whose it is, and pages of today would be written into yesterday, sometimes without anything showing.
"""

from __future__ import annotations

import struct
from pathlib import Path

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER = struct.Struct(">8sIIIII")  # magic, records, nonce, pages of the file before the save, sector, page size


def set_aside(path: Path) -> Path | None:
    """Put the journal out of reach when the file is smaller than before that save: a file only grows during one.

    Where it was put, None when there was none, or when it may be this file's; the next opening removes it.
    """
    journal = path.with_name(path.name + "-journal")
    try:
        with journal.open("rb") as file:
            start = file.read(_HEADER.size)
        size = path.stat().st_size
    except OSError:
        return None
    if len(start) < _HEADER.size:
        return None
    magic, _records, _nonce, pages_before, _sector, page = _HEADER.unpack(start)
    if magic != _MAGIC or size >= pages_before * page:
        return None
    return journal.replace(path.with_name(f"{path.name}.journal.new"))
