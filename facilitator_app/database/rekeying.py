"""Giving a house's file another key, its first one, or none: on a copy that is then swapped in.

Changing the key of a file in place can destroy it when the machine is
switched off meanwhile; a copy leaves the old file or the new one.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from facilitator_app.database import backups, driver
from facilitator_app.database.files import put_in_place
from facilitator_app.database.troubles import said_in_french
from facilitator_app.domain.keys import new_key
from facilitator_app.domain.refusal import Refusal


def rekey(
    path: Path, key: bytes | None, other: bytes | None, *, before_swap: Callable[[], None] = lambda: None
) -> None:
    """Write the file again under `other` (32 bytes, None for a file in clear), check it, and put it in its place.

    The house must be closed. `before_swap` runs once the new file is ready,
    to write the key slots that open it. Raises Refusal when there is no room
    or the copy differs; the file is then as it was.
    """
    with said_in_french():
        copy = path.with_name(f"{path.name}.{new_key()[:12]}.new")
        try:
            with closing(driver.connect(path, key)) as source:
                source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()  # lets an interrupted save be undone
            _export(path, key, copy, other)
            if not backups.is_sound(copy, other) or _content(copy, other) != _content(path, key):
                raise Refusal.because(
                    "La copie relue diffère de la base\u00a0: rien n’a été changé. Vérifiez le disque, recommencez."
                )
            before_swap()
            put_in_place(copy, path)
        finally:
            for leftover in (copy, copy.with_name(copy.name + "-journal")):
                leftover.unlink(missing_ok=True)


def _export(path: Path, key: bytes | None, copy: Path, other: bytes | None) -> None:
    import sqlcipher3.dbapi2

    with closing(sqlcipher3.dbapi2.connect(str(path), isolation_level=None)) as source:
        if key is not None:
            source.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        source.execute("PRAGMA cipher_log_level = NONE")
        as_key = "''" if other is None else f"\"x'{other.hex()}'\""
        source.execute(f"ATTACH DATABASE ? AS fresh KEY {as_key}", (str(copy),))
        source.execute("PRAGMA fresh.secure_delete = ON")
        source.execute("SELECT sqlcipher_export('fresh')")
        source.execute("DETACH DATABASE fresh")


def _content(path: Path, key: bytes | None) -> list[tuple[str, int]]:
    """Each table, index and trigger, with its number of rows for a table."""
    with closing(driver.connect_to_read(path, key)) as connection:
        found = connection.execute("SELECT type, name FROM sqlite_master ORDER BY type, name").fetchall()
        return [
            (name, connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] if kind == "table" else 0)
            for kind, name in found
        ]
