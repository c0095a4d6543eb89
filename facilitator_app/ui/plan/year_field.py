"""Typing a year."""

from __future__ import annotations

import re

from facilitator_app.ui.fields import ReadField

FIRST, LAST = 1990, 2100


class YearField(ReadField):
    """A year of four digits, written as it is read: no space among its thousands."""

    def __init__(self) -> None:
        super().__init__(read_year, str, "Exemple\u00a0: 2027.", "aaaa")


def read_year(text: str) -> int | None:
    """Nothing typed is None. Raises ValueError."""
    typed = re.sub(r"\s", "", text)
    if not typed:
        return None
    if not re.fullmatch(r"[0-9]{4}", typed) or not FIRST <= int(typed) <= LAST:
        raise ValueError(text)
    return int(typed)
