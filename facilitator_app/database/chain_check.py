"""Has the journal been rewritten? Every digest is computed again from what is there."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from typing import Any

from facilitator_app.domain import journal_chain

_LINES = """
    SELECT replica, counter, lamport, gesture_id, table_name, record_id, field, replaces, value, salt, digest, chain
    FROM journal WHERE replica = ? ORDER BY counter
"""
_GESTURE = "SELECT label, author, at, undoes, salt, digest, seal FROM gesture WHERE id = ?"


def rewritten(connection: sqlite3.Connection) -> Iterator[str]:
    """One French sentence for each copy of the file whose history does not hold together, naming the first fault."""
    for replica, kept in connection.execute("SELECT id, chain FROM replica").fetchall():
        gesture, chain = "", journal_chain.START
        for *named, value, salt, digest, written in connection.execute(_LINES, (replica,)):
            if named[3] != gesture:
                seal = _sealed(connection, gesture, chain)
                if seal is None:
                    yield _rewritten(connection, gesture)
                    break
                gesture, chain = named[3], seal
            chain = journal_chain.link(chain, tuple(named), _digest(value, salt, digest))
            if chain != written:
                yield _rewritten(connection, gesture)
                break
        else:
            seal = _sealed(connection, gesture, chain)
            if seal is None:
                yield _rewritten(connection, gesture)
            elif seal != kept:
                yield "Les dernières actions du journal ont été retirées ou remplacées. Reprenez une sauvegarde."


def _sealed(connection: sqlite3.Connection, gesture: str, last: bytes) -> bytes | None:
    """The seal of a gesture whose last entry is `last`, None when it is not the one written (`last` before any)."""
    if not gesture:
        return last
    found = connection.execute(_GESTURE, (gesture,)).fetchone()
    if found is None:
        return None
    label, author, at, undoes, salt, digest, written = found
    when = dt.datetime.fromisoformat(at)
    seal = journal_chain.seal(last, gesture, author, when, undoes, _digest(label, salt, digest))
    return seal if seal == written else None


def _digest(text: str | None, salt: bytes | None, digest: bytes | None) -> bytes:
    """Of a value or label as it stands; of an erased one, what was kept when it was erased."""
    if salt is None:
        return digest or b""
    return journal_chain.digest_of((text or "").encode(), salt)


def _rewritten(connection: sqlite3.Connection, gesture: str) -> str:
    found: Any = connection.execute("SELECT label, at FROM gesture WHERE id = ?", (gesture,)).fetchone()
    which = f"«\u00a0{found[0]}\u00a0» ({found[1][:16]})" if found else "une action retirée"
    return f"Le journal a été modifié après coup, à partir de {which}. Comparez avec une sauvegarde."
