"""A gesture that changes many records is preceded by a copy of the file as it was."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from facilitator_app.database import backups, driver
from facilitator_app.database.connection import Database
from facilitator_app.database.mass_edit import MANY
from facilitator_app.ui.workspace import Workspace
from tests import make


def register(session: Any, number: int) -> None:
    for place in range(number):
        make.a_beneficiary(session, last_name=f"Personne {place}")


@pytest.fixture
def workspace(qapp: QApplication, database: Database) -> Workspace:
    return Workspace(database)


def copies(database: Database) -> list[Path]:
    return backups.copies(backups.folder_of(database.path))


def test_the_copy_holds_the_file_as_it_was_before_the_gesture(workspace: Workspace, database: Database) -> None:
    workspace.do(register, MANY + 1)
    [copy] = copies(database)
    assert copy.name.endswith("avant-changement-en-nombre.db")
    with closing(driver.connect_to_read(copy)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM beneficiary").fetchone() == (0,)
    with database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT COUNT(*) FROM beneficiary").scalar_one() == MANY + 1


def test_a_gesture_of_fifty_records_takes_none(workspace: Workspace, database: Database) -> None:
    workspace.do(register, MANY)
    assert copies(database) == []


def test_a_second_one_within_a_quarter_of_an_hour_makes_do_with_the_first(
    workspace: Workspace, database: Database
) -> None:
    workspace.do(register, MANY + 1)
    workspace.do(register, MANY + 1)
    assert len(copies(database)) == 1


def test_without_its_copy_the_gesture_is_not_done(workspace: Workspace, database: Database) -> None:
    backups.folder_of(database.path).write_bytes(b"")
    with pytest.raises(FileExistsError):
        workspace.do(register, MANY + 1)
    with database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT COUNT(*) FROM beneficiary").scalar_one() == 0
    backups.folder_of(database.path).unlink()
    workspace.do(register, MANY + 1)
    assert len(copies(database)) == 1
    shutil.rmtree(backups.folder_of(database.path))
