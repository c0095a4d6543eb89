"""The copies of the house forget whom the house forgot; those that cannot are told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from facilitator_app.database import backups, forgetting
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.personal_data import erasure
from tests.conftest import TODAY
from tests.make import a_beneficiary

NAME = b"Vandermeulen"


def a_house_with_copies(database: Database, key: bytes | None = None) -> None:
    """Somebody named in the file, in three copies and in a file set aside, then anonymised in the file alone."""
    path = database.path
    with database.transaction() as session:
        gestures.call_it(session, "Nouvelle personne\u00a0: Aurélie Vandermeulen")
        person = a_beneficiary(session, last_name="Vandermeulen", first_name="Aurélie").id
    for why in ("un", "deux", "trois"):
        backups.back_up(path, why, key)
    shutil.copyfile(path, path.with_name(f"{path.stem}-abimee-2026-01-01-000000{path.suffix}"))
    with database.transaction() as session:
        erasure.anonymise(session, [person], TODAY)


def forgotten_in_copies(
    path: Path, key: bytes | None = None, places: Iterable[Path] = ()
) -> tuple[list[Path], list[Path]]:
    """The copies in which whom the house forgot was forgotten, and those that could not be opened."""
    known = forgetting.ledger_of(path, key)
    done: list[Path] = []
    left: list[Path] = []
    for copy in forgetting.copies_of(path, places):
        (done if forgetting.rewrite(path, copy, key, known, erasure.replay) else left).append(copy)
    return done, left


def naming(folder: Path) -> list[str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return sorted(file.name for file in files if NAME in file.read_bytes())


def test_no_file_of_the_house_names_somebody_forgotten(database: Database, path: Path) -> None:
    a_house_with_copies(database)
    assert len(naming(path.parent)) == 4  # the copies still do
    done, left = forgotten_in_copies(path)
    assert (len(done), left) == (4, [])
    assert naming(path.parent) == []
    assert all(backups.is_sound(copy) for copy in done)
    assert not list(path.parent.rglob("*.tmp")) + list(path.parent.rglob("*.new*"))


def test_a_copy_that_cannot_be_opened_is_left_and_told(database: Database, path: Path) -> None:
    a_house_with_copies(database)
    broken = backups.copies(backups.folder_of(path))[0]
    content = broken.read_bytes()
    broken.write_bytes(b"\0" * 4096 + content[4096:])
    assert forgotten_in_copies(path)[1] == [broken]
    assert naming(path.parent) in ([broken.name], [])
    assert broken.read_bytes()[4096:] == content[4096:]


def test_a_copy_in_another_place_forgets_too(database: Database, path: Path, tmp_path: Path) -> None:
    a_house_with_copies(database)
    stick = tmp_path / "cle-usb"
    backups.copy_to(backups.copies(backups.folder_of(path))[0], stick)
    forgotten_in_copies(path, None, [stick])
    assert naming(path.parent) == []
    assert naming(stick) == []


def test_the_copies_of_an_encrypted_house_forget_too(tmp_path: Path) -> None:
    path, key = tmp_path / "maison.db", os.urandom(32)
    database = open_house(path, key=key)
    a_house_with_copies(database, key)
    done, left = forgotten_in_copies(path, key)
    database.close()
    assert (len(done), left) == (4, [])
    for copy in done:
        with_key = Database(copy, key=key)
        with with_key.transaction() as session:
            assert erasure.replay(session, forgetting.ledger_of(path, key)).people == 0
        with_key.close()


def test_a_file_that_is_not_there_has_forgotten_nobody(tmp_path: Path) -> None:
    assert forgetting.ledger_of(tmp_path / "absente.db") == ()
