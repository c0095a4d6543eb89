"""The columns of an account of hours, and of the companies of a group."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from facilitator_app.domain.values import written_date, written_euros, written_hours, written_number
from facilitator_app.ui.look import scaled
from facilitator_app.ui.rows import Column
from facilitator_app.ui.table import Table
from facilitator_app.use_cases.account.group import MemberLine
from facilitator_app.use_cases.account.lines import AccountLine, Part

_TONES = {Part.DUE: "info", Part.DECLARED: "success", Part.NOT_COUNTED: "warning"}

LINES: tuple[Column[AccountLine], ...] = (
    Column("Compte", lambda line: line.part.label, tone=lambda line: _TONES[line.part], badge=True, width=112),
    Column("Date", lambda line: _when(line), sort_key=lambda line: _day(line), width=128),
    Column("Ligne", lambda line: line.what, strong=True, stretch=True, tooltip=lambda line: line.what),
    Column("Heures", lambda line: _signed(line), sort_key=lambda line: line.hours, number=True, width=78),
    Column("Motif", lambda line: line.reason, hidden_below=620, tooltip=lambda line: line.reason),
    Column("Article", lambda line: line.article, hidden_below=760, tooltip=lambda line: line.article),
    Column(
        "Enregistré le", lambda line: written_date(line.recorded_on) if line.recorded_on else "",
        sort_key=lambda line: line.recorded_on or dt.date.min, hidden_below=880,
    ),
)  # fmt: skip

GROUP: tuple[Column[MemberLine], ...] = (
    Column("Groupement", lambda line: line.company, strong=True, stretch=True),
    Column("Rôle", lambda line: line.role.label, hidden_below=620),
    Column("Montants", lambda line: _volume(line), sort_key=lambda line: (line.amount, line.worked), number=True,
           hidden_below=620),
    Column("Dues", lambda line: written_hours(line.due), sort_key=lambda line: line.due, number=True),
    Column("Comptées", lambda line: written_hours(line.counted), sort_key=lambda line: line.counted, number=True),
    Column("Solde", lambda line: _balance(line.balance), sort_key=lambda line: line.balance, number=True,
           tone=lambda line: "warning" if line.balance < 0 else "success"),
)  # fmt: skip
_ROOM = {4: (160, 0.2), 5: (110, 0.14)}  # reason and article: pixels at least, share of the width at most


class LinesTable(Table):
    """The reason and the article are as wide as what they say, as long as the line itself can be read."""

    def _width_wanted(self, place: int) -> int:
        wanted = super()._width_wanted(place)
        least, share = _ROOM.get(place, (0, 1))
        return max(scaled(least), min(wanted, round(self.viewport().width() * share)))


def _volume(line: MemberLine) -> str:
    """Each with its unit: an obligation may follow the money, another the hours worked."""
    money = f"{written_euros(line.amount)} HT" if line.amount else ""
    return " · ".join(filter(None, (money, written_hours(line.worked) if line.worked else ""))) or "–"


def _when(line: AccountLine) -> str:
    if line.month:
        return line.month.full_name
    return written_date(line.effective_on) if line.effective_on else "au départ"


def _day(line: AccountLine) -> dt.date:
    return line.month.first_day if line.month else line.effective_on or dt.date.min


def _signed(line: AccountLine) -> str:
    return f"−{written_number(-line.hours)}" if line.hours < 0 else written_number(line.hours)


def _balance(amount: Decimal) -> str:
    """What is still owed has a minus sign, what is done beyond has a plus."""
    sign = "−" if amount < 0 else "+" if amount else ""
    return f"{sign}{written_hours(abs(amount))}"
