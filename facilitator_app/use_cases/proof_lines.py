"""The criteria noted for a person, as her sheet shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from facilitator_app.domain.categories import Category
from facilitator_app.domain.eligibility import Verdict
from facilitator_app.domain.keys import Key
from facilitator_app.domain.proofs import Finding, ProofSeen, ProofState
from facilitator_app.domain.protected_criteria import protection_of, said_aloud
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases.beneficiary_draft import ProofDraft
from facilitator_app.use_cases.keeping_proofs import drafts_of, seen_by


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A criterion and its proof; `state` says where it stands on the day asked."""

    id: Key
    criterion: str
    proof: str
    dated_on: dt.date | None
    seen_on: dt.date | None
    seen_by: str
    valid_until: dt.date | None
    state: ProofState
    message: str
    is_protected: bool = False
    structure: str = ""
    opinion: str = ""
    opinion_by: str = ""

    @property
    def details(self) -> str:
        """What is known beside the document, on one line."""
        signed = f"{self.opinion} ({self.opinion_by})" if self.opinion_by else self.opinion
        return " · ".join(filter(None, (self.structure, signed if self.opinion else "")))


def kept(session: Session, beneficiary_id: Key) -> list[tuple[ProofDraft, str]]:
    """Each criterion noted, and who saw its document; the oldest document first, ordinary criteria before others."""
    by = seen_by(session, beneficiary_id)
    drafts = drafts_of(session, beneficiary_id)
    return [
        (draft, by.get(draft.id or Key(""), ""))
        for draft in sorted(drafts, key=lambda draft: (draft.dated_on or dt.date.min, draft.id or ""))
    ]


def lines(
    proofs: list[tuple[ProofDraft, str]], judged: Verdict, reference: Mapping[str, Category], *, revealed: bool
) -> tuple[ProofLine, ...]:
    """Where each stands in the judgement; `revealed` names the protected criteria."""
    return tuple(_line(draft, by, _finding(draft, judged), reference, revealed) for draft, by in proofs)


def _finding(draft: ProofDraft, judged: Verdict) -> Finding | None:
    """That of the same document: two that agree in all that is judged stand at the same point."""
    wanted = _judged(draft.seen())
    return next((finding for finding in judged.findings if _judged(finding.proof) == wanted), None)


def _judged(proof: ProofSeen) -> ProofSeen:
    """Without who saw it, which no draft says."""
    return replace(proof, seen_by="")


def _line(
    draft: ProofDraft, by: str, finding: Finding | None, reference: Mapping[str, Category], revealed: bool
) -> ProofLine:
    category = reference.get(draft.category)
    is_protected = protection_of(draft.category) is not None
    is_hidden = is_protected and not revealed
    if category is not None and is_hidden:
        category = said_aloud(category)
    return ProofLine(
        id=draft.id or Key(""),
        criterion=category.label if category else draft.category,
        proof=(not is_hidden and draft.proof) or (_capital(category.proof) if category else ""),
        dated_on=draft.dated_on,
        seen_on=draft.seen_on,
        seen_by=by,
        valid_until=draft.valid_until,
        state=finding.state if finding else ProofState.EXPECTED,
        message=finding.message if finding else "Ce critère n’est plus dans la liste de la structure.",
        is_protected=is_protected,
        structure="" if is_hidden else _structure(draft),
        opinion="" if is_hidden else draft.opinion,
        opinion_by="" if is_hidden else draft.opinion_by,
    )


def _structure(draft: ProofDraft) -> str:
    """Where somebody works who is eligible by the structure, and her PASS IAE."""
    parts = [
        draft.structure_kind.label if draft.structure_kind else "",
        draft.structure,
        f"conventionnement {draft.agreement}" if draft.agreement else "",
        f"PASS IAE n°\u00a0{draft.pass_number}" if draft.pass_number else "",
        f"à partir du {written_date(draft.valid_from)}" if draft.valid_from else "",
    ]
    return " · ".join(part for part in parts if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
