"""What the window showed comes back only while it is still true."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.database import driver, snapshots
from facilitator_app.database.connection import Database
from tests import make

DAY = dt.date(2026, 10, 14)


def keep(path: Path, name: str = "front") -> None:
    with closing(driver.connect(path)) as connection:
        journal = connection.execute(snapshots.STATE_OF_JOURNAL).fetchone()[0]
    snapshots.keep(path, None, name, journal, DAY, "1.0", "kept")


def kept(path: Path, day: dt.date = DAY, version: str = "1.0", name: str = "front") -> str | None:
    return snapshots.kept(path, None, name, day, version)


@pytest.fixture
def house(database: Database) -> Path:
    keep(database.path)
    return database.path


def test_nothing_changed(house: Path) -> None:
    assert kept(house) == "kept"


def test_the_latest_replaces_the_one_before(house: Path) -> None:
    keep(house)
    with closing(driver.connect(house)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM snapshot").fetchone() == (1,)


def test_another_day(house: Path) -> None:
    assert kept(house, day=DAY + dt.timedelta(1)) is None


def test_another_version_of_the_program(house: Path) -> None:
    assert kept(house, version="1.1") is None


def test_another_name(house: Path) -> None:
    assert kept(house, name="back") is None


def test_something_was_written_since(house: Path, database: Database) -> None:
    with database.transaction() as session:
        make.a_beneficiary(session)
    assert kept(house) is None


def test_the_file_took_another_identity(house: Path) -> None:
    with closing(driver.connect(house)) as connection:
        connection.execute("UPDATE replica SET id = 'another'")
    assert kept(house) is None


def test_it_was_counted_before_the_last_change(house: Path) -> None:
    snapshots.keep(house, None, "front", "an earlier state", DAY, "1.0", "stale")
    assert kept(house) is None


def test_what_is_no_text_is_left_aside(house: Path) -> None:
    with closing(driver.connect(house)) as connection:
        connection.execute("UPDATE snapshot SET content = x'ff00'")
    assert kept(house) is None


def test_a_file_that_cannot_be_read_has_kept_nothing(tmp_path: Path) -> None:
    assert kept(tmp_path / "missing.db") is None


def test_forgetting_leaves_no_name_in_the_file(house: Path) -> None:
    snapshots.keep(house, None, "front", "x", DAY, "1.0", "Nadia Ferrandi-Sentinelle")
    with closing(driver.connect(house)) as connection:
        snapshots.forget(connection)
    assert b"Sentinelle" not in house.read_bytes()


def test_keeping_is_no_change_of_the_house(database: Database) -> None:
    with closing(sqlite3.connect(database.path)) as connection:
        before = connection.execute("SELECT * FROM replica").fetchall()
        keep(database.path)
        assert connection.execute("SELECT * FROM replica").fetchall() == before
        assert connection.execute("SELECT COUNT(*) FROM journal").fetchone() == (0,)
