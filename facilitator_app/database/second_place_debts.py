"""What is still to be done to the copies of a second place that was away when the key changed or somebody was erased.

The copies that also stand on this PC are simply replaced by those of this PC;
a debt is about the others, thinned here and left there.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from facilitator_app.database import backups, driver, forgetting, second_place
from facilitator_app.database.files import put_in_place, side_file
from facilitator_app.database.troubles import is_unreadable, said_in_french

_NAME = "deuxieme-endroit.json"


@dataclass(frozen=True, slots=True)
class Debt:
    """Copies taken up to these moments are concerned (ISO, local time as in their names); empty for none."""

    key: str = ""
    names: str = ""


def owed(path: Path) -> Debt | None:
    """None when the second place, whenever it comes back, holds nothing that should not be there."""
    try:
        kept = json.loads(_file(path).read_text("utf-8"))
        debt = Debt(str(kept["key"]), str(kept["names"]))
        for moment in (debt.key, debt.names):
            if moment:
                dt.datetime.fromisoformat(moment)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return debt if debt != Debt() else None


def owe(path: Path, *, key: bool = False, names: bool = False) -> None:
    """Remember, before it is done here, that copies taken until now must take the new key, or forget somebody.

    Raises Refusal when it cannot be written.
    """
    known, now = owed(path) or Debt(), dt.datetime.now().isoformat(timespec="seconds")
    with said_in_french():
        backups.folder_of(path).mkdir(parents=True, exist_ok=True)
        fresh = _file(path).with_suffix(".tmp")
        fresh.write_text(json.dumps(asdict(Debt(now if key else known.key, now if names else known.names))), "utf-8")
        put_in_place(fresh, _file(path))


def pay(path: Path, place: Path, key: bytes | None, forget: forgetting.Forget) -> Iterator[tuple[Path, bool]]:
    """Do it, now that the place is there and what it lacked was carried; gives each copy, and whether it is as it must.

    A copy of the former key, which nothing opens any more, is removed. Raises OSError when the place goes away:
    what was owed still is.
    """
    debt = owed(path)
    if debt is None:
        return
    people = forgetting.ledger_of(path, key) if debt.names else ()
    for copy in second_place.only_there(path, place):
        if key is not None and _until(debt.key, copy) and not opens(copy, key):
            backups.remove(copy)
            yield copy, not copy.exists()
            continue
        if key is not None and _until(debt.key, copy) and second_place.slots_differ(path, copy):
            backups.carry_file(side_file(path), side_file(copy))
            yield copy, True
        if _until(debt.names, copy) and not _knows(copy, key, people):
            yield copy, forgetting.rewrite(path, copy, key, people, forget)
    if owed(path) == debt and second_place.folder_in(place, path).is_dir():
        _file(path).unlink(missing_ok=True)


def _until(moment: str, copy: Path) -> bool:
    taken = backups.taken_at(copy)
    return bool(moment) and taken is not None and taken <= dt.datetime.fromisoformat(moment)


def opens(copy: Path, key: bytes) -> bool:
    """Whether this key is the one of the copy, of which only the beginning is read."""
    if not driver.is_encrypted(copy):
        return False
    try:
        with closing(driver.connect_to_read(copy, key)) as connection:
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except driver.errors() as error:
        return not is_unreadable(error)
    return True


def _knows(copy: Path, key: bytes | None, people: forgetting.Ledger) -> bool:
    """Whether the copy has already forgotten them."""
    return {person for person, _ in people} <= {person for person, _ in forgetting.ledger_of(copy, key)}


def _file(path: Path) -> Path:
    return backups.folder_of(path) / _NAME
