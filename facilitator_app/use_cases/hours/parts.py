"""What the hours of a month are made of, and sharing the month of a person among several lots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Contract, Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthlyHours, Placement
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Hours, Month, hours, written_hours
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.hours.entry import record
from facilitator_app.use_cases.hours.lines import lines, placement_at, refuse_if_validated, spoken_name

NAMES = {
    "training": "Formation",
    "centre": "Centre de formation",
    "overtime": "Heures supplémentaires",
    "not_worked": "Congés, maladie, intempéries",
    "elsewhere": "Autres chantiers",
}
"""The columns of `MonthlyHours`, as they are typed."""


@dataclass(frozen=True, slots=True)
class HoursParts:
    """What a month is made of; each part is included in `declared`, no hour in two of them."""

    declared: Hours | None
    training: Hours
    centre: Hours
    overtime: Hours
    not_worked: Hours
    elsewhere: Hours


@dataclass(frozen=True, slots=True)
class Share:
    """One of the placements of a person in a month."""

    placement_id: Key
    lot_code: str
    lot_name: str
    contract_name: str
    declared: Hours | None


def parts_of(session: Session, placement_id: str, month: Month) -> HoursParts:
    """The parts known; none while nothing is declared."""
    line = lines(session, [placement_id], month).get(placement_id)
    if line is None or line.removed:
        return HoursParts(None, *(hours(0) for _ in NAMES))
    return HoursParts(line.declared, *(getattr(line, name) for name in NAMES))


def set_parts(session: Session, placement_id: str, month: Month, parts: Mapping[str, Hours | None]) -> None:
    """Keep the parts of a month, by name of column. Raises Refusal, naming each field in error."""
    placement = placement_at(session, placement_id)
    refuse_if_validated(session, placement.lot_id, month)
    line = lines(session, [placement_id], month).get(placement.id)
    if line is None or line.removed or line.declared is None:
        raise Refusal.because("Indiquez d’abord les heures du mois, puis ce qu’elles comprennent.", "declared")
    wanted = {name: parts.get(name) or hours(0) for name in NAMES}
    problems = [
        Problem(name, "Indiquez un nombre positif, par exemple 14.") for name, part in wanted.items() if part < 0
    ]
    together = sum(wanted.values(), Decimal(0))
    if together > line.declared:
        said = (
            f"Ces heures font {written_hours(together)} sur {written_hours(line.declared)} déclarées\u00a0: corrigez."
        )
        problems.append(Problem("training", said))
    if problems:
        raise Refusal(*problems)
    gestures.call_it(session, f"Détail des heures de {spoken_name(session, placement)}, {month.full_name}")
    for name, part in wanted.items():
        if getattr(line, name) != part:
            setattr(line, name, part)


def shares_of(session: Session, beneficiary_id: str, month: Month) -> list[Share]:
    """The placements of a person that cover a month, on every lot, with what each declared."""
    rows = session.execute(
        select(Placement, Lot, Contract, MonthlyHours.declared)
        .join(Lot, Lot.id == Placement.lot_id)
        .join(Contract, Contract.id == Lot.contract_id)
        .outerjoin(MonthlyHours, (MonthlyHours.placement_id == Placement.id) & (MonthlyHours.month == month))
        .where(Placement.beneficiary_id == beneficiary_id, Placement.starts_on <= month.last_day)
        .order_by(Lot.code, Placement.starts_on, Placement.id)
    )
    return [
        Share(placement.id, lot.code, lot.name, contract.name, declared)
        for placement, lot, contract, declared in rows
        if placement.covers(month)
    ]


def split(
    session: Session, worked: Hours, month: Month, wanted: Mapping[Key, Hours | None], today: dt.date | None = None
) -> int:
    """Share the hours a person worked in a month among her placements, once each; returns how many figures changed.

    A lot whose part stays as it is may have its month validated already.
    Raises Refusal when the shares do not add up to what was worked, or are those of several people.
    """
    together = sum((amount or Decimal(0) for amount in wanted.values()), Decimal(0))
    if together != worked:
        said = f"Les parts font {written_hours(together)} pour {written_hours(worked)} travaillées\u00a0: "
        raise Refusal.because(said + "chaque heure va sur un lot et un seul.", "worked")
    placements = [placement_at(session, key) for key in wanted]
    if len({placement.beneficiary_id for placement in placements}) > 1:
        raise Refusal.because("Ces parcours sont ceux de plusieurs personnes\u00a0: répartissez-les une par une.")
    name = spoken_name(session, placements[0]) if placements else ""
    label = f"Répartition des heures de {name}, {month.full_name}"
    known = {key: line.declared for key, line in lines(session, wanted, month).items() if not line.removed}
    return sum(
        record(session, placement.lot_id, month, {placement.id: wanted[placement.id]}, label, today)
        for placement in placements
        if wanted[placement.id] != known.get(placement.id)
    )
