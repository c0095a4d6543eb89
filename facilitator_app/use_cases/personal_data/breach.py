"""«Who was in this file»: after the loss of a PC or a backup, who is concerned and by what (GDPR art. 33, 34)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator_app.documents.exposed_people import ExposedPeople, exposed_people
from facilitator_app.documents.form_pdf import form_pdf
from facilitator_app.domain import words
from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary, EligibilityProof
from facilitator_app.domain.company import Contact
from facilitator_app.domain.erasure import kinds_about_people
from facilitator_app.domain.field_names import kind_name
from facilitator_app.domain.keys import Key
from facilitator_app.domain.protected_criteria import protection_of
from facilitator_app.domain.retention import Erasure
from facilitator_app.exchange.tables_out import Cell, csv_bytes
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.saving import save

_PROTECTED = "protected_proof"
_COLUMNS = {
    "Date de naissance": "birth_date", "Adresse": "address", "Téléphone": "phone", "Courriel": "email",
    "Remarques": "note",
}  # fmt: skip
"""What the person's own record may hold, beyond her name."""
_TITLES = ("Identifiant", "Nom", "Prénom", "Téléphone", "Courriel", "Catégories de données", "Enregistrements")


@dataclass(frozen=True, slots=True)
class Exposed:
    """One person of the file; `categories` names the kinds of data about her, `records` counts them."""

    id: Key
    last_name: str
    first_name: str
    phone: str
    email: str
    categories: tuple[str, ...]
    records: int


@dataclass(frozen=True, slots=True)
class Exposure:
    """Everybody of a file, by name, and how many for each category; `contacts` are the people of companies."""

    people: tuple[Exposed, ...]
    counts: tuple[tuple[str, int], ...]
    contacts: int


def who_was_in(session: Session) -> Exposure:
    """Everybody named in the file, archived, restricted and removed ones included; those anonymised are not."""
    kinds = _counts_by_person(session)
    people: list[Exposed] = []
    totals: dict[str, int] = {}
    columns = Beneficiary.__table__.c
    rows = session.connection().execute(
        select(
            columns.id, columns.last_name, columns.first_name, columns.birth_date, columns.address, columns.phone,
            columns.email, columns.note,
        )
        .where(columns.id.not_in(select(Erasure.id)))
        .order_by(columns.sort_name, columns.id)
    )  # fmt: skip
    for row in rows:
        hers = kinds.get(row.id, {})
        own = ["Identité", *(label for label, name in _COLUMNS.items() if getattr(row, name))]
        categories = (*own, *hers)
        people.append(
            Exposed(row.id, row.last_name, row.first_name, row.phone, row.email, categories, 1 + sum(hers.values()))
        )
        for category in categories:
            totals[category] = totals.get(category, 0) + 1
    contacts = session.scalar(select(func.count()).select_from(Contact)) or 0
    return Exposure(tuple(people), tuple(sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))), contacts)


def as_csv(exposure: Exposure) -> bytes:
    """One line for each person: what is needed to tell her."""
    lines: Iterable[tuple[Cell, ...]] = (
        (one.id, one.last_name, one.first_name, one.phone, one.email, ", ".join(one.categories), one.records)
        for one in exposure.people
    )
    return csv_bytes(_TITLES, lines)


def as_pdf(session: Session, exposure: Exposure, source: str, now: dt.datetime) -> bytes:
    """`source` says which file it is: «sauvegarde du 12/03/2026»."""
    return form_pdf(
        exposed_people(
            ExposedPeople(
                heading=heading(session, now.astimezone().date()),
                source=source,
                counts=exposure.counts,
                protected=dict(exposure.counts).get(kind_name(_PROTECTED), 0),
                contacts=exposure.contacts,
                people=tuple(
                    (f"{one.last_name} {one.first_name}", one.id[-8:], ", ".join(one.categories))
                    for one in exposure.people
                ),
            )
        )
    )


@dataclass(frozen=True, slots=True)
class Written:
    """The two files, and how many people they name."""

    pdf: Path
    table: Path
    people: int


def save_to(session: Session, source: str, now: dt.datetime, folder: Path) -> Written:
    """Write the PDF and the table into the folder; `source` is the name of the file looked into. Raises Refusal."""
    seen = who_was_in(session)
    stem = f"Qui était dans {words.slug(Path(source).stem)} {now:%Y-%m-%d}"
    pdf, table = (folder / f"{stem}.{kind}" for kind in ("pdf", "csv"))
    save(as_pdf(session, seen, source, now), pdf)
    save(as_csv(seen), table)
    return Written(pdf, table, len(seen.people))


def _counts_by_person(session: Session) -> dict[Key, dict[str, int]]:
    """How many records of each kind hang on each person; tables are walked from her outwards."""
    owners: dict[str, dict[Key, Key]] = {}
    found: dict[Key, dict[str, int]] = {}
    for table, (kind, column) in kinds_about_people().items():
        owners[table] = mine = _owners(session, kind, column, owners)
        label = kind_name(table)
        for person in mine.values():
            counts = found.setdefault(person, {})
            counts[label] = counts.get(label, 0) + 1
    for person, category in session.execute(select(EligibilityProof.beneficiary_id, EligibilityProof.category)):
        if protection_of(category) is not None:
            counts = found.setdefault(person, {})
            label = kind_name(_PROTECTED)
            counts[label] = counts.get(label, 0) + 1
            counts[kind_name(EligibilityProof.__tablename__)] -= 1
    return {person: {label: count for label, count in counts.items() if count} for person, counts in found.items()}


def _owners(session: Session, kind: type[Record], column: str, known: dict[str, dict[Key, Key]]) -> dict[Key, Key]:
    """Of each record of a kind, the person it is about."""
    (towards,) = {key.column.table.name for key in kind.__table__.c[column].foreign_keys}
    rows = session.connection().execute(select(kind.__table__.c.id, kind.__table__.c[column]))
    if towards == Beneficiary.__tablename__:
        return {Key(record): Key(person) for record, person in rows if person}
    through = known[towards]
    return {Key(record): through[parent] for record, parent in rows if parent in through}
