"""What every document of a person says of her."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.documents.person import Identity
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contact_details import written_phone
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.retention import Erasure
from facilitator_app.use_cases.personal_data.restriction import shown


def person(session: Session, beneficiary_id: str, *, even_restricted: bool = False) -> Beneficiary:
    """The person a document is about.

    Raises Refusal when she is not in the file, is anonymised, or asked that her data be left alone;
    `even_restricted` is for what she herself is owed.
    """
    found = session.get(Beneficiary, beneficiary_id)
    if found is None or found.removed:
        raise Refusal.because("Cette personne n’est plus dans le fichier\u00a0: actualisez la liste.", "person")
    if session.scalar(select(Erasure.id).where(Erasure.id == found.id)) is not None:
        raise Refusal.because("Cette personne est anonymisée\u00a0: il ne reste rien à imprimer.", "person")
    allowed = select(Beneficiary.id).where(Beneficiary.id == found.id, shown())
    if not even_restricted and session.scalar(allowed) is None:
        raise Refusal.because(
            "À sa demande, les données de cette personne sont limitées. Levez la limitation dans Données personnelles, "
            "puis recommencez.",
            "person",
        )
    return found


def name_of(person: Beneficiary) -> str:
    """`Karim Bensalem`."""
    return f"{person.first_name} {person.last_name}".strip()


def identity(person: Beneficiary, *, contact: bool = True) -> Identity:
    """Who she is; without `contact`, only her telephone and her town, and no date of birth."""
    where = ", ".join(filter(None, (person.address, f"{person.postal_code} {person.town}".strip())))
    birth_name = person.birth_name if person.birth_name != person.last_name else ""
    return Identity(
        name=name_of(person),
        birth_name=birth_name if contact else "",
        birth_date=person.birth_date if contact else None,
        address=where if contact else "",
        phone=written_phone(person.phone),
        email=person.email if contact else "",
        advisor=person.advisor,
        referrer=person.referrer if contact else "",
        town="" if contact else person.town,
    )
