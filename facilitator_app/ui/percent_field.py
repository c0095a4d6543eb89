"""Typing a percentage, kept as a share of one."""

from __future__ import annotations

import re
from decimal import Decimal

from facilitator_app.domain.values import written_number
from facilitator_app.ui.fields import ReadField


class PercentField(ReadField):
    """A share between 0 and 1, typed `45`, `7,5` or `7,5 %`."""

    def __init__(self) -> None:
        super().__init__(_read_percent, write_percent, "Indiquez un pourcentage de 0 à 100, par exemple 7,5.")


def _read_percent(text: str) -> Decimal | None:
    typed = re.sub(r"[\s%]", "", text)
    if not typed:
        return None
    if not re.fullmatch(r"\d{1,3}([.,]\d{1,4})?", typed) or Decimal(typed.replace(",", ".")) > 100:
        raise ValueError(text)
    return Decimal(typed.replace(",", ".")) / 100


def write_percent(share: Decimal) -> str:
    return written_number(share * 100)
