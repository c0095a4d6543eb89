"""Opening a house's file, and the ways it can be refused."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, select

from facilitator_app.database import backups, upgrades
from facilitator_app.database.connection import Database
from facilitator_app.database.driver import connect
from facilitator_app.database.opening import DamagedFile, open_house
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.records import SCHEMA
from facilitator_app.domain.refusal import Refusal
from tests import make


def test_a_reopened_house_finds_everything_as_it_was(path: Path) -> None:
    house = open_house(path)
    with house.transaction() as session:
        make.a_buyer(session, name="Ville de Port-Calme")
    house.close()
    house = open_house(path)
    with house.reading() as session:
        assert session.scalar(select(Buyer.name)) == "Ville de Port-Calme"
    house.close()


def test_a_second_copy_is_refused_with_a_sentence(database: Database) -> None:
    with pytest.raises(Refusal, match="déjà ouverte"):
        open_house(database.path)


def test_a_full_disk_at_the_opening_does_not_forbid_the_next_try(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk, pytest.raises(Refusal, match="disque est plein"):
        disk.setattr(os, "write", full)
        open_house(path)
    open_house(path).close()


def test_a_second_process_is_refused_too(database: Database) -> None:
    program = f"""
from pathlib import Path
from facilitator_app.database.opening import open_house
from facilitator_app.domain.refusal import Refusal
try:
    open_house(Path({str(database.path)!r}))
except Refusal:
    raise SystemExit(7)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=Path(__file__).parents[2]).returncode == 7


def test_a_file_of_a_newer_version_is_refused_untouched(path: Path) -> None:
    open_house(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(Refusal, match="plus récente"):
        open_house(path)
    assert path.read_bytes() == before


def test_a_damaged_file_offers_the_latest_backup_that_opens(path: Path) -> None:
    open_house(path).close()
    good = backups.back_up(path, "essai")
    (backups.folder_of(path) / "9999-abimee.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
    with pytest.raises(DamagedFile, match=good.name) as damaged:
        open_house(path)
    assert damaged.value.backup == good
    assert path.read_bytes() == bytes(content)


def test_a_file_that_is_something_else_is_refused_untouched(path: Path) -> None:
    path.write_text("Bonjour" * 500)
    with pytest.raises(Refusal):
        open_house(path)
    assert path.read_text().startswith("Bonjour")
    with closing(sqlite3.connect(path.with_name("autre.db"))) as connection:
        connection.execute("CREATE TABLE recettes (id)")
    with pytest.raises(Refusal, match="n’est pas une base d’Arrimage"):
        open_house(path.with_name("autre.db"))


def test_a_device_or_a_folder_is_never_taken_for_a_house(tmp_path: Path) -> None:
    """A new schema is swapped in the place of what is there: it would take the place of the device."""
    pipe = tmp_path / "maison.db"
    os.mkfifo(pipe)
    for place in (pipe, tmp_path, Path("")):
        with pytest.raises(Refusal, match="n’est pas un fichier"):
            open_house(place)
    assert pipe.is_fifo()


def test_an_impossible_place_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("Bonjour")
    (tmp_path / "boucle").symlink_to(tmp_path / "boucle")
    for place in ("fichier/maison.db", "fichier/sous/maison.db", "boucle/maison.db", "x" * 300 + "/maison.db"):
        with pytest.raises(Refusal, match="Vérifiez le nom et le disque"):
            open_house(tmp_path / place)
    with pytest.raises(Refusal, match="trop long"):
        open_house(tmp_path / ("x" * 250 + ".db"))  # the file would do, its lock would not


def test_the_base_of_another_program_that_uses_alembic_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        connection.execute("CREATE TABLE contract (x)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(Refusal, match="n’est pas une base d’Arrimage"):
        open_house(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("place", ["//serveur/partage/maison.db", "OneDrive/maison.db", "OneDrive - Ville/maison.db"])
def test_shared_and_synchronised_folders_are_refused(tmp_path: Path, place: str) -> None:
    with pytest.raises(Refusal, match="dossier de ce poste"):
        open_house(Path(place) if place.startswith("//") else tmp_path / place)


def test_a_copy_is_taken_before_the_schema_changes(path: Path) -> None:
    open_house(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()
    with pytest.raises(BaseException, match="0000"):  # no such step: what matters is that the copy came first
        open_house(path)
    assert backups.latest(path) is not None
    assert upgrades.version_of(path) == "0000"
    assert not list(path.parent.glob("*.new*"))


def test_the_steps_lead_to_todays_classes(path: Path) -> None:
    open_house(path).close()
    engine = create_engine("sqlite://", creator=lambda: connect(path))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, SCHEMA) == []
    engine.dispose()


def test_the_current_step_is_the_last_one_written() -> None:
    config = Config()
    config.set_main_option("script_location", str(upgrades.STEPS))
    assert ScriptDirectory.from_config(config).get_heads() == [upgrades.CURRENT]


def test_every_connection_is_safe(path: Path) -> None:
    with closing(connect(path)) as connection:
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
        assert found == {"journal_mode": "truncate", "synchronous": 2}
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert connection.execute("PRAGMA secure_delete").fetchone()[0] == 1


def test_unfinished_copies_of_a_killed_program_are_swept(path: Path) -> None:
    open_house(path).close()
    backups.folder_of(path).mkdir()
    leftovers = [
        path.with_name(f"{path.name}.0123456789ab.new"),
        path.with_name(f"{path.name}.0123456789ab.new-journal"),
        path.with_name(f"{path.name}.restored"),
        backups.folder_of(path) / "2026-01-01-essai.tmp",
    ]
    neighbour = path.with_name("autre.db.0123456789ab.new")
    for file in (*leftovers, neighbour):
        file.write_bytes(b"x")
    open_house(path).close()
    assert [file for file in (*leftovers, neighbour) if file.exists()] == [neighbour]
