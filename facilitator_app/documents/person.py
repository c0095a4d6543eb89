"""What the documents of a person share: the heading, her identity, and whom they are for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.documents.form import Fact, Form, Part, pairs
from facilitator_app.documents.letterhead import Letterhead
from facilitator_app.domain.values import written_date

INTERNAL = "Usage interne"
TO_COMPANY = "Exemplaire de l’entreprise"
TO_PERSON = "Exemplaire de la personne"


@dataclass(frozen=True, slots=True)
class Heading:
    """The house and the day; `contact` is the address where personal data can be asked for."""

    letterhead: Letterhead
    day: dt.date
    place: str
    facilitator: str
    facilitator_title: str
    contact: str


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


def form_of(
    heading: Heading,
    word: str,
    title: str,
    subtitle: str,
    parts: tuple[Part, ...],
    mention: str,
    warning: tuple[str, str] | None = None,
) -> Form:
    """A document of the house, without its number."""
    rights = f" Accès et rectification\u00a0: {heading.contact}." if heading.contact else ""
    return Form(
        letterhead=heading.letterhead,
        word=word,
        number="",
        day=heading.day,
        place=heading.place,
        mention=mention,
        title=title,
        subtitle=subtitle,
        parts=parts,
        footer=f"Données personnelles traitées pour le seul suivi de la clause sociale d’insertion.{rights}",
        warning=warning,
    )


def signed_by(heading: Heading) -> str:
    """«Hélène Arnoux, facilitatrice de la clause sociale», as far as it is known."""
    return ", ".join(filter(None, (heading.facilitator, heading.facilitator_title)))
