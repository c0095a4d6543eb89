"""The PASS IAE, the pass of somebody who works in a structure of insertion: what it bears, and what it lacks."""

from __future__ import annotations

import datetime as dt

INSERTION_PASS = "IAE"
"""The code of the criterion that a PASS IAE proves."""
_LENGTH = 12
_SPACING = str.maketrans("", "", " \u00a0\u202f.-")


def is_a_pass_number(number: str) -> bool:
    """Twelve digits, as the insertion platform (les emplois de l’inclusion) gives them, spaced or not."""
    digits = number.translate(_SPACING)
    return digits.isdecimal() and digits.isascii() and len(digits) == _LENGTH


def lacking(dated_on: dt.date | None, number: str, valid_from: dt.date | None, valid_until: dt.date | None) -> str:
    """What a pass noted lacks to stand up to a control, in one sentence; empty when it is whole.

    Passes noted or imported before their number and dates were asked for lack some.
    """
    parts = {
        "la date": dated_on is not None,
        "le numéro": bool(number),
        "le premier jour": valid_from is not None,
        "le dernier jour": valid_until is not None,
    }
    if missing := [name for name, known in parts.items() if not known]:
        *first, last = missing
        named = f"{', '.join(first)} et {last}" if first else last
        return f"Il manque {named} du PASS IAE."
    if not is_a_pass_number(number):
        return f"Le numéro du PASS IAE, {number}, n’a pas 12 chiffres. Corrigez-le."
    return ""
