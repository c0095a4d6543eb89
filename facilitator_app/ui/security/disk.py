"""Whether the disk under a file is encrypted, where the system tells it to anyone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

_DEVICES = Path("/sys/dev/block")


def is_encrypted(path: Path) -> bool | None:
    """True under LUKS; None when it cannot be told: Windows answers only to administrators, a network says nothing."""
    if sys.platform != "linux":
        return None
    try:
        device = path.stat().st_dev
        uuids = list(_uuids((_DEVICES / f"{os.major(device)}:{os.minor(device)}").resolve()))
    except OSError:
        return None
    return True if any(uuid.startswith("CRYPT-") for uuid in uuids) else None


def _uuids(device: Path, deep: int = 4) -> Iterator[str]:
    """Of the device and of those it is made of: a volume may lie on an encrypted partition."""
    uuid = device / "dm" / "uuid"
    if uuid.is_file():
        yield uuid.read_text("ascii", "replace")
    below = device / "slaves"
    if deep and below.is_dir():
        for slave in below.iterdir():
            yield from _uuids(slave.resolve(), deep - 1)
