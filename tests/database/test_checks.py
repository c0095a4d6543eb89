"""The check of a house's file finds each kind of fault, and nothing in a sound file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from facilitator_app.database.checks import faults
from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house


@pytest.fixture
def house(demonstration: Path) -> Iterator[Database]:
    database = open_house(demonstration, author="Hélène Arnoux")
    yield database
    database.close()


def found(database: Database) -> list[str]:
    return list(faults(database.path, database.engine))


def damage(database: Database, statement: str) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.execute(text(statement))


def test_a_sound_house_has_no_fault(house: Database) -> None:
    assert found(house) == []


def test_hours_changed_behind_the_programs_back_show(house: Database) -> None:
    damage(house, "UPDATE monthly_hours SET declared = declared + 100 WHERE month = '2026-10'")
    assert any("Les heures ne correspondent pas" in fault for fault in found(house))


def test_an_entry_taken_from_the_journal_shows(house: Database) -> None:
    damage(house, "DELETE FROM journal WHERE counter = 40")
    assert any("journal" in fault for fault in found(house))


def test_a_missing_table_shows(house: Database) -> None:
    damage(house, "DROP TABLE proposal")
    assert "La table «\u00a0proposal\u00a0» manque." in found(house)


def test_a_missing_column_shows(house: Database) -> None:
    damage(house, "ALTER TABLE need DROP COLUMN note")
    assert "La colonne «\u00a0note\u00a0» manque dans «\u00a0need\u00a0»." in found(house)


@pytest.mark.parametrize("table", ["monthly_hours", "journal", "replica", "lot_total"])
def test_a_table_that_other_checks_read_may_be_missing(house: Database, table: str) -> None:
    damage(house, f"DROP TABLE {table}")
    assert found(house) == [f"La table «\u00a0{table}\u00a0» manque."]


def test_a_file_that_lost_its_identity_shows(house: Database) -> None:
    damage(house, "UPDATE replica SET mine = 0")
    assert any("ne sait plus lequel il est" in fault for fault in found(house))
