"""What was said about a lot and sent for it, in one list, which its sheet counts."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.domain.chasing import ExchangeKind, Means, Reminder, Step
from facilitator_app.use_cases.lot_log import lot_log
from facilitator_app.use_cases.lot_sheet import lot_sheet
from facilitator_app.use_cases.returns.exchanges import ExchangeDraft, finish_actions, keep_exchange
from tests.conftest import TODAY
from tests.make import a_company, a_lot, kept

BEFORE = TODAY - dt.timedelta(10)


def test_exchanges_and_reminders_are_in_one_list_the_latest_first(session: Session) -> None:
    company, other = a_company(session, name="Batirade"), a_company(session)
    lot, elsewhere = a_lot(session, company), a_lot(session, other)
    visit = keep_exchange(session, ExchangeDraft(
        company_id=company.id, lot_id=lot.id, kind=ExchangeKind.SITE_VISIT, day=TODAY, summary="Équipe au complet",
        actions="Envoyer les contrats",
    ), TODAY)  # fmt: skip
    keep_exchange(session, ExchangeDraft(company_id=company.id, day=BEFORE, summary="Standard fermé"), TODAY)
    keep_exchange(session, ExchangeDraft(company_id=other.id, lot_id=elsewhere.id, day=TODAY, summary="Non"), TODAY)
    kept(session, Reminder(
        lot_id=lot.id, company_id=company.id, step=Step.FIRST, means=Means.EMAIL, day=TODAY - dt.timedelta(3),
        periods="octobre 2026",
    ))  # fmt: skip
    lines = lot_log(session, lot.id)
    assert [(line.what, line.company, line.text, line.to_do) for line in lines] == [
        ("Visite de chantier", "Batirade", "Équipe au complet", "Envoyer les contrats"),
        ("Première relance", "Batirade", "octobre 2026", ""),
        ("Appel", "Batirade", "Standard fermé", ""),
    ]
    assert [line.exchange is None for line in lines] == [False, True, False]
    assert lot_sheet(session, lot.id, TODAY).exchanges == len(lines)
    finish_actions(session, visit, TODAY)
    assert lot_log(session, lot.id)[0].to_do == ""
