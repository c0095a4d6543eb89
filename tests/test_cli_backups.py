"""Backing up and restoring from the command line, of houses in clear and encrypted."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.__main__ import main
from facilitator_app.database import backups, key_slots
from facilitator_app.database.opening import open_house
from facilitator_app.database.phrase_cost import Cost
from facilitator_app.domain import paper_key
from facilitator_app.domain.company import Buyer
from tests import make

PHRASE = "cheval correct batterie agrafe nuage tambour lavande"
QUICK = Cost(iterations=1, lanes=1, memory=64)


def fed(text: str) -> str:
    """A file descriptor from which this text can be read."""
    reading, writing = os.pipe()
    os.write(writing, text.encode())
    os.close(writing)
    return str(reading)


def with_a_buyer(path: Path, name: str, key: bytes | None = None) -> None:
    house = open_house(path, key=key)
    with house.transaction() as session:
        session.info["label"] = f"Acheteur {name}"
        make.a_buyer(session, name=name)
    house.close()


@pytest.fixture
def encrypted(path: Path) -> tuple[Path, bytes]:
    key = key_slots.create(path, "Hélène Arnoux", PHRASE, cost=QUICK)
    with_a_buyer(path, "Ville de Port-Calme", key)
    return path, key


def test_a_house_in_clear_is_backed_up_and_restored(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_a_buyer(path, "Ville de Port-Calme")
    assert main(["backup", "--database", str(path), "--to", str(path.parent / "cle")]) == 0
    (copy,) = backups.copies(path.parent / "cle")
    assert str(copy) in capsys.readouterr().out
    with_a_buyer(path, "Région des Étangs")
    assert main(["restore", "--database", str(path), "--from", str(copy), "--dry-run"]) == 0
    assert "Acheteur Région des Étangs" in capsys.readouterr().out
    assert main(["restore", "--database", str(path), "--from", str(copy)]) == 0
    house = open_house(path)
    with house.reading() as session:
        assert [buyer.name for buyer in session.query(Buyer)] == ["Ville de Port-Calme"]
    house.close()


def test_an_encrypted_house_is_backed_up_with_its_phrase_or_its_recovery_key(
    encrypted: tuple[Path, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    path, key = encrypted
    assert main(["backup", "--database", str(path), "--passphrase-fd", fed(PHRASE + "\n")]) == 0
    paper = "-".join(paper_key.write(key))
    assert main(["check", "--database", str(path), "--recovery-key", "--passphrase-fd", fed(paper)]) == 0
    copy = backups.copies(backups.folder_of(path))[0]
    assert main(["restore", "--database", str(path), "--from", str(copy), "--passphrase-fd", fed(PHRASE)]) == 0
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (lambda: ["--passphrase-fd", fed("une autre phrase")], "phrase"),
        (lambda: ["--passphrase-fd", fed("")], "phrase"),
        (lambda: ["--passphrase-fd", "9999"], "descripteur"),
        (lambda: ["--passphrase-fd", "9" * 20], "descripteur"),
        (lambda: [], "terminal"),
        (lambda: ["--person", "Inconnue", "--passphrase-fd", fed(PHRASE)], "personne"),
        (lambda: ["--recovery-key", "--passphrase-fd", fed("AAAA-BBBB")], "groupes"),
    ],
)
def test_what_does_not_open_is_one_sentence(
    encrypted: tuple[Path, bytes],
    capsys: pytest.CaptureFixture[str],
    arguments: object,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open(os.devnull) as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        assert main(["check", "--database", str(encrypted[0]), *arguments()]) == 2  # type: ignore[operator]
    told = capsys.readouterr().err.strip()
    assert len(told.splitlines()) == 1
    assert sentence in told.lower()
    assert PHRASE not in told


def test_a_file_is_not_taken_for_a_folder_of_copies(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_a_buyer(path, "Ville de Port-Calme")
    file = path.with_name("notes.txt")
    file.write_text("à garder")
    assert main(["backup", "--database", str(path), "--to", str(file)]) == 2
    assert capsys.readouterr().err == "« notes.txt » est un fichier. Indiquez un dossier, par exemple Sauvegardes.\n"
    assert file.read_text() == "à garder"


def test_a_copy_without_a_date_in_its_name_is_described(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_a_buyer(path, "Ville de Port-Calme")
    copy = path.with_name("copie.db")
    backups.back_up(path, "essai", to=path.parent / "ailleurs").rename(copy)
    assert main(["restore", "--database", str(path), "--from", str(copy), "--dry-run"]) == 0
    assert "Sauvegarde de date inconnue" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["letter", "other program"])
@pytest.mark.parametrize("dry", [False, True])
def test_a_file_that_is_no_house_is_not_replaced(
    path: Path, capsys: pytest.CaptureFixture[str], kind: str, dry: bool
) -> None:
    with_a_buyer(path, "Ville de Port-Calme")
    copy = backups.back_up(path, "essai")
    other = path.parent / "ailleurs" / "bilan.db"
    other.parent.mkdir()
    if kind == "letter":
        other.write_text("à garder")
    else:
        with closing(sqlite3.connect(other)) as connection:
            connection.execute("CREATE TABLE gesture (id)")
            connection.commit()
    before = other.read_bytes()
    wanted = ["restore", "--database", str(other), "--from", str(copy)]
    assert main(wanted + ["--dry-run"] * dry) == 2
    told = capsys.readouterr().err.strip()
    assert "n’est pas une base d’Arrimage" in told
    assert len(told.splitlines()) == 1
    assert [file.name for file in other.parent.iterdir()] == ["bilan.db"]
    assert other.read_bytes() == before


@pytest.mark.parametrize("state", ["empty", "absent", "damaged beginning", "damaged further on"])
def test_a_house_that_no_longer_opens_is_replaced_and_kept_aside(path: Path, state: str) -> None:
    with_a_buyer(path, "Ville de Port-Calme")
    copy = backups.back_up(path, "essai")
    whole = path.read_bytes()
    broken = {"empty": b"", "absent": b"", "damaged beginning": b"#" * 8192 + whole[8192:],
              "damaged further on": whole[:20] + b"#" * 4076 + whole[4096:]}[state]  # fmt: skip
    if state == "damaged further on":
        moved = path.with_name("copie.db")
        copy.rename(moved)
        copy = moved
    path.unlink() if state == "absent" else path.write_bytes(broken)
    assert main(["restore", "--database", str(path), "--from", str(copy)]) == 0
    aside = list(path.parent.glob("*-avant-restauration-*.db"))
    assert [file.read_bytes() for file in aside] == ([broken] if broken else [])
    house = open_house(path)
    with house.reading() as session:
        assert [buyer.name for buyer in session.query(Buyer)] == ["Ville de Port-Calme"]
    house.close()


def test_a_house_is_not_its_own_backup(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_a_buyer(path, "Ville de Port-Calme")
    assert main(["restore", "--database", str(path), "--from", str(path.parent / "." / path.name)]) == 2
    assert "sont le même fichier" in capsys.readouterr().err
    assert list(path.parent.glob("*-avant-restauration-*")) == []
