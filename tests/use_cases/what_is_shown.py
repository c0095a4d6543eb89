"""What a house shows, table by table, and what a gesture changed of it, told without the journal."""

from __future__ import annotations

from typing import Any

from facilitator_app.domain.keys import Key

Shown = dict[str, dict[Key, dict[str, Any]]]
"""By table, record and column, what is not removed, as the file holds it: months «2026-10», hours in hundredths."""
Changes = dict[tuple[str, Key, str], tuple[Any, Any]]
"""By the same three, what stood before and after a gesture; NOTHING when the record was not shown."""
Months = set[tuple[Key, str]]
"""Lots and their months."""

NOTHING = "nothing"


def validated(shown: Shown) -> Months:
    statements = shown["month_statement"].values()
    return {(line["lot_id"], line["month"]) for line in statements if line["state"] == "validated"}


def months_of_changed_hours(before: Shown, after: Shown) -> Months:
    changed = {key for table, key, column in changes(before, after) if (table, column) == ("monthly_hours", "declared")}
    lines = [(before["monthly_hours"] | after["monthly_hours"])[key] for key in changed]
    placements = before["placement"] | after["placement"]
    return {
        (placements[line["placement_id"]]["lot_id"], line["month"])
        for line in lines
        if line["placement_id"] in placements
    }


def changes(before: Shown, after: Shown) -> Changes:
    found: Changes = {}
    for table in before:
        for key in before[table].keys() | after[table].keys():
            was, now = before[table].get(key, {}), after[table].get(key, {})
            if was == now:
                continue
            for column in was.keys() | now.keys():
                values = was.get(column, NOTHING), now.get(column, NOTHING)
                if values[0] != values[1]:
                    found[table, key, column] = values
    return found


def as_if(shown: Shown, changes: Changes, which: int) -> Shown:
    """What would be shown if the changes were as before them (0) or after them (1)."""
    wanted = {table: {key: dict(row) for key, row in rows.items()} for table, rows in shown.items()}
    for (table, key, column), values in changes.items():
        row = wanted[table].setdefault(key, {})
        if values[which] is NOTHING:
            row.pop(column, None)
        else:
            row[column] = values[which]
    return {table: {key: row for key, row in rows.items() if row} for table, rows in wanted.items()}
