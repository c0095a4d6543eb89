"""The board of returns, and noting what came."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Contract, ContractState, HolderRole, Lot, LotHolder
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.obligation import ChangeKind, Obligation, ObligationChange
from facilitator_app.domain.placement import MonthStatement, StatementState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.returns import Answer, Expected, HolderReturn, ReturnKind, Rhythm
from facilitator_app.domain.values import Month, hours
from facilitator_app.use_cases.returns.board import Board, BoardRow, State, board, late_returns
from facilitator_app.use_cases.returns.noting import (
    Place,
    ReturnDraft,
    forget_return,
    note_many,
    note_return,
    paper_of,
    return_sheet,
)
from facilitator_app.use_cases.returns.settings import SettingDraft, set_returns, setting_draft
from tests.conftest import TODAY
from tests.make import a_company, a_lot, kept

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)


def only(found: Board) -> BoardRow:
    (row,) = found.rows
    return row


def place(row: BoardRow, month: Month, found: Board) -> Place:
    cell = row.cells[found.months.index(month)]
    assert cell is not None
    return Place(row.lot_id, row.company_id, cell.expected)


def states(row: BoardRow) -> list[State | None]:
    return [cell.state if cell else None for cell in row.cells]


def test_what_never_came_is_late_and_what_is_not_due_is_expected(session: Session) -> None:
    a_lot(session, starts_on=dt.date(2026, 9, 1))
    found = board(session, dt.date(2026, 11, 12))
    assert found.months[-1] == OCTOBER
    assert len(found.months) == 12
    assert states(only(found))[-3:] == [None, State.LATE, State.EXPECTED]
    assert found.late == only(found).late == 1


def test_the_day_it_is_expected_is_not_late(session: Session) -> None:
    a_lot(session, starts_on=dt.date(2026, 10, 1))
    assert states(only(board(session, dt.date(2026, 11, 15))))[-1] is State.EXPECTED
    assert states(only(board(session, dt.date(2026, 11, 16))))[-1] is State.LATE


def test_a_month_validated_was_received(session: Session) -> None:
    lot = a_lot(session, starts_on=dt.date(2026, 10, 1))
    kept(session, MonthStatement(
        id=MonthStatement.key(lot.id, OCTOBER), lot_id=lot.id, month=OCTOBER, state=StatementState.VALIDATED,
    ))  # fmt: skip
    assert states(only(board(session, TODAY)))[-1] is State.VALIDATED


def test_a_quarter_begun_before_the_lot_wants_its_own_months_only(session: Session) -> None:
    lot = a_lot(session, starts_on=dt.date(2026, 8, 3))
    set_returns(session, lot.id, SettingDraft(rhythm=Rhythm.QUARTERLY))
    for month in (Month(2026, 8), SEPTEMBER):
        assert states(only(board(session, TODAY)))[-2] is State.LATE
        kept(session, MonthStatement(
            id=MonthStatement.key(lot.id, month), lot_id=lot.id, month=month, state=StatementState.VALIDATED,
        ))  # fmt: skip
    assert states(only(board(session, TODAY)))[-2] is State.VALIDATED


def test_a_zero_return_is_an_answer_and_one_sent_back_is_not(session: Session) -> None:
    a_lot(session, starts_on=dt.date(2026, 9, 1))
    found = board(session, TODAY)
    row = only(found)
    note_many(session, [place(row, SEPTEMBER, found)], Answer.ZERO, TODAY)
    refused = ReturnDraft(answer=Answer.REFUSED, received_on=TODAY, note="Bulletins manquants")
    note_return(session, place(row, OCTOBER, found), refused, TODAY)
    assert states(only(board(session, TODAY)))[-2:] == [State.ZERO, State.REFUSED]
    assert [row.late for row in late_returns(session, TODAY)] == [1]


def test_the_same_return_is_noted_once_and_taken_back(session: Session) -> None:
    a_lot(session, starts_on=dt.date(2026, 10, 1))
    found = board(session, TODAY)
    cell = place(only(found), OCTOBER, found)
    for answer in (Answer.RECEIVED, Answer.ZERO):
        note_return(session, cell, ReturnDraft(answer=answer, received_on=TODAY), TODAY)
    assert [one.answer for one in session.scalars(select(HolderReturn))] == [Answer.ZERO]
    forget_return(session, cell)
    assert states(only(board(session, TODAY)))[-1] is State.LATE
    note_return(session, cell, ReturnDraft(received_on=TODAY), TODAY)
    assert states(only(board(session, TODAY)))[-1] is State.RECEIVED
    with pytest.raises(Refusal):
        forget_return(session, Place(cell.lot_id, cell.company_id, Expected(ReturnKind.MONTH, SEPTEMBER, TODAY)))


def test_what_is_missing_is_said_field_by_field(session: Session) -> None:
    a_lot(session, starts_on=dt.date(2026, 10, 1))
    found = board(session, TODAY)
    cell = place(only(found), OCTOBER, found)
    with pytest.raises(Refusal) as refused:
        note_return(session, cell, ReturnDraft(answer=Answer.REFUSED, received_on=TODAY + dt.timedelta(1)), TODAY)
    assert {problem.field for problem in refused.value.problems} == {"received_on", "note"}


def test_quarters_and_forecasts_have_rows_of_their_own(session: Session) -> None:
    lot = a_lot(session, starts_on=dt.date(2026, 1, 1), ends_on=None)
    draft = SettingDraft(rhythm=Rhythm.QUARTERLY, forecast=True, article="8.2.2")
    set_returns(session, lot.id, draft)
    assert setting_draft(session, lot.id) == draft
    found = {row.kind: states(row) for row in board(session, TODAY).rows}
    months = board(session, TODAY).months
    assert [str(m) for m, s in zip(months, found[ReturnKind.QUARTER], strict=True) if s] == [
        "2026-03", "2026-06", "2026-09",
    ]  # fmt: skip
    assert [str(m) for m, s in zip(months, found[ReturnKind.FORECAST], strict=True) if s] == ["2026-01", "2026-07"]


def test_what_a_contract_asks_goes_for_its_lots_until_one_says_else(session: Session) -> None:
    lot = a_lot(session, starts_on=dt.date(2026, 1, 1))
    other = a_lot(session, contract_id=lot.contract_id, code="X-L2", number="2", starts_on=dt.date(2026, 1, 1))
    set_returns(session, lot.id, SettingDraft(rhythm=Rhythm.QUARTERLY, whole_contract=True))
    set_returns(session, other.id, SettingDraft(rhythm=Rhythm.NONE))
    assert [(row.lot_id, row.kind) for row in board(session, TODAY).rows] == [(lot.id, ReturnKind.QUARTER)]
    set_returns(session, other.id, SettingDraft(rhythm=Rhythm.MONTHLY, whole_contract=True))
    assert {row.kind for row in board(session, TODAY).rows} == {ReturnKind.MONTH}


def test_members_of_a_group_send_when_they_owe_hours_of_their_own(session: Session) -> None:
    lot = a_lot(session, starts_on=dt.date(2026, 1, 1))
    member, helper = a_company(session), a_company(session)
    for company, role in ((member, HolderRole.CO_CONTRACTOR), (helper, HolderRole.SUBCONTRACTOR)):
        key = key_of("lot_holder", lot.id, company.id)
        kept(session, LotHolder(id=key, lot_id=lot.id, company_id=company.id, role=role))
    assert len(board(session, TODAY).rows) == 1
    kept(session, Obligation(lot_id=lot.id, company_id=member.id, hours=hours(100)))
    assert {row.company_id for row in board(session, TODAY).rows} >= {member.id}
    assert len(board(session, TODAY).rows) == 2


def test_contracts_closed_and_lots_closed_send_nothing_more(session: Session) -> None:
    lot = a_lot(session, starts_on=dt.date(2026, 1, 1))
    assert board(session, TODAY).rows
    session.get_one(Lot, lot.id).closed_on = TODAY
    session.flush()
    assert not board(session, TODAY).rows
    session.get_one(Lot, lot.id).closed_on = None
    session.get_one(Contract, lot.contract_id).state = ContractState.CLOSED
    session.flush()
    assert not board(session, TODAY).rows


def test_the_paper_received_is_opened_where_it_is(session: Session, tmp_path: Path) -> None:
    a_lot(session, starts_on=dt.date(2026, 10, 1))
    found = board(session, TODAY)
    cell = place(only(found), OCTOBER, found)
    with pytest.raises(Refusal, match="Aucun fichier"):
        paper_of(session, cell)
    paper = tmp_path / "relevé d’octobre.pdf"
    paper.write_bytes(b"%PDF-1.7")
    note_return(session, cell, ReturnDraft(received_on=TODAY, paper=str(paper)), TODAY)
    assert paper_of(session, cell) == paper
    assert return_sheet(session, cell).draft == ReturnDraft(received_on=TODAY, paper=str(paper))
    paper.unlink()
    with pytest.raises(Refusal, match="n’est plus à sa place"):
        paper_of(session, cell)


def test_who_takes_over_a_lot_is_not_asked_again_for_what_the_former_holder_sent(session: Session) -> None:
    lot = a_lot(session, a_company(session, name="Ancienne"), starts_on=dt.date(2026, 8, 1))
    found = board(session, TODAY)
    for month, answer in ((Month(2026, 8), Answer.RECEIVED), (SEPTEMBER, Answer.REFUSED)):
        draft = ReturnDraft(answer=answer, received_on=TODAY, note="Illisible")
        note_return(session, place(only(found), month, found), draft, TODAY)
    [part] = session.scalars(select(LotHolder).where(LotHolder.lot_id == lot.id))
    part.removed = True
    new = a_company(session, name="Nouvelle").id
    kept(session, LotHolder(id=key_of("lot_holder", lot.id, new), lot_id=lot.id, company_id=new))
    row = only(board(session, TODAY))
    assert row.company == "Nouvelle"
    assert states(row)[-3:] == [State.RECEIVED, State.LATE, State.LATE]


def taken_over(session: Session) -> tuple[Lot, Key, Key]:
    """A lot begun in August, with a former holder who sent nothing and a new one."""
    former = a_company(session, name="Ancienne")
    lot = a_lot(session, former, starts_on=dt.date(2026, 8, 1))
    [part] = session.scalars(select(LotHolder).where(LotHolder.lot_id == lot.id))
    part.removed = True
    new = a_company(session, name="Nouvelle").id
    kept(session, LotHolder(id=key_of("lot_holder", lot.id, new), lot_id=lot.id, company_id=new))
    return lot, former.id, new


def owes(session: Session, lot: Lot, company: Key | None = None, **details: Any) -> Obligation:
    return kept(session, Obligation(lot_id=lot.id, company_id=company, hours=hours(100), **details))


def over(session: Session, obligation: Obligation, day: dt.date, kind: ChangeKind, left: int | None = None) -> None:
    kept(session, ObligationChange(
        lot_id=obligation.lot_id, obligation_id=obligation.id, kind=kind, effective_on=day, recorded_on=day,
        hours=None if left is None else hours(left),
    ))  # fmt: skip


THE_8TH = dt.date(2026, 10, 8)
LATE, NOTHING = State.LATE, None
ALL, FROM_OCTOBER = [LATE, LATE, LATE], [NOTHING, NOTHING, LATE]


def test_without_a_date_of_the_take_over_the_new_holder_owes_all(session: Session) -> None:
    lot, former, new = taken_over(session)
    owes(session, lot, former)
    owes(session, lot, new)
    assert states(only(board(session, TODAY)))[-3:] == ALL


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize(
    ("kind", "left"), [(ChangeKind.TERMINATION, 40), (ChangeKind.EXEMPTION, None), (ChangeKind.CORRECTION, -10)]
)  # fmt: skip
def test_what_the_former_holder_never_sent_is_not_late_for_the_new_one(
    session: Session, kind: ChangeKind, left: int | None, own: bool
) -> None:
    """Its contract ended that day, and another follows."""
    lot, former, new = taken_over(session)
    over(session, owes(session, lot, former if own else None), THE_8TH, kind, left)
    owes(session, lot, new if own else None, starts_on=None if own else THE_8TH)
    expected = ALL if kind is ChangeKind.CORRECTION else FROM_OCTOBER
    assert states(only(board(session, TODAY)))[-3:] == expected
    assert len(late_returns(session, TODAY)) == 1


def test_the_dates_of_the_obligations_tell_the_take_over(session: Session) -> None:
    lot, former, new = taken_over(session)
    first = owes(session, lot, former, ends_on=dt.date(2026, 9, 30))
    assert states(only(board(session, TODAY)))[-3:] == FROM_OCTOBER
    first.ends_on = None
    owes(session, lot, new, starts_on=dt.date(2026, 9, 15))
    assert states(only(board(session, TODAY)))[-3:] == [NOTHING, LATE, LATE]


def test_a_lot_that_nobody_left_owes_until_its_end_whatever_was_terminated(session: Session) -> None:
    lot = a_lot(session, starts_on=dt.date(2026, 8, 1))
    over(session, owes(session, lot), THE_8TH, ChangeKind.TERMINATION, 40)
    owes(session, lot, starts_on=THE_8TH)
    assert states(only(board(session, TODAY)))[-3:] == ALL


def test_the_end_of_a_lot_that_nobody_follows_excuses_nobody(session: Session) -> None:
    lot, _former, _new = taken_over(session)
    over(session, owes(session, lot), THE_8TH, ChangeKind.TERMINATION, 40)
    assert states(only(board(session, TODAY)))[-3:] == ALL
