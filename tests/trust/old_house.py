"""A house as the first version of the program wrote it: made of plain statements, so that it never changes."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event
from sqlalchemy.pool import NullPool

from facilitator_app.database import driver, upgrades
from facilitator_app.domain.keys import new_key

FIRST = "0001"
GESTURES = 1_500


def make_old_house(path: Path, key: bytes | None) -> None:
    """At the first schema step, with one buyer created by each gesture."""
    engine = create_engine(
        "sqlite://", module=driver.module(key), creator=lambda: driver.connect(path, key), poolclass=NullPool
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(upgrades.STEPS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, FIRST)
    engine.dispose()
    replica = new_key()
    with closing(driver.connect(path, key)) as bare:
        bare.execute("BEGIN")
        bare.execute("INSERT INTO replica VALUES (?, ?, ?, 1)", (replica, GESTURES, GESTURES))
        for number in range(1, GESTURES + 1):
            gesture, buyer = new_key(), new_key()
            name = f"Commune invent\u00e9e {number}"
            bare.execute(
                "INSERT INTO gesture (id, label, author, at) VALUES (?, ?, 'Essai', '2026-01-02 08:30:00.000000')",
                (gesture, f"Acheteur {number}"),
            )
            bare.execute(
                "INSERT INTO buyer (id, name, folded, contact, removed) VALUES (?, ?, ?, '', 0)", (buyer, name, name)
            )
            bare.execute(
                "INSERT INTO journal (replica, counter, lamport, gesture_id, table_name, record_id, field, value,"
                " replaces) VALUES (?, ?, ?, ?, 'buyer', ?, '*', ?, '')",
                (replica, number, number, gesture, buyer, json.dumps({"name": name, "folded": name, "contact": ""})),
            )
        bare.execute("COMMIT")
