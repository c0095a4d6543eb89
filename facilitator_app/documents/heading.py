"""The head of every paper of the house: who writes it, when, and whom it is for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.documents.form import Form, Part
from facilitator_app.documents.letterhead import Letterhead

INTERNAL = "Usage interne"
TO_COMPANY = "Exemplaire de l’entreprise"
TO_PERSON = "Exemplaire de la personne"
TO_BUYER = "À l’attention de l’acheteur"


@dataclass(frozen=True, slots=True)
class Heading:
    """The house and the day; `contact` is the address where personal data can be asked for."""

    letterhead: Letterhead
    day: dt.date
    place: str
    facilitator: str
    facilitator_title: str
    contact: str


def form_of(
    heading: Heading,
    word: str,
    title: str,
    subtitle: str,
    parts: tuple[Part, ...],
    mention: str = "",
    warning: tuple[str, str] | None = None,
    footer: str = "",
) -> Form:
    """A document of the house, without its number."""
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
        footer=footer,
        warning=warning,
    )


def form_naming(
    heading: Heading,
    word: str,
    title: str,
    subtitle: str,
    parts: tuple[Part, ...],
    mention: str,
    warning: tuple[str, str] | None = None,
) -> Form:
    """A document that names people: its foot says what their data are for, and whom to ask."""
    rights = f" Accès et rectification\u00a0: {heading.contact}." if heading.contact else ""
    footer = f"Données personnelles traitées pour le seul suivi de la clause sociale d’insertion.{rights}"
    return form_of(heading, word, title, subtitle, parts, mention, warning, footer)


def signed_by(heading: Heading) -> str:
    """«Hélène Arnoux, facilitatrice de la clause sociale», as far as it is known."""
    return ", ".join(filter(None, (heading.facilitator, heading.facilitator_title)))
