"""The hours of a lot, in days, posts and full-time equivalents: typed in any of them, the others follow."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QObject, Signal

from facilitator_app.domain.calibration_by_trade import Divisors, equivalents, hours_from
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Hours, written_number
from facilitator_app.ui.fields import ReadField
from facilitator_app.ui.form import Form


class NumberField(ReadField):
    """A number with two decimals at most, typed `119` or `0,5`."""

    def __init__(self) -> None:
        super().__init__(_read, written_number, "Exemples\u00a0: 119 ou 0,5.")


class EquivalentFields(QObject):
    """`typed` gives the hours that another unit stands for."""

    typed = Signal(object)

    def __init__(self, form: Form, divisors: Divisors) -> None:
        super().__init__(form)
        self._form, self._divisors = form, divisors
        self._months: int | None = None
        day, year = written_number(divisors.day), written_number(divisors.year)
        self._fields = {
            "days": form.add("days", "Soit en &jours", NumberField(), help=f"De {day}\u00a0h."),
            "posts": form.add("posts", "En &postes", NumberField(), help="À temps plein, pendant le lot."),
            "full_time": form.add("full_time", "En &ETP", NumberField(), help=f"De {year}\u00a0h par an."),
        }
        for unit, field in self._fields.items():
            field.changed.connect(partial(self._convert, unit))

    def show_hours(self, kept: Hours | None, months: int | None) -> None:
        """Every unit but the one being typed in."""
        self._months = months
        same = equivalents(kept, months, self._divisors) if kept is not None else None
        for unit, field in self._fields.items():
            if not field.hasFocus():
                field.set_value(getattr(same, unit) if same else None)

    def _convert(self, unit: str) -> None:
        amount = self._fields[unit].value()
        if amount is None:
            return
        try:
            self.typed.emit(hours_from(**{unit: amount}, lot_months=self._months, divisors=self._divisors))
        except Refusal as refusal:
            self._form.show_problems(refusal.problems)


def _read(text: str) -> Decimal | None:
    typed = re.sub(r"\s", "", text)
    if not typed:
        return None
    if not re.fullmatch(r"\d{1,7}([.,]\d{1,2})?", typed, re.ASCII):
        raise ValueError(text)
    return Decimal(typed.replace(",", "."))
