"""A journal left by a kill is played into the file it belongs to, and into no other."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from facilitator_app.database import backups, foreign_journal
from facilitator_app.database.checks import faults
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from tests.trust.test_files_moved import leave_a_hot_journal
from tests.trust.writer import faults_of_saves, reached, save


def killed_after_growing(path: Path) -> Path:
    """A house killed in the middle of a save; gives the copy taken before it grew."""
    write(open_house(path), 1, 3)
    copy = backups.back_up(path, "essai")
    write(open_house(path), 4, 6)
    leave_a_hot_journal(path, None, random.Random("foreign"))
    return copy


def write(house: Database, first: int, last: int) -> None:
    for number in range(first, last + 1):
        with house.transaction() as session:
            save(session, number, 8, 150)
    house.close()


def test_yesterdays_copy_put_over_a_killed_house_is_opened_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "maison.db"
    shutil.copyfile(killed_after_growing(path), path)
    house = open_house(path)
    with house.reading() as session:
        assert reached(session) == 3
        assert faults_of_saves(session) == []
    assert list(faults(path, house.engine)) == []
    house.close()
    open_house(path).close()
    assert not list(tmp_path.glob("*journal.new")), "the next opening removes what was put aside"


def test_a_save_cut_short_is_undone_by_its_own_journal(tmp_path: Path) -> None:
    path = tmp_path / "maison.db"
    killed_after_growing(path)
    assert foreign_journal.set_aside(path) is None
    house = open_house(path)
    with house.reading() as session:
        assert reached(session) == 6
        assert faults_of_saves(session) == []
    house.close()


def test_what_is_no_journal_is_left_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "maison.db"
    open_house(path).close()
    assert foreign_journal.set_aside(path) is None
    for content in (b"", b"autre chose", bytes(100)):
        journal = path.with_name("maison.db-journal")
        journal.write_bytes(content)
        assert foreign_journal.set_aside(path) is None
        assert journal.read_bytes() == content
