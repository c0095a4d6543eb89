"""What is late or in danger on the lots: slower to count than the rest of the first page, and shown after it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Session

from facilitator_app.domain.values import counted, hours
from facilitator_app.use_cases.account.danger import cases, names
from facilitator_app.use_cases.dashboard.naming import fewer, some
from facilitator_app.use_cases.dashboard.shapes import Alerts, DangerFigure, LotAtRisk, Task, TaskKind
from facilitator_app.use_cases.returns.board import late_returns

WORST = 3


def alerts(session: Session, today: dt.date) -> Alerts:
    """Hours in danger and returns that did not come."""
    task = _late_task(session, today)
    return Alerts(_danger(session, today), task.count if task else 0, task)


def _danger(session: Session, today: dt.date) -> DangerFigure:
    found = cases(session, today)
    called = names(session, [case.lot_id for case in found[:WORST]])
    return DangerFigure(
        count=len(found),
        nobody=sum(not case.people for case in found),
        left=hours(sum((case.left for case in found), Decimal(0))),
        worst=tuple(
            LotAtRisk(
                case.lot_id, called[case.lot_id].lot, called[case.lot_id].contract, called[case.lot_id].holder,
                case.ends_on, case.left, case.people, case.ever, case.standing.tone,
            )
            for case in found[:WORST]
        ),
    )  # fmt: skip


def _late_task(session: Session, today: dt.date) -> Task | None:
    rows = late_returns(session, today)
    count = sum(row.late for row in rows)
    if not count:
        return None
    wanting = [
        (cell.expected.expected_on, row.company, row.lot_id)
        for row in rows
        for cell in row.cells
        if cell is not None and cell.state.is_wanting
    ]
    due, _, lot_id = min(wanting)
    companies = list(dict.fromkeys(company for _, company, _ in sorted(wanting)))
    since = f"{'Attendu le' if count == 1 else 'Depuis le'} {due:%d/%m} · "
    return Task(
        TaskKind.LATE_RETURNS,
        f"{counted(count, 'relevé')} en retard",
        since + some(companies),
        due,
        count,
        lot_id,
        shorter=tuple(since + words for words in fewer(companies)),
    )
