"""The review of a placement, signed: read and agreed, or read and not agreed (bilan)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.documents.form import Blanks, Fact, Facts, Form, Grid, Part, Signatures, Ticks
from facilitator_app.documents.heading import TO_PERSON, Heading, form_naming
from facilitator_app.domain.identifiers import written_siret
from facilitator_app.domain.values import written_date


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """`post` and `tutor` are empty when not known; `points` are (what, mark), the mark maybe empty."""

    heading: Heading
    name: str
    company: str
    company_siret: str
    lot: str
    contract_type: str
    post: str
    tutor: str
    starts_on: dt.date
    ends_on: dt.date | None
    end_reason: str
    hours: str
    points: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    remark: str


def review_sheet(review: ReviewSheet) -> Form:
    """What is printed. It stays provisional until the person has signed it."""
    facts = (
        (Fact("Personne", review.name), Fact("Entreprise", review.company)),
        (Fact("SIRET", written_siret(review.company_siret)), Fact("Lot", review.lot)),
        (Fact("Contrat", review.contract_type), Fact("Poste observé", review.post)),
        (Fact("Tuteur", review.tutor), Fact("Motif de fin", review.end_reason)),
        (Fact("Début", written_date(review.starts_on)), Fact("Fin", written_date(review.ends_on))),
        (Fact("Heures faites", review.hours),),
    )
    parts = (
        Part("Parcours", (Facts(facts),)),
        Part("Appréciation", (_points(review),)),
        Part("Commentaire du tuteur", (Facts(((Fact("Noté", review.remark),),)),) if review.remark else (_lines(),)),
        Part("Conseils pour la suite", (Blanks("", 1),)),
        Part(
            "Suite du parcours",
            (
                Ticks(("CDI", "CDD de 6 mois et plus", "CDD de moins de 6 mois", "Formation", "Autre"), in_line=True),
                Blanks("Date d’embauche et entreprise"),
            ),
        ),
        Part(
            "Avis de la personne",
            (
                Ticks(("Lu et d’accord", "Lu et pas d’accord"), in_line=True),
                Blanks("Remarque", 2),
                Signatures(("La personne", "Pour l’entreprise", "Pour la structure")),
            ),
        ),
    )
    return form_naming(
        review.heading, "Bilan", "Bilan de parcours", f"{review.name} · {review.company}", parts, TO_PERSON,
        warning=("Provisoire", "jusqu’à la signature de la personne, qui peut le montrer à de futurs employeurs."),
    )  # fmt: skip


def _lines() -> Blanks:
    return Blanks("", 2)


def _points(review: ReviewSheet) -> Grid:
    """A cross in the column of each mark given; the others are ticked by hand."""
    rows = tuple((what, *("X" if mark == each else "" for each in review.marks)) for what, mark in review.points)
    return Grid(("Point", *review.marks), (28, *(18 for _ in review.marks)), rows)
