"""Who opens an encrypted house: what a phrase gives, what a stranger's file gives, and who stays after a renewal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator_app.database import key_slots, sealing
from facilitator_app.database.files import side_file
from facilitator_app.database.phrase_cost import LEAST, MOST, USUAL, Cost, fitted
from facilitator_app.domain.key_refusals import (
    AnotherHouse,
    NewerFormat,
    SlotsDamaged,
    SlotsMissing,
    UnknownPerson,
    WrongPhrase,
)
from facilitator_app.domain.paper_key import read, write
from facilitator_app.domain.refusal import Refusal

QUICK = Cost(iterations=1, lanes=1, memory=8)
HELENE, YANIS, INES = "Hélène Arnoux", "Yanis Belkacem", "Inès Haddad"
PHRASE = "drapeau cidre violon tuile hamac renard poivre"
OTHER = "bateau cerise moulin tapis lavande crayon girafe"
THIRD = "cigogne marteau jardin olive camion plume orage"


@pytest.fixture
def key(path: Path) -> bytes:
    """The key of a house that three people open."""
    made = key_slots.create(path, HELENE, PHRASE, cost=QUICK)
    key_slots.add(path, made, YANIS, OTHER, cost=QUICK)
    key_slots.add(path, made, INES, THIRD, cost=QUICK)
    return made


def content(path: Path) -> Any:
    return json.loads(side_file(path).read_text("utf-8"))


def rewrite(path: Path, change: Callable[[Any], object]) -> None:
    changed = content(path)
    change(changed)
    side_file(path).write_text(json.dumps(changed), "utf-8")


def test_each_person_opens_with_her_own_phrase(path: Path, key: bytes) -> None:
    assert key_slots.people(path) == (HELENE, YANIS, INES)
    for person, phrase in ((HELENE, PHRASE), (YANIS, OTHER), (INES, THIRD)):
        assert key_slots.unlock(path, person, phrase) == key
    assert key_slots.unlock(path, " hélène  arnoux", PHRASE.upper().replace(" ", "-")) == key
    assert key_slots.unlock(path, "He\u0301le\u0300ne Arnoux", PHRASE) == key
    assert len(key) == 32


def test_a_wrong_phrase_is_refused_without_being_repeated(path: Path, key: bytes) -> None:
    with pytest.raises(WrongPhrase) as refused:
        key_slots.unlock(path, HELENE, OTHER)
    assert "Verr. Maj" in str(refused.value)
    assert "clavier" in str(refused.value)
    told = "".join(traceback.format_exception(refused.value))
    assert OTHER not in told
    assert refused.value.problems[0].field == "phrase"


def test_someone_unknown_is_refused(path: Path, key: bytes) -> None:
    with pytest.raises(UnknownPerson, match="liste"):
        key_slots.unlock(path, "Sami Ouali", PHRASE)


def test_neither_key_nor_phrase_is_in_the_file(path: Path, key: bytes) -> None:
    written = side_file(path).read_bytes()
    assert key not in written
    assert key.hex().encode() not in written
    assert not any(word.encode() in written for word in PHRASE.split())
    assert os.name == "nt" or side_file(path).stat().st_mode & 0o077 == 0
    assert [file.name for file in path.parent.iterdir() if "cle" in file.name] == ["maison.db.cle"]


def test_a_changed_phrase_rewrites_one_slot_only(path: Path, key: bytes) -> None:
    before = content(path)["slots"]
    key_slots.change_phrase(path, YANIS, OTHER, "k7!Rw2pQ#m9Z")
    after = content(path)["slots"]
    assert [was == now for was, now in zip(before, after, strict=True)] == [True, False, True]
    assert after[1]["keys"] == before[1]["keys"]
    assert key_slots.unlock(path, YANIS, "k7!Rw2pQ#m9Z") == key
    with pytest.raises(WrongPhrase):
        key_slots.unlock(path, YANIS, OTHER)
    with pytest.raises(WrongPhrase):
        key_slots.change_phrase(path, HELENE, OTHER, THIRD)


def test_a_weak_phrase_never_closes_a_slot(path: Path, key: bytes) -> None:
    before = side_file(path).read_bytes()
    with pytest.raises(Refusal, match="sept mots"):
        key_slots.change_phrase(path, HELENE, PHRASE, "azerty")
    with pytest.raises(Refusal, match="sept mots"):
        key_slots.add(path, key, "Sami Ouali", "Sami Ouali 2026", cost=QUICK)
    with pytest.raises(Refusal, match="sept mots"):
        key_slots.reset_phrase(path, key, HELENE, "", cost=QUICK)
    assert side_file(path).read_bytes() == before


def test_a_forgotten_phrase_is_replaced_with_the_paper_key(path: Path, key: bytes) -> None:
    paper = "-".join(write(key)).lower()
    key_slots.reset_phrase(path, read(paper), HELENE, THIRD, cost=QUICK)
    assert key_slots.unlock(path, HELENE, THIRD) == key
    assert key_slots.unlock(path, YANIS, OTHER) == key
    assert key_slots.people(path) == (HELENE, YANIS, INES)


def test_someone_removed_opens_no_more(path: Path, key: bytes) -> None:
    key_slots.remove(path, YANIS)
    assert key_slots.people(path) == (HELENE, INES)
    with pytest.raises(UnknownPerson):
        key_slots.unlock(path, YANIS, OTHER)
    assert key_slots.unlock(path, INES, THIRD) == key


def test_the_last_person_is_never_removed(path: Path) -> None:
    key_slots.create(path, HELENE, PHRASE, cost=QUICK)
    with pytest.raises(Refusal, match="dernière personne"):
        key_slots.remove(path, HELENE)
    assert key_slots.people(path) == (HELENE,)


def test_a_person_is_added_once_and_by_someone_who_holds_the_key(path: Path, key: bytes) -> None:
    with pytest.raises(Refusal, match="déjà une phrase"):
        key_slots.add(path, key, "yanis BELKACEM", OTHER, cost=QUICK)
    with pytest.raises(AnotherHouse):
        key_slots.add(path, os.urandom(32), "Sami Ouali", OTHER, cost=QUICK)
    for name in ("", "  ", "x" * 121, "Sami\x00Ouali"):
        with pytest.raises(Refusal, match="Indiquez le nom"):
            key_slots.add(path, key, name, OTHER, cost=QUICK)


def test_a_new_key_reaches_those_who_stay_without_their_phrases(path: Path, key: bytes) -> None:
    new = key_slots.new_key()
    assert key_slots.begin_renewal(path, key, new, leaving=[YANIS]) == (HELENE, INES)
    for file_key, who in ((key, {HELENE, YANIS, INES}), (new, {HELENE, INES})):
        opened = set()
        for person, phrase in ((HELENE, PHRASE), (YANIS, OTHER), (INES, THIRD)):
            try:
                assert key_slots.unlock(path, person, phrase, file_key.__eq__) == file_key
                opened.add(person)
            except AnotherHouse:
                pass
        assert opened == who
    key_slots.finish_renewal(path, new)
    assert key_slots.people(path) == (HELENE, INES)
    assert key_slots.unlock(path, INES, THIRD) == new
    assert {len(slot["keys"]) for slot in content(path)["slots"]} == {1}


def test_a_renewal_cut_short_goes_back_or_starts_again(path: Path, key: bytes) -> None:
    lost, new = key_slots.new_key(), key_slots.new_key()
    key_slots.begin_renewal(path, key, lost, leaving=[YANIS])
    key_slots.begin_renewal(path, key, new)
    key_slots.finish_renewal(path, key)
    assert key_slots.people(path) == (HELENE, YANIS, INES)
    assert key_slots.unlock(path, YANIS, OTHER) == key
    before = side_file(path).stat().st_mtime_ns
    key_slots.finish_renewal(path, key)
    assert side_file(path).stat().st_mtime_ns == before


def test_a_renewal_leaves_someone_in(path: Path, key: bytes) -> None:
    with pytest.raises(Refusal, match="Au moins une personne"):
        key_slots.begin_renewal(path, key, key_slots.new_key(), leaving=[HELENE, YANIS, INES])
    assert key_slots.unlock(path, HELENE, PHRASE) == key


def test_nobody_who_only_writes_in_the_file_is_given_the_new_key(path: Path, key: bytes) -> None:
    _, mine = sealing.new_pair()
    forged = sealing.close(mine, os.urandom(32), b"").hex()
    rewrite(path, lambda changed: changed["slots"][2]["keys"][0].update(public=forged))
    assert key_slots.begin_renewal(path, key, key_slots.new_key()) == (HELENE, YANIS)


def test_a_slot_copied_to_another_person_does_not_open(path: Path, key: bytes) -> None:
    def copy(changed: Any) -> None:
        changed["slots"][1] = {**changed["slots"][0], "person": YANIS}

    rewrite(path, copy)
    with pytest.raises(WrongPhrase):
        key_slots.unlock(path, YANIS, PHRASE)


def test_a_slot_copied_from_another_house_does_not_open(path: Path, key: bytes, tmp_path: Path) -> None:
    other = tmp_path / "autre.db"
    key_slots.create(other, YANIS, PHRASE, cost=QUICK)
    rewrite(path, lambda changed: changed["slots"].__setitem__(1, content(other)["slots"][0]))
    with pytest.raises(WrongPhrase):
        key_slots.unlock(path, YANIS, PHRASE)


def test_the_side_file_of_another_house_is_told(path: Path, key: bytes) -> None:
    with pytest.raises(AnotherHouse, match="clé de secours"):
        key_slots.unlock(path, HELENE, PHRASE, lambda one: False)


def test_a_lost_side_file_is_rebuilt_from_the_paper_key(path: Path, key: bytes) -> None:
    with pytest.raises(Refusal, match="intact"):
        key_slots.rebuild(path, key, HELENE, OTHER, cost=QUICK)
    side_file(path).unlink()
    with pytest.raises(SlotsMissing, match="clé de secours"):
        key_slots.unlock(path, HELENE, PHRASE)
    assert key_slots.rebuild(path, key, HELENE, OTHER, cost=QUICK) is None
    assert key_slots.unlock(path, HELENE, OTHER) == key


def test_a_damaged_side_file_is_put_aside_and_rebuilt(path: Path, key: bytes) -> None:
    side_file(path).write_bytes(b"{")
    aside = key_slots.rebuild(path, key, HELENE, OTHER, cost=QUICK)
    assert aside is not None
    assert aside.read_bytes() == b"{"
    assert key_slots.unlock(path, HELENE, OTHER) == key


def test_an_encrypted_house_keeps_its_side_file(path: Path, key: bytes) -> None:
    path.write_bytes(os.urandom(4096))
    with pytest.raises(Refusal, match="déjà un fichier des clés"):
        key_slots.create(path, HELENE, PHRASE, cost=QUICK)
    path.unlink()
    key_slots.create(path, HELENE, OTHER, cost=QUICK)
    assert len(list(path.parent.glob("maison.db.cle.ecarte-*"))) == 1


def test_a_newer_format_is_told(path: Path, key: bytes) -> None:
    rewrite(path, lambda changed: changed.update(version=2, slots="?"))
    with pytest.raises(NewerFormat, match="version"):
        key_slots.people(path)


HOSTILE: dict[str, Callable[[Any], object]] = {
    "argon2 of 100 GiB": lambda c: c["slots"][0]["argon2id"].update(memory_kib=100 * 1024 * 1024),
    "argon2 for hours": lambda c: c["slots"][0]["argon2id"].update(iterations=2**31),
    "argon2 with too little memory": lambda c: c["slots"][0]["argon2id"].update(lanes=8),
    "argon2 of nothing": lambda c: c["slots"][0]["argon2id"].update(iterations=0),
    "argon2 true": lambda c: c["slots"][0]["argon2id"].update(iterations=True),
    "argon2 of a fraction": lambda c: c["slots"][0]["argon2id"].update(iterations=1.0),
    "no argon2": lambda c: c["slots"][0].pop("argon2id"),
    "argon2 a list": lambda c: c["slots"][0].update(argon2id=[]),
    "person a number": lambda c: c["slots"][0].update(person=12),
    "person empty": lambda c: c["slots"][0].update(person=""),
    "person half a sign": lambda c: c["slots"][0].update(person="\ud800"),
    "person on two lines": lambda c: c["slots"][0].update(person="a\nb"),
    "person endless": lambda c: c["slots"][0].update(person="a" * 5000),
    "person twice": lambda c: c["slots"].append(c["slots"][0]),
    "salt too short": lambda c: c["slots"][0].update(salt="00"),
    "salt not hexadecimal": lambda c: c["slots"][0].update(salt="z" * 32),
    "salt null": lambda c: c["slots"][0].update(salt=None),
    "private half a dictionary": lambda c: c["slots"][0].update(private={}),
    "no key": lambda c: c["slots"][0].update(keys=[]),
    "a hundred keys": lambda c: c["slots"][0].update(keys=c["slots"][0]["keys"] * 100),
    "no slot": lambda c: c.update(slots=[]),
    "a thousand slots": lambda c: c.update(slots=[{**c["slots"][0], "person": f"P{n}"} for n in range(1000)]),
    "slots a text": lambda c: c.update(slots="abc"),
    "house a list": lambda c: c.update(house=[]),
    "version a text": lambda c: c.update(version="1"),
    "another format": lambda c: c.update(format="autre"),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_forged_side_file_is_refused_at_once(path: Path, key: bytes, change: Callable[[Any], object]) -> None:
    rewrite(path, change)
    start = time.process_time()
    with pytest.raises(SlotsDamaged) as refused:
        key_slots.unlock(path, HELENE, PHRASE)
    assert time.process_time() - start < 0.5
    assert "clé de secours imprimée" in str(refused.value)


@pytest.mark.parametrize(
    "written",
    [
        b"", b"{", b"[]", b"null", b"12", b"\xff\xfe", b"[" * 500_000, b"9" * 5_000,
        b'{"format": "arrimage-cles"}', b"\0" * 4096,
    ],
    ids=range(10),
)  # fmt: skip
def test_what_is_no_side_file_is_refused(path: Path, key: bytes, written: bytes) -> None:
    side_file(path).write_bytes(written)
    with pytest.raises(SlotsDamaged):
        key_slots.people(path)


def test_a_side_file_of_megabytes_is_refused(path: Path, key: bytes) -> None:
    side_file(path).write_bytes(side_file(path).read_bytes() + b" " * 2_000_000)
    with pytest.raises(SlotsDamaged):
        key_slots.people(path)


def test_a_folder_in_the_place_of_the_side_file_is_refused(path: Path) -> None:
    side_file(path).mkdir()
    with pytest.raises(Refusal):
        key_slots.people(path)


def test_every_bit_flipped_in_a_slot_is_refused(path: Path, key: bytes) -> None:
    whole = content(path)
    for field in ("salt", "private", "sealed", "public"):
        changed = json.loads(json.dumps(whole))
        slot = changed["slots"][0]
        holder = slot if field in slot else slot["keys"][0]
        flipped = bytearray.fromhex(holder[field])
        for place in range(len(flipped)):
            flipped[place] ^= 1 << place % 8
            holder[field] = flipped.hex()
            side_file(path).write_text(json.dumps(changed), "utf-8")
            if field == "public":  # only a renewal reads it
                assert key_slots.begin_renewal(path, key, key_slots.new_key()) == (YANIS, INES)
            else:
                with pytest.raises((WrongPhrase, SlotsDamaged)):
                    key_slots.unlock(path, HELENE, PHRASE)
            flipped[place] ^= 1 << place % 8


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the super-user writes everywhere")
def test_a_folder_that_cannot_be_written_leaves_the_file_as_it_was(path: Path, key: bytes) -> None:
    before = side_file(path).read_bytes()
    path.parent.chmod(0o500)
    try:
        with pytest.raises(Refusal, match="écrire dans ce dossier"):
            key_slots.remove(path, YANIS)
    finally:
        path.parent.chmod(0o700)
    assert side_file(path).read_bytes() == before


def test_killed_at_any_moment_the_file_is_the_former_or_the_new_one(path: Path, key: bytes) -> None:
    program = (
        "import sys; from pathlib import Path; from facilitator_app.database import key_slots as k\n"
        "from facilitator_app.database.phrase_cost import Cost\n"
        f"path, key = Path({str(path)!r}), bytes.fromhex({key.hex()!r})\n"
        f"write = lambda: k.reset_phrase(path, key, {HELENE!r}, {OTHER!r}, cost=Cost(1, 1, 8))\n"
        "write()\n"
        "print('ready', flush=True)\n"
        "while True: write()"
    )
    for pause in range(12):
        run = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
        assert run.stdout is not None
        run.stdout.readline()
        start = time.perf_counter()
        while time.perf_counter() - start < 0.004 * pause:
            pass
        run.kill()
        run.communicate()
        assert key_slots.people(path) == (HELENE, YANIS, INES)
        assert key_slots.unlock(path, YANIS, OTHER) == key


def test_the_real_cost_of_a_phrase_is_paid_and_kept_in_the_slot(path: Path) -> None:
    made = key_slots.create(path, HELENE, PHRASE)
    cost = content(path)["slots"][0]["argon2id"]
    assert cost["memory_kib"] >= LEAST.memory
    assert cost["iterations"] >= LEAST.iterations
    start = time.process_time()
    assert key_slots.unlock(path, HELENE, PHRASE) == made
    assert time.process_time() - start > 0.05


def test_the_cost_fits_slow_and_quick_machines() -> None:
    assert fitted(0.338) == USUAL
    assert fitted(0.08) == Cost(3, 4, 256 * 1024)
    assert fitted(0.175) == Cost(3, 4, 128 * 1024)
    assert fitted(0.7) == Cost(3, 4, 32 * 1024)
    assert fitted(10) == LEAST
    assert all(fitted(seconds / 100).bearable for seconds in range(1, 1000))
    assert not Cost(3, 4, MOST.memory + 1).bearable


def test_the_ciphers_are_loaded_only_when_they_serve() -> None:
    program = "import sys; import facilitator_app.database.key_slots; sys.exit('cryptography' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
