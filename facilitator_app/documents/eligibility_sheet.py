"""The eligibility of a person with each proof seen, for the house alone (fiche d’éligibilité)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.documents.form import Fact, Facts, Form, Grid, Part, Signatures, Words
from facilitator_app.documents.heading import INTERNAL, Heading, form_naming
from facilitator_app.documents.person import Identity, identity_facts
from facilitator_app.domain.values import written_date

_DASH = "–"


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A criterion and the document that was seen; a protected one comes here already without its name."""

    criterion: str
    proof: str
    state: str
    dated_on: dt.date | None
    seen_on: dt.date | None
    seen_by: str
    valid_until: dt.date | None
    structure: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reasoned opinion: its words, who signed it, and the day it bears."""

    text: str
    author: str
    dated_on: dt.date | None
    seen_on: dt.date | None
    seen_by: str


@dataclass(frozen=True, slots=True)
class JudgedPlacement:
    """What was frozen on the first day of a contract of employment."""

    lot: str
    employer: str
    starts_on: dt.date
    ends_on: dt.date | None
    conclusion: str


@dataclass(frozen=True, slots=True)
class EligibilitySheet:
    """`length` says what a first contract would open, nothing once there is one."""

    heading: Heading
    person: Identity
    education: str
    in_qpv: str
    eligible: bool
    title: str
    sentence: str
    until: dt.date | None
    missing: tuple[str, ...]
    proofs: tuple[ProofRow, ...]
    placements: tuple[JudgedPlacement, ...]
    opinions: tuple[Opinion, ...] = ()
    length: str = ""


def eligibility_sheet(sheet: EligibilitySheet) -> Form:
    """What is printed. The company only ever receives the certificate."""
    conclusion = [Words(f"{sheet.title}. {sheet.sentence}" if sheet.sentence != sheet.title else sheet.title)]
    if sheet.until:
        conclusion.append(Words(f"Dernier jour couvert\u00a0: {written_date(sheet.until)}."))
    if sheet.length:
        conclusion.append(Words(sheet.length))
    conclusion += [Words(f"Reste à compléter\u00a0: {_going_on(sentence)}") for sentence in sheet.missing]
    extra = (("Niveau", sheet.education), ("Quartier prioritaire", sheet.in_qpv))
    opinions = tuple(map(_opinion, sheet.opinions))
    parts = (
        Part("Personne", (Facts(identity_facts(sheet.person, *extra)),)),
        Part("Critères et pièces vues", (_proofs(sheet.proofs), *_structures(sheet.proofs))),
        *([Part("Avis motivé", opinions)] if opinions else ()),
        Part("Conclusion", tuple(conclusion)),
        Part("Contrats de travail et éligibilité du premier jour", (_placements(sheet.placements),)),
        Part("", (Signatures(("La personne, qui déclare exacts ces éléments", "Pour la structure")),)),
    )
    return form_naming(
        sheet.heading, "Fiche", "Fiche d’éligibilité à la clause sociale", sheet.person.name, parts, INTERNAL,
        warning=("Interne", "À ne pas remettre à l’entreprise\u00a0: elle reçoit l’attestation, sans les critères."),
    )  # fmt: skip


def _proofs(rows: tuple[ProofRow, ...]) -> Grid:
    return Grid(
        ("Critère", "Pièce", "État", "Datée du", "Vue le", "Vue par", "Jusqu’au"),
        (22, 20, 13, 11, 11, 12, 11),
        tuple(
            (row.criterion, row.proof, row.state, written_date(row.dated_on), written_date(row.seen_on),
             row.seen_by or _DASH, written_date(row.valid_until))
            for row in rows
        ),
        "Aucun critère noté.",
    )  # fmt: skip


def _structures(rows: tuple[ProofRow, ...]) -> tuple[Words, ...]:
    """The structure of who is eligible by it, its agreement, and the number of the PASS IAE."""
    return tuple(Words(f"{row.proof}\u00a0: {row.structure}.") for row in rows if row.structure)


def _opinion(opinion: Opinion) -> Facts:
    """Who signed it and when, then its words as they were typed."""
    seen = (
        f"{written_date(opinion.seen_on)}, par {opinion.seen_by}" if opinion.seen_by else written_date(opinion.seen_on)
    )
    return Facts(
        (
            (Fact("Signé par", opinion.author or "à préciser"), Fact("Daté du", written_date(opinion.dated_on))),
            (Fact("Vu le", seen),),
            (Fact("Avis", opinion.text),),
        )
    )


def _placements(rows: tuple[JudgedPlacement, ...]) -> Grid:
    return Grid(
        ("Lot", "Employeur", "Début", "Fin", "Éligibilité constatée au premier jour"),
        (22, 20, 11, 11, 38),
        tuple(
            (row.lot, row.employer, written_date(row.starts_on), written_date(row.ends_on), row.conclusion)
            for row in rows
        ),
        "Aucun contrat de travail sous la clause.",
    )


def _going_on(sentence: str) -> str:
    """After a colon; an acronym keeps its capitals."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]
