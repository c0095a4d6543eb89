"""T3: the disk fills up or cannot be written; one sentence, nothing lost, and work goes on once there is room."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from facilitator_app.database import backups
from facilitator_app.database.checks import faults
from facilitator_app.database.opening import open_house
from facilitator_app.domain.refusal import Refusal
from tests.trust import LONG, rounds
from tests.trust.writer import faults_of_saves, reached, save, weaken

Record = Callable[[str, object], None]


def test_a_full_file_refuses_in_one_sentence_and_goes_on_once_there_is_room(path: Path, key: bytes | None) -> None:
    """SQLite says the same of a file that may not grow as of a disk without room."""
    chance, number = random.Random("full"), 0
    for _ in range(rounds(4, 60)):
        house = open_house(path, key=key)
        pages = path.stat().st_size // 4096 + chance.randint(1, 12)
        weaken(house, [f"max_page_count = {pages}"])
        with pytest.raises(Refusal, match="disque est plein"):
            while True:
                with house.transaction() as session:
                    save(session, number + 1, chance.randint(1, 8), 190)
                number += 1
        weaken(house, ["max_page_count = 1000000"])
        with house.transaction() as session:
            save(session, number + 1, 2, 100)
        number += 1
        with house.reading() as session:
            assert faults_of_saves(session) == []
            assert reached(session) == number
        assert list(faults(path, house.engine, key)) == []
        house.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes, which only the administrator of a Linux machine can make."""
    if not LONG or os.name != "posix" or os.geteuid() != 0:
        pytest.skip("a small disk is only made by make trust, run by the administrator of a Linux machine")
    disk = tmp_path / "disque"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "essai", disk], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let disks be mounted")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_really_full_disk(small_disk: Path, key: bytes | None, record_property: Record) -> None:
    path, chance, number = small_disk / "maison.db", random.Random("disk"), 0
    open_house(path, key=key).close()
    for round_ in range(60):
        house = open_house(path, key=key)
        (small_disk / "lest").write_bytes(bytes(max(0, shutil.disk_usage(small_disk).free - chance.randrange(200_000))))
        with pytest.raises(Refusal, match="disque est plein"):
            while True:
                with house.transaction() as session:
                    save(session, number + 1, chance.randint(1, 8), 190)
                number += 1
        with pytest.raises(Refusal, match="disque est plein"):
            backups.back_up(path, "essai", key)
        (small_disk / "lest").unlink()
        if round_ < 20:
            with house.transaction() as session:
                save(session, number + 1, 1, 10)
            number += 1
        with house.reading() as session:
            assert faults_of_saves(session) == []
            assert reached(session) == number
        house.close()
        if number > 60:
            path.unlink()
            number = 0
            open_house(path, key=key).close()
    record_property("full disks", 60)


def test_a_disk_that_became_read_only_is_said_and_loses_nothing(
    small_disk: Path, key: bytes | None, record_property: Record
) -> None:
    path = small_disk / "maison.db"
    for number in range(1, 61):
        house = open_house(path, key=key)
        with house.transaction() as session:
            save(session, number, 1, 20)
        house.close()
        subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
        with pytest.raises(Refusal, match="écrire dans ce dossier"):
            open_house(path, key=key)
        subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    house = open_house(path, key=key)
    with house.reading() as session:
        assert reached(session) == 60
        assert faults_of_saves(session) == []
    assert list(faults(path, house.engine, key)) == []
    house.close()
    record_property("read-only disks", 60)
