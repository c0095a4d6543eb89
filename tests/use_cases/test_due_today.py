"""What is written ahead counts from its day on, in every list, without anybody touching the account again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from facilitator_app.database.connection import Database
from facilitator_app.domain.categories import Public
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.obligation import ChangeKind, ObligationForm, ObligationState
from facilitator_app.domain.placement import MonthlyHours
from facilitator_app.domain.values import Euros, Hours, Month, hours, sum_hours
from facilitator_app.use_cases import hours as monthly
from facilitator_app.use_cases import office
from facilitator_app.use_cases.account.acts import (
    ChangeDraft,
    ObligationDraft,
    RulesDraft,
    change_obligation,
    record_turnover,
    set_counting_rules,
    state_obligation,
)
from facilitator_app.use_cases.account.counted_today import moved_by_month, moved_hours
from facilitator_app.use_cases.account.danger import cases
from facilitator_app.use_cases.account.due_today import due_hours, moved
from facilitator_app.use_cases.account.reading import lot_account
from facilitator_app.use_cases.contract_tree import contract_tree
from facilitator_app.use_cases.dashboard.declarations import MonthDeclarations
from facilitator_app.use_cases.dashboard.figures import hours_done
from facilitator_app.use_cases.dashboard.lots import running
from facilitator_app.use_cases.dashboard.months import hours_by_month, shares_of_publics
from facilitator_app.use_cases.dashboard.year import hours_of_year
from facilitator_app.use_cases.lot_sheet import lot_sheet
from facilitator_app.use_cases.publics.periods import this_year
from facilitator_app.use_cases.publics.placed import placed_facts
from tests import make

WRITTEN, EFFECT = dt.date(2026, 6, 10), dt.date(2026, 9, 1)
BEFORE = EFFECT - dt.timedelta(1)


def an_amendment(session: Session, lot: Lot) -> Hours:
    draft = ChangeDraft(kind=ChangeKind.AMENDMENT_HOURS, effective_on=EFFECT, hours=hours(120), reason="Avenant 1")
    change_obligation(session, lot.id, draft, WRITTEN)
    return hours(620)


def an_exemption(session: Session, lot: Lot) -> Hours:
    draft = ChangeDraft(kind=ChangeKind.EXEMPTION, effective_on=EFFECT, hours=hours(80), reason="Accordée")
    change_obligation(session, lot.id, draft, WRITTEN)
    return hours(420)


def a_tranche(session: Session, lot: Lot) -> Hours:
    optional = ObligationDraft(form=ObligationForm.TRANCHE, state=ObligationState.OPTIONAL, hours=hours(200))
    tranche = state_obligation(session, lot.id, optional, WRITTEN)
    affirmed = ChangeDraft(kind=ChangeKind.AFFIRMATION, effective_on=EFFECT, reason="Ordre de service")
    change_obligation(session, lot.id, affirmed, WRITTEN, tranche)
    return hours(700)


def a_period(session: Session, lot: Lot) -> Hours:
    state_obligation(session, lot.id, ObligationDraft(hours=hours(50), starts_on=EFFECT), WRITTEN)
    return hours(550)


def an_order(session: Session, lot: Lot) -> Hours:
    orders = ObligationDraft(form=ObligationForm.PURCHASE_ORDERS, hours_per=hours(1), per_amount=Euros(Decimal(1000)))
    record_turnover(session, state_obligation(session, lot.id, orders, WRITTEN), EFFECT, Decimal(30_000), WRITTEN)
    return hours(530)


def shown(session: Session, lot: Lot, day: dt.date) -> set[Hours | None]:
    """What each list says is due."""
    rules = office.rules(session)
    (line,) = running(session, day, rules.thresholds, due_hours(session, day))
    (contract,) = contract_tree(session, day).contracts
    (of_tree,) = contract.lots
    return {
        line.due,
        lot_sheet(session, lot.id, day).due,
        of_tree.due,
        monthly.grid(session, lot.id, Month.of(day), day).due,
        lot_account(session, lot.id, day).account.due,
    }


@pytest.mark.parametrize("ahead", [an_amendment, an_exemption, a_tranche, a_period, an_order])
def test_every_list_follows_what_was_written_ahead(session: Session, ahead: Callable[[Session, Lot], Hours]) -> None:
    lot = make.a_lot(session, due_hours=hours(500), starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31))
    expected = ahead(session, lot)
    session.flush()
    assert shown(session, lot, BEFORE) == {hours(500)}
    assert shown(session, lot, EFFECT) == {expected}
    assert lot.due_hours == 500, "nothing was written to say so"


def test_the_cap_of_training_follows_on_the_day(database: Database) -> None:
    """A tenth of the hours due: 40 hours of training too many before the amendment, 28 from its day on."""
    with database.transaction() as session:
        lot = make.a_lot(session, due_hours=hours(500), starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31))
        placement = make.a_placement(session, lot_id=lot.id, starts_on=dt.date(2026, 2, 2), woman=True)
        for month, trained in ((3, 60), (4, 30)):
            at = Month(2026, month)
            make.kept(session, MonthlyHours(
                id=MonthlyHours.key(placement.id, at), placement_id=placement.id, month=at, declared=hours(100),
                training=hours(trained),
            ))  # fmt: skip
        set_counting_rules(session, lot.id, RulesDraft(training_cap=Decimal("0.1")))
        an_amendment(session, lot)
        lot_id = lot.id
    with database.transaction() as session:
        assert counted_everywhere(session, lot_id, BEFORE) == {hours(160)}
        assert counted_everywhere(session, lot_id, EFFECT) == {hours(172)}
        assert moved_by_month(session, EFFECT) == {Month(2026, 3): 10, Month(2026, 4): 2}
        assert shares(session, BEFORE) == {Public.WOMAN.label: (hours(160), Decimal(1))}
        assert shares(session, EFFECT) == {Public.WOMAN.label: (hours(172), Decimal(1))}
        later = ChangeDraft(kind=ChangeKind.AMENDMENT_HOURS, effective_on=EFFECT, hours=hours(10), reason="Avenant 2")
        change_obligation(session, lot_id, later, EFFECT)
    with database.reading() as session:
        assert moved_hours(session, EFFECT) == []
        assert counted_everywhere(session, lot_id, EFFECT) == {hours(173)}


def shares(session: Session, day: dt.date) -> dict[str, tuple[Hours, Decimal | None]]:
    """Of the hours of the year, by public."""
    found = shares_of_publics(hours_of_year(session, day), office.rules(session))
    return {one.label: (one.hours, one.share) for one in found if one.hours}


def test_the_people_of_a_month_follow_the_cap_on_the_day(database: Database) -> None:
    """Each was trained the whole month: the cap lets the first in, and the second once more is due."""
    march = Month(2026, 3)
    with database.transaction() as session:
        lot = make.a_lot(session, due_hours=hours(500), starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31))
        for _ in range(3):
            placement = make.a_placement(session, lot_id=lot.id, starts_on=dt.date(2026, 2, 2))
            make.kept(session, MonthlyHours(
                id=MonthlyHours.key(placement.id, march), placement_id=placement.id, month=march, declared=hours(50),
                training=hours(50),
            ))  # fmt: skip
        set_counting_rules(session, lot.id, RulesDraft(training_cap=Decimal("0.1")))
        an_amendment(session, lot)
        lot_id = lot.id
    with database.reading() as session:
        (before,), (after,) = (lot_sheet(session, lot_id, day).months for day in (BEFORE, EFFECT))
    assert (before.hours, before.people) == (hours(50), 1)
    assert (after.hours, after.people) == (hours(62), 2)


def counted_everywhere(session: Session, lot_id: str, day: dt.date) -> set[Hours]:
    """What each list says is counted, of the only lot of the house."""
    rules = office.rules(session)
    (line,) = running(session, day, rules.thresholds, due_hours(session, day))
    tree = contract_tree(session, day)
    (in_danger,) = cases(session, day)
    period, nobody = this_year(day), MonthDeclarations(frozenset(), frozenset(), frozenset())
    return {
        line.done,
        lot_sheet(session, lot_id, day).done,
        hours(Decimal(tree.contracts[0].lots[0].cents_done) / 100),
        tree.hours_this_year,
        in_danger.counted,
        monthly.grid(session, lot_id, Month.of(day), day).done,
        hours_done(hours_of_year(session, day), day, None).done,
        sum_hours(bar.hours for bar in hours_by_month(hours_of_year(session, day), day, defaultdict(lambda: nobody))),
        hours(Decimal(sum(fact.hundredths for fact in placed_facts(session, period, day))) / 100),
        lot_account(session, lot_id, day).account.counted,
    }


def test_an_act_after_the_day_leaves_nothing_to_work_out(session: Session) -> None:
    lot = make.a_lot(session, due_hours=hours(500))
    an_amendment(session, lot)
    assert moved(session, EFFECT) == {lot.id: hours(620)}
    later = ChangeDraft(kind=ChangeKind.AMENDMENT_HOURS, effective_on=EFFECT, hours=hours(10), reason="Avenant 2")
    change_obligation(session, lot.id, later, EFFECT)
    assert moved(session, EFFECT) == {}
    assert lot.due_hours == 630
