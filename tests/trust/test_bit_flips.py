"""T6: one bit of the file changed at random; an encrypted house never answers wrongly."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from facilitator_app.database import backups, driver
from tests.trust import rounds
from tests.trust.test_kills_of_long_jobs import house_of_buyers

Record = Callable[[str, object], None]
Rows = list[tuple[object, ...]]


def rows(path: Path, key: bytes | None) -> Rows:
    """The text that a page would show, read without an index."""
    with closing(driver.connect(path, key)) as connection:
        return connection.execute("SELECT name, contact, folded FROM buyer NOT INDEXED").fetchall()


def flip(path: Path, key: bytes | None, times: int) -> dict[str, int]:
    """How many flips were seen while reading, seen by a check only, of no consequence, or silently wrong."""
    whole, right = path.read_bytes(), rows(path, key)
    chance = random.Random("bits")
    kinds = {"seen on reading": 0, "seen by a check": 0, "harmless": 0, "silently wrong": 0}
    for _ in range(times):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
        try:
            read = rows(path, key)
        except driver.errors():
            kinds["seen on reading"] += 1
            continue
        if read != right:
            kinds["silently wrong"] += 1
        else:
            kinds["harmless" if backups.is_sound(path, key) else "seen by a check"] += 1
    return kinds


def test_a_flipped_bit_of_an_encrypted_house_is_never_silent(path: Path, record_property: Record) -> None:
    key = secrets.token_bytes(32)
    kinds = flip(house_of_buyers(path, key), key, rounds(50, 400))
    assert kinds["silently wrong"] == 0
    assert kinds["harmless"] <= sum(kinds.values()) / 10
    for kind, number in kinds.items():
        record_property(kind, number)


def test_control_in_clear_some_flipped_bits_are_silent(path: Path, record_property: Record) -> None:
    """Why encryption is also a matter of reliability."""
    kinds = flip(house_of_buyers(path, None), None, rounds(200, 400))
    assert kinds["silently wrong"] > 0
    for kind, number in kinds.items():
        record_property(kind, number)
