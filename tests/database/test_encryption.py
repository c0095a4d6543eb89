"""The same door opens encrypted houses: nothing readable in any file, and the right key or nothing."""

from __future__ import annotations

import secrets
from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.database import backups, driver, upgrades
from facilitator_app.database.checks import faults
from facilitator_app.database.opening import DamagedFile, Locked, open_house
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.refusal import Refusal
from tests import make

NAME = "Ville de Port-Calme"
KEY = secrets.token_bytes(32)


@pytest.fixture
def encrypted(path: Path) -> Path:
    house = open_house(path, author="Hélène Arnoux", key=KEY)
    with house.transaction() as session:
        make.a_buyer(session, name=NAME)
    house.close()
    return path


def test_an_encrypted_house_closes_and_opens_with_everything(encrypted: Path) -> None:
    house = open_house(encrypted, key=KEY)
    with house.reading() as session:
        assert session.query(Buyer).one().name == NAME
    assert list(faults(encrypted, house.engine, KEY)) == []
    house.close()


def test_nothing_can_be_read_in_any_file_of_an_encrypted_house(encrypted: Path) -> None:
    backups.back_up(encrypted, "essai", KEY)
    house = open_house(encrypted, key=KEY)
    with house.transaction() as session:
        for number in range(300):
            make.a_buyer(session, name=f"{NAME} {number}")
        session.flush()
        files = [file for file in encrypted.parent.rglob("*") if file.is_file()]
        assert any(file.name.endswith("-journal") for file in files)
        for file in files:
            assert NAME.encode() not in file.read_bytes()
            assert b"SQLite format 3" not in file.read_bytes()
    house.close()


def test_without_its_key_or_with_another_one_nothing_is_opened_nor_changed(encrypted: Path) -> None:
    before = encrypted.read_bytes()
    with pytest.raises(Locked, match="n’ouvre pas"):
        open_house(encrypted, key=secrets.token_bytes(32))
    encrypted.with_name(encrypted.name + ".cle").write_text("{}")
    with pytest.raises(Locked, match="chiffrée"):
        open_house(encrypted)
    assert encrypted.read_bytes() == before


def test_a_plain_house_is_not_opened_with_a_key(path: Path) -> None:
    open_house(path).close()
    with pytest.raises(Refusal, match="pas chiffrée"):
        open_house(path, key=KEY)


def test_a_flipped_bit_is_never_silent(encrypted: Path) -> None:
    """On any page, those of the schema included: refused at the opening, or told by the check."""
    whole = encrypted.read_bytes()
    for page in range(1, len(whole) // 4096, len(whole) // 4096 // 12):
        content = bytearray(whole)
        content[page * 4096 + 2000] ^= 1
        encrypted.write_bytes(content)
        assert not backups.is_sound(encrypted, KEY)
        try:
            house = open_house(encrypted, key=KEY)
        except DamagedFile:
            continue
        assert list(faults(encrypted, house.engine, KEY)) != []
        house.close()


def test_a_save_cut_by_a_kill_is_undone_and_the_house_opens(encrypted: Path) -> None:
    with closing(driver.connect(encrypted, KEY)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE journal SET value = zeroblob(50000)")
        killed = encrypted.with_name("coupee.db")
        for ending in ("", "-journal"):
            killed.with_name(killed.name + ending).write_bytes(
                encrypted.with_name(encrypted.name + ending).read_bytes()
            )
        connection.execute("ROLLBACK")
    house = open_house(killed, key=KEY)
    assert list(faults(killed, house.engine, KEY)) == []
    house.close()


def test_damage_seen_after_a_kill_offers_the_latest_backup(encrypted: Path) -> None:
    good = backups.back_up(encrypted, "essai", KEY)
    content = bytearray(encrypted.read_bytes())
    content[len(content) // 2] ^= 1
    encrypted.write_bytes(content)
    encrypted.with_name(encrypted.name + ".lock").write_text(" 4321@poste ")
    for _ in range(2):  # refused once, it is not trusted the second time
        with pytest.raises(DamagedFile, match=good.name):
            open_house(encrypted, key=KEY)


def test_steps_are_walked_on_an_encrypted_copy(path: Path) -> None:
    with closing(driver.connect(path, KEY)):
        upgrades.bring_up_to_date(path, KEY)
    assert upgrades.version_of(path, KEY) == upgrades.CURRENT
    assert driver.is_encrypted(path)


def test_a_folder_or_an_absent_file_is_not_taken_for_an_encrypted_house(tmp_path: Path) -> None:
    assert not driver.is_encrypted(tmp_path)
    assert not driver.is_encrypted(tmp_path / "absente.db")
