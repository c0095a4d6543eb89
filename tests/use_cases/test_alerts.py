"""What the window counts after the rest: hours in danger, returns that did not come."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.domain.contract import ContractState
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.values import hours
from facilitator_app.use_cases.account.danger import in_danger
from facilitator_app.use_cases.dashboard import TaskKind
from facilitator_app.use_cases.dashboard.alerts import alerts
from tests import make
from tests.conftest import TODAY

SOON = dt.date(2027, 1, 31)


def test_a_house_without_lots_has_no_alert(session: Session) -> None:
    found = alerts(session, TODAY)
    assert (found.danger.count, found.danger.worst, found.late_returns, found.late_task) == (0, (), 0, None)


def test_the_three_worst_are_the_first_of_the_list(session: Session) -> None:
    company = make.a_company(session, name="Batirade")
    for place in range(5):
        lot = make.a_lot(
            session, company, title=f"Lot {place}", ends_on=SOON + dt.timedelta(place), starts_on=dt.date(2026, 1, 1)
        )
        if place < 2:
            make.a_placement(session, lot_id=lot.id, employer_id=company.id)
    figure = alerts(session, TODAY).danger
    assert (figure.count, figure.nobody, figure.left) == (5, 3, hours(5000))
    assert [lot.lot_id for lot in figure.worst] == [lot.lot_id for lot in in_danger(session, TODAY)[:3]]
    assert {lot.ever for lot in figure.worst} == {0}
    assert {lot.holder for lot in figure.worst} == {"Batirade"}


def test_how_soon_a_lot_must_end_is_a_rule_of_the_house(session: Session) -> None:
    make.a_lot(session, ends_on=dt.date(2027, 3, 31))
    assert len(in_danger(session, TODAY)) == 1
    session.add(Rules(id=RULES_KEY, danger_months=3))
    session.flush()
    assert in_danger(session, TODAY) == []
    assert len(in_danger(session, TODAY, 6)) == 1


def test_a_lot_closed_or_of_a_contract_that_is_not_followed_is_in_no_danger(session: Session) -> None:
    make.a_lot(session, ends_on=SOON, closed_on=TODAY)
    aside = make.a_contract(session, state=ContractState.SET_ASIDE)
    make.a_lot(session, ends_on=SOON, contract_id=aside.id)
    assert in_danger(session, TODAY) == []


def test_late_returns_are_one_task_that_names_who_is_late_since_when(session: Session) -> None:
    for name in ("Batirade", "Thermivar"):
        make.a_lot(session, make.a_company(session, name=name), starts_on=dt.date(2026, 9, 1))
    found = alerts(session, TODAY)
    assert found.late_returns == 4
    assert found.late_task is not None
    assert (found.late_task.kind, found.late_task.title) == (TaskKind.LATE_RETURNS, "4 relevés en retard")
    assert found.late_task.detail == "Depuis le 15/10 · Batirade, Thermivar"
    assert found.late_task.due == dt.date(2026, 10, 15)
