"""T1: the program is killed while it saves; every acknowledged save is there, whole, and nothing else is torn."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator_app.database import backups
from facilitator_app.domain.refusal import Refusal
from tests.trust import rounds
from tests.trust.scene import kill_while_writing, what_is_wrong

pytestmark = pytest.mark.slow
Record = Callable[[str, object], None]
A_FILE = 40  # kills before another file is begun


def test_no_acknowledged_save_is_lost_to_a_kill(path: Path, key: bytes | None, record_property: Record) -> None:
    chance, saves, kills = random.Random(f"kills {key is None}"), 0, rounds(8, 1000)
    for number in range(kills):
        house = path.with_name(f"maison-{number // A_FILE}.db")  # looking at a long file would take all the time
        killed = kill_while_writing(house, key, chance)
        assert what_is_wrong(house, key, killed) == []
        if (number + 1) % A_FILE == 0 or number + 1 == kills:
            saves += killed.acknowledged
    assert saves >= kills
    record_property("kills", kills)
    record_property("acknowledged saves, none lost", saves)


def test_a_copy_taken_just_before_the_kill_is_sound(path: Path, key: bytes | None) -> None:
    chance = random.Random("copies")
    for _ in range(rounds(1, 20)):
        killed = kill_while_writing(path, key, chance)
        assert what_is_wrong(path, key, killed) == []
        assert backups.is_sound(backups.back_up(path, "essai", key), key)


def test_control_without_a_rollback_journal_a_kill_does_break_the_file(path: Path, record_property: Record) -> None:
    """The same scene without the protection: were it not to break, the tests above would prove nothing."""
    chance, most = random.Random("control"), 400
    for number in range(1, most + 1):
        killed = kill_while_writing(path, None, chance, "journal_mode = OFF", "synchronous = OFF", "cache_size = 5")
        try:
            wrong = what_is_wrong(path, None, killed)
        except Refusal:  # so damaged that it does not open
            wrong = ["does not open"]
        if wrong:
            record_property("broken after kills", number)
            return
    pytest.fail(f"{most} kills without a journal broke nothing: this scene tests nothing")
