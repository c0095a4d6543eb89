"""Bringing a house's file to the current schema, on a copy that is then swapped in.

Whether a step is due is asked with one plain query, so that Alembic is only
imported when it is. A step never mentions today's classes: it is frozen.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from facilitator_app.database.connection import connect
from facilitator_app.domain.keys import new_key
from facilitator_app.domain.refusal import Refusal

CURRENT = "0001"
STEPS = Path(__file__).parent / "steps"


def bring_up_to_date(path: Path) -> bool:
    """Make the file current, creating it if there is none; True when something had to be done.

    Raises Refusal when a newer version of the program wrote the file, which is
    then left untouched. Killed at any moment, it leaves the old file or the
    new one, never a mixture.
    """
    version = version_of(path)
    if version == CURRENT:
        return False
    if version is not None and version > CURRENT:
        raise Refusal.because(
            "Cette base a été enregistrée par une version plus récente d’Arrimage. "
            "Mettez Arrimage à jour sur ce poste, puis rouvrez-la\u00a0; elle n’a pas été modifiée."
        )
    copy = path.with_name(f"{path.name}.{new_key()[:12]}.new")
    try:
        if path.exists() and path.stat().st_size:
            with closing(connect(path)) as source:
                source.execute("VACUUM INTO ?", (str(copy),))
        _walk_the_steps(copy)
        _sync(copy)
        os.replace(copy, path)
        _sync(path.parent)
    finally:
        for leftover in (copy, copy.with_name(copy.name + "-journal")):
            leftover.unlink(missing_ok=True)
    return True


def version_of(path: Path) -> str | None:
    """The schema step the file has reached, None when it is new; raises Refusal when it is not one of ours."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    not_ours = Refusal.because("Ce fichier n’est pas une base d’Arrimage. Choisissez-en un autre, ou un nom nouveau.")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            raise not_ours from None
        raise
    if row is None:  # Alembic names the step in the transaction that takes it
        raise not_ours
    return str(row[0])


def _walk_the_steps(path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, event, text
    from sqlalchemy.pool import NullPool

    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=NullPool)
    # Python's driver opens no transaction before DDL: a step must begin one itself to be all or nothing.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.execute(text("SELECT COUNT(*) FROM replica WHERE mine")).scalar_one() == 0:
            connection.execute(
                text("INSERT INTO replica (id, counter, lamport, mine) VALUES (:id, 0, 0, :mine)"),
                {"id": new_key(), "mine": True},
            )
    engine.dispose()


def _sync(path: Path) -> None:
    """Push a file or a folder to the disk; Windows cannot do folders and does not need to."""
    with contextlib.suppress(PermissionError):
        handle = os.open(path, os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)
