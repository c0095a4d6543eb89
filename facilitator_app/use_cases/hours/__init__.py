"""The hours of a lot in a month: what is shown, what is typed, pasted or copied, and validating the whole."""

from facilitator_app.use_cases.hours.entry import (
    confirm,
    copy_last_month,
    record,
    set_month_note,
    set_note,
    set_proof,
    zero_the_empty,
)
from facilitator_app.use_cases.hours.grid import grid
from facilitator_app.use_cases.hours.parts import HoursParts, Share, parts_of, set_parts, shares_of, split
from facilitator_app.use_cases.hours.pasting import PastedLine, cells_for, pasted
from facilitator_app.use_cases.hours.rows import Check, HoursGrid, HoursRow
from facilitator_app.use_cases.hours.selectors import (
    LotMonths,
    LotToDeclare,
    lots_to_declare,
    months_of_lot,
    most_urgent,
    waiting,
)
from facilitator_app.use_cases.hours.statement import correct_validated, reopen_month, validate_month

__all__ = [
    "Check",
    "HoursGrid",
    "HoursParts",
    "HoursRow",
    "LotMonths",
    "LotToDeclare",
    "PastedLine",
    "Share",
    "cells_for",
    "confirm",
    "copy_last_month",
    "correct_validated",
    "grid",
    "lots_to_declare",
    "months_of_lot",
    "most_urgent",
    "parts_of",
    "pasted",
    "record",
    "reopen_month",
    "set_month_note",
    "set_note",
    "set_parts",
    "set_proof",
    "shares_of",
    "split",
    "validate_month",
    "waiting",
    "zero_the_empty",
]  # fmt: skip
