"""A small house whose documents are checked by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Sex
from facilitator_app.domain.company import CompanyKind
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.placement import EmploymentContract, MonthlyHours, MonthStatement, StatementState
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases import office
from tests import make

AUGUST, SEPTEMBER, OCTOBER, NOVEMBER = (Month(2026, number) for number in (8, 9, 10, 11))
NOW = dt.datetime(2026, 11, 24, 9, 14).astimezone()
LATER = dt.datetime(2026, 12, 1, 15, 30).astimezone()
SHEET, CERTIFICATE = DocumentKind.FOLLOW_UP_SHEET, DocumentKind.HOURS_CERTIFICATE


@dataclass
class House:
    lot: str
    holder: str
    agency: str
    nadia: str
    """The placement of Nadia Ferrandi, hired by the holder; 84 h in August, 147 in September, 162 in October."""
    sami: str
    """Of Sami Ouali, lent by the agency; 56 h in August, 133 in September, not known in October."""


def declare(session: Session, placement: str, month: Month, amount: str, **details: Any) -> None:
    key = MonthlyHours.key(placement, month)
    make.kept(
        session,
        MonthlyHours(id=key, placement_id=placement, month=month, declared=hours(amount), **details),
    )


def validate(session: Session, lot: str, *months: Month, note: str = "") -> None:
    for month in months:
        key = MonthStatement.key(lot, month)
        statement = session.get(MonthStatement, key) or MonthStatement(id=key, lot_id=lot, month=month)
        session.add(statement)
        statement.state, statement.validated_on, statement.note = StatementState.VALIDATED, dt.date(2026, 11, 20), note
    session.flush()


def fill(session: Session) -> House:
    details = office.office_row(session)
    details.name, details.town, details.facilitator_name = "Maison de l’emploi de la Rade", "Toulon", "Hélène Arnoux"
    holder = make.a_company(session, name="Batirade SAS", town="La Seyne-sur-Mer", siret="73282932000074")
    agency = make.a_company(session, name="Étape Intérim", kind=CompanyKind.ETTI)
    contract = make.a_contract(session, number="M-2026-014", short_name="Groupe scolaire Les Oliviers")
    lot = make.a_lot(session, holder=holder, contract_id=contract.id, code="M-2026-014-L1")
    nadia = make.a_beneficiary(session, last_name="Ferrandi", first_name="Nadia", sex=Sex.WOMAN)
    sami = make.a_beneficiary(session, last_name="Ouali", first_name="Sami")
    hired = make.a_placement(
        session,
        beneficiary_id=nadia.id,
        lot_id=lot.id,
        employer_id=holder.id,
        starts_on=dt.date(2026, 8, 3),
        woman=True,
    )
    lent = make.a_placement(
        session, beneficiary_id=sami.id, lot_id=lot.id, employer_id=agency.id, starts_on=dt.date(2026, 8, 10),
        contract_type=EmploymentContract.TEMPORARY_I,
    )  # fmt: skip
    declare(session, hired.id, AUGUST, "84")
    declare(session, hired.id, SEPTEMBER, "147")
    declare(session, hired.id, OCTOBER, "162", confirmed=True, note="heures supplémentaires")
    declare(session, lent.id, AUGUST, "56")
    declare(session, lent.id, SEPTEMBER, "133")
    return House(lot.id, holder.id, agency.id, hired.id, lent.id)
