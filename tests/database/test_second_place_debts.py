"""A second place that was away when the key changed, or when somebody was erased, is put right when it comes back."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from facilitator_app.database import backups, driver, forgetting, key_change, key_slots, second_place
from facilitator_app.database import second_place_debts as debts
from facilitator_app.database.key_change import Steps
from facilitator_app.database.opening import open_house, opens
from facilitator_app.database.phrase_cost import LEAST
from facilitator_app.domain.key_refusals import UnknownPerson
from facilitator_app.domain.keys import Key
from facilitator_app.use_cases.personal_data import erasure
from tests.conftest import TODAY
from tests.make import a_beneficiary

HELENE, PHRASE = "Hélène Arnoux", "drapeau cidre violon marbre ficelle tilleul rideau"
SAMI, OTHER_PHRASE = "Sami Benali", "grenier bouchon cerise talus fanfare pelote girafe"
NAME = b"Vandermeulen"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator_app.database.phrase_cost.for_this_machine", lambda: LEAST)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "cle-usb"
    made.mkdir()
    return made


def a_house(path: Path, stick: Path, key: bytes | None) -> Key:
    """Somebody named in two copies, both carried; the elder was thinned on this PC since."""
    house = open_house(path, HELENE, key)
    with house.transaction() as session:
        person = a_beneficiary(session, last_name="Vandermeulen").id
    house.close()
    second_place.prepare(stick, path)
    for why in ("un", "deux"):
        backups.back_up(path, why, key)
        list(second_place.carry(path, stick, key))
    backups.remove(here(path)[-1])
    return person


def encrypted_house(path: Path, stick: Path) -> bytes:
    key = key_slots.create(path, HELENE, PHRASE)
    key_slots.add(path, key, SAMI, OTHER_PHRASE)
    a_house(path, stick, key)
    return key


def here(path: Path) -> list[Path]:
    return backups.copies(backups.folder_of(path))


def there(path: Path, stick: Path) -> list[Path]:
    return backups.copies(second_place.folder_in(stick, path))


def carried(path: Path, stick: Path, key: bytes | None) -> list[tuple[Path, bool]]:
    list(second_place.carry(path, stick, key))
    return list(debts.pay(path, stick, key, erasure.replay))


def erase(path: Path, key: bytes | None, person: Key) -> None:
    house = open_house(path, HELENE, key)
    with house.transaction() as session:
        erasure.anonymise(session, [person], TODAY)
    house.close()
    debts.owe(path, names=True)
    for copy in forgetting.copies_of(path):
        assert forgetting.rewrite(path, copy, key, forgetting.ledger_of(path, key), erasure.replay)


def while_away(stick: Path, act: Callable[[], object]) -> None:
    aside = stick.rename(stick.with_name("dans-un-tiroir"))
    act()
    aside.rename(stick)


def run(steps: Steps) -> None:
    assert list(steps)


def test_a_renewal_reaches_every_copy_of_a_place_that_is_there(path: Path, stick: Path) -> None:
    key, new = encrypted_house(path, stick), key_slots.new_key()
    run(key_change.renewed(path, key, new, [SAMI], place=stick))
    carried(path, stick, new)
    assert len(there(path, stick)) == 3
    for copy in there(path, stick):
        assert key_slots.unlock(copy, HELENE, PHRASE, partial(opens, copy)) == new
        assert not opens(copy, key)
        with pytest.raises(UnknownPerson):
            key_slots.unlock(copy, SAMI, OTHER_PHRASE)
    assert debts.owed(path) is None


def test_a_place_that_was_away_has_nothing_left_of_the_former_key(path: Path, stick: Path) -> None:
    key, new = encrypted_house(path, stick), key_slots.new_key()
    while_away(stick, lambda: run(key_change.renewed(path, key, new, [SAMI], place=stick)))
    assert debts.owed(path) is not None
    assert [done for _, done in carried(path, stick, new)] == [True]  # what only it had, and nothing opens any more
    assert {copy.name for copy in there(path, stick)} == {copy.name for copy in here(path)}
    assert not any(opens(copy, key) for copy in there(path, stick))
    assert debts.owed(path) is None
    assert carried(path, stick, new) == []


def test_a_place_that_was_away_has_nothing_left_in_clear(path: Path, stick: Path) -> None:
    a_house(path, stick, None)
    key = key_slots.new_key()
    while_away(stick, lambda: run(key_change.encrypted(path, key, HELENE, PHRASE, place=stick)))
    carried(path, stick, key)
    assert all(driver.is_encrypted(copy) for copy in there(path, stick))
    assert not any(NAME in file.read_bytes() for file in stick.rglob("*") if file.is_file())


def test_copies_told_to_keep_their_key_keep_it_everywhere(path: Path, stick: Path) -> None:
    key, new = encrypted_house(path, stick), key_slots.new_key()
    run(key_change.renewed(path, key, new, copies=False, place=stick))
    carried(path, stick, new)
    assert sum(opens(copy, key) for copy in there(path, stick)) == 3
    assert debts.owed(path) is None


def test_somebody_taken_out_opens_no_copy_here_or_there(path: Path, stick: Path) -> None:
    key = encrypted_house(path, stick)
    key_slots.remove(path, SAMI)
    key_change.give_slots_to_copies(path, key)
    carried(path, stick, key)
    assert len(there(path, stick)) == 2
    for copy in (*here(path), *there(path, stick)):
        assert key_slots.people(copy) == (HELENE,)
        assert key_slots.unlock(copy, HELENE, PHRASE, partial(opens, copy)) == key


@pytest.mark.parametrize("encrypted", [False, True])
def test_somebody_erased_is_in_no_copy_of_a_place_that_comes_back(path: Path, stick: Path, encrypted: bool) -> None:
    key = os.urandom(32) if encrypted else None
    person = a_house(path, stick, key)
    while_away(stick, lambda: erase(path, key, person))
    assert [done for _, done in carried(path, stick, key)] == [True]
    assert len(there(path, stick)) == 2
    for copy in there(path, stick):
        assert person in {one for one, _ in forgetting.ledger_of(copy, key)}
        assert backups.is_sound(copy, key)
    assert not any(NAME in file.read_bytes() for file in stick.rglob("*") if file.is_file())
    assert debts.owed(path) is None


def test_a_stick_is_another_disk(path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finished file cannot be moved to it at once."""
    person = a_house(path, stick, None)
    while_away(stick, lambda: erase(path, None, person))
    true_replace = os.replace

    def replace(source: Path, target: Path) -> None:
        if (stick in Path(source).parents) != (stick in Path(target).parents):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        true_replace(source, target)

    monkeypatch.setattr(os, "replace", replace)
    assert [done for _, done in carried(path, stick, None)] == [True]


def test_a_copy_that_cannot_be_read_is_told_once_and_not_for_ever(path: Path, stick: Path) -> None:
    person = a_house(path, stick, None)
    while_away(stick, lambda: erase(path, None, person))
    elder = there(path, stick)[-1]
    elder.write_bytes(b"\0" * 4096 + elder.read_bytes()[4096:])
    assert carried(path, stick, None) == [(elder, False)]
    assert carried(path, stick, None) == []


def test_what_is_owed_waits_while_the_place_is_away(path: Path, stick: Path) -> None:
    a_house(path, stick, None)
    debts.owe(path, key=True)
    debts.owe(path, names=True)
    stick.rename(stick.with_name("dans-un-tiroir"))
    assert list(debts.pay(path, stick, None, erasure.replay)) == []
    debt = debts.owed(path)
    assert debt is not None
    assert debt.key
    assert debt.names


@pytest.mark.parametrize("content", ["", "{", "[]", '{"key": 3, "names": ""}', '{"key": "", "names": ""}'])
def test_a_note_that_makes_no_sense_owes_nothing(path: Path, stick: Path, content: str) -> None:
    debts.owe(path, key=True)
    (backups.folder_of(path) / "deuxieme-endroit.json").write_text(content, "utf-8")
    assert debts.owed(path) is None
