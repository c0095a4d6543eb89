"""What a company receives about the eligibility of a person: the conclusion, and no criterion."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.documents.form import Fact, Facts, Form, Part, Signatures, Words
from facilitator_app.documents.heading import TO_COMPANY, Heading, form_naming, signed_by
from facilitator_app.domain.values import written_date, written_long_date


@dataclass(frozen=True, slots=True)
class EligibilityCertificate:
    """`since` is the first day of the first contract under the clause, None before any.

    `last_start` is the last day on which a first contract may begin, None when nothing limits it.
    """

    heading: Heading
    name: str
    birth_date: dt.date | None
    since: dt.date | None
    until: dt.date | None
    last_start: dt.date | None
    months: int


def eligibility_certificate(certificate: EligibilityCertificate) -> Form:
    """What is printed: nothing that tells, or lets guess, why the person is eligible."""
    heading = certificate.heading
    day = written_long_date(heading.day)
    statement = (
        f"{heading.letterhead.full_name}, en charge du suivi de la clause sociale d’insertion, atteste qu’au {day}, "
        "après examen de sa situation, la personne désignée ci-dessus est éligible à la clause sociale d’insertion."
    )
    known = (Fact("Nom et prénom", certificate.name), Fact("Née, né le", written_date(certificate.birth_date)))
    parts = (
        Part("Personne", (Facts((known,)),)),
        Part("Conclusion", (Words(statement), Facts(_period(certificate)))),
        Part(
            "À retenir",
            (
                Words(
                    "Les heures comptent pour le lot à partir du premier jour du contrat de travail, une fois "
                    "déclarées par l’employeur et validées. Les critères et les pièces ne sont pas "
                    "communiqués à l’entreprise."
                ),
            ),
        ),
        Part("", (Signatures((f"Pour {heading.letterhead.short_name}", signed_by(heading) or "Le facilitateur")),)),
    )
    return form_naming(heading, "Attestation", "Attestation d’éligibilité", certificate.name, parts, TO_COMPANY)


def _period(certificate: EligibilityCertificate) -> tuple[tuple[Fact, ...], ...]:
    if certificate.since is not None:
        until = f"jusqu’au {written_date(certificate.until)} inclus" if certificate.until else "sans date de fin"
        return ((Fact("Prise en compte", f"Depuis le {written_date(certificate.since)}, {until}"),),)
    start = f"au plus tard le {written_date(certificate.last_start)}" if certificate.last_start else "sans date limite"
    rows = [(Fact("Premier contrat", f"À faire débuter {start}"),)]
    if certificate.until:
        length = f"{certificate.months} mois au plus à compter du premier contrat"
        rows.append((Fact("Prise en compte", length),))
    return tuple(rows)
