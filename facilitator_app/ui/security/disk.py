"""Whether the disk under a file is encrypted, where the system tells it to anyone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from facilitator_app.ui.security import bitlocker

_DEVICES = Path("/sys/dev/block")


def is_encrypted(path: Path) -> bool | None:
    """None when it cannot be told, so that somebody must look: a network, another program's encryption."""
    if sys.platform == "linux":
        return _under_dm_crypt(path, _DEVICES)
    return bitlocker.means(bitlocker.protection_of(path))


def _under_dm_crypt(path: Path, devices: Path) -> bool | None:
    """True under LUKS or another dm-crypt; a disk that encrypts itself, or a virtual one, does not say it."""
    if sys.platform == "win32":  # no numbers there
        return None
    try:
        device = path.stat().st_dev
        names = list(_uuids((devices / f"{os.major(device)}:{os.minor(device)}").resolve()))
    except OSError:
        return None
    return True if any(name.startswith("CRYPT-") for name in names) else None


def _uuids(device: Path, deep: int = 4) -> Iterator[str]:
    """Of the device and of those it is made of: a volume may lie on an encrypted partition."""
    uuid = device / "dm" / "uuid"
    if uuid.is_file():
        yield uuid.read_text("ascii", "replace")
    below = device / "slaves"
    if deep and below.is_dir():
        for slave in below.iterdir():
            yield from _uuids(slave.resolve(), deep - 1)
