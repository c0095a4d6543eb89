"""What the window shows when it opens, asked as one and kept for the next opening."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.use_cases import first_steps, gestures, office
from facilitator_app.use_cases.dashboard.alerts import alerts
from facilitator_app.use_cases.dashboard.counters import counters
from facilitator_app.use_cases.dashboard.overview import dashboard
from facilitator_app.use_cases.dashboard.shapes import Front


def front(session: Session, today: dt.date) -> Front | None:
    """None while the first steps are shown in place of the figures."""
    if first_steps.are_wanted(session):
        return None
    details = office.details(session)
    undo, redo = gestures.last_to_undo(session), gestures.last_to_redo(session)
    return Front(
        dashboard=dashboard(session, today),
        counters=counters(session, today),
        alerts=alerts(session, today),
        undo=undo.label if undo else None,
        redo=redo.label if redo else None,
        facilitator=details.facilitator_name,
        demonstration=details.demonstration,
    )
