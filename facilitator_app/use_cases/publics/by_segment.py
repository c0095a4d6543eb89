"""Each segment that has targets of its own, public by public, compared with what was done there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy.orm import Session

from facilitator_app.domain.contract import Segment
from facilitator_app.domain.public_counts import PLACES, Dimension, as_hours, is_protected
from facilitator_app.use_cases.publics import kept
from facilitator_app.use_cases.publics.breakdown import PUBLICS, Line, Totals
from facilitator_app.use_cases.publics.periods import Period
from facilitator_app.use_cases.publics.targets import segment_targets


@dataclass(frozen=True, slots=True)
class SegmentFigures:
    """The figures of a public in a segment, beside the target of that segment; the shares are those of its hours."""

    segment: Segment
    figures: Line


def by_segment(session: Session, period: Period, today: dt.date) -> tuple[SegmentFigures, ...]:
    """Segment by segment, in the order of the publics; nothing where no target was set."""
    question = ("by_segment", period, today)
    return kept.figures(session, question, lambda: _counted(session, period, today))


def _counted(session: Session, period: Period, today: dt.date) -> tuple[SegmentFigures, ...]:
    targets = segment_targets(session)
    if not targets:
        return ()
    placed: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    worked: defaultdict[tuple[str, str], int] = defaultdict(int)
    segments, publics = PLACES[Dimension.SEGMENT], PLACES[Dimension.PUBLIC]
    everybody = ""
    for person, hundredths, values in kept.placed_of(session, period, None, today):
        where = values[segments][0]
        for public in (everybody, *values[publics]):
            placed[where, public].add(person)
            worked[where, public] += hundredths
    available = kept.pool_of(session, today).facts
    pool = {public.value: sum(public.value in fact.values[publics] for fact in available) for public in PUBLICS}
    wholes: dict[str, Totals] = {}
    for where in (segment.value for segment in Segment):
        people, hours = len(placed[where, everybody]), as_hours(worked[where, everybody])
        wholes[where] = Totals(len(available), people, hours)
    return tuple(
        SegmentFigures(
            segment,
            Line(
                Dimension.PUBLIC, public.value, public.label, pool[public.value],
                len(placed[segment.value, public.value]), as_hours(worked[segment.value, public.value]),
                wholes[segment.value], targets[segment, public], is_protected(Dimension.PUBLIC, public.value),
            ),
        )
        for segment in Segment
        for public in PUBLICS
        if (segment, public) in targets
    )  # fmt: skip
