"""The open needs: what is asked, from when, and how many people are already considered for each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState, Proposal, ProposalState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases import beneficiary_search
from facilitator_app.use_cases.matching.profiles import posts_taken
from facilitator_app.use_cases.reference import commune

URGENT_DAYS = 14  # before the start, with posts still without anybody


class NeedFilter(StrEnum):
    """What the chips above the list let through."""

    OPEN = "open"
    URGENT = "urgent"

    @property
    def label(self) -> str:
        return {"open": "Ouverts", "urgent": "Urgents"}[self.value]


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need in the list. `posts` are those still to fill."""

    id: Key
    code: str
    title: str
    company: str
    place: str
    starts_on: dt.date
    posts: int
    retained: int
    proposed: int
    urgent: bool

    @property
    def considered(self) -> int:
        """People retained, proposed or accepted."""
        return self.retained + self.proposed


@dataclass(frozen=True, slots=True)
class OpenNeeds:
    """The needs let through by the filter, and what the top of the page counts whatever the filter."""

    lines: tuple[NeedLine, ...]
    counts: dict[NeedFilter, int]
    posts: int


@dataclass(frozen=True, slots=True)
class NeedHeader:
    """What is said of a need above the people ranked for it."""

    id: Key
    code: str
    title: str
    lot_id: Key
    lot: str
    company_id: Key
    company: str
    place: str
    starts_on: dt.date
    duration_months: int | None
    hours_per_week: int
    contract: str
    requirements: tuple[str, ...]
    wishes: tuple[str, ...]
    posts: int
    open: bool

    @property
    def summary(self) -> str:
        """`Batirade, lot 1 · La Garde · dès le 07/12/2026 · CDD 6 mois, 35 h · souhaité : CACES`."""
        length = f" {self.duration_months}\u00a0mois" if self.duration_months else ""
        parts = [
            f"{self.company}, {self.lot}",
            self.place,
            f"dès le {written_date(self.starts_on)}",
            f"{self.contract}{length}, {self.hours_per_week}\u00a0h",
            f"exigé\u00a0: {', '.join(self.requirements)}" if self.requirements else "",
            f"souhaité\u00a0: {', '.join(self.wishes)}" if self.wishes else "",
        ]
        return " · ".join(part for part in parts if part)


def open_needs(session: Session, today: dt.date, filter: NeedFilter = NeedFilter.OPEN) -> OpenNeeds:
    """The list of open needs, the earliest first."""
    taken, considered = posts_taken(session), _considered(session)
    lines = []
    for row in session.execute(
        select(Need.id, Need.code, Need.title, Company.name, Need.place, Need.commune_code, Need.starts_on, Need.posts)
        .join(Company, Company.id == Need.company_id)
        .where(Need.state == NeedState.OPEN)
        .order_by(Need.starts_on, Need.code)
    ):
        posts = max(0, row.posts - taken.get(row.id, 0))
        retained, proposed = considered.get(row.id, (0, 0))
        soon = row.starts_on <= today + dt.timedelta(URGENT_DAYS)
        urgent = soon and retained + proposed < posts
        place = row.place or _commune_name(row.commune_code)
        lines.append(
            NeedLine(row.id, row.code, row.title, row.name, place, row.starts_on, posts, retained, proposed, urgent)
        )
    shown = tuple(line for line in lines if filter is NeedFilter.OPEN or line.urgent)
    counts = {NeedFilter.OPEN: len(lines), NeedFilter.URGENT: sum(line.urgent for line in lines)}
    return OpenNeeds(shown, counts, sum(line.posts for line in lines))


def people_available(session: Session, today: dt.date) -> int:
    """How many people could take a post today."""
    return beneficiary_search.count(session, beneficiary_search.Filter.AVAILABLE, today)


def need_header(session: Session, need_id: str) -> NeedHeader:
    """Raises Refusal when the need is no longer there."""
    row = session.execute(
        select(Need, Lot.number, Lot.title, Company.name)
        .join(Lot, Lot.id == Need.lot_id)
        .join(Company, Company.id == Need.company_id)
        .where(Need.id == need_id)
    ).first()
    if row is None:
        raise Refusal.because("Ce besoin n’existe plus dans cette base\u00a0: actualisez la page.")
    need, number, title, company = row
    return NeedHeader(
        id=need.id,
        code=need.code,
        title=need.title,
        lot_id=need.lot_id,
        lot=f"lot {number}" if number else title or "lot unique",
        company_id=need.company_id,
        company=company,
        place=need.place or _commune_name(need.commune_code),
        starts_on=need.starts_on,
        duration_months=need.duration_months,
        hours_per_week=need.hours_per_week,
        contract=need.contract_type.label,
        requirements=need.requirements,
        wishes=need.wishes,
        posts=max(0, need.posts - posts_taken(session).get(need.id, 0)),
        open=need.state is NeedState.OPEN,
    )


def _considered(session: Session) -> dict[Key, tuple[int, int]]:
    """For each need, how many people are retained, and how many proposed or accepted."""
    found: dict[Key, tuple[int, int]] = {}
    for need_id, state, count in session.execute(
        select(Proposal.need_id, Proposal.state, func.count())
        .where(Proposal.state.in_((ProposalState.RETAINED, ProposalState.PROPOSED, ProposalState.ACCEPTED)))
        .group_by(Proposal.need_id, Proposal.state)
    ):
        retained, proposed = found.get(need_id, (0, 0))
        if state is ProposalState.RETAINED:
            found[need_id] = (retained + count, proposed)
        else:
            found[need_id] = (retained, proposed + count)
    return found


def _commune_name(code: str | None) -> str:
    known = commune(code)
    return known.name if known else ""
