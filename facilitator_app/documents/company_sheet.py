"""The sheet of a company on a contract (fiche entreprise): what the buyer asks, who answers, what people could do."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.documents.form import Form, Part, Signatures, Words
from facilitator_app.documents.heading import TO_COMPANY, Heading, form_naming
from facilitator_app.documents.questionnaire import Question, numbered


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """Whom to call at the company; empty where it is to be written."""

    name: str = ""
    phone: str = ""
    role: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerPart:
    """What the house knows of the contract; empty where it is to be written."""

    buyer: str = ""
    buyer_kind: str = ""
    contact: str = ""
    subject: str = ""
    lot: str = ""
    notified_on: str = ""
    ends_on: str = ""
    ends_with_renewals: str = ""
    hours: str = ""
    place: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyPart:
    """What the company says of itself; empty where it is to be written."""

    name: str = ""
    siret: str = ""
    address: str = ""
    activity: str = ""
    website: str = ""
    first: Referent = Referent()
    second: Referent = Referent()
    trades: str = ""
    tasks: str = ""
    note: str = ""


def company_sheet(heading: Heading, buyer: BuyerPart, company: CompanyPart) -> Form:
    """The order is the one in which the answers are typed back."""
    contract = (
        Question("Acheteur", buyer.buyer),
        Question("Type d’acheteur", buyer.buyer_kind),
        Question("Contact chez l’acheteur (nom, courriel, téléphone)", buyer.contact),
        Question("Objet du marché", buyer.subject),
        Question("Lot", buyer.lot),
        Question("Notification", buyer.notified_on),
        Question("Fin de la clause", buyer.ends_on),
        Question("Fin, reconductions comprises", buyer.ends_with_renewals),
    )
    itself = (
        Question("Entreprise", company.name),
        Question("SIRET", company.siret),
        Question("Adresse", company.address),
        Question("Secteur d’activité", company.activity),
        Question("Site internet", company.website),
    )
    referents = (*_referent("Référent", company.first), *_referent("Second référent", company.second))
    work = (
        Question("Heures d’insertion dues", buyer.hours),
        Question("Adresse d’exécution", buyer.place),
        Question("Département", buyer.department),
        Question("Métiers", company.trades, 2),
        Question("Tâches qui peuvent être confiées", company.tasks, 4),
        Question("Remarques", company.note, 2),
    )
    parts: list[Part] = []
    number = 1
    for title, questions in (
        ("Marché", contract),
        ("Entreprise", itself),
        ("Référents insertion dans l’entreprise", referents),
        ("Travail proposé", work),
    ):
        parts.append(Part(title, numbered(questions, number)))
        number += len(questions)
    rule = Words("Sans référent insertion, cette fiche est incomplète\u00a0: c’est lui que le facilitateur appelle.")
    parts.append(Part("Signatures", (rule, Signatures(("Pour l’entreprise", f"Pour {_house(heading)}")))))
    about = " · ".join(part for part in (company.name, buyer.lot) if part) or "À remplir par l’entreprise"
    return form_naming(heading, "Fiche entreprise", "Fiche entreprise", about, tuple(parts), TO_COMPANY)


def _referent(who: str, referent: Referent) -> tuple[Question, ...]:
    return (
        Question(f"{who}\u00a0: nom", referent.name),
        Question("Téléphone", referent.phone),
        Question("Fonction", referent.role),
        Question("Courriel", referent.email),
    )


def _house(heading: Heading) -> str:
    return heading.letterhead.short_name
