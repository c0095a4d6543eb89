"""What may be on the disk after a power cut: what was synced for sure, and any of the rest, even half a write."""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.trust.scene import ROOT, as_argument

SECTOR = 512  # bytes a disk writes whole or not at all
_SAID = "said"


@dataclass(frozen=True, slots=True)
class Operation:
    """A write, truncation, sync or deletion of a file, as the recorder saw it."""

    what: str
    file: str
    place: int
    content: bytes


def compiled(folder: Path) -> Path | None:
    """The recorder as a library, None on a machine without a C compiler."""
    compiler = shutil.which("cc")
    if compiler is None or sys.platform != "linux":
        return None
    library = folder / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return library


def record(recorder: Path, path: Path, key: bytes | None, saves: int, *pragmas: str) -> list[Operation]:
    """Everything the program did to the disk while it saved, its acknowledgements among them."""
    log = path.with_name("record.log")
    log.unlink(missing_ok=True)
    watched = {"LD_PRELOAD": str(recorder), "RECORD_TO": str(log), "RECORD_FILES": path.name}
    arguments = ["tests.trust.writer", str(path), as_argument(key), "3", str(saves), *pragmas]
    with path.with_name(f"{path.name}.{_SAID}").open("w") as said:
        subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, env=os.environ | watched, stdout=said, check=True)
    return _operations(log.read_bytes())


def _operations(log: bytes) -> list[Operation]:
    found, start = [], 0
    while start < len(log):
        name_length, place, length = struct.unpack_from("<HQQ", log, start + 1)
        name_at = start + 19
        content_at = name_at + name_length
        what, name = chr(log[start]), Path(log[name_at:content_at].decode()).name
        end = content_at + (length if what == "w" else 0)
        found.append(Operation(what, name, place, log[content_at:end]))
        start = end
    return found


def cut(before: dict[str, bytes], record: list[Operation], at: int, chance: random.Random, folder: Path) -> int:
    """Write in `folder` a disk possible if the power goes after `at` operations; returns the last save acknowledged."""
    disk = {name: bytearray(content) for name, content in before.items()}
    waiting: dict[str, list[Operation]] = {}
    deleted: dict[str, bytearray] = {}
    acknowledged = 0
    for operation in record[:at]:
        name = operation.file
        if name.endswith(f".{_SAID}"):
            acknowledged = int(operation.content.strip() or acknowledged)
        elif operation.what == "s":
            for done in waiting.pop(name, []):
                _apply(disk, done)
        elif operation.what == "d":
            deleted[name] = disk.pop(name, bytearray())
            waiting.pop(name, None)
        else:
            waiting.setdefault(name, []).append(operation)
            deleted.pop(name, None)
    loss = chance.choice(("most", "most", "torn", "none"))
    for operations in waiting.values():
        for operation in operations:
            _perhaps(disk, operation, chance, loss)
    for name, content in deleted.items():  # the folder itself was not synced: the name may be back
        if name not in disk and chance.random() < 0.5:
            disk[name] = content
    for name, content in disk.items():
        (folder / name).write_bytes(content)
    return acknowledged


def _perhaps(disk: dict[str, bytearray], operation: Operation, chance: random.Random, loss: str) -> None:
    """An operation that nothing asked to be kept: it may be lost, or half done."""
    drawn = chance.random()
    if loss == "most" and drawn < 0.5:
        return
    if operation.what == "w" and loss != "none" and drawn > 0.8:
        middle = chance.randrange(0, len(operation.content) + 1, SECTOR)
        first = Operation("w", operation.file, operation.place, operation.content[:middle])
        rest = Operation("w", operation.file, operation.place + middle, operation.content[middle:])
        operation = first if chance.random() < 0.5 else rest
    _apply(disk, operation)


def _apply(disk: dict[str, bytearray], operation: Operation) -> None:
    content = disk.setdefault(operation.file, bytearray())
    reach = operation.place + (len(operation.content) if operation.what == "w" else 0)
    if len(content) < reach:
        content.extend(bytes(reach - len(content)))
    if operation.what == "t":
        del content[operation.place :]
    else:
        content[operation.place : reach] = operation.content
