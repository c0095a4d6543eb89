"""What every document says of the house: its letterhead, and the day and place it is made."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.documents.heading import Heading
from facilitator_app.documents.letterhead import Letterhead
from facilitator_app.domain.words import fold
from facilitator_app.use_cases import office
from facilitator_app.use_cases.office import OfficeDetails

_ARTICLES = {
    "la": "maison mission metropole communaute ville mairie cite regie region commune direction plateforme agence",
    "le": "plie plan gip ges geiq groupement departement centre ccas syndicat reseau pole service bureau conseil",
    "l": "association agglomeration entente espace eurometropole institution office union atelier",
}


def heading(session: Session, day: dt.date) -> Heading:
    """The house, that day."""
    details = office.details(session)
    return Heading(
        letterhead=letterhead(session, details),
        day=day,
        place=details.town,
        facilitator=details.facilitator_name,
        facilitator_title=details.facilitator_title,
        contact=details.email or details.phone,
    )


def letterhead(session: Session, details: OfficeDetails) -> Letterhead:
    """The top of every document of the house."""
    where = ", ".join(filter(None, (details.address, f"{details.postal_code} {details.town}".strip())))
    lines = (_joined(details.service, where), _joined(details.email, details.phone))
    return Letterhead(
        name=details.name or "Organisme sans nom (à renseigner dans Paramètres)",
        contact_lines=tuple(filter(None, lines)),
        logo=office.logo(session),
        demonstration=details.demonstration,
        called=called(details.name),
    )


def called(name: str) -> str:
    """The name as a sentence says it: `la Maison de l’emploi de la Rade`; nothing when its article is not known."""
    words = fold(name).split()
    for article, known in _ARTICLES.items():
        if words and words[0] in known.split():
            return f"l’{name}" if article == "l" else f"{article} {name}"
    return ""


def _joined(*texts: str) -> str:
    return " · ".join(filter(None, texts))
