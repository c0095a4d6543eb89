"""The agenda of the next meeting: put there, corrected, taken off, printed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy.orm import Session

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, euros, hours
from facilitator_app.use_cases.account.danger import in_danger
from facilitator_app.use_cases.agenda import agenda, agenda_pdf, put_on_agenda, reason_kept, take_off_agenda
from facilitator_app.use_cases.purchase_plan import PurchaseDraft, plan_purchase, remove_purchase
from tests.conftest import TODAY
from tests.documents.reading import text
from tests.make import a_company, a_lot


def test_lots_come_by_their_end_and_companies_after(session: Session) -> None:
    company = a_company(session, name="Voirie Calanque")
    late, soon = (
        a_lot(session, company, title=title, ends_on=ends_on)
        for title, ends_on in (("Peinture", dt.date(2027, 3, 1)), ("Paysage", dt.date(2026, 12, 1)))
    )
    for about in (company, late, soon):
        named = {"company_id": about.id} if about is company else {"lot_id": about.id}
        put_on_agenda(session, TODAY, why="  À   revoir ", **named)
    lines = agenda(session, TODAY)
    assert [line.name for line in lines] == ["Lot 1 Paysage", "Lot 1 Peinture", "Voirie Calanque"]
    assert {line.why for line in lines} == {"À revoir"}
    assert (lines[0].holder, lines[0].due, lines[0].counted) == ("Voirie Calanque", hours(1000), hours(0))
    assert (lines[0].day, lines[0].put_by) == (TODAY, "Hélène Arnoux")
    assert [lot.on_agenda for lot in in_danger(session, TODAY)] == [True, True]


def test_put_twice_only_the_reason_changes_and_taken_off_it_may_come_back(session: Session) -> None:
    lot = a_lot(session)
    key = put_on_agenda(session, TODAY, lot_id=lot.id, why="Avenant")
    later = TODAY + dt.timedelta(3)
    assert put_on_agenda(session, later, lot_id=lot.id, why="Pénalité") == key
    [line] = agenda(session, later)
    assert (line.why, line.day) == ("Pénalité", TODAY)
    assert reason_kept(session, lot.id) == "Pénalité"
    take_off_agenda(session, [key])
    assert agenda(session, later) == []
    assert reason_kept(session, lot.id) is None
    assert put_on_agenda(session, later, lot_id=lot.id) == key
    [line] = agenda(session, later)
    assert (line.why, line.day) == ("", later)


def test_the_list_on_paper_says_where_each_stands_and_leaves_room_for_the_decision(session: Session) -> None:
    with pytest.raises(Refusal, match="vide"):
        agenda_pdf(session, TODAY)
    lot = a_lot(session, a_company(session, name="Voirie Calanque"), title="Paysage", ends_on=dt.date(2026, 12, 1))
    put_on_agenda(session, TODAY, lot_id=lot.id, why="Demander un avenant")
    words = text(agenda_pdf(session, TODAY))
    for said in ("Ordre du jour", "Paysage", lot.code, "Voirie", "Demander un avenant", "01/12/2026",
                 "Décision", "Réunion du", "Présents", "Autres points"):  # fmt: skip
        assert said in words


def test_a_lot_that_is_gone_or_nothing_chosen_is_said(session: Session) -> None:
    with pytest.raises(Refusal, match="Ce lot n’existe plus"):
        put_on_agenda(session, TODAY, lot_id="0" * 32)
    with pytest.raises(Refusal, match="au moins un point"):
        take_off_agenda(session, [])


def a_purchase(session: Session, title: str = "Piscine du Coudon", **known: Any) -> Key:
    return plan_purchase(session, PurchaseDraft(title=title, buyer="Métropole", **{"year": 2027, **known}))


def test_a_planned_purchase_is_put_there_between_the_lots_and_the_companies(session: Session) -> None:
    company = a_company(session, name="Voirie Calanque")
    lot = a_lot(session, company, title="Peinture", ends_on=dt.date(2027, 3, 1))
    put_on_agenda(session, TODAY, company_id=company.id)
    later, first = (
        a_purchase(session, title, consultation=month, lots=6, amount=euros(8_200_000), forecast_hours=hours(5400))
        for title, month in (("Gymnase", Month(2027, 2)), ("Piscine du Coudon", Month(2026, 12)))
    )
    put_on_agenda(session, TODAY, purchase_id=later)
    key = put_on_agenda(session, TODAY, purchase_id=first, why="Clause à étudier")
    put_on_agenda(session, TODAY, lot_id=lot.id)
    lines = agenda(session, TODAY)
    assert [line.name for line in lines] == ["Lot 1 Peinture", "Piscine du Coudon", "Gymnase", "Voirie Calanque"]
    planned = lines[1].purchase
    assert planned is not None
    assert (planned.id, planned.buyer, planned.hours, lines[1].why) == (
        first, "Métropole", hours(5400), "Clause à étudier",
    )  # fmt: skip
    assert reason_kept(session, first) == "Clause à étudier"
    assert put_on_agenda(session, TODAY, purchase_id=first, why="Décider") == key
    words = text(agenda_pdf(session, TODAY))
    for said in ("Piscine du Coudon", "Métropole", "décembre 2026", "6 lots", "Décider"):
        assert said in words.replace("\n", " ")
    take_off_agenda(session, [key])
    assert reason_kept(session, first) is None
    remove_purchase(session, later)
    assert [line.name for line in agenda(session, TODAY)] == ["Lot 1 Peinture", "Voirie Calanque"]
