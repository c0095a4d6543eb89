"""Gathering the CV of a person from her file."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.documents.cv_sheet import CvSheet, cv_sheet
from facilitator_app.documents.form import Form
from facilitator_app.domain.company import Company
from facilitator_app.domain.following import Training
from facilitator_app.domain.need import Need
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.values import Month, written_date
from facilitator_app.use_cases.beneficiary_sheet import sheet
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.person_facts import name_of, person


def gathered(session: Session, beneficiary_id: str, day: dt.date, _detail: str = "") -> Form:
    """Contracts under the clause are told as jobs, without the word."""
    who = person(session, beneficiary_id)
    seen = sheet(session, who.id, day)
    later = seen.available_from is not None and seen.available_from > day
    least, most = seen.weekly_hours
    hours = f"{least} à {most}\u00a0h par semaine" if least else f"jusqu’à {most}\u00a0h par semaine"
    return cv_sheet(
        CvSheet(
            heading=heading(session, day),
            name=name_of(who),
            town=f"{who.postal_code} {who.town}".strip(),
            phone=seen.phone,
            email=seen.email,
            jobs_aimed=seen.jobs_aimed,
            jobs_done=seen.jobs_done,
            requirements=seen.requirements,
            education=seen.education if who.education.value != "unknown" else "",
            transport=seen.transport,
            availability=f"{f'À partir du {written_date(seen.available_from)}' if later else 'Tout de suite'}, {hours}",
            trainings=tuple(_trainings(session, who.id)),
            experience=tuple(_experience(session, who.id, day)),
        )
    )


def _trainings(session: Session, beneficiary_id: str) -> list[tuple[str, ...]]:
    rows = session.scalars(
        select(Training).where(Training.beneficiary_id == beneficiary_id).order_by(Training.starts_on.desc())
    )
    return [(dates(row.starts_on, row.ends_on), row.title, row.organiser or "–") for row in rows]


def _experience(session: Session, beneficiary_id: str, day: dt.date) -> list[tuple[str, ...]]:
    """The post is that of the need the person was placed on, the kind of contract when there was none.

    A contract still to come is no experience.
    """
    rows = session.execute(
        select(Placement.starts_on, Placement.ends_on, Placement.contract_type, Need.title, Company.name)
        .join(Company, Company.id == Placement.employer_id)
        .outerjoin(Need, Need.id == Placement.need_id)
        .where(Placement.beneficiary_id == beneficiary_id, Placement.starts_on <= day)
        .order_by(Placement.starts_on.desc(), Placement.id)
    )
    return [(dates(start, end), title or kind.label, employer) for start, end, kind, title, employer in rows]


def dates(start: dt.date, end: dt.date | None) -> str:
    """`mars 2026`, `de mars à juin 2026`, `depuis mars 2026`."""
    first = Month.of(start)
    if end is None:
        return f"depuis {first.full_name}"
    last = Month.of(end)
    if first == last:
        return first.full_name
    same_year = first.year == last.year
    return f"{first.name if same_year else first.full_name} à {last.full_name}"
