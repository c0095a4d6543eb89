"""What the hours of a lot in a month look like once fetched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import StatementState
from facilitator_app.domain.values import Hours, Month, sum_hours

PREVIOUS_MONTHS = 3


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One placement in the month. `previous` holds the three months before, the oldest first.

    `total` is what was declared since the placement began, this month included. `elsewhere` is what the same person
    declared this month in other placements, `other_lots` how many lots those are on.
    """

    placement_id: Key
    beneficiary_id: Key
    person: str
    spoken: str
    contract: str
    starts_on: dt.date
    ends_on: dt.date | None
    eligible: bool
    eligible_until: dt.date | None
    eligibility_tone: str
    previous: tuple[Hours | None, ...]
    declared: Hours | None
    proof_seen: bool
    total: Hours
    note: str
    confirmed: bool
    elsewhere: Hours
    other_lots: int

    def in_month(self, month: Month) -> bool:
        """Whether the contract of employment covers at least a day of the month."""
        return self.starts_on <= month.last_day and (self.ends_on is None or self.ends_on >= month.first_day)


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at. `blocks` and `needs_confirmation` prevent the month from being validated."""

    placement_id: Key | None
    tone: str
    title: str
    sentence: str
    needs_confirmation: bool = False
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """The last line of the grid."""

    previous: tuple[Hours, ...]
    declared: Hours
    total: Hours
    proofs: int
    filled: int


@dataclass(frozen=True, slots=True)
class HoursGrid:
    """A month of a lot. `done` counts every hour of the lot up to the month; `elapsed` is a share of its duration."""

    lot_id: Key
    lot_code: str
    lot_name: str
    contract_name: str
    holder: str
    month: Month
    state: StatementState
    validated_on: dt.date | None
    validated_by: str
    reopened_reason: str
    note: str
    rows: tuple[HoursRow, ...]
    totals: Totals
    due: Hours | None
    done: Hours
    elapsed: Decimal | None
    checks: tuple[Check, ...]

    @property
    def is_validated(self) -> bool:
        return self.state is StatementState.VALIDATED

    @property
    def blocking(self) -> list[Check]:
        """What prevents validation."""
        return [check for check in self.checks if check.blocks or check.needs_confirmation]

    @property
    def empty(self) -> list[HoursRow]:
        """The placements whose hours are not known yet."""
        return [row for row in self.rows if row.declared is None]


def totals_of(rows: Iterable[HoursRow]) -> Totals:
    rows = list(rows)
    return Totals(
        previous=tuple(sum_hours(row.previous[place] for row in rows) for place in range(PREVIOUS_MONTHS)),
        declared=sum_hours(row.declared for row in rows),
        total=sum_hours(row.total for row in rows),
        proofs=sum(row.proof_seen for row in rows),
        filled=sum(row.declared is not None for row in rows),
    )
