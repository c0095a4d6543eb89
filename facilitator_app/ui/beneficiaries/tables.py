"""The tables of a person's sheet: proofs, contracts, hours, proposals, documents, history."""

from __future__ import annotations

from facilitator_app.domain.need import ProposalState
from facilitator_app.domain.proofs import ProofState
from facilitator_app.domain.values import written_date, written_hours
from facilitator_app.ui.list_part import ListPart
from facilitator_app.ui.rows import Column
from facilitator_app.use_cases.beneficiary_sheet_lines import DocumentLine, MonthLine, PlacementLine, ProposalLine
from facilitator_app.use_cases.proof_lines import ProofLine

_PROPOSAL_TONES = {
    ProposalState.ACCEPTED: "success", ProposalState.PLACED: "info", ProposalState.PROPOSED: "neutral",
    ProposalState.RETAINED: "neutral", ProposalState.REFUSED: "warning", ProposalState.DECLINED: "warning",
    ProposalState.SET_ASIDE: "neutral",
}  # fmt: skip


def proofs_table() -> ListPart[ProofLine]:
    columns: list[Column[ProofLine]] = [
        Column("Critère", lambda line: line.criterion, strong=True, stretch=True, tooltip=lambda line: line.message),
        Column("Preuve", lambda line: line.proof, second=lambda line: line.details, width=190, hidden_below=560),
        Column("Datée du", lambda line: written_date(line.dated_on), lambda line: line.dated_on, width=104),
        Column(
            "Vue le",
            lambda line: written_date(line.seen_on),
            lambda line: line.seen_on,
            second=lambda line: line.seen_by,
            width=104,
            hidden_below=760,
        ),
        Column(
            "Valable jusqu’au",
            lambda line: written_date(line.valid_until),
            lambda line: line.valid_until,
            width=120,
            hidden_below=860,
        ),
        Column(
            "Contrôle",
            lambda line: "Vérifiée" if line.state is ProofState.ACCEPTED else line.state.label,
            tone=lambda line: "success" if line.state is ProofState.ACCEPTED else "warning",
            tooltip=lambda line: line.message,
            badge=True,
            width=138,
        ),
    ]
    return ListPart(
        "Pièces et preuves",
        columns,
        "shield-check",
        "Aucun critère n’est noté.",
        "Modifiez la fiche (F2) pour en ajouter.",
    )


def placements_table() -> ListPart[PlacementLine]:
    columns: list[Column[PlacementLine]] = [
        Column("Employeur", lambda line: line.employer, second=lambda line: line.named_lot, strong=True, stretch=True),
        Column("Contrat", lambda line: line.contract_type.label, hidden_below=520),
        Column("Du", lambda line: written_date(line.starts_on), lambda line: line.starts_on, width=92),
        Column("Au", lambda line: written_date(line.ends_on), lambda line: line.ends_on, width=92),
        Column(
            "Éligible jusqu’au",
            lambda line: written_date(line.eligible_until) if line.eligible else "non établie",
            lambda line: line.eligible_until,
            tone=lambda line: "" if line.eligible else "warning",
            tooltip=lambda line: line.eligibility,
            width=128,
            hidden_below=600,
        ),
        Column("Heures", lambda line: written_hours(line.declared), lambda line: line.declared, number=True),
    ]
    how = "Proposez la personne à un besoin, puis démarrez la mise à l’emploi."
    return ListPart("Parcours", columns, "briefcase", "Aucun contrat de travail pour l’instant", how)


def months_table() -> ListPart[MonthLine]:
    columns: list[Column[MonthLine]] = [
        Column("Mois", lambda line: line.month.full_name, lambda line: line.month, strong=True),
        Column("Lot", lambda line: line.named_lot, stretch=True),
        Column("Employeur", lambda line: line.employer, hidden_below=520),
        Column(
            "Heures",
            lambda line: "non connues" if line.declared is None else written_hours(line.declared),
            lambda line: line.declared,
            number=True,
        ),
    ]
    return ListPart(
        "Heures du mois", columns, "table-2", "Aucune heure pour l’instant", "Elles viennent de la saisie des heures."
    )


def proposals_table() -> ListPart[ProposalLine]:
    columns: list[Column[ProposalLine]] = [
        Column(
            "Besoin",
            lambda line: f"{line.need_code} {line.title}",
            second=lambda line: line.company,
            strong=True,
            stretch=True,
        ),
        Column(
            "Réponse",
            lambda line: line.state.label,
            tone=lambda line: _PROPOSAL_TONES[line.state],
            tooltip=lambda line: line.reason,
            badge=True,
        ),
        Column("Proposée le", lambda line: written_date(line.proposed_on), lambda line: line.proposed_on, width=104),
        Column("Motif", lambda line: line.reason, hidden_below=640, width=180),
    ]
    return ListPart(
        "Propositions",
        columns,
        "handshake",
        "Aucune proposition pour l’instant",
        "Utilisez «\u00a0Proposer à un besoin\u00a0».",
    )


def documents_table() -> ListPart[DocumentLine]:
    columns: list[Column[DocumentLine]] = [
        Column("Document", lambda line: line.kind.label, second=lambda line: line.perimeter, strong=True, stretch=True),
        Column("Numéro", lambda line: line.number),
        Column("Édité le", lambda line: written_date(line.issued_at.date()), lambda line: line.issued_at, width=104),
    ]
    how = "Ses documents, et les fiches de suivi et attestations des mois travaillés, apparaîtront ici."
    return ListPart("Documents", columns, "file-text", "Aucun document édité pour l’instant", how)
