"""The house's own figures for programming purchases, all of which it may change."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Record
from facilitator_app.domain.columns import Share, Whole
from facilitator_app.domain.keys import key_of
from facilitator_app.domain.legal_requirement import FROM
from facilitator_app.domain.values import Euros, Hours, hours

PLAN_RULES_KEY = key_of("plan_rules")


class PlanRules(Record):
    """One row. Empty figures are not known: nothing is compared with them."""

    __tablename__ = "plan_rules"

    required_from: Mapped[dt.date] = mapped_column(default=FROM)
    target_share: Mapped[Decimal] = mapped_column(Share(), default=Decimal("0.3"))  # PNAD 2022-2025, carried over
    quarter_capacity: Mapped[Hours | None]
    hours_per_day: Mapped[Hours] = mapped_column(default=hours(7))
    too_few_hours: Mapped[Hours] = mapped_column(default=hours(35))
    few_hours: Mapped[Hours] = mapped_column(default=hours(150))
    short_months: Mapped[int] = mapped_column(Whole(0, 60), default=3)
    month_capacity: Mapped[Hours | None]
    many_suppliers: Mapped[int] = mapped_column(Whole(1, 10_000), default=30)
    some_suppliers: Mapped[int] = mapped_column(Whole(1, 10_000), default=10)
    few_suppliers: Mapped[int] = mapped_column(Whole(0, 10_000), default=1)
    dependency: Mapped[Decimal] = mapped_column(Share(), default=Decimal("0.3"))
    supplier_turnover: Mapped[Euros | None]
