"""Bringing a house's file to the current schema, on a copy that is then swapped in.

Whether a step is due is asked with one plain query, so that Alembic is only
imported when it is. A step never mentions today's classes: it is frozen.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from facilitator_app.database import driver
from facilitator_app.database.files import put_in_place
from facilitator_app.domain.keys import new_key
from facilitator_app.domain.refusal import Refusal

CURRENT = "0005"
STEPS = Path(__file__).parent / "steps"


def bring_up_to_date(path: Path, key: bytes | None = None) -> bool:
    """Make the file current, creating it if there is none; True when something had to be done.

    Raises Refusal when a newer version of the program wrote the file, which is
    then left untouched. Killed at any moment, it leaves the old file or the
    new one, never a mixture.
    """
    version = version_of(path, key)
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
            with closing(driver.connect(path, key)) as source:
                source.execute("VACUUM INTO ?", (str(copy),))
        _walk_the_steps(copy, key)
        put_in_place(copy, path)
    finally:
        for leftover in (copy, copy.with_name(copy.name + "-journal")):
            leftover.unlink(missing_ok=True)
    return True


def version_of(path: Path, key: bytes | None = None) -> str | None:
    """The schema step the file has reached, None when it is new; raises Refusal when it is not one of ours."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    not_ours = Refusal.because("Ce fichier n’est pas une base d’Arrimage. Choisissez-en un autre, ou un nom nouveau.")
    try:
        with closing(driver.connect_to_read(path, key)) as connection:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except driver.errors() as error:
        if "no such table" in str(error):
            raise not_ours from None
        raise
    if row is None:  # Alembic names the step in the transaction that takes it
        raise not_ours
    return str(row[0])


def _walk_the_steps(path: Path, key: bytes | None) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, event, text
    from sqlalchemy.pool import NullPool

    from facilitator_app.database import totals

    def connected() -> sqlite3.Connection:
        """A step may write a table again, which references forbid to drop; they are checked at the end instead."""
        connection = driver.connect(path, key)
        connection.execute("PRAGMA foreign_keys = OFF")
        return connection

    engine = create_engine("sqlite://", module=driver.module(key), creator=connected, poolclass=NullPool)
    # Python's driver opens no transaction before DDL: a step must begin one itself to be all or nothing.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        totals.recount(connection)  # an older file was summed by the rules of its time
        if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
            raise Refusal.because(
                "Cette base ne peut pas être mise à jour\u00a0: des lignes en désignent d’autres qui manquent. "
                "Elle n’a pas été modifiée\u00a0; adressez-la à votre service informatique."
            )
        if connection.execute(text("SELECT COUNT(*) FROM replica WHERE mine")).scalar_one() == 0:
            connection.execute(
                text("INSERT INTO replica (id, counter, lamport, mine, chain) VALUES (:id, 0, 0, :mine, :chain)"),
                {"id": new_key(), "mine": True, "chain": b""},
            )
    engine.dispose()
