"""The few numbers shown beside the pages' names."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Contract, ContractState
from facilitator_app.domain.need import Need, NeedState
from facilitator_app.domain.values import Month
from facilitator_app.use_cases import office
from facilitator_app.use_cases.beneficiary_search import Filter, count
from facilitator_app.use_cases.dashboard.declarations import declarations
from facilitator_app.use_cases.dashboard.figures import last_month
from facilitator_app.use_cases.dashboard.shapes import Counters


def counters(session: Session, today: dt.date) -> Counters:
    """How many eligibilities to renew, open needs, declarations of last month awaited, contracts to sort."""
    rules = office.rules(session)
    this_month = Month.of(today)
    before = this_month.plus(-1)
    figure = last_month(declarations(session, this_month, since=before), before, today, rules.reporting_day)
    return Counters(
        eligibilities=count(session, Filter.TO_RENEW, today),
        needs=session.scalar(select(func.count(Need.id)).where(Need.state == NeedState.OPEN)) or 0,
        declarations=max(0, figure.expected - figure.validated),
        to_sort=session.scalar(select(func.count(Contract.id)).where(Contract.state == ContractState.TO_SORT)) or 0,
    )
