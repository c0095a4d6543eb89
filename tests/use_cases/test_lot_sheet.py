"""The sheet of a lot: what it adds up, what it foresees, what is due next."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.database.totals import bring_up_to_date
from facilitator_app.domain.contract import Segment
from facilitator_app.domain.need import Need, NeedState
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, StatementState
from facilitator_app.domain.progress import State
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, euros, hours
from facilitator_app.use_cases import lots, needs
from facilitator_app.use_cases.companies import CompanyDraft, ContactDraft
from facilitator_app.use_cases.gestures.sheet_history import sheet_history
from facilitator_app.use_cases.lot_sheet import lot_sheet
from facilitator_app.use_cases.lot_tabs import lot_needs
from facilitator_app.use_cases.lots import HolderDraft
from facilitator_app.use_cases.needs import NeedDraft
from tests.make import a_beneficiary, a_company, a_lot, a_need, a_placement

TODAY = dt.date(2026, 11, 24)
NEED = NeedDraft(company_id=None, title="Manœuvre", starts_on=dt.date(2026, 12, 7), rome_code="f1704")


def declare(session: Session, placement_id: str, month: str, amount: str) -> None:
    when = Month.read(month)
    session.add(
        MonthlyHours(
            id=MonthlyHours.key(placement_id, when), placement_id=placement_id, month=when, declared=hours(amount)
        )
    )
    session.flush()


def test_hours_are_summed_by_month_and_projected_at_the_present_pace(session: Session) -> None:
    lot = a_lot(session, due_hours=hours(1000), starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31))
    one, other = a_placement(session, lot_id=lot.id), a_placement(session, lot_id=lot.id)
    for placement, month, amount in (
        (one, "2026-09", "151.67"), (other, "2026-09", "100"), (one, "2026-10", "140.5"),
    ):  # fmt: skip
        declare(session, placement.id, month, amount)
    bring_up_to_date(session)
    session.add(
        MonthStatement(
            id=MonthStatement.key(lot.id, Month(2026, 9)), lot_id=lot.id, month=Month(2026, 9),
            state=StatementState.VALIDATED,
        )
    )  # fmt: skip
    session.flush()
    sheet = lot_sheet(session, lot.id, dt.date(2026, 7, 2))
    assert [(str(line.month), line.hours, line.total, line.people, line.state) for line in sheet.months] == [
        ("2026-09", hours("251.67"), hours("251.67"), 2, StatementState.VALIDATED),
        ("2026-10", hours("140.5"), hours("392.17"), 1, None),
    ]
    assert sheet.done == hours("392.17")
    assert sheet.projection == hours(Decimal("392.17") / (Decimal(183) / 365))
    assert sheet.standing.progress is not None
    assert sheet.standing.progress.state == State.BEHIND


def test_people_are_counted_once_by_public_and_eligibilities_to_review_while_at_work(session: Session) -> None:
    lot = a_lot(session)
    twice = a_beneficiary(session)
    for details in (
        {"beneficiary_id": twice.id, "woman": True, "ends_on": dt.date(2026, 4, 1)},
        {"beneficiary_id": twice.id, "woman": True, "senior": True, "eligible_until": dt.date(2026, 12, 9)},
        {"young_graduate": True, "eligible_until": dt.date(2028, 1, 1)},
        {"eligible_until": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 6, 1)},
        {"eligible": False},
    ):
        a_placement(session, lot_id=lot.id, **details)
    people = lot_sheet(session, lot.id, TODAY).people
    assert (people.people, people.women, people.seniors, people.young_graduates) == (4, 1, 1, 1)
    assert people.to_review == 2


def test_what_comes_next_is_in_order(session: Session) -> None:
    lot = a_lot(session, ends_on=dt.date(2027, 1, 31))
    a_need(session, lot_id=lot.id, code="B-112", title="Manœuvre", posts=2, starts_on=dt.date(2026, 12, 7))
    a_need(session, lot_id=lot.id, state=NeedState.FILLED, starts_on=dt.date(2026, 12, 1))
    person = a_beneficiary(session, first_name="Julie", last_name="Imbert")
    a_placement(session, lot_id=lot.id, beneficiary_id=person.id, eligible_until=dt.date(2026, 12, 9))
    assert [(deadline.day, deadline.words) for deadline in lot_sheet(session, lot.id, TODAY).deadlines] == [
        (dt.date(2026, 12, 7), "2 postes à pourvoir\u00a0: Manœuvre (B-112)"),
        (dt.date(2026, 12, 9), "Éligibilité de Julie Imbert à renouveler"),
        (dt.date(2026, 12, 15), "Déclaration de novembre attendue"),
        (dt.date(2027, 1, 31), "Fin du lot"),
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "month"),
    [
        (dt.date(2026, 1, 1), dt.date(2027, 12, 31), Month(2026, 10)),
        (dt.date(2026, 11, 3), dt.date(2027, 12, 31), Month(2026, 11)),
        (dt.date(2026, 1, 1), dt.date(2026, 6, 30), Month(2026, 6)),
        (dt.date(2026, 12, 1), None, None),
    ],
)
def test_the_month_to_enter_is_the_one_that_has_just_ended(
    session: Session, starts_on: dt.date, ends_on: dt.date | None, month: Month | None
) -> None:
    lot = a_lot(session, starts_on=starts_on, ends_on=ends_on)
    assert lot_sheet(session, lot.id, TODAY).month_to_enter == month


def test_the_calibration_shows_its_formula_and_comparable_lots(session: Session) -> None:
    for rate in ("0.06", "0.08", "0.05"):
        a_lot(session, segment=Segment.WORKS, insertion_rate=Decimal(rate), starts_on=dt.date(2024, 1, 1))
    lot = a_lot(
        session,
        segment=Segment.WORKS,
        due_hours=hours(833),
        amount=euros(1_000_000),
        labour_share=Decimal("0.5"),
        insertion_rate=Decimal("0.05"),
        hourly_cost=euros(30),
    )
    calibration = lot_sheet(session, lot.id, TODAY).calibration
    assert calibration.formula is not None
    assert calibration.formula.target_hours == hours(833)
    assert calibration.comparable == (Decimal("0.05"), Decimal("0.06"), Decimal("0.08"))
    assert (calibration.median, calibration.comparable_since) == (Decimal("0.06"), 2024)


def test_holders_are_shown_with_whom_to_call(session: Session) -> None:
    lot = a_lot(session)
    holder = HolderDraft(
        company=CompanyDraft(name="Batirade", phone="04 00 00 00 00", town="La Garde"),
        contact=ContactDraft(name="Laure Pignol", role="responsable RH", email="laure@batirade.example"),
    )
    lots.correct_lot(session, lot.id, replace(lots.lot_draft(session, lot.id), holders=(holder,)))
    (line,) = lot_sheet(session, lot.id, TODAY).holders
    assert (line.name, line.contact, line.phone, line.email) == (
        "Batirade", "Laure Pignol", "0400000000", "laure@batirade.example",
    )  # fmt: skip


def test_a_lot_that_is_gone_is_said(session: Session) -> None:
    with pytest.raises(Refusal, match="n’existe plus"):
        lot_sheet(session, "0" * 32, TODAY)


def test_the_history_of_a_lot_says_what_changed_from_what(database: Database) -> None:
    with database.transaction() as session:
        key = a_lot(session, due_hours=hours(1000)).id
    with database.transaction() as session:
        lots.correct_lot(session, key, replace(lots.lot_draft(session, key), due_hours=hours(1200)))
    with database.reading() as session:
        latest, *first = sheet_history(session, key)
    assert (latest.field, latest.before, latest.after) == ("Heures dues", "1\u202f000\u00a0h", "1\u202f200\u00a0h")
    assert latest.author == "Hélène Arnoux"
    assert ("Intitulé", "", "Gros œuvre") in [(line.field, line.before, line.after) for line in first]


def test_needs_are_numbered_and_a_job_out_of_the_table_is_kept(session: Session) -> None:
    company = a_company(session)
    lot = a_lot(session, company)
    assert needs.usual_company(session, lot.id) == company.id
    first = needs.create_need(session, lot.id, replace(NEED, company_id=company.id))
    second = needs.create_need(
        session, lot.id, replace(NEED, company_id=company.id, rome_code="L1504", commune_code="83062", posts=2)
    )
    assert [session.get_one(Need, key).code for key in (first, second)] == ["B-001", "B-002"]
    draft = needs.need_draft(session, second)
    assert (draft.rome_code, draft.place, draft.posts) == ("L1504", "La Garde", 2)
    assert [need.code for need in lot_needs(session, lot.id)] == ["B-001", "B-002"]
    needs.change_need_state(session, first, NeedState.CANCELLED)
    assert [need.code for need in lot_needs(session, lot.id)] == ["B-002", "B-001"]
    assert lot_sheet(session, lot.id, TODAY).needs == 2


def test_a_need_says_all_it_lacks(session: Session) -> None:
    lot = a_lot(session)
    with pytest.raises(Refusal) as refusal:
        needs.create_need(session, lot.id, NeedDraft(company_id=None, title="", starts_on=None, hours_per_week=60))
    fields = {problem.field for problem in refusal.value.problems}
    assert fields == {"company_id", "title", "starts_on", "hours_per_week"}
    with pytest.raises(Refusal, match="se termine le 31/12/2026"):
        needs.create_need(
            session, lot.id, replace(NEED, company_id=a_company(session).id, starts_on=dt.date(2027, 1, 4))
        )


def test_requirements_typed_twice_count_once(session: Session) -> None:
    company = a_company(session)
    lot = a_lot(session, company)
    key = needs.create_need(
        session, lot.id, replace(NEED, company_id=company.id, requirements=("CACES R482 A", " CACES  R482 A", ""))
    )
    assert needs.need_draft(session, key).requirements == ("CACES R482 A",)
