"""Who a row is about: names and birth date, without which nobody can be registered."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from facilitator_app.domain.social_security_number import taken_out
from facilitator_app.domain.values import age_on, written_date
from facilitator_app.exchange.people import names
from facilitator_app.exchange.people.cells import day_of, text_of
from facilitator_app.exchange.people.columns import Field
from facilitator_app.exchange.people.row_cells import RowCells
from facilitator_app.exchange.spreadsheet import Cell

LEAST_AGE, MOST_AGE = 14, 100
LONGEST_NAME = 100
_TOTALS = frozenset({"total", "totaux", "total général", "sous-total", "moyenne"})
# Letters, which no mask is made of; a longer one is looked at.
_PLAIN = re.compile(r"(?![xX]{3})[^\W\d_]{1,50}(?:[ '’-][^\W\d_]{1,20})?")
NAME_FIELDS = (Field.FIRST_NAME, Field.USED_NAME, Field.LAST_NAME, Field.BIRTH_NAME, Field.FULL_NAME,
               Field.FULL_NAME_FIRST)  # fmt: skip


class Names(NamedTuple):
    """With a `reason`, the row cannot be taken."""

    last_name: str
    first_name: str
    birth_name: str
    reason: str


def names_of(row: RowCells) -> Names:
    last, first, birth = _names(row)
    return Names(last, first, birth, _wrong(last, first, birth))


def plain_names(first: Cell, used: Cell, last: Cell, *others: Cell) -> Names | None:
    """The same at a glance, for the cells of `NAME_FIELDS`; None when they have to be looked at."""
    if used or any(others) or not (isinstance(first, str) and isinstance(last, str)):
        return None
    return Names(last, first, "", "") if _PLAIN.fullmatch(first) and _PLAIN.fullmatch(last) else None


def _names(row: RowCells) -> tuple[str, str, str]:
    """Last name borne, first name, and the name at birth when it is another."""
    first = row.text(Field.FIRST_NAME)
    used, plain, birth = (row.text(field) for field in (Field.USED_NAME, Field.LAST_NAME, Field.BIRTH_NAME))
    last = used or plain
    for field in (Field.FULL_NAME, Field.FULL_NAME_FIRST):
        if not (last and first) and (text := row.text(field)):
            cut_last, cut_first, doubtful = names.cut_in_two(text, first_name_first=field is Field.FULL_NAME_FIRST)
            last, first = last or cut_last, first or cut_first
            if doubtful and cut_first:
                row.remarks.append(f"nom «\u00a0{last[:60]}\u00a0» et prénom «\u00a0{first[:60]}\u00a0» à vérifier")
    last, at_birth = names.borne_and_at_birth(last or birth)
    birth = birth or at_birth or (plain if used else "")
    return last, first, "" if birth.casefold() == last.casefold() else birth


def _wrong(last: str, first: str, birth: str) -> str:
    if names.is_masked(last) or names.is_masked(first):
        return "Le nom est masqué dans le fichier."
    if last.casefold() in _TOTALS and not first:
        return "Cette ligne est un total."
    if not names.is_a_name(last):
        return f"«\u00a0{last[:60]}\u00a0» n’est pas un nom." if last else "Il manque le nom."
    if not names.is_a_name(first):
        return f"«\u00a0{first[:60]}\u00a0» n’est pas un prénom." if first else "Il manque le prénom."
    if max(len(last), len(first), len(birth)) > LONGEST_NAME:
        return f"Le nom ou le prénom dépasse {LONGEST_NAME} signes."
    return ""


def birth_date_of(row: RowCells) -> tuple[dt.date | None, str]:
    """With the reason why the row cannot be taken; without any, the day is known."""
    cell = row.cell(Field.BIRTH_DATE)
    try:
        born = day_of(cell, row.today, birth=True)
    except ValueError:
        return None, f"La date de naissance «\u00a0{taken_out(text_of(cell))[:40]}\u00a0» n’est pas une date."
    if born is None:
        return None, "Il manque la date de naissance."
    if born > row.today:
        return None, f"La date de naissance {written_date(born)} est dans le futur."
    age = age_on(born, row.today)
    if not LEAST_AGE <= age <= MOST_AGE:
        return None, f"La date de naissance {written_date(born)} donne {age} ans."
    return born, ""


def plain_birth_date(today: dt.date) -> Callable[[Cell], tuple[dt.date, str] | None]:
    """The same at a glance: a day in years of which every day gives an age that can be."""
    earliest, latest = dt.date(today.year - MOST_AGE, 1, 1), dt.date(today.year - LEAST_AGE - 1, 12, 31)

    def glance(cell: Cell) -> tuple[dt.date, str] | None:
        return (cell, "") if type(cell) is dt.date and earliest < cell < latest else None

    return glance
