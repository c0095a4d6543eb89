"""T7: files copied, put back by hand beside what a kill left, and programs started together."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator_app.database import backups, driver, replicas
from facilitator_app.database.checks import faults
from facilitator_app.database.opening import open_house
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.journal import Replica
from facilitator_app.domain.refusal import Refusal
from tests.trust import rounds
from tests.trust.scene import as_argument, kill_while_writing, start
from tests.trust.writer import faults_of_saves, reached, save

pytestmark = pytest.mark.slow
Record = Callable[[str, object], None]


def leave_a_hot_journal(path: Path, key: bytes | None, chance: random.Random) -> None:
    """As a kill in the middle of a large save: pages already written, and the journal that would undo them."""
    with closing(driver.connect(path, key)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE buyer SET contact = ?", (f"perdu {chance.random()}",))
        for ending in ("", "-journal"):
            file = path.with_name(path.name + ending)
            shutil.copyfile(file, file.with_name(f"killed{ending}"))
        connection.execute("ROLLBACK")
    for ending in ("", "-journal"):
        path.with_name(f"killed{ending}").replace(path.with_name(path.name + ending))
    lock = path.with_name(path.name + ".lock")
    _state, _, told = lock.read_text()[1:].partition(" ")
    lock.write_text(f" 4321@poste {told}")


def test_yesterdays_copy_put_over_a_killed_house_by_hand_is_right_or_refused(
    path: Path, key: bytes | None, record_property: Record
) -> None:
    """The journal left beside belongs to the other file: SQLite plays it into the copy."""
    chance = random.Random("stale")
    refused = right = 0
    for number in range(rounds(4, 60)):
        house_path = path.parent / str(number) / "maison.db"
        house_path.parent.mkdir()
        house = open_house(house_path, key=key)
        for saved in range(1, 6):
            with house.transaction() as session:
                save(session, saved, chance.randint(1, 8), 150)
        house.close()
        yesterday = backups.back_up(house_path, "essai", key)
        house = open_house(house_path, key=key)
        for saved in range(6, chance.randint(7, 12)):
            with house.transaction() as session:
                save(session, saved, chance.randint(1, 8), 150)
        house.close()
        leave_a_hot_journal(house_path, key, chance)
        shutil.copyfile(yesterday, house_path)
        try:
            house = open_house(house_path, key=key)
        except Refusal:
            refused += 1
            continue
        with house.reading() as session:
            assert (reached(session), faults_of_saves(session)) == (5, [])
        assert list(faults(house_path, house.engine, key)) == []
        house.close()
        open_house(house_path, key=key).close()
        assert not replicas.aside_of(house_path).exists()  # kept for as long as the house was not closed well
        right += 1
    record_property("right", right)
    record_property("refused", refused)
    record_property("silently wrong", 0)


def test_a_killed_house_left_in_its_place_gets_its_own_journal_back(path: Path, key: bytes | None) -> None:
    """The control of the test above: nothing is put aside that the file still needs."""
    chance = random.Random("own")
    house = open_house(path, key=key)
    for saved in range(1, rounds(4, 60) + 1):
        with house.transaction() as session:
            save(session, saved, chance.randint(1, 8), 150)
        house.close()
        leave_a_hot_journal(path, key, chance)
        house = open_house(path, key=key)
        assert not replicas.aside_of(path).exists()
        with house.reading() as session:
            assert (reached(session), faults_of_saves(session)) == (saved, [])
            assert not session.scalars(select(Buyer.id).where(Buyer.contact.like("perdu%"))).all()
    house.close()


def test_what_is_told_of_a_house_follows_each_save(path: Path) -> None:
    lock = path.with_name(path.name + ".lock")
    house = open_house(path)
    told = set()
    for saved in range(1, 4):
        with house.transaction() as session:
            save(session, saved, 1, 10)
        told.add(lock.read_text())
        _, _, counter = lock.read_text().rpartition(" ")
        with house.reading() as session:
            assert int(counter) == session.scalar(select(Replica.counter).where(Replica.mine))
    assert len(told) == 3
    house.close()


def test_a_file_copied_by_hand_while_the_program_is_open_and_idle_holds_every_save(
    path: Path, key: bytes | None
) -> None:
    house = open_house(path, key=key)
    for number in range(1, rounds(4, 60) + 1):
        with house.transaction() as session:
            save(session, number, 3, 100)
        copy = path.parent / "copie" / "maison.db"
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, copy)
        opened = open_house(copy, key=key)
        with opened.reading() as session:
            assert reached(session) == number
            assert faults_of_saves(session) == []
        opened.close()
    house.close()


def test_of_programs_started_together_exactly_one_opens_the_house(path: Path, record_property: Record) -> None:
    open_house(path).close()
    many = rounds(4, 300)
    for number in range(many):
        programs = [start("tests.trust.writer", str(path), as_argument(None), str(number), "0") for _ in range(3)]
        first = [program.stdout.readline() if program.stdout else "" for program in programs]
        for program in programs:
            program.kill()
            program.communicate()
        assert sum(line == "0\n" for line in first) == 1
    record_property("rounds of three starts", many)


def test_a_killed_program_leaves_no_lock(path: Path) -> None:
    chance = random.Random("lock")
    for _ in range(rounds(1, 20)):
        kill_while_writing(path, None, chance)
        open_house(path).close()
