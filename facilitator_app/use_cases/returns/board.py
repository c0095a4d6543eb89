"""The board of returns: each lot and holder against the last periods, what came, what is late, what is to come."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.chasing import Reminder
from facilitator_app.domain.company import Buyer, Company
from facilitator_app.domain.contract import Contract, ContractState, HolderRole, Lot, LotHolder, contract_name, lot_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import Obligation
from facilitator_app.domain.placement import MonthStatement, StatementState
from facilitator_app.domain.returns import Answer, Asked, Expected, HolderReturn, ReturnKind, periods
from facilitator_app.domain.values import Month
from facilitator_app.use_cases.returns.settings import Settings

MONTHS_SHOWN = 12


class State(Labelled):
    """What a cell of the board says. Hours validated without a note of the return were received all the same."""

    RECEIVED = "received", "Reçu"
    ZERO = "zero", "Néant"
    VALIDATED = "validated", "Heures validées"
    REFUSED = "refused", "À refaire"
    LATE = "late", "En retard"
    EXPECTED = "expected", "Attendu"

    @property
    def is_wanting(self) -> bool:
        return self in (State.LATE, State.REFUSED)


_STATES = {Answer.RECEIVED: State.RECEIVED, Answer.ZERO: State.ZERO, Answer.REFUSED: State.REFUSED}


@dataclass(frozen=True, slots=True)
class Cell:
    """A return of the board: what is expected, and where it stands today."""

    expected: Expected
    state: State


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A lot and one of its holders, for one kind of return; `cells` match the months of the board, None: nothing."""

    lot_id: Key
    company_id: Key
    kind: ReturnKind
    code: str
    lot: str
    contract: str
    buyer: str
    company: str
    cells: tuple[Cell | None, ...]
    late: int
    reminded_on: dt.date | None

    @property
    def key(self) -> tuple[Key, Key, ReturnKind]:
        return (self.lot_id, self.company_id, self.kind)


@dataclass(frozen=True, slots=True)
class Board:
    """`months` are the columns: a return stands under the last month of its period."""

    months: tuple[Month, ...]
    rows: tuple[BoardRow, ...]

    @property
    def late(self) -> int:
        return sum(row.late for row in self.rows)


def board(session: Session, today: dt.date, last: Month | None = None, months: int = MONTHS_SHOWN) -> Board:
    """Those of the contracts followed, lots still open; the rows with most late returns first.

    The last month shown is by default the one that has just ended.
    """
    until = last or Month.of(today).plus(-1)
    first = until.plus(1 - months)
    shown = tuple(first.until(until))
    return Board(shown, tuple(_rows(session, today, first, until)))


def late_returns(session: Session, today: dt.date, months: int = MONTHS_SHOWN) -> list[BoardRow]:
    """The rows where something is late or was sent back."""
    return [row for row in board(session, today, months=months).rows if row.late]


def _rows(session: Session, today: dt.date, first: Month, last: Month) -> Iterable[BoardRow]:
    settings = Settings(session)
    answers = _answers(session, first)
    validated = _validated(session, first)
    reminded = _reminded(session)
    places = {month: place for place, month in enumerate(first.until(last))}
    width = len(places)
    columns = _Columns(first, last, places)
    found: list[BoardRow] = []
    for (
        lot_id,
        company_id,
        contract_id,
        code,
        number,
        title,
        starts_on,
        ends_on,
        short,
        subject,
        buyer,
        company,
    ) in _lots(session, first, last):
        asked = settings.of(contract_id, lot_id)
        for kind in asked.kinds:
            cells: list[Cell | None] = [None] * width
            late = 0
            anything = False
            for place, expected, begins, ends in columns.of(kind, asked):
                if starts_on > ends or (ends_on is not None and ends_on < begins):
                    continue
                answer = answers.get((lot_id, company_id, kind, expected.ends))
                state = (
                    _STATES[answer]
                    if answer is not None
                    else _without_answer(expected, validated.get(lot_id, _NONE), today)
                )
                cells[place] = Cell(expected, state)
                anything = True
                late += state.is_wanting
            if anything:
                found.append(
                    BoardRow(
                        lot_id, company_id, kind, code, lot_name(number, title), contract_name(short, subject),
                        buyer or "", company, tuple(cells), late, reminded.get((lot_id, company_id)),
                    )
                )  # fmt: skip
    found.sort(key=lambda row: (-row.late, row.code, row.company, row.kind))
    return found


_NONE: frozenset[Month] = frozenset()


def _without_answer(expected: Expected, validated: frozenset[Month] | set[Month], today: dt.date) -> State:
    if expected.kind is not ReturnKind.FORECAST and validated and all(m in validated for m in expected.months):
        return State.VALIDATED
    return State.LATE if expected.expected_on < today else State.EXPECTED


class _Columns:
    """The periods of each rhythm in the months shown, worked out once for all lots."""

    def __init__(self, first: Month, last: Month, places: Mapping[Month, int]) -> None:
        self._first, self._last, self._places = first, last, places
        self._known: dict[tuple[ReturnKind, int], list[tuple[int, Expected, dt.date, dt.date]]] = {}

    def of(self, kind: ReturnKind, asked: Asked) -> Sequence[tuple[int, Expected, dt.date, dt.date]]:
        known = self._known.get((kind, asked.day))
        if known is None:
            known = self._known[kind, asked.day] = [
                (place, one, one.months[0].first_day, one.ends.last_day) for one, place in self._placed(kind, asked.day)
            ]
        return known

    def _placed(self, kind: ReturnKind, day: int) -> Iterable[tuple[Expected, int]]:
        if kind is not ReturnKind.FORECAST:
            return [(one, self._places[one.ends]) for one in periods(kind, day, self._first, self._last)]
        # A forecast comes at the beginning of its half-year: it stands under the first month of it.
        coming = periods(kind, day, self._first, self._last.plus(kind.months))
        return [(one, self._places[one.months[0]]) for one in coming if one.months[0] in self._places]


def _lots(session: Session, first: Month, last: Month) -> Iterable[Any]:
    """The lots under way in these months, with each holder that must send something: a member of a group that owes
    hours of its own does, the others leave it to their lead."""
    owing = (
        select(Obligation.id)
        .where(
            Obligation.lot_id == LotHolder.lot_id, Obligation.company_id == LotHolder.company_id, ~Obligation.removed
        )
        .exists()
    )
    alone = LotHolder.role.in_((HolderRole.HOLDER, HolderRole.LEAD))
    return session.execute(
        select(
            type_coerce(Lot.id, String()), type_coerce(LotHolder.company_id, String()),
            type_coerce(Lot.contract_id, String()), type_coerce(Lot.code, String()), type_coerce(Lot.number, String()),
            type_coerce(Lot.title, String()), Lot.starts_on, Lot.ends_on, type_coerce(Contract.short_name, String()),
            type_coerce(Contract.subject, String()), type_coerce(Buyer.name, String()).label("buyer"),
            type_coerce(Company.name, String()).label("company"),
        )
        .join(Contract, Contract.id == Lot.contract_id)
        .join(LotHolder, LotHolder.lot_id == Lot.id)
        .join(Company, Company.id == LotHolder.company_id)
        .outerjoin(Buyer, Buyer.id == Contract.buyer_id)
        .where(
            Contract.state == ContractState.FOLLOWED,
            Lot.closed_on.is_(None),
            Lot.starts_on <= last.last_day,
            or_(Lot.ends_on.is_(None), Lot.ends_on >= first.first_day),
            or_(alone, and_(LotHolder.role == HolderRole.CO_CONTRACTOR, owing)),
        )
    )  # fmt: skip


def _answers(session: Session, first: Month) -> dict[tuple[object, ...], Answer]:
    rows = session.execute(
        select(
            type_coerce(HolderReturn.lot_id, String()), type_coerce(HolderReturn.company_id, String()),
            HolderReturn.kind, HolderReturn.ends, HolderReturn.answer,
        ).where(HolderReturn.ends >= first)
    )  # fmt: skip
    return {(lot, company, kind, ends): answer for lot, company, kind, ends, answer in rows}


def _validated(session: Session, first: Month) -> dict[str, set[Month]]:
    found: dict[str, set[Month]] = defaultdict(set)
    rows = session.execute(
        select(type_coerce(MonthStatement.lot_id, String()), type_coerce(MonthStatement.month, String())).where(
            MonthStatement.month >= first.plus(-2), MonthStatement.state == StatementState.VALIDATED
        )
    )
    month = cache(Month.read)
    for lot, text in rows:
        found[lot].add(month(text))
    return found


def _reminded(session: Session) -> dict[tuple[object, object], dt.date]:
    rows = session.execute(
        select(
            type_coerce(Reminder.lot_id, String()), type_coerce(Reminder.company_id, String()), func.max(Reminder.day)
        ).group_by(Reminder.lot_id, Reminder.company_id)
    )
    return {(lot, company): day for lot, company, day in rows}
