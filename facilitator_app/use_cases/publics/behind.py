"""The people behind a figure: those that lists may show, and how many others it counts."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contract import Segment
from facilitator_app.domain.public_counts import Dimension, as_hours, grouped, is_protected
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Hours, age_on
from facilitator_app.use_cases.personal_data.restriction import shown
from facilitator_app.use_cases.publics.kept import placed_of, pool_of
from facilitator_app.use_cases.publics.periods import Period


class Who(StrEnum):
    """Which figure of a line."""

    POOL = "pool"
    PLACED = "placed"


@dataclass(frozen=True, slots=True)
class Behind:
    """Keys by name, the hours of each; `not_shown` are restricted or anonymised, and counted all the same."""

    keys: list[str]
    hours: dict[str, Hours]
    not_shown: int


@dataclass(frozen=True, slots=True)
class PersonLine:
    id: str
    name: str
    age: int | None
    town: str

    @property
    def second_line(self) -> str:
        return " · ".join(part for part in (f"{self.age}\u00a0ans" if self.age is not None else "", self.town) if part)


def people_behind(
    session: Session, dimension: Dimension, value: str, who: Who, period: Period, segment: Segment | None,
    today: dt.date,
) -> Behind:  # fmt: skip
    """Raises Refusal for a protected criterion, which is counted and never listed."""
    if is_protected(dimension, value):
        raise Refusal.because(
            "Ce critère est protégé\u00a0: il se compte, et aucune liste ne le montre. Ouvrez la fiche d’une personne "
            "pour vérifier le sien."
        )
    if who is Who.POOL:
        counted = grouped(pool_of(session, today).facts, dimension).get(value, {})
    else:
        counted = grouped(placed_of(session, period, segment, today), dimension).get(value, {})
    among = func.json_each(json.dumps(list(counted))).table_valued("value")
    asked = select(type_coerce(Beneficiary.id, String())).where(Beneficiary.id.in_(select(among.c.value)), shown())
    keys = [key for (key,) in session.execute(asked.order_by(Beneficiary.sort_name, Beneficiary.id))]
    hours = {key: as_hours(counted[key]) for key in keys} if who is Who.PLACED else {}
    return Behind(keys, hours, len(counted) - len(keys))


def lines(session: Session, keys: Sequence[str], today: dt.date) -> list[PersonLine]:
    """The lines of these people, in the order given."""
    asked = select(
        Beneficiary.id, Beneficiary.last_name, Beneficiary.first_name, Beneficiary.birth_date, Beneficiary.town
    ).where(Beneficiary.id.in_(list(keys)))
    found: dict[str, PersonLine] = {
        key: PersonLine(key, f"{last} {first}", age_on(born, today) if born else None, town)
        for key, last, first, born, town in session.execute(asked)
    }
    return [found[key] if key in found else PersonLine(key, "Fiche retirée", None, "") for key in keys]
