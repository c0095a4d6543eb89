"""The account of a lot, from what is written in its file to the lines that are read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.account.uncounted import Uncounted
from facilitator_app.domain.contract import HolderRole, Lot, LotHolder
from facilitator_app.domain.counting_rules import CountBasis
from facilitator_app.domain.hours_correction import HoursCorrection
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.obligation import ChangeKind, ObligationForm, ObligationState
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Euros, Month, hours
from facilitator_app.use_cases import gestures, lots
from facilitator_app.use_cases import hours as monthly
from facilitator_app.use_cases.account.acts import (
    ChangeDraft,
    ObligationDraft,
    RulesDraft,
    change_obligation,
    counting_rules_draft,
    record_turnover,
    set_counting_rules,
    state_obligation,
)
from facilitator_app.use_cases.account.danger import in_danger
from facilitator_app.use_cases.account.group import group_account
from facilitator_app.use_cases.account.lines import Part, account_lines
from facilitator_app.use_cases.account.pools import pool_of, put_in_pool, take_out_of_pool
from facilitator_app.use_cases.account.reading import LotAccount, lot_account
from tests import make
from tests.conftest import TODAY

MAY, JUNE = Month(2026, 5), Month(2026, 6)


def day(month: int, number: int = 1) -> dt.date:
    return dt.date(2026, month, number)


def declare(session: Session, placement_id: str, month: Month, amount: int, **details: object) -> None:
    key = MonthlyHours.key(placement_id, month)
    make.kept(
        session, MonthlyHours(id=key, placement_id=Key(placement_id), month=month, declared=hours(amount), **details)
    )


def read(session: Session, lot: Lot, on: dt.date = TODAY, known_on: dt.date | None = None) -> LotAccount:
    session.flush()
    return lot_account(session, lot.id, on, known_on)


def fields_of(refusal: pytest.ExceptionInfo[Refusal]) -> set[str]:
    return {problem.field for problem in refusal.value.problems}


class TestDue:
    def test_a_lot_without_obligation_owes_its_hours(self, session: Session) -> None:
        lot = make.a_lot(session, due_hours=hours(833), due_reason="Article 8.2 du CCAP")
        (line,) = account_lines(session, found := read(session, lot))
        assert found.account.due == 833
        assert (line.part, line.hours, line.article) == (Part.DUE, hours(833), "Article 8.2 du CCAP")

    def test_an_amendment_keeps_the_first_figure_and_the_lot_follows(self, session: Session) -> None:
        lot = make.a_lot(session, due_hours=hours(1000), amount=Euros(Decimal(400_000)))
        draft = ChangeDraft(
            kind=ChangeKind.AMENDMENT_AMOUNT, effective_on=day(6), amount=Decimal(-100_000), reason="Avenant 1"
        )
        change_obligation(session, lot.id, draft, day(7))
        account = read(session, lot).account
        assert account.as_signed == 1000
        assert account.due == 750
        assert lot.due_hours == 750
        assert read(session, lot, on=day(5, 31)).account.due == 1000
        assert read(session, lot, known_on=day(6, 30)).account.due == 1000

    def test_an_optional_tranche_adds_to_what_was_due(self, session: Session) -> None:
        lot = make.a_lot(session, due_hours=hours(500))
        tranche = state_obligation(
            session,
            lot.id,
            ObligationDraft(
                form=ObligationForm.TRANCHE, state=ObligationState.OPTIONAL, label="Tranche 2", hours=hours(200)
            ),
            day(1),
        )
        assert lot.due_hours == 500
        affirmed = ChangeDraft(kind=ChangeKind.AFFIRMATION, effective_on=day(9), reason="Ordre de service")
        change_obligation(session, lot.id, affirmed, day(9), tranche)
        assert lot.due_hours == 700
        assert [due.hours for due in read(session, lot, on=day(8)).account.dues] == [500, 0]

    def test_orders_set_the_hours_of_a_framework(self, session: Session) -> None:
        lot = make.a_lot(session, due_hours=None)
        orders = state_obligation(
            session,
            lot.id,
            ObligationDraft(form=ObligationForm.PURCHASE_ORDERS, hours_per=hours(12), per_amount=Euros(Decimal(1000))),
            day(1),
        )
        record_turnover(session, orders, day(3), Decimal(50_000), day(3), "BC 1")
        record_turnover(session, orders, day(4), Decimal(-10_000), day(4), "Avoir BC 1")
        assert lot.due_hours == 480
        assert [line.hours for line in account_lines(session, read(session, lot))] == [0, 600, -120]

    def test_what_is_missing_is_named(self, session: Session) -> None:
        lot = make.a_lot(session)
        with pytest.raises(Refusal) as refused:
            state_obligation(session, lot.id, ObligationDraft(form=ObligationForm.PER_AMOUNT), TODAY)
        assert fields_of(refused) == {"hours_per", "per_amount"}
        with pytest.raises(Refusal) as refused:
            change_obligation(session, lot.id, ChangeDraft(kind=ChangeKind.AMENDMENT_HOURS, effective_on=TODAY), TODAY)
        assert fields_of(refused) == {"hours", "reason"}

    def test_the_form_of_the_lot_no_longer_says_what_its_account_says(self, session: Session) -> None:
        lot = make.a_lot(session, due_hours=hours(1000))
        amended = ChangeDraft(kind=ChangeKind.AMENDMENT_HOURS, effective_on=day(6), hours=hours(50), reason="Avenant 1")
        change_obligation(session, lot.id, amended, day(6))
        draft = lots.lot_draft(session, lot.id)
        with pytest.raises(Refusal) as refused:
            lots.correct_lot(session, lot.id, replace(draft, due_hours=hours(1200)))
        assert fields_of(refused) == {"due_hours"}
        lots.correct_lot(session, lot.id, replace(draft, title="Fondations"))
        assert (lot.title, lot.due_hours) == ("Fondations", hours(1050))

    def test_undoing_an_amendment_gives_the_hours_back(self, database: Database) -> None:
        with database.transaction() as session:
            lot = make.a_lot(session, due_hours=hours(1000)).id
        draft = ChangeDraft(kind=ChangeKind.AMENDMENT_HOURS, effective_on=day(6), hours=hours(50), reason="Avenant 1")
        with database.transaction() as session:
            change_obligation(session, lot, draft, TODAY)
        with database.transaction() as session:
            last = gestures.last_to_undo(session)
            assert last is not None
            assert last.label.startswith("Avenant")
            gestures.undo(session, last.gesture_id)
        with database.reading() as session:
            assert session.get_one(Lot, lot).due_hours == 1000
            assert lot_account(session, lot, TODAY).account.due == 1000
            assert not lot_account(session, lot, TODAY).stated


class TestHours:
    def test_each_hour_left_out_says_why(self, session: Session) -> None:
        lot = make.a_lot(session, due_hours=hours(400))
        placement = make.a_placement(session, lot_id=lot.id, eligible_until=day(5, 18))
        declare(session, placement.id, MAY, 120, not_worked=hours(20), training=hours(30))
        declare(session, placement.id, JUNE, 100)
        found = read(session, lot)
        account = found.account
        assert (account.declared, account.counted, account.left) == (hours(220), hours(100), hours(300))
        assert account.not_counted == {Uncounted.AFTER_ELIGIBILITY: 100, Uncounted.NOT_WORKED: 20}
        lines = account_lines(session, found)
        assert sum(line.hours for line in lines if line.part is not Part.DUE) == account.counted

    def test_the_rules_of_a_contract_have_the_last_word_over_the_house(self, session: Session) -> None:
        lot = make.a_lot(session)
        placement = make.a_placement(session, lot_id=lot.id)
        declare(session, placement.id, MAY, 100, not_worked=hours(20), overtime=hours(10))
        set_counting_rules(session, None, RulesDraft(basis=CountBasis.PAID, overtime=False))
        assert read(session, lot).account.counted == 90
        set_counting_rules(session, lot.id, RulesDraft(overtime=True, article="CCAP 9.3"))
        assert read(session, lot).account.counted == 100
        assert counting_rules_draft(session, lot.id) == RulesDraft(overtime=True, article="CCAP 9.3")

    def test_what_was_known_on_a_day_has_an_answer(self, session: Session) -> None:
        lot = make.a_lot(session)
        placement = make.a_placement(session, lot_id=lot.id)
        monthly.record(session, lot.id, MAY, {placement.id: hours(80)}, "", day(6, 2))
        monthly.validate_month(session, lot.id, MAY, "Hélène", day(6, 5))
        session.flush()
        monthly.correct_validated(session, placement.id, MAY, hours(95), "Bulletin rectifié", day(7, 10))
        assert read(session, lot, known_on=day(6, 1)).account.declared == 0
        assert read(session, lot, known_on=day(6, 30)).account.declared == 80
        account = read(session, lot).account
        assert account.declared == 95
        assert [(line.hours, line.reason) for line in account.lines] == [
            (hours(80), ""),
            (hours(15), "Bulletin rectifié"),
        ]

    def test_a_draft_changed_another_day_keeps_both_figures(self, session: Session) -> None:
        lot = make.a_lot(session)
        placement = make.a_placement(session, lot_id=lot.id)
        for amount, on in ((80, day(6, 2)), (90, day(6, 2)), (60, day(6, 20))):
            monthly.record(session, lot.id, MAY, {placement.id: hours(amount)}, "", on)
        assert session.scalars(select(HoursCorrection.hours)).all() == [hours(-30)]
        assert read(session, lot, known_on=day(6, 10)).account.declared == 90
        monthly.record(session, lot.id, MAY, {placement.id: None}, "", day(6, 25))
        assert read(session, lot).account.declared == 0
        assert read(session, lot, known_on=day(6, 21)).account.declared == 60

    def test_a_reopened_month_leaves_lines_with_the_reason_of_the_reopening(self, session: Session) -> None:
        lot = make.a_lot(session)
        placement = make.a_placement(session, lot_id=lot.id)
        monthly.record(session, lot.id, MAY, {placement.id: hours(80)}, "", day(6, 2))
        monthly.validate_month(session, lot.id, MAY, "Hélène", day(6, 2))
        session.flush()
        monthly.reopen_month(session, lot.id, MAY, "Heures de Karim oubliées", day(6, 2))
        session.flush()
        monthly.record(session, lot.id, MAY, {placement.id: hours(70)}, "", day(6, 2))
        (line,) = [line for line in read(session, lot).account.lines if line.correction]
        assert line.hours == -10
        assert "Heures de Karim oubliées" in line.reason

    def test_the_parts_of_a_month_never_exceed_it(self, session: Session) -> None:
        lot = make.a_lot(session)
        placement = make.a_placement(session, lot_id=lot.id)
        with pytest.raises(Refusal, match="d’abord les heures"):
            monthly.set_parts(session, placement.id, MAY, {"training": hours(10)})
        monthly.record(session, lot.id, MAY, {placement.id: hours(80)}, "", TODAY)
        session.flush()
        with pytest.raises(Refusal, match="font 90"):
            monthly.set_parts(session, placement.id, MAY, {"training": hours(50), "overtime": hours(40)})
        monthly.set_parts(session, placement.id, MAY, {"training": hours(50), "not_worked": hours(30)})
        session.flush()
        assert monthly.parts_of(session, placement.id, MAY).training == 50
        assert read(session, lot).account.counted == 50
        with pytest.raises(Refusal, match="compte déjà 80\u00a0h\u00a0: baissez-le"):
            monthly.record(session, lot.id, MAY, {placement.id: hours("79.99")}, "", TODAY)
        monthly.record(session, lot.id, MAY, {placement.id: hours(90)}, "", TODAY)
        monthly.record(session, lot.id, MAY, {placement.id: hours(80)}, "", TODAY)
        monthly.validate_month(session, lot.id, MAY, "Hélène", TODAY)
        session.flush()
        with pytest.raises(Refusal, match="rouvrez le mois"):
            monthly.correct_validated(session, placement.id, MAY, hours(79), "Bulletin rectifié", TODAY)
        monthly.reopen_month(session, lot.id, MAY, "Bulletin rectifié", TODAY)
        session.flush()
        monthly.record(session, lot.id, MAY, {placement.id: hours(0)}, "", TODAY)
        session.flush()
        assert monthly.parts_of(session, placement.id, MAY).training == 0

    def test_the_month_of_a_person_is_shared_among_lots_without_counting_an_hour_twice(self, session: Session) -> None:
        person = make.a_beneficiary(session)
        first, second = (make.a_placement(session, beneficiary_id=person.id) for _ in range(2))
        wanted = {first.id: hours(100), second.id: hours(60)}
        with pytest.raises(Refusal, match="160"):
            monthly.split(session, hours(151), MAY, wanted, TODAY)
        assert monthly.split(session, hours(160), MAY, wanted, TODAY) == 2
        session.flush()
        assert sorted(share.declared or 0 for share in monthly.shares_of(session, person.id, MAY)) == [60, 100]

        session.flush()
        monthly.confirm(session, first.id, MAY)
        session.flush()
        monthly.validate_month(session, first.lot_id, MAY, "Hélène Arnoux", TODAY)
        parts = {first.id: wanted[first.id], second.id: hours(40)}
        together = hours(sum(parts.values()))
        assert monthly.split(session, together, MAY, parts, TODAY) == 1, "the part of the validated month stays"

    def test_a_surplus_covers_the_lots_of_its_pool_once_their_buyers_agreed(self, session: Session) -> None:
        rich, poor = make.a_lot(session, due_hours=hours(100)), make.a_lot(session, due_hours=hours(100))
        declare(session, make.a_placement(session, lot_id=rich.id).id, MAY, 150)
        declare(session, make.a_placement(session, lot_id=poor.id).id, MAY, 70)
        for lot in (rich, poor):
            put_in_pool(session, lot.id, "Rénovation du port", day(3), "Courrier", day(3))
        session.flush()
        pool = pool_of(session, poor.id, TODAY)
        assert pool is not None
        assert {one.lot_id: one.still_left for one in pool.lots} == {rich.id: 0, poor.id: 0}
        assert {one.lot_id: (one.given, one.received) for one in pool.lots} == {
            rich.id: (hours(30), hours(0)),
            poor.id: (hours(0), hours(30)),
        }
        assert read(session, poor).account.left == 30  # its own account does not change
        take_out_of_pool(session, rich.id)
        session.flush()
        pool = pool_of(session, poor.id, TODAY)
        assert pool is not None
        assert [one.still_left for one in pool.lots] == [30]

    def test_a_lot_is_not_pooled_without_its_buyer(self, session: Session) -> None:
        with pytest.raises(Refusal, match="accord"):
            put_in_pool(session, make.a_lot(session).id, "Port", None, "", TODAY)

    def test_a_group_shares_its_debt_by_what_each_invoiced(self, session: Session) -> None:
        lead, other = make.a_company(session, name="Alpha"), make.a_company(session, name="Bravo")
        lot = make.a_lot(session, holder=lead, due_hours=None)
        key = key_of("lot_holder", lot.id, other.id)
        make.kept(session, LotHolder(id=key, lot_id=lot.id, company_id=other.id, role=HolderRole.CO_CONTRACTOR))
        debt = state_obligation(
            session,
            lot.id,
            ObligationDraft(
                form=ObligationForm.PER_AMOUNT,
                hours_per=hours(1),
                per_amount=Euros(Decimal(2000)),
                threshold=Euros(Decimal(2_700_000)),
            ),
            day(1),
        )
        record_turnover(session, debt, day(2), Decimal(2_000_000), day(2), "", lead.id)
        record_turnover(session, debt, day(3), Decimal(1_000_000), day(3), "", other.id)
        declare(session, make.a_placement(session, lot_id=lot.id, employer_id=other.id).id, MAY, 90)
        session.flush()
        group = group_account(session, lot.id, TODAY)
        assert [(line.company, line.due, line.counted) for line in group.members] == [
            ("Alpha", hours(100), hours(0)), ("Bravo", hours(50), hours(90)),
        ]  # fmt: skip
        (transfer,) = group.transfers
        assert (transfer.giver, transfer.taker, transfer.hours) == (other.id, lead.id, hours(40))


class TestDanger:
    def test_lots_with_nobody_placed_come_first(self, database: Database) -> None:
        with database.transaction() as session:
            slow = make.a_lot(session, title="Lent", ends_on=day(12, 31))
            empty = make.a_lot(session, title="Vide", ends_on=dt.date(2027, 3, 31))
            make.a_lot(session, title="Loin", ends_on=dt.date(2028, 3, 31))
            reached = make.a_lot(session, title="Atteint", due_hours=hours(100), ends_on=day(12, 31))
            declare(session, make.a_placement(session, lot_id=slow.id).id, MAY, 120)
            declare(session, make.a_placement(session, lot_id=reached.id).id, MAY, 120)
            keys = [empty.id, slow.id]
        with database.reading() as session:
            found = in_danger(session, TODAY)
        assert [lot.lot_id for lot in found] == keys
        assert found[0].ever == 0
        assert (found[1].people, found[1].left) == (1, hours(880))
        assert found[1].pace_needed is not None
        assert found[1].pace_needed > 700  # 880 hours in 37 days
