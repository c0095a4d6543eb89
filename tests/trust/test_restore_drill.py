"""T15: the last backup of a whole demonstration house put back: the same counts, the same hours, another identity."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.database import backups, driver, rekeying, replicas, restoring
from facilitator_app.database.checks import faults
from facilitator_app.database.opening import open_house
from facilitator_app.domain.records import SCHEMA

pytestmark = pytest.mark.slow
_OWN = {"replica", "snapshot"}
"""Tables that say which file this is, or keep what the window showed."""


def content(path: Path, key: bytes | None) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of the house."""
    with closing(driver.connect_to_read(path, key)) as connection:
        return {
            table.name: sorted(connection.execute(f'SELECT * FROM "{table.name}"').fetchall(), key=repr)
            for table in SCHEMA.sorted_tables
            if table.name not in _OWN
        }


def test_the_last_backup_put_back_is_the_house(demonstration_house: Path, path: Path, key: bytes | None) -> None:
    shutil.copyfile(demonstration_house, path)
    if key is not None:
        rekeying.rekey(path, None, key)
    before = content(path, key)
    assert before["monthly_hours"]
    copy = backups.back_up(path, "essai", key)
    with closing(driver.connect_to_read(path, key)) as connection:
        identity, _ = replicas.where_it_stands(connection)
    path.write_bytes(path.read_bytes()[:10_000])
    found = backups.latest(path, key)
    assert found == copy
    restoring.restore(path, found, key)
    assert content(path, key) == before
    house = open_house(path, key=key)
    assert list(faults(path, house.engine, key)) == []
    house.close()
    with closing(driver.connect_to_read(path, key)) as connection:
        assert replicas.where_it_stands(connection)[0] != identity
