"""Who worked on a lot and for how long, as it stood at the end of a month."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.account.uncounted import Uncounted
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.company import Company, CompanyKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import EmploymentContract, MonthlyHours, Placement
from facilitator_app.domain.values import Hours, Month, hours, sum_hours
from facilitator_app.use_cases.account.reading import lot_account

_ABBREVIATED = {
    CompanyKind.ETTI: "ETTI", CompanyKind.AI: "AI", CompanyKind.EI: "EI", CompanyKind.ACI: "ACI",
    CompanyKind.GEIQ: "GEIQ", CompanyKind.EA: "EA", CompanyKind.EATT: "EATT", CompanyKind.ESAT: "ESAT",
}  # fmt: skip


LeftOut = tuple[tuple[Uncounted, Hours], ...]


@dataclass(frozen=True, slots=True)
class Declared:
    """A month of a placement. `confirmed`: somebody looked at unusual hours and kept them."""

    hours: Hours
    confirmed: bool
    note: str


@dataclass(frozen=True, slots=True)
class Work:
    """One placement. `months` holds the hours that count towards the lot, none later than the month asked.

    `left_out` are those declared that the contract does not count, by reason.
    """

    placement_id: Key
    beneficiary_id: Key
    last_name: str
    first_name: str
    woman: bool
    senior: bool
    contract: EmploymentContract
    employer_id: Key
    employer: str
    employer_kind: CompanyKind
    starts_on: dt.date
    ends_on: dt.date | None
    eligible: bool
    months: Mapping[Month, Declared]
    left_out: Mapping[Uncounted, Hours]

    @property
    def not_counted(self) -> Hours:
        return sum_hours(self.left_out.values())

    @property
    def name(self) -> str:
        """`Ferrandi Nadia`."""
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def spoken_name(self) -> str:
        """`Nadia Ferrandi`."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def employer_name(self) -> str:
        """`Étape Intérim (ETTI)`: the kind is said unless the name says it."""
        kind = _ABBREVIATED.get(self.employer_kind, "")
        return f"{self.employer} ({kind})" if kind and kind not in self.employer.upper().split() else self.employer

    @property
    def total(self) -> Hours | None:
        """Since the placement began; None when nothing is known."""
        return sum_hours(line.hours for line in self.months.values()) if self.months else None

    def in_month(self, month: Month) -> Hours | None:
        line = self.months.get(month)
        return line.hours if line else None


def work_until(session: Session, lot_id: str, month: Month) -> list[Work]:
    """By name: those at work on the lot at the end of the month or before."""
    rows = session.execute(
        select(
            Placement.id, Placement.beneficiary_id, Beneficiary.last_name, Beneficiary.first_name, Placement.woman,
            Placement.senior, Placement.contract_type, Placement.employer_id, Company.name, Company.kind,
            Placement.starts_on, Placement.ends_on, Placement.eligible,
        )
        .outerjoin(Beneficiary, Beneficiary.id == Placement.beneficiary_id)
        .outerjoin(Company, Company.id == Placement.employer_id)
        .where(Placement.lot_id == lot_id)
        .order_by(Beneficiary.sort_name, Placement.starts_on, Placement.id)
    ).all()  # fmt: skip
    declared = _declared(session, lot_id, month)
    left_out = _left_out(session, lot_id, month)
    found = []
    for key, person, last, first, woman, senior, contract, employer_id, employer, kind, starts, ends, eligible in rows:
        if starts > month.last_day and key not in declared:
            continue
        counted, refused = _parted(key, declared.get(key, {}), left_out, eligible)
        found.append(
            Work(
                key, person, last or "Personne retirée", first or "", woman, senior, contract, employer_id,
                employer or "", kind or CompanyKind.ENTERPRISE, starts, ends, eligible, counted, refused,
            )
        )  # fmt: skip
    return found


def _declared(session: Session, lot_id: str, last: Month) -> dict[Key, dict[Month, Declared]]:
    """By placement, the months of the lot for which something was typed."""
    found: dict[Key, dict[Month, Declared]] = defaultdict(dict)
    for key, at, amount, confirmed, note in session.execute(
        select(
            MonthlyHours.placement_id, MonthlyHours.month, MonthlyHours.declared, MonthlyHours.confirmed,
            MonthlyHours.note,
        )
        .join(Placement, Placement.id == MonthlyHours.placement_id)
        .where(Placement.lot_id == lot_id, MonthlyHours.month <= last, MonthlyHours.declared.is_not(None))
        .order_by(MonthlyHours.month)
    ):  # fmt: skip
        found[key][at] = Declared(hours(amount or 0), confirmed, note)
    return found


def _parted(
    placement_id: Key,
    declared: Mapping[Month, Declared],
    left_out: Mapping[tuple[Key, Month], LeftOut],
    eligible: bool,
) -> tuple[dict[Month, Declared], dict[Uncounted, Hours]]:
    """What counts, month by month, and what does not, by reason."""
    counted: dict[Month, Declared] = {}
    refused: dict[Uncounted, Hours] = defaultdict(_no_hours)
    for at, line in declared.items():
        rest = line.hours
        for why, amount in left_out.get((placement_id, at), ()):
            refused[why] = Hours(refused[why] + amount)
            rest = Hours(rest - amount)
        if rest or (eligible and not line.hours):  # a month of which nothing counts is not shown
            counted[at] = replace(line, hours=rest)
    return counted, dict(refused)


def _left_out(session: Session, lot_id: str, last: Month) -> dict[tuple[Key, Month], LeftOut]:
    """What the account of the lot does not count: the sheet, the certificate and the account say the same."""
    months = lot_account(session, lot_id, last.last_day).account.months
    return {(one.line.work.key, one.line.month): one.left_out for one in months if one.left_out}


def _no_hours() -> Hours:
    return hours(0)


def people_in(works: Iterable[Work]) -> int:
    """Each person counts once, however many placements she had."""
    return len({work.beneficiary_id for work in works})
