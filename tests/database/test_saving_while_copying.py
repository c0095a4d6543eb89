"""A save is never refused because a copy of the house is being taken, and the copy is whole whatever is saved."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.database import backups, driver
from facilitator_app.database.opening import open_house
from facilitator_app.domain.refusal import Refusal
from tests import make

Meanwhile = Callable[[Callable[[], None]], None]


@pytest.fixture(params=[None, bytes(range(32))], ids=["in clear", "encrypted"])
def key(request: pytest.FixtureRequest, path: Path) -> bytes | None:
    """Of a house with a buyer."""
    key: bytes | None = request.param
    house = open_house(path, key=key)
    with house.transaction() as session:
        make.a_buyer(session)
    house.close()
    return key


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Do something after each handful of pages, of which there are many."""
    monkeypatch.setattr(backups, "_HANDFUL", 5)
    note = backups._Pace.note

    def during(act: Callable[[], None]) -> None:
        def noted(pace: backups._Pace, status: int, left: int, total: int) -> None:
            act()
            note(pace, status, left, total)

        monkeypatch.setattr(backups._Pace, "note", noted)

    return during


class Saving:
    """Saves as the window does, but waits for nobody: any hold on the file would be an error at once."""

    def __init__(self, path: Path, key: bytes | None, most: int) -> None:
        self._path, self._key, self._left = path, key, most
        self.done = 0

    def __call__(self) -> None:
        if not self._left:
            return
        self._left -= 1
        with closing(driver.connect(self._path, self._key)) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            connection.execute("UPDATE buyer SET name = ?", (f"Ville {self.done}",))
        self.done += 1


def name_in(copy: Path, key: bytes | None) -> str:
    with closing(driver.connect_to_read(copy, key)) as connection:
        return str(connection.execute("SELECT name FROM buyer").fetchone()[0])


def test_saves_go_through_and_the_copy_holds_them(path: Path, key: bytes | None, meanwhile: Meanwhile) -> None:
    saving = Saving(path, key, 3)
    meanwhile(saving)
    copy = backups.back_up(path, "essai", key)
    assert saving.done == 3
    assert backups.is_sound(copy, key)
    assert name_in(copy, key) == "Ville 2"


def test_saves_that_never_stop_do_not_prevent_a_copy(path: Path, key: bytes | None, meanwhile: Meanwhile) -> None:
    saving = Saving(path, key, 10_000)
    meanwhile(saving)
    copy = backups.back_up(path, "essai", key)
    assert backups._MOST_TIMES < saving.done < 10_000
    assert backups.is_sound(copy, key)
    assert name_in(copy, key) == f"Ville {saving.done - 1}"
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]


def test_rather_no_copy_than_a_save_that_waits_too_long(
    path: Path, key: bytes | None, meanwhile: Meanwhile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_LONGEST_WAIT", 0)
    meanwhile(Saving(path, key, 10_000))
    with pytest.raises(Refusal, match="sans rien saisir"):
        backups.back_up(path, "essai", key)
    assert list(backups.folder_of(path).iterdir()) == []
