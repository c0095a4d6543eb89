"""The key of a real encrypted house renewed when someone leaves, wherever the machine is switched off."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator_app.database import key_slots, rekeying
from facilitator_app.database.opening import open_house, opens
from facilitator_app.database.phrase_cost import Cost
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.key_refusals import AnotherHouse, UnknownPerson
from tests import make

QUICK = Cost(iterations=1, lanes=1, memory=8)
STAYS, LEAVES = "Hélène Arnoux", "Yanis Belkacem"
PHRASE = "drapeau cidre violon tuile hamac renard poivre"
OTHER = "bateau cerise moulin tapis lavande crayon girafe"


class SwitchedOff(Exception):
    """The machine stops here."""


@pytest.fixture
def key(path: Path) -> bytes:
    """The key of an encrypted house with one buyer, which two people open."""
    made = key_slots.create(path, STAYS, PHRASE, cost=QUICK)
    key_slots.add(path, made, LEAVES, OTHER, cost=QUICK)
    house = open_house(path, key=made)
    with house.transaction() as session:
        make.a_buyer(session, name="Ville de Port-Calme")
    house.close()
    return made


def unlocked(path: Path, person: str, phrase: str) -> bytes:
    """The key, as the window asks for it at the start; what a renewal left unfinished is settled on the way."""
    key = key_slots.unlock(path, person, phrase, lambda one: opens(path, one))
    key_slots.finish_renewal(path, key)
    house = open_house(path, key=key)
    with house.reading() as session:
        assert session.query(Buyer).one().name == "Ville de Port-Calme"
    house.close()
    return key


def giving(path: Path, key: bytes, new: bytes) -> None:
    assert key_slots.begin_renewal(path, key, new, [LEAVES]) == (STAYS,)


def test_who_leaves_opens_no_more_even_with_a_copy_of_everything_she_knew(path: Path, key: bytes) -> None:
    kept = path.with_name("maison.db.cle").read_bytes()
    new = key_slots.new_key()
    rekeying.rekey(path, key, new, before_swap=lambda: giving(path, key, new))
    key_slots.finish_renewal(path, new)
    assert unlocked(path, STAYS, PHRASE) == new
    with pytest.raises(UnknownPerson):
        unlocked(path, LEAVES, OTHER)
    path.with_name("maison.db.cle").write_bytes(kept)
    with pytest.raises(AnotherHouse):
        unlocked(path, LEAVES, OTHER)


def test_switched_off_before_the_swap_nothing_has_changed(path: Path, key: bytes) -> None:
    new = key_slots.new_key()

    def cut() -> None:
        giving(path, key, new)
        raise SwitchedOff

    with pytest.raises(SwitchedOff):
        rekeying.rekey(path, key, new, before_swap=cut)
    assert unlocked(path, LEAVES, OTHER) == key
    assert unlocked(path, STAYS, PHRASE) == key
    assert key_slots.people(path) == (STAYS, LEAVES)


def test_switched_off_after_the_swap_the_new_key_opens_and_the_leaver_is_out(path: Path, key: bytes) -> None:
    new = key_slots.new_key()
    rekeying.rekey(path, key, new, before_swap=lambda: giving(path, key, new))
    with pytest.raises(AnotherHouse):
        unlocked(path, LEAVES, OTHER)
    assert unlocked(path, STAYS, PHRASE) == new
    assert key_slots.people(path) == (STAYS,)


def test_a_house_in_clear_is_converted_with_its_first_person(path: Path) -> None:
    house = open_house(path)
    with house.transaction() as session:
        make.a_buyer(session, name="Ville de Port-Calme")
    house.close()
    key = key_slots.new_key()

    def closed() -> None:
        key_slots.create(path, STAYS, PHRASE, key=key, cost=QUICK)

    def cut() -> None:
        closed()
        raise SwitchedOff

    with pytest.raises(SwitchedOff):
        rekeying.rekey(path, None, key, before_swap=cut)
    open_house(path).close()  # still in clear, whatever stands beside it
    rekeying.rekey(path, None, key, before_swap=closed)
    assert unlocked(path, STAYS, PHRASE) == key
