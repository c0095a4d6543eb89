"""The shares of hours that the house aims at, overall and in each purchase segment."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.categories import Public
from facilitator_app.domain.contract import Segment
from facilitator_app.domain.segment_targets import SegmentTarget
from facilitator_app.use_cases import gestures, office
from facilitator_app.use_cases.writing import Problems

SegmentTargets = Mapping[tuple[Segment, Public], Decimal]


def targets_of(session: Session, segment: Segment | None = None) -> dict[str, Decimal]:
    """By public: those of the segment, and those of the house for the publics of which it says nothing."""
    rules = office.rules(session)
    wanted = {
        Public.WOMAN: rules.target_women, Public.SENIOR: rules.target_seniors,
        Public.YOUNG_GRADUATE: rules.target_young_graduates, Public.QPV: rules.target_qpv,
        Public.DISABLED: rules.target_disabled,
    }  # fmt: skip
    targets = {public.value: target for public, target in wanted.items() if target is not None}
    if segment is not None:
        own = segment_targets(session)
        targets |= {public.value: share for (where, public), share in own.items() if where is segment}
    return targets


def segment_targets(session: Session) -> dict[tuple[Segment, Public], Decimal]:
    """Those that a segment has of its own."""
    rows = session.execute(select(SegmentTarget.segment, SegmentTarget.public, SegmentTarget.share))
    return {(row.segment, row.public): row.share for row in rows}


def field_of(segment: Segment, public: Public) -> str:
    """The name under which a form types the target."""
    return f"{segment.value}.{public.value}"


def change_segment_targets(session: Session, wanted: SegmentTargets) -> None:
    """Keep these targets and no other. Raises Refusal naming each field that is no share."""
    problems = Problems()
    for (segment, public), share in wanted.items():
        if not 0 < share <= 1:
            problems.say(field_of(segment, public), "Indiquez de 1 à 100\u00a0%, ou laissez vide.")
    problems.refuse()
    gestures.call_it(session, "Cibles par segment")
    for segment in Segment:
        for public in Public:
            _keep(session, segment, public, wanted.get((segment, public)))
    session.flush()


def _keep(session: Session, segment: Segment, public: Public, share: Decimal | None) -> None:
    key = SegmentTarget.key(segment, public)
    kept = session.get(SegmentTarget, key, execution_options={"include_removed": True})
    if kept is None:
        if share is not None:
            session.add(SegmentTarget(id=key, segment=segment, public=public, share=share))
    elif share is None:
        kept.removed = True
    else:
        kept.share, kept.removed = share, False
