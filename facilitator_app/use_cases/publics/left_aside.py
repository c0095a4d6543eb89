"""The publics that works contracts leave aside: where they work, and the open needs that they could fill."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Lot, Segment
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState
from facilitator_app.domain.public_counts import PLACES, Dimension
from facilitator_app.use_cases.matching.profiles import posts_taken
from facilitator_app.use_cases.publics import kept
from facilitator_app.use_cases.publics.breakdown import LEFT_ASIDE, Line, breakdown
from facilitator_app.use_cases.publics.periods import Period


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """Share of the segment's hours done by the public (None without hours), and open posts that it aims at."""

    segment: Segment
    share: Decimal | None
    posts: int


@dataclass(frozen=True, slots=True)
class NeedLine:
    """An open need whose job `people` of the public, available today, aim at."""

    id: Key
    code: str
    title: str
    place: str
    starts_on: dt.date
    posts: int
    people: int


@dataclass(frozen=True, slots=True)
class LeftAside:
    figures: Line
    segments: tuple[SegmentLine, ...]
    needs: tuple[NeedLine, ...]


@dataclass(frozen=True, slots=True)
class _OpenNeed:
    id: Key
    code: str
    title: str
    place: str
    starts_on: dt.date
    posts: int
    job: str
    segment: Segment | None


def left_aside(session: Session, period: Period, segment: Segment | None, today: dt.date) -> tuple[LeftAside, ...]:
    """Young graduates, women, seniors. They orient searches over whole lists: nobody gains a point by them."""
    question = ("left_aside", period, segment, today)
    return kept.figures(session, question, lambda: _counted(session, period, segment, today))


def _counted(session: Session, period: Period, segment: Segment | None, today: dt.date) -> tuple[LeftAside, ...]:
    figures = {line.value: line for line in breakdown(session, Dimension.PUBLIC, period, segment, today).lines}
    needs = _open_needs(session, segment)
    jobs = kept.pool_of(session, today).jobs()
    worked: Counter[str] = Counter()
    of_public: Counter[tuple[str, str]] = Counter()
    segments, publics = PLACES[Dimension.SEGMENT], PLACES[Dimension.PUBLIC]
    for fact in kept.placed_of(session, period, None, today):
        where = fact.values[segments][0]
        worked[where] += fact.hundredths
        for public in fact.values[publics]:
            of_public[public, where] += fact.hundredths
    found = []
    for public in LEFT_ASIDE:
        aimed = jobs[public.value]
        fitting = [need for need in needs if aimed[need.job]]
        posts = Counter[Segment | None]()
        for need in fitting:
            posts[need.segment] += need.posts
        lines = tuple(
            SegmentLine(
                where, Decimal(of_public[public.value, where.value]) / worked[where.value]
                if worked[where.value] else None, posts[where],
            )
            for where in Segment
        )  # fmt: skip
        listed = tuple(
            NeedLine(need.id, need.code, need.title, need.place, need.starts_on, need.posts, aimed[need.job])
            for need in sorted(fitting, key=lambda need: (-aimed[need.job], need.starts_on, need.code))
        )
        found.append(LeftAside(figures[public.value], lines, listed))
    return tuple(found)


def _open_needs(session: Session, segment: Segment | None) -> list[_OpenNeed]:
    """Those with a post still to fill and a job that people may aim at."""
    asked = (
        select(
            Need.id, Need.code, Need.title, Need.place, Need.starts_on, Need.posts, Need.rome_code, Lot.segment
        )
        .join(Lot, Lot.id == Need.lot_id)
        .where(Need.state == NeedState.OPEN, Need.rome_code != "")
    )  # fmt: skip
    if segment is not None:
        asked = asked.where(Lot.segment == segment)
    taken = posts_taken(session)
    needs = (
        _OpenNeed(row.id, row.code, row.title, row.place, row.starts_on, row.posts - taken.get(row.id, 0),
                  row.rome_code, row.segment)
        for row in session.execute(asked)
    )  # fmt: skip
    return [need for need in needs if need.posts > 0]
