"""What the first steps say of the demonstration house is what it holds."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.ui.dashboard.first_steps import FirstSteps
from facilitator_app.ui.workspace import Workspace


def test_the_demonstration_house_is_as_large_as_said(
    qtbot: QtBot, database: Database, demonstration_house: Path
) -> None:
    steps = FirstSteps(Workspace(database))
    qtbot.addWidget(steps)
    with closing(sqlite3.connect(demonstration_house)) as file:
        contracts, lots, people = (
            file.execute(f"SELECT COUNT(*) FROM {table} WHERE NOT removed").fetchone()[0]
            for table in ("contract", "lot", "beneficiary")
        )
    said = " ".join(label.text() for label in steps.findChildren(QLabel))
    assert f"{contracts} marchés, {lots} lots, {people} personnes inventées" in said
