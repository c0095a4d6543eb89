"""Gathering the certificate of the hours done on a lot until the end of a month."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy.orm import Session

from facilitator_app.documents.hours_certificate import CertifiedPerson, HoursCertificate, WayOfRecruitment
from facilitator_app.domain.company import CompanyKind
from facilitator_app.domain.contract import HolderRole
from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, sum_hours
from facilitator_app.use_cases import office
from facilitator_app.use_cases.documents.house_facts import letterhead
from facilitator_app.use_cases.documents.lot_facts import LotFacts, lot_facts, validated_months
from facilitator_app.use_cases.documents.work_on_lot import Work, people_in, work_until

# Ways of carrying out a clause: direct hire, people lent by a structure, part of the work given to a structure.
_LENT = {
    CompanyKind.ETTI: "Mise à disposition par une ETTI",
    CompanyKind.AI: "Mise à disposition par une association intermédiaire",
    CompanyKind.GEIQ: "Mise à disposition par un GEIQ",
    CompanyKind.EMPLOYER_GROUP: "Mise à disposition par un groupement d’employeurs",
    CompanyKind.EATT: "Mise à disposition par une entreprise adaptée de travail temporaire",
    CompanyKind.TEMP_AGENCY: "Mise à disposition par une agence d’intérim",
}
_GIVEN = {
    CompanyKind.EI: "une entreprise d’insertion",
    CompanyKind.ACI: "un atelier et chantier d’insertion",
    CompanyKind.EA: "une entreprise adaptée",
    CompanyKind.ESAT: "un ESAT",
    CompanyKind.NEIGHBOURHOOD_CORP: "une régie de quartier",
}
_BY_SUBCONTRACTOR = "Embauche par un sous-traitant"
_DIRECT = "Embauche directe"


def hours_certificate(
    session: Session, lot_id: str, month: Month, day: dt.date, with_people: bool = False
) -> HoursCertificate:
    """The certificate of that day, without its number. Raises Refusal when the lot has no holder to certify to."""
    facts, details = lot_facts(session, lot_id, day), office.details(session)
    if facts.holder is None:
        raise Refusal.because(
            f"Indiquez d’abord le titulaire du lot {facts.code}\u00a0: l’attestation est délivrée à une entreprise.",
            "lot_id",
        )
    works = [work for work in work_until(session, lot_id, month) if work.months]
    declared = {at for work in works for at in work.months}
    return HoursCertificate(
        letterhead=letterhead(session, details),
        number="",
        place=details.town,
        day=day,
        as_of=month.last_day,
        provisional=bool(declared - set(validated_months(session, lot_id))) or day < month.last_day,
        company=facts.holder_name,
        siret=_written_siret(facts.holder.siret),
        contract=f"{facts.contract_number}, {facts.contract_name}",
        lot=facts.name,
        notified=facts.notified_on,
        buyer=facts.buyer,
        due=facts.due,
        done=sum_hours(work.total for work in works),
        people=people_in(works),
        ways=_ways(facts, works),
        signatory_role=_spoken_title(details.facilitator_title),
        signatory=details.facilitator_name,
        annex=tuple(
            CertifiedPerson(work.name, work.contract.label, work.starts_on, _known_end(work, month), work.total)
            for work in works
        )
        if with_people
        else (),
    )


def _ways(facts: LotFacts, works: Sequence[Work]) -> tuple[WayOfRecruitment, ...]:
    """The way with the most hours first."""
    by_way: dict[str, list[Work]] = defaultdict(list)
    for work in works:
        by_way[_way(facts, work)].append(work)
    if direct := by_way.pop(_DIRECT, None):
        by_way[f"{_DIRECT} ({_kinds_of_contract(direct)})"] = direct
    ways = [
        WayOfRecruitment(label, people_in(some), sum_hours(work.total for work in some))
        for label, some in by_way.items()
    ]
    return tuple(sorted(ways, key=lambda way: (-way.hours, way.label)))


def _way(facts: LotFacts, work: Work) -> str:
    roles = {holder.role for holder in facts.holders if holder.company_id == work.employer_id}
    if work.employer_kind in _LENT:
        return _LENT[work.employer_kind]
    if work.employer_kind in _GIVEN:
        by_itself = roles - {HolderRole.SUBCONTRACTOR}
        return f"{'Exécution par' if by_itself else 'Sous-traitance à'} {_GIVEN[work.employer_kind]}"
    return _BY_SUBCONTRACTOR if roles == {HolderRole.SUBCONTRACTOR} else _DIRECT


def _kinds_of_contract(works: Sequence[Work]) -> str:
    """`CDI, CDD, apprentissage`."""
    present = {work.contract for work in works}
    labels = [kind.label for kind in EmploymentContract if kind in present]
    return ", ".join(label if label.startswith("CD") else label[:1].lower() + label[1:] for label in labels)


def _known_end(work: Work, month: Month) -> dt.date | None:
    """An end that was still to come at the end of the month is left out."""
    return work.ends_on if work.ends_on and work.ends_on <= month.last_day else None


def _written_siret(siret: str) -> str:
    """`552 081 317 66522`, in the groups it is read out in."""
    if len(siret) != 14:
        return siret
    return f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}"


def _spoken_title(title: str) -> str:
    """`la facilitatrice de la clause sociale`; a title whose article is not sure stays as typed."""
    first = title.split(" ", 1)[0].lower()
    if first.endswith(("trice", "teur", "teuse")):
        if first[0] in "aeéiou":
            return f"l’{title}"
        return f"{'le' if first.endswith('teur') else 'la'} {title}"
    return title
