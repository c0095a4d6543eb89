"""The house's own travel times between communes, where it has them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.reference import TravelTime
from facilitator_app.domain.travel import NO_TABLE, Transport, TravelTable


def travel_table(session: Session) -> TravelTable:
    """All the journeys known; the straight line does for the others."""
    asked = select(TravelTime.start, TravelTime.end, TravelTime.car, TravelTime.public)
    known: dict[tuple[str, str], dict[Transport, int]] = {}
    for start, end, car, public in session.execute(asked):
        known[start, end] = {
            way: minutes for way, minutes in ((Transport.CAR, car), (Transport.PUBLIC, public)) if minutes is not None
        }
    return TravelTable(known) if known else NO_TABLE
