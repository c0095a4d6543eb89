"""A file given its first key, another or none keeps everything, and is the old one until it is the new one."""

from __future__ import annotations

import secrets
from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.database import backups, driver, rekeying
from facilitator_app.database.checks import faults
from facilitator_app.database.opening import open_house
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.refusal import Refusal
from tests import make

FIRST, SECOND = secrets.token_bytes(32), secrets.token_bytes(32)
NAME = "Ville de Port-Calme"


@pytest.mark.parametrize(
    ("key", "other"), [(None, FIRST), (FIRST, SECOND), (FIRST, None)], ids=["first", "other", "none"]
)
def test_everything_is_there_under_the_other_key_and_the_former_no_longer_opens(
    path: Path, key: bytes | None, other: bytes | None
) -> None:
    house = open_house(path, key=key)
    with house.transaction() as session:
        make.a_buyer(session, name=NAME)
    house.close()
    rekeying.rekey(path, key, other)
    assert driver.is_encrypted(path) == (other is not None)
    assert not backups.is_sound(path, key)
    house = open_house(path, key=other)
    with house.reading() as session:
        assert session.query(Buyer).one().name == NAME
    assert list(faults(path, house.engine, other)) == []
    house.close()
    assert (NAME.encode() in path.read_bytes()) == (other is None)
    assert {file.name for file in path.parent.iterdir() if ".new" in file.name} == set()


def test_slots_that_cannot_be_written_leave_the_file_as_it_was(path: Path) -> None:
    open_house(path).close()
    before = path.read_bytes()

    def no_room() -> None:
        raise Refusal.because("Le disque est plein.")

    with pytest.raises(Refusal, match="disque est plein"):
        rekeying.rekey(path, None, FIRST, before_swap=no_room)
    assert path.read_bytes() == before


def test_a_save_interrupted_by_a_kill_is_undone_first(path: Path) -> None:
    open_house(path).close()
    with closing(driver.connect(path)) as connection:
        connection.execute("CREATE TABLE essai (x)")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO essai VALUES (?)", [("y" * 900,) for _ in range(500)])
        killed = path.with_name("coupee.db")
        killed.write_bytes(path.read_bytes())
        killed.with_name("coupee.db-journal").write_bytes(path.with_name(path.name + "-journal").read_bytes())
        connection.execute("ROLLBACK")
    rekeying.rekey(killed, None, FIRST)
    with closing(driver.connect_to_read(killed, FIRST)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM essai").fetchone() == (0,)
