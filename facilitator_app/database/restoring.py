"""Putting a copy back in the place of the house's file, never leaving the place empty nor losing what was there."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from facilitator_app.database import backups, driver, replicas, upgrades
from facilitator_app.database.files import put_in_place, side_file
from facilitator_app.database.troubles import is_damage, said_in_french
from facilitator_app.domain.refusal import Refusal

_NAMED = 20  # gestures told by name in a preview


@dataclass(frozen=True, slots=True)
class Preview:
    """What a copy holds, and what putting it back would lose."""

    taken: dt.datetime | None
    beneficiaries: int
    contracts: int
    lots: int
    placements: int
    last_gesture: str
    last_gesture_at: dt.datetime | None
    lost: int | None
    """How many gestures were done since; None when the present file cannot be read."""
    lost_gestures: tuple[str, ...]
    """The newest of them, by name."""


def preview(path: Path, copy: Path, key: bytes | None = None, copy_key: bytes | None = None) -> Preview:
    """Look into a copy before putting it back. `copy_key` opens the copy when the house's key has changed since.

    Raises Refusal when the copy cannot be opened or is not whole.
    """
    copy_key = (copy_key or key) if driver.is_encrypted(copy) else None
    with said_in_french():
        _refuse_unsound(copy, copy_key)
        with closing(driver.connect_to_read(copy, copy_key)) as connection:

            def number(table: str) -> int:
                return int(connection.execute(f"SELECT COUNT(*) FROM {table} WHERE NOT removed").fetchone()[0])

            last = connection.execute("SELECT label, at FROM gesture ORDER BY at DESC, id DESC LIMIT 1").fetchone()
            lamport = connection.execute("SELECT COALESCE(MAX(lamport), 0) FROM replica").fetchone()[0]
            people, contracts, lots = number("beneficiary"), number("contract"), number("lot")
            placements = number("placement")
        lost = _done_since(path, key, lamport)
        return Preview(
            backups.taken_at(copy),
            people,
            contracts,
            lots,
            placements,
            last_gesture=last[0] if last else "",
            last_gesture_at=dt.datetime.fromisoformat(last[1]).replace(tzinfo=dt.UTC) if last else None,
            lost=None if lost is None else len(lost),
            lost_gestures=tuple((lost or ())[:_NAMED]),
        )


def refuse_another_file(path: Path, key: bytes | None = None) -> None:
    """Raises Refusal when what stands there is neither empty nor a house of ours, whole or damaged.

    `key` may open it. A house whose beginning is damaged looks like anything: its copies or its key slots tell it.
    """
    with said_in_french():
        if not path.exists() or path.stat().st_size == 0 or side_file(path).exists():
            return
        if backups.copies(backups.folder_of(path)) or _is_ours(path, key):
            return
    raise Refusal.because(
        f"«\u00a0{path.name}\u00a0» n’est pas une base d’Arrimage, et n’a pas été modifié. "
        "Indiquez la base à remplacer, ou un nom nouveau, comme arrimage.db."
    )


def _is_ours(path: Path, key: bytes | None) -> bool:
    """Also true of a file in clear whose pages are damaged beyond its first bytes."""
    encrypted = driver.is_encrypted(path)
    if encrypted and key is None:
        return False
    try:
        with closing(driver.connect_to_read(path, key if encrypted else None)) as connection:
            known = "SELECT name FROM sqlite_master WHERE name IN ('alembic_version', 'gesture', 'replica')"
            return len(connection.execute(known).fetchall()) == 3
    except driver.errors() as error:
        return not encrypted and is_damage(error)


def restore(
    path: Path,
    copy: Path,
    key: bytes | None = None,
    *,
    before_swap: Callable[[Path], object] = lambda _fresh: None,
) -> Path:
    """Put a copy, opened by `key`, in the place of the house's file; returns where the former file was set aside.

    The house must be closed. `before_swap` may still change the file about to be
    put there: whoever was anonymised since must not come back. That file goes on
    under a new identity: changes made before under the same counters may exist
    elsewhere. Raises Refusal when the copy is not sound or there is no room; the
    former file is then still in its place.
    """
    with said_in_french():
        _refuse_unsound(copy, key)
        aside = path.with_name(f"{path.stem}-avant-restauration-{dt.datetime.now():%Y-%m-%d-%H%M%S}{path.suffix}")
        fresh = path.with_name(f"{path.name}.restored")
        try:
            shutil.copyfile(copy, fresh)
            upgrades.bring_up_to_date(fresh, key)
            with closing(driver.connect(fresh, key)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                replicas.take_new_identity(connection)
                connection.execute("COMMIT")
            before_swap(fresh)
            _settle(path, key)
            _set_aside(path, aside)
            _put_slots_back(path, copy, encrypted=key is not None)
            put_in_place(fresh, path)
        finally:
            for leftover in (fresh, fresh.with_name(fresh.name + "-journal")):
                leftover.unlink(missing_ok=True)
        return aside


def _refuse_unsound(copy: Path, key: bytes | None) -> None:
    if not copy.is_file():
        raise Refusal.because(f"La sauvegarde «\u00a0{copy.name}\u00a0» n’existe pas. Choisissez-en une autre.")
    if not backups.is_sound(copy, key):
        raise Refusal.because(
            f"«\u00a0{copy.name}\u00a0» n’est pas une sauvegarde saine, ou cette clé ne l’ouvre pas. "
            "Choisissez-en une autre\u00a0; rien n’a été modifié."
        )


def _done_since(path: Path, key: bytes | None, lamport: int) -> list[str] | None:
    """The names of the gestures of the present file that a copy reaching `lamport` does not have, the newest first."""
    try:
        with closing(driver.connect_to_read(path, key)) as connection:
            since = (
                "SELECT label FROM gesture WHERE id IN (SELECT gesture_id FROM journal WHERE lamport > ?)"
                " ORDER BY at DESC, id DESC"
            )
            return [str(label) for (label,) in connection.execute(since, (lamport,))]
    except driver.errors():
        return None


def _settle(path: Path, key: bytes | None) -> None:
    """Let SQLite finish what a kill interrupted, if the file still opens: its journal may then be moved away."""
    with contextlib.suppress(*driver.errors()), closing(driver.connect(path, key)) as connection:
        connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()


def _set_aside(path: Path, aside: Path) -> None:
    """Keep the former file under another name, leaving it in place: killed here, no opening finds the place empty."""
    if not side_file(path).exists() and (not path.exists() or path.stat().st_size == 0):
        return  # there was nothing: taking the lock may just have made the file
    try:
        for source, target in ((path, aside), (side_file(path), side_file(aside))):
            if source.exists():
                shutil.copyfile(source, target)
    except OSError:
        aside.unlink(missing_ok=True)
        side_file(aside).unlink(missing_ok=True)
        raise
    for side in ("-journal", "-wal", "-shm"):  # they belong to the former file and would spoil the other
        with contextlib.suppress(FileNotFoundError):
            os.replace(path.with_name(path.name + side), aside.with_name(aside.name + side))


def _put_slots_back(path: Path, copy: Path, *, encrypted: bool) -> None:
    """The slots that open the copy come with it. Killed between the two, the paper key still opens the file."""
    if not encrypted:
        side_file(path).unlink(missing_ok=True)
    elif side_file(copy).exists():
        fresh = side_file(path).with_name(side_file(path).name + ".restored")
        shutil.copyfile(side_file(copy), fresh)
        put_in_place(fresh, side_file(path))
