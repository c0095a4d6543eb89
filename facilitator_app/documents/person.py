"""Who a paper is about: her identity as a list of labels and values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.documents.form import Fact, pairs
from facilitator_app.domain.values import written_date


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the document is about. An empty field is not printed."""

    name: str
    birth_name: str
    birth_date: dt.date | None
    address: str
    phone: str
    email: str
    advisor: str
    referrer: str
    town: str = ""


def identity_facts(person: Identity, *more: tuple[str, str]) -> tuple[tuple[Fact, ...], ...]:
    """The person as a list of labels and values, two by two."""
    known = (
        ("Nom et prénom", person.name),
        ("Nom de naissance", person.birth_name),
        ("Née, né le", written_date(person.birth_date) if person.birth_date else ""),
        ("Téléphone", person.phone),
        ("Adresse", person.address),
        ("Commune", person.town),
        ("Courriel", person.email),
        ("Prescripteur", person.referrer),
        ("Référent", person.advisor),
        *more,
    )
    return tuple(pairs(*(Fact(label, value) for label, value in known if value)))
