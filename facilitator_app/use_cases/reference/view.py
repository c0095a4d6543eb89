"""What the page «Référentiels» shows: the edition of each table, and a look into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.reference import QpvDistrict, ReferenceTable, TableKind, TravelTime
from facilitator_app.domain.words import words_sought
from facilitator_app.exchange import reference as shipped
from facilitator_app.places import resources
from facilitator_app.use_cases import reference
from facilitator_app.use_cases.reference.tables import tables


@dataclass(frozen=True, slots=True)
class Edition:
    """A table as it stands; `loaded_on` is None for what the program ships."""

    kind: TableKind
    rows: int
    version: str = ""
    loaded_on: dt.date | None = None
    source_name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line found in a table."""

    code: str
    label: str
    detail: str = ""


def editions(session: Session) -> list[Edition]:
    """One line for each table, in the order of the page."""
    loaded = {
        row.kind: Edition(row.kind, row.rows, row.version, row.loaded_on, row.source_name)
        for row in session.execute(
            select(
                ReferenceTable.kind,
                ReferenceTable.rows,
                ReferenceTable.version,
                ReferenceTable.loaded_on,
                ReferenceTable.source_name,
            )
        )
    }
    return [loaded.get(kind) or Edition(kind, _shipped_rows().get(kind, 0)) for kind in TableKind]


def look_up(session: Session, kind: TableKind, text: str, most: int = 50) -> list[Entry]:
    """The first lines of a table holding every word typed, accents apart; the beginning of the table for no text."""
    if kind is TableKind.COMMUNES:
        return [
            Entry(place.code, place.name, ", ".join(place.postal_codes))
            for place in reference.find_communes(text, most)
        ]
    if kind is TableKind.DISTRICTS:
        return _districts(session, text, most)
    if kind is TableKind.TRAVEL:
        return _journeys(session, text, most)
    if kind is TableKind.JOBS:
        return [Entry(job.code, job.label, job.words) for job in reference.find_jobs(text, most)]
    if kind is TableKind.JOB_NAMES:
        return [
            Entry(name.code, name.label, reference.job_label(name.code)) for name in tables().jobs.names(text, most)
        ]
    found = reference.find_cpv(text, most) if kind is TableKind.CPV else reference.find_naf(text, most)
    return [Entry(row.code, row.label) for row in found]


def _districts(session: Session, text: str, most: int) -> list[Entry]:
    asked = select(QpvDistrict.code, QpvDistrict.name, QpvDistrict.communes).order_by(QpvDistrict.code).limit(most)
    for word in words_sought(text):
        asked = asked.where(
            or_(QpvDistrict.folded.contains(word, autoescape=True), QpvDistrict.communes.contains(word.upper()))
        )
    return [
        Entry(code, name, ", ".join(_commune_name(commune) for commune in communes.split()))
        for code, name, communes in session.execute(asked)
    ]


def _journeys(session: Session, text: str, most: int) -> list[Entry]:
    asked = select(TravelTime.start, TravelTime.end, TravelTime.car, TravelTime.public)
    words = words_sought(text)
    if words:
        codes = [place.code for place in reference.find_communes(text, 20)]
        asked = asked.where(or_(TravelTime.start.in_(codes), TravelTime.end.in_(codes)))
    return [
        Entry(f"{start} – {end}", f"{_commune_name(start)} – {_commune_name(end)}", _minutes(car, public))
        for start, end, car, public in session.execute(asked.order_by(TravelTime.start, TravelTime.end).limit(most))
    ]


def _minutes(car: int | None, public: int | None) -> str:
    ways: Sequence[tuple[str, int | None]] = (("voiture", car), ("transports en commun", public))
    return ", ".join(f"{minutes}\u00a0min en {way}" for way, minutes in ways if minutes is not None)


def _commune_name(code: str) -> str:
    place = reference.commune(code)
    return place.name if place else code


@cache
def _shipped_rows() -> dict[TableKind, int]:
    folder = resources() / "reference"
    return {
        TableKind.JOBS: len(shipped.jobs(folder)),
        TableKind.COMMUNES: len(shipped.communes(folder)),
        TableKind.CPV: len(shipped.cpv(folder)),
        TableKind.NAF: len(shipped.naf(folder)),
    }
