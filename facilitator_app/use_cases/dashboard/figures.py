"""The five figures at the top of the first page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import compress

from sqlalchemy import ColumnElement, Integer, String, case, exists, func, select, type_coerce
from sqlalchemy.orm import Session

from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.contract import Contract, Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState, Proposal, ProposalState
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.values import Hours, Month
from facilitator_app.use_cases.dashboard.declarations import MonthDeclarations, reporting_date
from facilitator_app.use_cases.dashboard.shapes import (
    ConsiderationFigure,
    DeclarationFigure,
    HoursFigure,
    PeopleFigure,
    PostsFigure,
)
from facilitator_app.use_cases.dashboard.year import HoursOfYear
from facilitator_app.use_cases.people_at_work import parts_at_work

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


def hours_done(worked: HoursOfYear, today: dt.date, target: Hours | None) -> HoursFigure:
    first, last = dt.date(today.year, 1, 1), dt.date(today.year, 12, 31)
    elapsed = Decimal((today - first).days + 1) / ((last - first).days + 1)
    return HoursFigure(today.year, worked.total, target, elapsed)


def considerations(session: Session, today: dt.date, owed: ColumnElement[Hours | None]) -> ConsiderationFigure:
    """A lot that owes hours is a social clause, whatever was published about its contract.

    `owed` is what stands for the hours due by a lot on that day (`due_hours`).
    """
    owes = exists().where(Lot.contract_id == Contract.id, owed > 0, ~Lot.removed)
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
    woman, senior = (func.coalesce(type_coerce(flag, Integer), 0) for flag in (Placement.woman, Placement.senior))
    person = type_coerce(Placement.beneficiary_id, String)
    # The engine hands all the keys as one text, and as another, in the same order, a digit for the publics of each:
    # grouping tens of thousands of people, or handing them one by one, would cost much more.
    everybody: set[str] = set()
    women: set[str] = set()
    seniors: set[str] = set()
    together = func.aggregate_strings(person, ","), func.aggregate_strings(woman * 2 + senior, "")
    for part in parts_at_work(today, *together):
        keys, digits = session.execute(part).one()
        if keys:
            people, publics = keys.split(","), digits.encode()
            everybody.update(people)
            women.update(compress(people, publics.translate(_WOMAN)))
            seniors.update(compress(people, publics.translate(_SENIOR)))
    return PeopleFigure(len(everybody), len(women), len(seniors))


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


_WOMAN, _SENIOR = bytes.maketrans(b"0123", b"\0\0\1\1"), bytes.maketrans(b"0123", b"\0\1\0\1")
_SAYS_NONE = Contract.considerations == (SocialConsideration.NONE.value,)
