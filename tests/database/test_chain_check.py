"""A journal rewritten behind the program's back shows; an erasure does not break it."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from facilitator_app.database import chain_check, driver
from facilitator_app.database.opening import open_house
from facilitator_app.domain import journal_chain
from facilitator_app.domain.company import Buyer
from tests import make


def faults_of(path: Path) -> list[str]:
    with closing(driver.connect_to_read(path)) as connection:
        return list(chain_check.rewritten(connection))


@pytest.fixture
def house(path: Path, empty_house: Path) -> Path:
    """Five gestures on one buyer, the last entries being of a changed contact."""
    shutil.copyfile(empty_house, path)
    opened = open_house(path, author="Hélène Arnoux")
    with opened.transaction() as session:
        key = make.a_buyer(session, name="Ville de Port-Calme").id
        make.a_lot(session)
    for contact in ("Mme Roux", "M. Blanc", "Mme Lenoir", "M. Vert"):
        with opened.transaction() as session:
            session.info["label"] = f"Correspondant {contact}"
            session.get_one(Buyer, key).contact = contact
    opened.close()
    return path


def test_a_journal_written_by_the_program_holds_together(house: Path) -> None:
    assert faults_of(house) == []


@pytest.mark.parametrize(
    "rewriting",
    [
        "UPDATE journal SET value = '\"M. Rose\"' WHERE counter = {n}",
        "UPDATE journal SET field = 'name' WHERE counter = {n}",
        "UPDATE journal SET replaces = '' WHERE counter = {n}",
        "UPDATE journal SET salt = x'00' WHERE counter = {n}",
        "UPDATE journal SET chain = x'00' WHERE counter = {n}",
        "UPDATE journal SET value = NULL, salt = NULL WHERE counter = {n}",
        "UPDATE gesture SET author = 'Un autre' WHERE id = (SELECT gesture_id FROM journal WHERE counter = {n})",
        "UPDATE gesture SET label = 'Autre chose' WHERE id = (SELECT gesture_id FROM journal WHERE counter = {n})",
        "UPDATE gesture SET at = '2020-01-01 08:00:00' WHERE id = (SELECT gesture_id FROM journal WHERE counter = {n})",
        "DELETE FROM journal WHERE counter = {n}",
    ],
)
def test_any_line_rewritten_shows(house: Path, rewriting: str) -> None:
    with closing(driver.connect(house)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        last = connection.execute("SELECT counter FROM replica").fetchone()[0]
        changed = connection.execute(rewriting.format(n=last - 1)).rowcount
    assert changed == 1
    assert len(faults_of(house)) == 1


def test_the_last_gesture_taken_away_whole_shows(house: Path) -> None:
    with closing(driver.connect(house)) as connection:
        last = connection.execute("SELECT counter FROM replica").fetchone()[0]
        connection.execute("DELETE FROM journal WHERE counter = ?", (last,))
        connection.execute("UPDATE replica SET counter = ?", (last - 1,))
    assert "retirées" in faults_of(house)[0]


def test_an_erased_value_and_label_leave_the_chain_whole(house: Path) -> None:
    with closing(driver.connect(house)) as connection:
        for replica, counter, value, salt in connection.execute(
            "SELECT replica, counter, value, salt FROM journal WHERE value LIKE '%Blanc%'"
        ).fetchall():
            digest = journal_chain.digest_of(value.encode(), salt)
            connection.execute(
                "UPDATE journal SET value = NULL, salt = NULL, digest = ? WHERE replica = ? AND counter = ?",
                (digest, replica, counter),
            )
        key, label, salt = connection.execute(
            "SELECT id, label, salt FROM gesture WHERE label LIKE '%Blanc'"
        ).fetchone()
        connection.execute(
            "UPDATE gesture SET label = 'Effacé', salt = NULL, digest = ? WHERE id = ?",
            (journal_chain.digest_of(label.encode(), salt), key),
        )
    assert faults_of(house) == []
