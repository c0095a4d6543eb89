"""The board of returns: each lot and holder against the last periods, what came, what is late, what is to come."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from facilitator_app.use_cases.returns.taken_over import taken_over_on

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
    """Those of the contracts followed, lots still open, in the order of their codes.

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
    answers, validated, reminded = _answers(session, first), _validated(session, first), _reminded(session)
    columns = _Columns(first, last, today)
    lots = list(_lots(session, first, last))
    since = taken_over_on(session, {row[0]: row[1] for row in lots if row.is_lead})
    former = _of_former_holders(session, answers, {(row[0], row[1]) for row in lots})
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
        is_lead,
    ) in lots:
        if is_lead and lot_id in since:
            starts_on = max(starts_on, since[lot_id])
        asked = settings.of(contract_id, lot_id)
        known = validated.get(lot_id, "")
        for kind in asked.kinds:
            came = answers.get((lot_id, company_id, kind), _NOTHING)
            if is_lead and former and (before := former.get((lot_id, kind))):
                came = {**before, **came}
            cells: list[Cell | None] = [None] * columns.width
            late = 0
            runs = False
            for period in columns.of(kind, asked):
                if starts_on > period.last_day or (ends_on is not None and ends_on < period.first_day):
                    continue
                cell = period.cell(came.get(period.ends) if came else None, known, starts_on, ends_on)
                cells[period.place] = cell
                late += cell.state.is_wanting
                runs = True
            if runs:
                found.append(
                    BoardRow(
                        lot_id, company_id, kind, code, lot_name(number, title), contract_name(short, subject),
                        buyer or "", company, tuple(cells), late, reminded.get((lot_id, company_id)),
                    )
                )  # fmt: skip
    found.sort(key=lambda row: (row.code, row.company, row.kind))
    return found


_NOTHING: Mapping[str, Answer] = {}


class _Period:
    """A column of one rhythm, with its cells made once for all lots. Months are texts: they are compared a lot."""

    def __init__(self, expected: Expected, place: int, today: dt.date) -> None:
        months = expected.months
        self.place, self.ends = place, str(expected.ends)
        self.first_day, self.last_day = months[0].first_day, months[-1].last_day
        of_hours = () if expected.kind is ReturnKind.FORECAST else months
        self._months = [(str(month), month.first_day, month.last_day) for month in of_hours]
        self._cells = {state: Cell(expected, state) for state in State}
        self._without = self._cells[State.LATE if expected.expected_on < today else State.EXPECTED]

    def cell(self, answer: Answer | None, validated: str, starts_on: dt.date, ends_on: dt.date | None) -> Cell:
        """The cell of a lot of these dates: only its own months need be validated."""
        if answer is not None:
            return self._cells[_STATES[answer]]
        if validated and self._months:
            for month, first_day, last_day in self._months:
                runs = starts_on <= last_day and (ends_on is None or ends_on >= first_day)
                if runs and month not in validated:
                    return self._without
            return self._cells[State.VALIDATED]
        return self._without


class _Columns:
    """The periods of each rhythm in the months shown, worked out once for all lots."""

    def __init__(self, first: Month, last: Month, today: dt.date) -> None:
        self._first, self._last, self._today = first, last, today
        self._places = {month: place for place, month in enumerate(first.until(last))}
        self._known: dict[tuple[ReturnKind, int], list[_Period]] = {}

    @property
    def width(self) -> int:
        return len(self._places)

    def of(self, kind: ReturnKind, asked: Asked) -> Sequence[_Period]:
        if (kind, asked.day) not in self._known:
            placed = self._placed(kind, asked.day)
            self._known[kind, asked.day] = [_Period(one, place, self._today) for one, place in placed]
        return self._known[kind, asked.day]

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
            type_coerce(Company.name, String()).label("company"), alone.label("is_lead"),
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


def _answers(session: Session, first: Month) -> Mapping[tuple[str, str, ReturnKind], Mapping[str, Answer]]:
    found: dict[tuple[str, str, ReturnKind], dict[str, Answer]] = defaultdict(dict)
    for lot, company, kind, ends, answer in session.execute(
        select(
            type_coerce(HolderReturn.lot_id, String()), type_coerce(HolderReturn.company_id, String()),
            HolderReturn.kind, type_coerce(HolderReturn.ends, String()), HolderReturn.answer,
        ).where(HolderReturn.ends >= first)
    ):  # fmt: skip
        found[lot, company, kind][ends] = answer
    return found


def _of_former_holders(
    session: Session, answers: Mapping[tuple[str, str, ReturnKind], Mapping[str, Answer]], asked: set[tuple[str, str]]
) -> dict[tuple[str, ReturnKind], dict[str, Answer]]:
    """What companies no longer on a lot had sent for it: who takes over a lot is not asked for it again."""
    others = {(lot, company) for lot, company, _ in answers} - asked
    if not others:
        return {}
    lots = {lot for lot, _ in others}
    held = session.execute(
        select(type_coerce(LotHolder.lot_id, String()), type_coerce(LotHolder.company_id, String())).where(
            type_coerce(LotHolder.lot_id, String()).in_(lots)
        )
    )
    gone = others - {(lot, company) for lot, company in held}
    found: dict[tuple[str, ReturnKind], dict[str, Answer]] = {}
    for (lot, company, kind), came in answers.items():
        if (lot, company) in gone:
            good = {ends: answer for ends, answer in came.items() if answer is not Answer.REFUSED}
            found.setdefault((lot, kind), {}).update(good)
    return found


def _validated(session: Session, first: Month) -> dict[str, str]:
    """The months validated of each lot, as `2026-09,2026-10`: one line a lot is many times faster to read."""
    rows = session.execute(
        select(
            type_coerce(MonthStatement.lot_id, String()),
            func.group_concat(type_coerce(MonthStatement.month, String()), ","),
        )
        .where(MonthStatement.month >= first.plus(-2), MonthStatement.state == StatementState.VALIDATED)
        .group_by(MonthStatement.lot_id)
    )
    return {lot: months for lot, months in rows}


def _reminded(session: Session) -> dict[tuple[object, object], dt.date]:
    rows = session.execute(
        select(
            type_coerce(Reminder.lot_id, String()), type_coerce(Reminder.company_id, String()), func.max(Reminder.day)
        ).group_by(Reminder.lot_id, Reminder.company_id)
    )
    return {(lot, company): day for lot, company, day in rows}
