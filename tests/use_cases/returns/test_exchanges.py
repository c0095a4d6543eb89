"""The log of exchanges, reports of visits, and contacts to check."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.chasing import Exchange, ExchangeKind
from facilitator_app.domain.company import Contact
from facilitator_app.domain.contract import LotHolder
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.contact_checks import contact_checked
from facilitator_app.use_cases.personal_data.erasure import anonymise
from facilitator_app.use_cases.returns.exchanges import (
    ExchangeDraft,
    contacts_to_check,
    exchanges,
    finish_actions,
    keep_exchange,
    remove_exchange,
    report_pdf,
)
from tests.conftest import NOW, TODAY
from tests.documents.reading import text
from tests.make import a_beneficiary, a_company, a_lot, kept


def test_a_visit_has_people_present_remarks_and_actions_until_they_are_done(session: Session) -> None:
    company = a_company(session)
    lot = a_lot(session, company)
    key = keep_exchange(session, ExchangeDraft(
        company_id=company.id, lot_id=lot.id, kind=ExchangeKind.SITE_VISIT, day=TODAY, summary="Visite du chantier",
        present="Chef de chantier", remarks="Deux salariés vus", actions="Envoyer les contrats",
    ), TODAY)  # fmt: skip
    [line] = exchanges(session, lot_id=lot.id)
    assert (line.kind, line.code, line.done_by, line.is_open) == (
        ExchangeKind.SITE_VISIT,
        lot.code,
        "Hélène Arnoux",
        True,
    )
    words = text(report_pdf(session, key, NOW))
    for said in ("Visite de chantier", "Chef de chantier", "Deux salariés vus", "Envoyer les contrats"):
        assert said in words
    finish_actions(session, key, TODAY)
    assert not exchanges(session)[0].is_open
    remove_exchange(session, key)
    assert exchanges(session) == []


@pytest.mark.parametrize(("kind", "signed"), [(ExchangeKind.MAIL, False), (ExchangeKind.KICK_OFF, True)])
def test_a_company_signs_the_report_of_what_it_was_present_at(
    session: Session, kind: ExchangeKind, *, signed: bool
) -> None:
    draft = ExchangeDraft(company_id=a_company(session).id, kind=kind, day=TODAY, summary="Bulletins reçus")
    words = text(report_pdf(session, keep_exchange(session, draft, TODAY), NOW))
    assert "Compte rendu" in words
    assert ("Pour l’entreprise" in words) is signed


def test_what_was_said_in_general_is_in_the_log_of_the_lots_held(session: Session) -> None:
    company = a_company(session)
    lot, other = a_lot(session, company), a_lot(session)
    keep_exchange(session, ExchangeDraft(company_id=company.id, day=TODAY, summary="Appel"), TODAY)
    assert [line.lot for line in exchanges(session, lot_id=lot.id)] == [""]
    assert exchanges(session, lot_id=other.id) == []
    assert len(exchanges(session, company_id=company.id)) == 1


def test_what_is_missing_is_said_field_by_field(session: Session) -> None:
    with pytest.raises(Refusal) as refused:
        keep_exchange(session, ExchangeDraft(kind=None), TODAY)
    assert {problem.field for problem in refused.value.problems} == {"company_id", "kind", "day", "summary"}


def test_contacts_are_checked_every_six_months(session: Session) -> None:
    company = a_company(session)
    lot = a_lot(session, company)
    contact = kept(session, Contact(company_id=company.id, name="Laure Pignol"))
    holder = session.scalars(select(LotHolder).where(LotHolder.lot_id == lot.id)).one()
    holder.contact_id = contact.id
    session.flush()
    assert [one.name for one in contacts_to_check(session, TODAY)] == ["Laure Pignol"]
    contact_checked(session, contact.id, TODAY)
    assert contacts_to_check(session, TODAY) == []
    assert len(contacts_to_check(session, dt.date(2027, 5, 25))) == 1


def test_somebody_anonymised_is_no_longer_named_in_exchanges(database: Database) -> None:
    with database.transaction() as session:
        person = a_beneficiary(session, last_name="Vidal", first_name="Noor").id
        keep_exchange(session, ExchangeDraft(
            company_id=a_company(session).id, day=TODAY, summary="Absences de Noor Vidal",
            present="VIDAL Noor, chef d’équipe", remarks="Noor Vidal a un vélo", actions="Rappeler Noor Vidal",
        ), TODAY)  # fmt: skip
    with database.transaction() as session:
        anonymise(session, [person], TODAY)
    with database.reading() as session:
        [kept_one] = session.scalars(select(Exchange))
        for said in (kept_one.summary, kept_one.present, kept_one.remarks, kept_one.actions):
            assert "Vidal" not in said.title()
            assert "personne anonymisée" in said
