"""Gathering the notice handed over to a person; issuing it notes the day it was given."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form
from facilitator_app.documents.information_notice import InformationNotice, information_notice
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.person_facts import name_of, person
from facilitator_app.use_cases.personal_data import retention


def gathered(session: Session, beneficiary_id: str, day: dt.date, _detail: str = "") -> Form:
    who = person(session, beneficiary_id, even_restricted=True)
    lengths = retention.rules(session)
    return information_notice(
        InformationNotice(heading(session, day), name_of(who), lengths.active_months, lengths.archive_months)
    )


def note_given(session: Session, beneficiary_id: str, day: dt.date) -> None:
    """Keep the day the notice was first handed over."""
    who = person(session, beneficiary_id, even_restricted=True)
    if who.notice_given_on is None:
        who.notice_given_on = day
