"""The five figures at the top of the first page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Integer, String, case, exists, func, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.contract import Contract, Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState, Proposal, ProposalState
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.totals import LotMonthTotal
from facilitator_app.domain.values import Hours, Month, hours
from facilitator_app.use_cases.account.counted_today import moved_by_month
from facilitator_app.use_cases.account.due_today import due_hours
from facilitator_app.use_cases.dashboard.declarations import MonthDeclarations, reporting_date
from facilitator_app.use_cases.dashboard.shapes import (
    ConsiderationFigure,
    DeclarationFigure,
    HoursFigure,
    PeopleFigure,
    PostsFigure,
)
from facilitator_app.use_cases.people_at_work import at_work

STANDING = (ProposalState.RETAINED, ProposalState.PROPOSED, ProposalState.ACCEPTED, ProposalState.PLACED)
"""Proposals that may still fill the post, or have."""


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A need with its posts still to fill; `someone` tells whether anybody stands proposed."""

    need_id: Key
    title: str
    place: str
    starts_on: dt.date
    posts: int
    left: int
    someone: bool

    @property
    def waits_for_people(self) -> bool:
        return self.left > 0 and not self.someone


def hours_done(session: Session, today: dt.date, target: Hours | None) -> HoursFigure:
    first, last = Month(today.year, 1), Month(today.year, 12)
    kept = session.scalar(select(func.sum(LotMonthTotal.hours)).where(LotMonthTotal.month.between(first, last)))
    done = sum(moved_by_month(session, today, first, last).values(), kept or Decimal(0))
    days = (last.last_day - first.first_day).days + 1
    elapsed = Decimal((today - first.first_day).days + 1) / days
    return HoursFigure(today.year, hours(done), target, elapsed)


def considerations(session: Session, today: dt.date) -> ConsiderationFigure:
    """A lot that owes hours is a social clause, whatever was published about its contract."""
    owes = exists().where(Lot.contract_id == Contract.id, due_hours(session, today) > 0, ~Lot.removed)
    known = case((owes, "some"), (Contract.considerations == (), ""), (_SAYS_NONE, "none"), else_="some")
    rows = session.execute(
        select(known, func.count())
        .where(Contract.notified_on.between(dt.date(today.year, 1, 1), dt.date(today.year, 12, 31)))
        .group_by(known)
    ).all()
    counts: dict[str, int] = {name: count for name, count in rows}
    return ConsiderationFigure(counts.get("some", 0), counts.get("none", 0), counts.get("", 0))


def people_placed(session: Session, today: dt.date) -> PeopleFigure:
    """Each person once, whatever the number of contracts; the publics are those of the first day of the contract."""
    woman, senior = type_coerce(Placement.woman, Integer), type_coerce(Placement.senior, Integer)
    person = type_coerce(Placement.beneficiary_id, String).label("person")
    now = at_work(today, person, woman.label("woman"), senior.label("senior")).subquery()
    # The engine hands everybody as one text, each key followed by a sign for each public: grouping tens of thousands
    # of people, or handing them one by one, would cost much more.
    marked = now.c.person + case((now.c.woman == 1, "1"), else_="0") + case((now.c.senior == 1, "1"), else_="0")
    people = set((session.scalar(select(func.aggregate_strings(marked, ","))) or "").split(",")) - {""}
    return PeopleFigure(
        len({one[:-2] for one in people}),
        len({one[:-2] for one in people if one[-2] == "1"}),
        len({one[:-2] for one in people if one[-1] == "1"}),
    )


def last_month(
    declared: Mapping[Month, MonthDeclarations], month: Month, today: dt.date, reporting_day: int
) -> DeclarationFigure:
    lots = declared[month]
    due = reporting_date(month, reporting_day)
    return DeclarationFigure(month, len(lots.validated), lots.expected, len(lots.missing) if today > due else 0, due)


def open_needs(session: Session) -> list[OpenNeed]:
    """Needs not yet filled, by the day they begin; a post is filled by a placement made for the need."""
    filled = select(func.count()).where(Placement.need_id == Need.id, ~Placement.removed).correlate(Need)
    someone = exists().where(Proposal.need_id == Need.id, Proposal.state.in_(STANDING), ~Proposal.removed)
    rows = session.execute(
        select(Need.id, Need.title, Need.place, Need.starts_on, Need.posts, filled.scalar_subquery(), someone)
        .where(Need.state == NeedState.OPEN)
        .order_by(Need.starts_on, Need.id)
    )
    return [
        OpenNeed(key, title, place, starts_on, asked, max(asked - taken, 0), proposed)
        for key, title, place, starts_on, asked, taken, proposed in rows
    ]


def posts(needs: Sequence[OpenNeed]) -> PostsFigure:
    return PostsFigure(
        asked=sum(need.posts for need in needs),
        to_fill=sum(need.left for need in needs),
        needs_without_anyone=sum(need.waits_for_people for need in needs),
    )


_SAYS_NONE = Contract.considerations == (SocialConsideration.NONE.value,)
