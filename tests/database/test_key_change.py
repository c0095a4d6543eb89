"""Changing the key of a house and of its copies, as the window does it, whole or cut short."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from facilitator_app.database import backups, driver, key_change, key_slots
from facilitator_app.database.key_change import Rekeyed
from facilitator_app.database.opening import open_house, opens
from facilitator_app.database.phrase_cost import LEAST
from facilitator_app.domain.key_refusals import UnknownPerson, WrongPhrase
from facilitator_app.domain.refusal import Refusal
from tests import make

HELENE, PHRASE = "Hélène Arnoux", "drapeau cidre violon marbre ficelle tilleul rideau"
SAMI, OTHER_PHRASE = "Sami Benali", "grenier bouchon cerise talus fanfare pelote girafe"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator_app.database.phrase_cost.for_this_machine", lambda: LEAST)


def filled(path: Path, key: bytes | None) -> None:
    house = open_house(path, HELENE, key)
    with house.transaction() as session:
        make.a_placement(session)
    house.close()


@pytest.fixture
def key(path: Path) -> bytes:
    """Of a house that two people open, with one copy."""
    key = key_slots.create(path, HELENE, PHRASE)
    key_slots.add(path, key, SAMI, OTHER_PHRASE)
    filled(path, key)
    backups.back_up(path, "a-la-demande", key)
    return key


def outcome(steps: key_change.Steps) -> Rekeyed:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            done = end.value
            assert isinstance(done, Rekeyed)
            return done


def copies(path: Path) -> list[Path]:
    return backups.copies(backups.folder_of(path))


def test_a_renewed_key_opens_the_house_and_its_copies_for_those_who_stay(path: Path, key: bytes) -> None:
    new = key_slots.new_key()
    done = outcome(key_change.renewed(path, key, new, [SAMI]))
    assert (done.key, done.rewritten, done.left) == (new, 2, 0)
    assert key_slots.people(path) == (HELENE,)
    for file in (path, *copies(path)):
        assert key_slots.unlock(file, HELENE, PHRASE, partial(opens, file)) == new
        assert not opens(file, key)
        with pytest.raises(UnknownPerson):
            key_slots.unlock(file, SAMI, OTHER_PHRASE)
    open_house(path, HELENE, new).close()


def test_copies_may_keep_the_former_key(path: Path, key: bytes) -> None:
    done = outcome(key_change.renewed(path, key, key_slots.new_key(), copies=False))
    assert (done.rewritten, done.left) == (0, 2)
    assert all(opens(copy, key) for copy in copies(path))


@pytest.mark.parametrize("steps_done", range(1, 5))
def test_stopped_after_any_step_everything_still_opens(path: Path, key: bytes, steps_done: int) -> None:
    work = key_change.renewed(path, key, key_slots.new_key(), [SAMI])
    for _ in range(steps_done):
        next(work)
    work.close()
    for file in (path, *copies(path)):
        found = key_slots.unlock(file, HELENE, PHRASE, partial(opens, file))
        key_slots.finish_renewal(file, found)
        assert opens(file, found)
    house = open_house(path, HELENE, key_slots.unlock(path, HELENE, PHRASE))
    house.close()


def test_a_house_in_clear_is_encrypted_with_its_copies_and_back(path: Path) -> None:
    filled(path, None)
    backups.back_up(path, "a-la-demande")
    key = key_slots.new_key()
    done = outcome(key_change.encrypted(path, key, HELENE, PHRASE))
    assert (done.rewritten, done.left) == (2, 0)
    assert all(driver.is_encrypted(file) for file in (path, *copies(path)))
    assert key_slots.unlock(path, HELENE, PHRASE) == key
    outcome(key_change.in_clear(path, key))
    assert not driver.is_encrypted(path)
    assert not key_slots.exist(path)
    open_house(path).close()


def test_an_open_house_is_left_alone(path: Path, key: bytes) -> None:
    house = open_house(path, HELENE, key)
    with pytest.raises(Refusal, match="déjà ouverte"):
        outcome(key_change.renewed(path, key, key_slots.new_key()))
    house.close()
    assert opens(path, key)


def test_slots_are_taken_back_from_a_copy_and_those_damaged_are_kept(path: Path, key: bytes) -> None:
    slots = path.with_name(f"{path.name}.cle")
    slots.write_text("{", "utf-8")
    key_slots.take_from(path, copies(path)[0])
    assert key_slots.unlock(path, SAMI, OTHER_PHRASE) == key
    assert [file.read_text("utf-8") for file in path.parent.glob("*.ecarte-*")] == ["{"]
    with pytest.raises(WrongPhrase):
        key_slots.unlock(path, SAMI, PHRASE)


def test_the_key_is_never_shown(path: Path, key: bytes) -> None:
    def texts(*shown: Any) -> str:
        return " ".join(map(repr, shown))

    assert repr(key) not in texts(Rekeyed(key, 1, 0))
