"""What the house knows of a company: contacts checked, returns in time, evaluations, needs, sheets typed back."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.chasing import ChasingRules, Exchange, ExchangeKind, Means, Reminder, Step
from facilitator_app.domain.company import Company, CompanyKind, Contact
from facilitator_app.domain.following import Mark
from facilitator_app.domain.need import NeedState
from facilitator_app.domain.placement import MonthStatement, StatementState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.returns import Answer, HolderReturn, ReturnKind
from facilitator_app.domain.values import Month
from facilitator_app.use_cases import companies, company_duplicates, company_evaluations, contact_checks
from facilitator_app.use_cases.companies import CompanyDraft, ContactDraft
from facilitator_app.use_cases.company_evaluations import EvaluationDraft
from facilitator_app.use_cases.company_life import company_exchanges, company_needs
from facilitator_app.use_cases.company_list import companies as company_rows
from facilitator_app.use_cases.company_list import company_sheet, contacts_of
from facilitator_app.use_cases.company_punctuality import Punctuality, punctuality
from facilitator_app.use_cases.received_company_sheet import ReceivedSheet, keep_received_sheet, received_sheet
from tests.make import a_company, a_lot, a_need, kept

TODAY = dt.date(2026, 11, 2)


def a_return(session: Session, lot: str, company: str, ends: Month, received: dt.date, **details: object) -> None:
    key = HolderReturn.key(lot, company, ReturnKind.MONTH, ends)
    usual = {"answer": Answer.RECEIVED} | details
    kept(
        session,
        HolderReturn(
            id=key, lot_id=lot, company_id=company, kind=ReturnKind.MONTH, ends=ends,
            expected_on=ends.plus(1).first_day.replace(day=15), received_on=received, **usual,
        ),
    )  # fmt: skip


def test_everything_typed_of_a_structure_is_kept(session: Session) -> None:
    draft = CompanyDraft(
        name="Cap Insertion", kind=CompanyKind.ACI, naf_code="8129b", website="cap.example", agreement="83-2026-12",
        agreement_from=dt.date(2026, 1, 1), agreement_until=dt.date(2026, 12, 31), trades=("F1703", "A1203"),
        communes_served=("83062",), tasks="Maçonnerie\nEspaces verts",
    )  # fmt: skip
    key = companies.create_company(session, draft)
    again = companies.company_draft(session, key)
    assert again.naf_code == "81.29B"
    assert (again.agreement_until, again.trades, again.communes_served) == (
        dt.date(2026, 12, 31), ("F1703", "A1203"), ("83062",),
    )  # fmt: skip
    assert again.tasks == "Maçonnerie\nEspaces verts"
    sheet = company_sheet(session, key)
    assert (sheet.agreement, sheet.trades) == ("83-2026-12", ("F1703", "A1203"))


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (CompanyDraft(name="A", naf_code="bâtiment"), "naf_code"),
        (CompanyDraft(name="A", naf_code="."), "naf_code"),
        (
            CompanyDraft(name="A", agreement_from=dt.date(2026, 5, 1), agreement_until=dt.date(2026, 4, 1)),
            "agreement_until",
        ),
    ],
)
def test_what_cannot_be_is_said_under_its_field(session: Session, draft: CompanyDraft, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        companies.create_company(session, draft)
    assert [problem.field for problem in refusal.value.problems] == [field]


def test_a_contact_is_to_check_after_six_months_and_when_it_never_was(session: Session) -> None:
    company = a_company(session, name="Batirade")
    checked = {
        "Ana": dt.date(2026, 5, 2), "Bruno": dt.date(2026, 5, 1), "Chloé": None,
    }  # fmt: skip
    for name, day in checked.items():
        companies.add_contact(session, company.id, ContactDraft(name=name, checked_on=day))
    assert [line.name for line in contact_checks.contacts_to_check(session, TODAY)] == ["Chloé", "Bruno"]
    rows = company_rows(session, TODAY)
    assert [row.to_check for row in rows] == [True]


def test_checking_contacts_takes_them_off_the_list(session: Session) -> None:
    company = a_company(session)
    key = companies.add_contact(session, company.id, ContactDraft(name="Ana"))
    contact_checks.contact_checked(session, key, TODAY)
    assert contact_checks.contacts_to_check(session, TODAY) == []
    assert contacts_of(session, company.id)[0].checked_on == TODAY
    assert contact_checks.contacts_to_check(session, dt.date(2027, 5, 3)) != []


def test_the_house_sets_how_often_contacts_are_checked(session: Session) -> None:
    company = a_company(session)
    companies.add_contact(session, company.id, ContactDraft(name="Ana", checked_on=dt.date(2026, 8, 31)))
    assert contact_checks.contacts_to_check(session, TODAY) == []
    kept(session, ChasingRules(id=ChasingRules.key(), contact_months=2))
    assert len(contact_checks.contacts_to_check(session, TODAY)) == 1


def test_the_last_day_of_a_short_month_is_a_limit_too(session: Session) -> None:
    assert contact_checks.check_before(session, dt.date(2026, 8, 31)) == dt.date(2026, 2, 28)


def test_returns_noted_tell_whether_a_company_is_punctual(session: Session) -> None:
    company = a_company(session)
    lot = a_lot(session, company)
    a_return(session, lot.id, company.id, Month(2026, 7), dt.date(2026, 8, 15))
    a_return(session, lot.id, company.id, Month(2026, 8), dt.date(2026, 9, 20), answer=Answer.ZERO)
    a_return(session, lot.id, company.id, Month(2026, 9), dt.date(2026, 10, 24))
    a_return(session, lot.id, company.id, Month(2024, 1), dt.date(2026, 1, 1))
    found = punctuality(session, company.id, TODAY)
    assert found == Punctuality(received=3, on_time=1, days_late=7, from_returns=True)
    assert found.sentence == (
        "Sur douze mois\u00a0: 1 relevé sur 3 reçu à temps, 2 en retard de 7 jours en moyenne."
    )  # fmt: skip


def test_without_returns_the_months_validated_tell(session: Session) -> None:
    company = a_company(session)
    lot = a_lot(session, company)
    for number, day in ((8, dt.date(2026, 9, 10)), (9, dt.date(2026, 10, 16))):
        month = Month(2026, number)
        kept(
            session,
            MonthStatement(
                id=MonthStatement.key(lot.id, month), lot_id=lot.id, month=month, state=StatementState.VALIDATED,
                validated_on=day,
            ),
        )  # fmt: skip
    assert punctuality(session, company.id, TODAY) == Punctuality(2, 1, 1, from_returns=False)
    assert punctuality(session, a_company(session).id, TODAY).sentence == "Aucun relevé reçu sur douze mois."


def test_an_evaluation_is_kept_corrected_and_taken_back(session: Session) -> None:
    company = a_company(session)
    draft = EvaluationDraft(day=TODAY, welcome=Mark.GOOD, remark="Tuteur disponible")
    key = company_evaluations.evaluate(session, company.id, draft, TODAY)
    company_evaluations.correct_evaluation(
        session, key, EvaluationDraft(day=TODAY, welcome=Mark.FAIR, answers=Mark.GOOD), TODAY
    )
    (line,) = company_evaluations.evaluations(session, company.id)
    assert line.marks == (("Accueil des personnes", Mark.FAIR), ("Réponses aux propositions", Mark.GOOD))
    assert company_evaluations.evaluation_draft(session, key).answers is Mark.GOOD
    company_evaluations.remove_evaluation(session, key)
    assert company_evaluations.evaluations(session, company.id) == []


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (EvaluationDraft(day=None, welcome=Mark.GOOD), "day"),
        (EvaluationDraft(day=dt.date(2026, 11, 3), welcome=Mark.GOOD), "day"),
        (EvaluationDraft(day=TODAY), "welcome"),
    ],
)
def test_an_evaluation_says_something_of_a_past_day(session: Session, draft: EvaluationDraft, field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        company_evaluations.evaluate(session, a_company(session).id, draft, TODAY)
    assert [problem.field for problem in refusal.value.problems] == [field]


def test_needs_of_a_company_are_told_whatever_became_of_them(session: Session) -> None:
    company = a_company(session)
    a_need(session, company_id=company.id, code="B-1", state=NeedState.CANCELLED, starts_on=dt.date(2026, 3, 1))
    a_need(session, company_id=company.id, code="B-2", starts_on=dt.date(2026, 12, 1))
    a_need(session, code="B-3")
    assert [(need.code, need.state) for need in company_needs(session, company.id)] == [
        ("B-2", NeedState.OPEN), ("B-1", NeedState.CANCELLED),
    ]  # fmt: skip


def test_exchanges_and_reminders_are_told_together_the_latest_first(session: Session) -> None:
    company = a_company(session)
    lot = a_lot(session, company)
    kept(
        session,
        Exchange(company_id=company.id, kind=ExchangeKind.CALL, day=dt.date(2026, 10, 1), summary="Démarrage décalé"),
    )
    kept(
        session,
        Reminder(
            lot_id=lot.id, company_id=company.id, step=Step.FIRST, means=Means.EMAIL, day=dt.date(2026, 10, 25),
            periods="septembre 2026",
        ),
    )  # fmt: skip
    assert [(line.what, line.text) for line in company_exchanges(session, company.id)] == [
        ("Première relance", "septembre 2026"), ("Appel", "Démarrage décalé"),
    ]  # fmt: skip


def test_a_sheet_received_is_typed_back_with_its_referents_in_one_gesture(database: Database) -> None:
    with database.transaction() as session:
        company = a_company(session, name="Batirade", siret=None, phone="0400000000").id
        companies.add_contact(session, company, ContactDraft(name="Ana Lys", phone="0612345678"))
    with database.transaction() as session:
        known = received_sheet(session, company)
        assert (known.first_name, known.first_phone, known.second_name) == ("Ana Lys", "0612345678", "")
        typed = ReceivedSheet(
            name="Batirade SAS", siret="834 157 513 00245", town="La Garde", activity="Gros œuvre",
            website="batirade.example", first_name="Ana Lys",
            first_role="RH", first_phone="06 12 34 56 78", second_name="Bo Ty", second_email="bo@batirade.example",
            trades=("F1703",), tasks="Coffrage", note="Accès en bus",
        )  # fmt: skip
        keep_received_sheet(session, company, typed, TODAY)
    with database.reading() as session:
        sheet = company_sheet(session, company)
        assert sheet.siret == "83415751300245"
        assert (sheet.name, sheet.phone, sheet.tasks, sheet.trades) == (
            "Batirade SAS", "0400000000", "Coffrage", ("F1703",),
        )  # fmt: skip
        assert [(line.name, line.role, line.checked_on) for line in sheet.contacts] == [
            ("Ana Lys", "RH", TODAY), ("Bo Ty", "", TODAY),
        ]  # fmt: skip


def test_a_referent_without_a_name_is_refused_under_its_field(session: Session) -> None:
    company = a_company(session)
    with pytest.raises(Refusal) as refusal:
        keep_received_sheet(session, company.id, ReceivedSheet(name="", second_phone="06 12 34 56 78"), TODAY)
    assert [problem.field for problem in refusal.value.problems] == ["name", "second_name"]


def test_merging_companies_keeps_their_returns_once_and_known_to_reminders(session: Session) -> None:
    keep, gone = a_company(session, name="Batirade SAS"), a_company(session, name="Bâtirade")
    lot = a_lot(session, gone)
    july, august = Month(2026, 7), Month(2026, 8)
    a_return(session, lot.id, keep.id, july, dt.date(2026, 8, 1))
    a_return(session, lot.id, gone.id, july, dt.date(2026, 8, 30))
    a_return(session, lot.id, gone.id, august, dt.date(2026, 9, 1))
    claimed = HolderReturn.key(lot.id, gone.id, ReturnKind.MONTH, Month(2026, 9))
    kept(
        session,
        Reminder(
            lot_id=lot.id, company_id=gone.id, step=Step.FIRST, means=Means.EMAIL, day=dt.date(2026, 10, 25),
            returns=(claimed,),
        ),
    )  # fmt: skip
    company_duplicates.merge_companies(session, keep.id, gone.id)
    returns = session.scalars(select(HolderReturn).order_by(HolderReturn.ends)).all()
    assert [(one.id, one.company_id, one.received_on) for one in returns] == [
        (HolderReturn.key(lot.id, keep.id, ReturnKind.MONTH, july), keep.id, dt.date(2026, 8, 1)),
        (HolderReturn.key(lot.id, keep.id, ReturnKind.MONTH, august), keep.id, dt.date(2026, 9, 1)),
    ]
    (reminder,) = session.scalars(select(Reminder))
    assert reminder.returns == (HolderReturn.key(lot.id, keep.id, ReturnKind.MONTH, Month(2026, 9)),)


def test_a_company_leaves_with_its_contacts_and_evaluations_but_not_its_exchanges(session: Session) -> None:
    company, spoken = a_company(session), a_company(session, name="Batirade")
    companies.add_contact(session, company.id, ContactDraft(name="Ana"))
    company_evaluations.evaluate(session, company.id, EvaluationDraft(day=TODAY, welcome=Mark.GOOD), TODAY)
    companies.remove_company(session, company.id)
    assert session.scalars(select(Contact)).all() == []
    assert company_evaluations.evaluations(session, company.id) == []
    kept(session, Exchange(company_id=spoken.id, kind=ExchangeKind.CALL, day=TODAY))
    with pytest.raises(Refusal, match="a des échanges notés"):
        companies.remove_company(session, spoken.id)
    assert session.get_one(Company, spoken.id).removed is False


def test_holders_with_a_contact_to_check_are_told_on_the_dashboard(session: Session) -> None:
    holder, idle = a_company(session, name="Batirade"), a_company(session, name="Thermivar")
    a_lot(session, holder)
    a_lot(session, idle, closed_on=dt.date(2026, 9, 30))
    for company in (holder, idle):
        companies.add_contact(session, company.id, ContactDraft(name="Ana"))
    assert contact_checks.holders_to_check(session, TODAY, 3) == (1, [(holder.id, "Batirade")])
    contact_checks.contact_checked(session, contacts_of(session, holder.id)[0].id, TODAY)
    assert contact_checks.holders_to_check(session, TODAY, 3) == (0, [])
