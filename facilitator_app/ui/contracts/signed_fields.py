"""Typing what may be taken away: hours and euros with a sign."""

from __future__ import annotations

from decimal import Decimal

from facilitator_app.domain.values import euros, read_hours, written_number
from facilitator_app.ui.fields import ReadField

_MINUS = ("-", "−", "–")


class SignedHoursField(ReadField):
    """Hours to add, or to take away when they begin with a minus sign."""

    def __init__(self) -> None:
        super().__init__(_signed_hours, _written, "Exemples\u00a0: 120, ou −120 pour retirer des heures.")


class SignedEurosField(ReadField):
    """Euros before tax, negative when they correct or diminish."""

    def __init__(self) -> None:
        super().__init__(_signed_euros, _written, "Exemples\u00a0: 125\u202f000, ou −12\u202f000,50 pour diminuer.")


def _signed_hours(text: str) -> Decimal | None:
    sign, rest = _sign(text)
    amount = read_hours(rest)
    return None if amount is None else sign * amount


def _signed_euros(text: str) -> Decimal | None:
    sign, rest = _sign("".join(text.split()).removesuffix("€"))
    if not rest:
        return None
    if not rest.replace(",", ".").replace(".", "", 1).isdigit() or len(rest) > 15:
        raise ValueError(text)
    return sign * euros(rest.replace(",", "."))


def _sign(text: str) -> tuple[int, str]:
    typed = text.strip()
    if typed.startswith(_MINUS):
        return -1, typed[1:]
    return 1, typed.removeprefix("+")


def _written(amount: Decimal) -> str:
    return f"−{written_number(-amount)}" if amount < 0 else written_number(amount)
