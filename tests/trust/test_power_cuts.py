"""T2: the power goes at any moment, on any disk it may leave; acknowledged saves are there, whole."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.database import backups, chain_check, driver
from facilitator_app.database.opening import open_house
from tests.trust import rounds
from tests.trust.power_cut import Operation, compiled, cut, record

pytestmark = pytest.mark.slow
Record = Callable[[str, object], None]
SAVES = 40


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = compiled(tmp_path_factory.mktemp("recorder"))
    if library is None:
        pytest.skip("recording what a program writes needs Linux and a C compiler")
    return library


def what_is_wrong(path: Path, key: bytes | None, acknowledged: int) -> str:
    """«lost», «torn», «damaged», or nothing. Bare queries: three thousand disks are looked at."""
    try:
        with closing(driver.connect(path, key)) as connection:
            if not backups.is_whole(connection, key) or list(chain_check.rewritten(connection)):
                return "damaged"
            counter = connection.execute("SELECT contact FROM buyer WHERE name = 'Compteur'").fetchone()
            reached = int(counter[0]) if counter else 0
            found: dict[tuple[int, int], int] = {}
            for (name,) in connection.execute("SELECT name FROM buyer WHERE name LIKE '%/%'"):
                number, rows, _ = map(int, name.split("/"))
                found[number, rows] = found.get((number, rows), 0) + 1
    except driver.errors():
        return "damaged"
    if any(there != rows for (_, rows), there in found.items()) or len(found) != reached:
        return "torn"
    return "lost" if reached < acknowledged else ""


def cut_often(
    before: dict[str, bytes], done: list[Operation], key: bytes | None, folder: Path, images: int
) -> dict[str, int]:
    """How many disks of each kind were found."""
    chance, kinds = random.Random("power"), {"": 0, "lost": 0, "torn": 0, "damaged": 0}
    for number in range(images):
        disk = folder / str(number)
        disk.mkdir()
        acknowledged = cut(before, done, chance.randrange(1, len(done)), chance, disk)
        kinds[what_is_wrong(disk / "maison.db", key, acknowledged)] += 1
        for file in disk.iterdir():
            file.unlink()
    return kinds


def recorded(recorder: Path, path: Path, key: bytes | None, *pragmas: str) -> tuple[dict[str, bytes], list[Operation]]:
    open_house(path, key=key).close()
    before = {path.name: path.read_bytes()}
    return before, record(recorder, path, key, SAVES, *pragmas)


def test_no_power_cut_loses_or_tears_a_save(
    recorder: Path, path: Path, key: bytes | None, record_property: Record
) -> None:
    images = rounds(60, 3000)
    kinds = cut_often(*recorded(recorder, path, key), key, path.parent, images)
    assert kinds == {"": images, "lost": 0, "torn": 0, "damaged": 0}
    record_property("power cuts", images)


@pytest.mark.parametrize("pragmas", [("journal_mode = OFF",), ("synchronous = OFF",)], ids=["no journal", "no sync"])
def test_control_without_protection_power_cuts_do_break_it(
    recorder: Path, path: Path, pragmas: tuple[str, ...], record_property: Record
) -> None:
    images = rounds(60, 1000)
    kinds = cut_often(*recorded(recorder, path, None, *pragmas), None, path.parent, images)
    assert kinds["damaged"] + kinds["torn"] > images / 4
    record_property("of control disks", images)
    record_property("broken", images - kinds[""])
