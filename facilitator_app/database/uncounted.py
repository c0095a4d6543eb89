"""Keeping beside the hours those that are not counted, with the reason of each, by the rules of every contract.

Most months count whole: only the lines that some rule may leave out are read,
and only the differences are kept.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from facilitator_app.domain.account.counting import (
    RULE_NAMES,
    USUAL,
    MonthOfHours,
    Rules,
    Work,
    count,
    merged,
)
from facilitator_app.domain.counting_rules import CountingRules
from facilitator_app.domain.keys import Key
from facilitator_app.domain.records import BY_TABLE
from facilitator_app.domain.values import Month

Difference = tuple[str, str, str, int]  # placement, month, reason, hundredths of an hour

_CONTRACT = BY_TABLE["placement"].fields()["contract_type"]
_SAID = f"SELECT lot_id, {', '.join(RULE_NAMES)} FROM counting_rules WHERE NOT removed"
_LINES = """
SELECT p.lot_id, p.id, p.contract_type, p.starts_on, p.ends_on, p.eligible, p.eligible_until, h.month, h.declared,
       h.training, h.centre, h.overtime, h.not_worked, h.elsewhere, p.judged_on, l.starts_on, l.ends_on, l.due_hours
FROM placement p JOIN monthly_hours h ON h.placement_id = p.id JOIN lot l ON l.id = p.lot_id
WHERE NOT p.removed AND NOT h.removed AND h.declared > 0 AND (
    NOT p.eligible OR h.month > CAST(p.eligible_until AS VARCHAR(7))
    OR h.training + h.centre + h.overtime + h.not_worked + h.elsewhere > 0
"""  # a date cast to text is '2026-10-18' or '2026-10': either way the months after its own are greater
_BY_DATES = "OR h.month < SUBSTR(l.starts_on, 1, 7) OR h.month > SUBSTR(l.ends_on, 1, 7)"
_BY_JUDGEMENT = "OR h.month < SUBSTR(p.judged_on, 1, 7)"
_KEPT = "INSERT INTO uncounted_hours (placement_id, month, reason, hours) VALUES (?, ?, ?, ?)"


def driver_of(connection: Connection) -> sqlite3.Connection:
    """The connection beneath, in the same transaction."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return driver  # type: ignore[no-any-return]  # SQLAlchemy does not know which driver it is


def keep_all(connection: sqlite3.Connection) -> None:
    """Work out the differences of every lot."""
    connection.execute("DELETE FROM uncounted_hours")
    connection.executemany(_KEPT, computed(connection))


def keep(connection: sqlite3.Connection, lots: Sequence[str]) -> None:
    """Work out again the differences of some lots, as many as one statement takes."""
    placements = f"SELECT id FROM placement WHERE lot_id IN ({_marks(lots)})"
    connection.execute(f"DELETE FROM uncounted_hours WHERE placement_id IN ({placements})", lots)
    connection.executemany(_KEPT, list(computed(connection, lots)))


def differences(connection: sqlite3.Connection) -> int:
    """How many kept differences are not those that the rules give."""
    kept = set(connection.execute("SELECT placement_id, month, reason, hours FROM uncounted_hours"))
    return len(kept ^ set(computed(connection)))


def computed(connection: sqlite3.Connection, lots: Sequence[str] = ()) -> Iterator[Difference]:
    """The differences by the rules, of these lots or of all."""
    rules = _rules(connection)
    wanted = _LINES
    if not all(rule.outside_dates for rule in rules.values()):
        wanted += _BY_DATES + "\n"
    if not all(rule.before_validation for rule in rules.values()):
        wanted += _BY_JUDGEMENT
    wanted += ")" + (f" AND p.lot_id IN ({_marks(lots)})" if lots else "")
    by_lot: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in connection.execute(wanted, lots):
        by_lot[row[0]].append(row)
    for lot_id, rows in by_lot.items():
        starts_on, ends_on, due = rows[0][-3:]
        counted = count(
            map(_line, rows), rules.get(lot_id, rules[""]), _day(starts_on), _day(ends_on),
            None if due is None else Decimal(due) / 100,
        )  # fmt: skip
        for one in counted:
            for why, amount in one.left_out:
                yield str(one.line.work.key), str(one.line.month), why.value, int(amount * 100)


def _rules(connection: sqlite3.Connection) -> dict[str, Rules]:
    """By lot, for those whose contract says something; the house's under an empty key."""
    columns = CountingRules.fields()
    said: dict[str, dict[str, Any]] = {}
    for lot_id, *values in connection.execute(_SAID):
        said[lot_id or ""] = {
            name: None if value is None else columns[name].restored(value)
            for name, value in zip(RULE_NAMES, values, strict=True)
        }
    house = said.pop("", {})
    found = {lot_id: merged(house, own) for lot_id, own in said.items()}
    found[""] = merged(house) if house else USUAL
    return found


def _line(row: tuple[Any, ...]) -> MonthOfHours:
    _, key, contract, starts_on, ends_on, eligible, until, month, *amounts, judged_on = row[:15]
    work = Work(
        Key(key), _CONTRACT.restored(contract), dt.date.fromisoformat(starts_on), _day(ends_on), bool(eligible),
        _day(until), _day(judged_on),
    )  # fmt: skip
    return MonthOfHours(work, Month(int(month[:4]), int(month[5:])), *(Decimal(amount) / 100 for amount in amounts))


def _day(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written[:10]) if written else None


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
