"""T4 and T5: killed while the schema or the key changes, in a backup, a restoration, an import: before or after."""

from __future__ import annotations

import random
import secrets
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.database import backups, driver, upgrades
from facilitator_app.database.checks import faults
from facilitator_app.database.opening import open_house
from tests import make
from tests.benchmarks.bench_contract_import import contract_file
from tests.trust import rounds
from tests.trust.old_house import FIRST, GESTURES, make_old_house
from tests.trust.scene import how_long, kill_during

pytestmark = pytest.mark.slow
Record = Callable[[str, object], None]


def fresh_copy(house: Path, folder: Path) -> Path:
    """The same house in a folder of its own."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copyfile(house, folder / house.name)
    return folder / house.name


def count(path: Path, key: bytes | None, table: str) -> int:
    with closing(driver.connect(path, key)) as connection:
        return int(connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


def is_in_order(path: Path, key: bytes | None) -> bool:
    house = open_house(path, key=key)
    try:
        return list(faults(path, house.engine, key)) == []
    finally:
        house.close()


def house_of_buyers(path: Path, key: bytes | None, many: int = 400) -> Path:
    house = open_house(path, key=key)
    with house.transaction() as session:
        for number in range(many):
            make.a_buyer(session, name=f"Commune invent\u00e9e {number}")
    house.close()
    return path


def moments(job: str, spare: Path, key: bytes | None, argument: str, many: int) -> list[float]:
    """Seconds after its start when a job will be killed: all along its usual length, and beyond."""
    usual = how_long(job, spare, key, argument)
    chance = random.Random(job)
    return [chance.uniform(0, usual * 1.4) for _ in range(many)]


def test_killed_while_the_schema_changes_the_file_is_the_old_one_or_the_new_one(
    path: Path, key: bytes | None, record_property: Record
) -> None:
    make_old_house(path, key)
    old = new = 0
    spare = fresh_copy(path, path.parent / "spare")
    for after in moments("upgrade", spare, key, "", rounds(3, 250)):
        house = fresh_copy(path, path.parent / "killed")
        kill_during("upgrade", house, key, "", after)
        version = upgrades.version_of(house, key) if count(house, key, "buyer") == GESTURES else None
        assert version in (FIRST, upgrades.CURRENT)
        old, new = old + (version == FIRST), new + (version == upgrades.CURRENT)
        assert is_in_order(house, key)
        assert count(house, key, "buyer") == GESTURES
    record_property("old", old)
    record_property("new", new)
    record_property("half-way", 0)


def test_killed_while_its_key_changes_the_file_opens_with_the_old_one_or_the_new_one(
    path: Path, key: bytes | None, record_property: Record
) -> None:
    house_of_buyers(path, key)
    other = secrets.token_bytes(32)
    spare = fresh_copy(path, path.parent / "spare")
    old = new = 0
    for after in moments("change_key", spare, key, other.hex(), rounds(3, 250)):
        house = fresh_copy(path, path.parent / "killed")
        kill_during("change_key", house, key, other.hex(), after)
        by_new = backups.is_sound(house, other)
        opener = other if by_new else key
        assert is_in_order(house, opener)
        assert count(house, opener, "buyer") == 400
        assert not list(house.parent.glob("*.new*")), "opening sweeps what the kill left"
        old, new = old + (not by_new), new + by_new
    record_property("old key", old)
    record_property("new key", new)
    record_property("dead", 0)


def test_killed_during_a_backup_no_copy_that_has_its_name_is_torn(path: Path, key: bytes | None) -> None:
    house_of_buyers(path, key)
    for after in moments("back_up", path, key, "", rounds(3, 250)):
        kill_during("back_up", path, key, "", after)
        assert all(backups.is_sound(copy, key) for copy in backups.copies(backups.folder_of(path))[:2])
        assert is_in_order(path, key)


def test_killed_during_a_restoration_the_place_holds_the_former_or_the_restored_house(
    path: Path, key: bytes | None, record_property: Record
) -> None:
    house_of_buyers(path, key, many=300)
    copy = backups.back_up(path, "essai", key)
    house_of_buyers(path, key, many=100)
    spare = fresh_copy(path, path.parent / "spare")
    found = {300: 0, 400: 0}
    for after in moments("restore", spare, key, str(copy), rounds(3, 250)):
        house = fresh_copy(path, path.parent / "killed")
        kill_during("restore", house, key, str(copy), after)
        assert is_in_order(house, key)
        found[count(house, key, "buyer")] += 1
    record_property("restored", found[300])
    record_property("former", found[400])
    record_property("dead", 0)


def test_killed_during_an_import_all_of_it_is_there_or_nothing(
    path: Path, key: bytes | None, tmp_path: Path, record_property: Record
) -> None:
    house_of_buyers(path, key, many=3)
    contracts = contract_file(tmp_path, 400)
    spare = fresh_copy(path, path.parent / "spare")
    found = {0: 0, 400: 0}
    for after in moments("import_contracts", spare, key, str(contracts), rounds(3, 250)):
        house = fresh_copy(path, path.parent / "killed")
        kill_during("import_contracts", house, key, str(contracts), after)
        assert is_in_order(house, key)
        found[count(house, key, "contract")] += 1
    record_property("nothing", found[0])
    record_property("all", found[400])
