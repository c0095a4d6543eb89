"""What the published outlines say of the people kept: offered beside what their sheets say, written when accepted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary, YesNoUnknown
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import counted
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.personal_data.restriction import shown
from facilitator_app.use_cases.reference.districts import DistrictAnswer, district_of, is_loaded
from facilitator_app.use_cases.writing import found

_AT_ONCE = 500  # keys in one question


@dataclass(frozen=True, slots=True)
class DistrictOffer:
    """Somebody whose address says something that the sheet does not say."""

    id: Key
    name: str
    town: str
    kept: YesNoUnknown
    found: DistrictAnswer

    @property
    def is_correction(self) -> bool:
        """Whether the sheet says the contrary, which somebody may know better than the outlines."""
        return self.kept is not YesNoUnknown.UNKNOWN


def offers(session: Session) -> list[DistrictOffer]:
    """Open files whose commune or coordinates decide, and which say something else, by name."""
    if not is_loaded(session):
        return []
    asked = select(
        Beneficiary.id, Beneficiary.last_name, Beneficiary.first_name, Beneficiary.town, Beneficiary.in_qpv,
        Beneficiary.commune_code, Beneficiary.coordinates,
    ).where(Beneficiary.archived_on.is_(None), shown())  # fmt: skip
    answers: dict[tuple[str | None, str], DistrictAnswer] = {}
    offered = []
    for key, last, first, town, kept, commune_code, coordinates in session.execute(
        asked.order_by(Beneficiary.sort_name, Beneficiary.id)
    ):
        place = commune_code, coordinates
        if place not in answers:  # thousands of people live in a few communes
            answers[place] = district_of(session, *place)
        answer = answers[place]
        if answer.in_district is not None and answer.kept_as is not kept:
            offered.append(DistrictOffer(key, f"{last} {first}", town, kept, answer))
    return offered


def keep_district(session: Session, beneficiary_id: Key, answer: YesNoUnknown) -> None:
    """Note on a sheet whether the person lives in a priority district. Raises Refusal when she is not there."""
    person = found(session, Beneficiary, beneficiary_id, "Cette personne")
    gestures.call_it(session, f"Quartier prioritaire de {person.full_name}\u00a0: {answer.label.lower()}")
    person.in_qpv = answer


def keep_districts(session: Session, accepted: Collection[DistrictOffer]) -> int:
    """Note all these answers in one gesture; how many sheets changed. A sheet corrected meanwhile is left as it is."""
    said = {offer.id: offer for offer in accepted}
    keys, changed = list(said), 0
    for start in range(0, len(keys), _AT_ONCE):
        for person in session.scalars(select(Beneficiary).where(Beneficiary.id.in_(keys[start : start + _AT_ONCE]))):
            offer = said[person.id]
            if person.in_qpv is offer.kept:
                person.in_qpv = offer.found.kept_as
                changed += 1
    gestures.call_it(session, f"Quartier prioritaire\u00a0: {counted(changed, 'fiche')} d’après l’adresse")
    return changed
