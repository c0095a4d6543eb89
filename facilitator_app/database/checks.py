"""Is this file whole? Its pages, its schema, its references, its sums and its journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect

from facilitator_app.database import chain_check, driver, uncounted, upgrades
from facilitator_app.database.totals import HOURS_BY_LOT, HOURS_BY_LOT_AND_MONTH
from facilitator_app.database.troubles import is_damage
from facilitator_app.domain.records import SCHEMA


def faults(path: Path, engine: Engine, key: bytes | None = None) -> Iterator[str]:
    """One French sentence for each thing that is wrong; none when all is well. Reads only."""
    schema = list(_schema(path, engine, key))
    yield from schema
    with closing(driver.connect(path, key)) as connection:
        damaged = list(_pages(connection, key))
        yield from damaged
        if damaged or schema:  # what is missing or unreadable cannot be counted
            return
        yield from _references(connection)
        yield from _journal(connection)
        yield from _sums(connection)


def _pages(connection: sqlite3.Connection, key: bytes | None) -> Iterator[str]:
    if key is not None:
        for (answer,) in connection.execute("PRAGMA cipher_integrity_check").fetchmany(20):
            yield f"Le fichier chiffré est abîmé\u00a0: {answer}."
    try:
        for (answer,) in connection.execute("PRAGMA integrity_check(20)"):
            if answer != "ok":
                yield f"Le fichier est abîmé\u00a0: {answer}."
    except driver.errors() as error:  # so damaged that the check itself cannot be led to its end
        if not is_damage(error):
            raise
        yield "Le fichier est abîmé. Reprenez une sauvegarde."


def _references(connection: sqlite3.Connection) -> Iterator[str]:
    for table, _row, referred, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(20):
        yield f"Une ligne de «\u00a0{table}\u00a0» désigne une ligne absente de «\u00a0{referred}\u00a0»."


def _schema(path: Path, engine: Engine, key: bytes | None) -> Iterator[str]:
    version = upgrades.version_of(path, key)
    if version != upgrades.CURRENT:
        yield f"Le schéma est à l’étape {version}, cette version d’Arrimage attend l’étape {upgrades.CURRENT}."
    found = inspect(engine)
    tables = set(found.get_table_names())
    for table in SCHEMA.sorted_tables:
        if table.name not in tables:
            yield f"La table «\u00a0{table.name}\u00a0» manque."
            continue
        missing = {column.name for column in table.columns} - {
            column["name"] for column in found.get_columns(table.name)
        }
        for column in sorted(missing):
            yield f"La colonne «\u00a0{column}\u00a0» manque dans «\u00a0{table.name}\u00a0»."


def _journal(connection: sqlite3.Connection) -> Iterator[str]:
    """The counters of each replica run from one without a hole: an entry taken away shows."""
    if connection.execute("SELECT COUNT(*) FROM replica WHERE mine").fetchone() != (1,):
        yield "Le fichier ne sait plus lequel il est\u00a0: rien ne peut y être enregistré. Reprenez une sauvegarde."
    rows = connection.execute(
        "SELECT r.id, r.counter, COUNT(j.counter), COALESCE(MIN(j.counter), 1), COALESCE(MAX(j.counter), 0)"
        " FROM replica r LEFT JOIN journal j ON j.replica = r.id GROUP BY r.id, r.counter"
    )
    whole = True
    for _replica, counter, count, first, last in rows:
        if (first, last, count) != (1, counter, counter):
            whole = False
            yield f"Le journal compte {count} entrées au lieu de {counter}\u00a0: certaines ont disparu."
    if whole:  # what was taken away breaks every later link: said once is enough
        yield from chain_check.rewritten(connection)


def _sums(connection: sqlite3.Connection) -> Iterator[str]:
    """The sums kept beside the hours are those of the hours themselves."""
    if differing := uncounted.differences(connection):
        yield f"Les heures non comptées ne correspondent pas aux règles de comptage dans {differing} cas."
    for kept, computed, what in (
        ("SELECT * FROM lot_month_total", HOURS_BY_LOT_AND_MONTH, "un total de lot et de mois"),
        ("SELECT * FROM lot_total", HOURS_BY_LOT, "un total de lot"),
    ):
        more = connection.execute(f"SELECT COUNT(*) FROM ({kept} EXCEPT {computed})").fetchone()[0]
        less = connection.execute(f"SELECT COUNT(*) FROM ({computed} EXCEPT {kept})").fetchone()[0]
        if more or less:
            yield f"Les heures ne correspondent pas à {what} dans {max(more, less)} cas."
