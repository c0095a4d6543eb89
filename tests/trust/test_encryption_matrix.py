"""T16: everything asked of the encrypting driver, on the versions installed: eighteen steps."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2
from sqlalchemy import text

from facilitator_app.database import backups, driver, rekeying, upgrades
from facilitator_app.database.checks import faults
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import Locked, open_house
from tests import make

KEY, OTHER = secrets.token_bytes(32), secrets.token_bytes(32)
NAME = "Ville de Port-Calme"
Step = Callable[[Database], None]


def bare(house: Database) -> Any:
    return closing(driver.connect(house.path, KEY))


def creates_encrypted(house: Database) -> None:
    assert driver.is_encrypted(house.path)


def keeps_its_settings(house: Database) -> None:
    with bare(house) as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store")
        assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked] == ["truncate", 2, 1, 1, 2]


def writes_through_the_session(house: Database) -> None:
    with house.transaction() as session:
        make.a_buyer(session, name=NAME)


def reads_what_it_wrote(house: Database) -> None:
    with house.reading() as session:
        assert session.execute(text("SELECT COUNT(*) FROM buyer WHERE name = :name"), {"name": NAME}).scalar_one() > 0


def undoes_what_fails(house: Database) -> None:
    before = count(house)
    with pytest.raises(ZeroDivisionError), house.transaction() as session:
        make.a_buyer(session)
        session.flush()
        raise ZeroDivisionError
    assert count(house) == before


def holds_references(house: Database) -> None:
    with bare(house) as connection, pytest.raises(sqlcipher3.dbapi2.IntegrityError):
        connection.execute(
            "INSERT INTO gesture (id, label, author, at, undoes, seal) VALUES ('a', '', '', '', 'b', x'')"
        )


def refuses_another_key(house: Database) -> None:
    assert not backups.is_sound(house.path, OTHER)


def refuses_no_key(house: Database) -> None:
    assert not backups.is_sound(house.path, None)


def opens_after_wrong_keys(house: Database) -> None:
    for _ in range(3):
        assert not backups.is_sound(house.path, secrets.token_bytes(32))
    assert backups.is_sound(house.path, KEY)


def searches_whole_text(house: Database) -> None:
    with bare(house) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.found USING fts5(x, tokenize = 'unicode61 remove_diacritics 2')")
        connection.execute("INSERT INTO found VALUES ('Hélène de Port-Calme')")
        assert connection.execute("SELECT COUNT(*) FROM found WHERE found MATCH '\"helene\"'").fetchone() == (1,)


def authenticates_every_page(house: Database) -> None:
    with bare(house) as connection:
        assert connection.execute("PRAGMA cipher_integrity_check").fetchone() is None
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def copies_with_vacuum_into(house: Database) -> None:
    copy = house.path.with_name("vidage.db")
    with bare(house) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    assert driver.is_encrypted(copy)
    assert backups.is_sound(copy, KEY)
    copy.unlink()


def copies_with_the_backup_interface(house: Database) -> None:
    copy = house.path.with_name("copie.db")
    with bare(house) as source, closing(driver.connect(copy, KEY)) as target:
        source.backup(target)
    assert driver.is_encrypted(copy)
    assert backups.is_sound(copy, KEY)
    copy.unlink()


def vacuums(house: Database) -> None:
    house.engine.dispose()
    with bare(house) as connection:
        connection.execute("VACUUM")
    assert backups.is_sound(house.path, KEY)


def serves_several_threads(house: Database) -> None:
    before, threads = (
        count(house),
        [threading.Thread(target=writes_through_the_session, args=(house,)) for _ in range(4)],
    )
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(house) == before + 4


def keeps_nothing_readable(house: Database) -> None:
    for file in house.path.parent.rglob("*"):
        assert not file.is_file() or NAME.encode() not in file.read_bytes()


def walks_the_schema_steps(house: Database) -> None:
    assert upgrades.version_of(house.path, KEY) == upgrades.CURRENT
    assert list(faults(house.path, house.engine, KEY)) == []


def changes_its_key(house: Database) -> None:
    house.close()
    rekeying.rekey(house.path, KEY, OTHER)
    with pytest.raises(Locked):
        open_house(house.path, key=KEY)
    again = open_house(house.path, key=OTHER)
    assert count(again) > 0
    again.close()


STEPS: tuple[Step, ...] = (
    creates_encrypted, keeps_its_settings, writes_through_the_session, reads_what_it_wrote, undoes_what_fails,
    holds_references, refuses_another_key, refuses_no_key, opens_after_wrong_keys, searches_whole_text,
    authenticates_every_page, copies_with_vacuum_into, copies_with_the_backup_interface, vacuums,
    serves_several_threads, keeps_nothing_readable, walks_the_schema_steps, changes_its_key,
)  # fmt: skip


def count(house: Database) -> int:
    with house.reading() as session:
        return int(session.execute(text("SELECT COUNT(*) FROM buyer")).scalar_one())


def test_the_encrypting_driver_does_all_that_is_asked_of_it(path: Path, record_property: Callable[..., None]) -> None:
    house = open_house(path, key=KEY)
    for step in STEPS:
        step(house)
    record_property("steps", f"{len(STEPS)}/18")
    record_property("SQLCipher over SQLite", sqlcipher3.dbapi2.sqlite_version)
