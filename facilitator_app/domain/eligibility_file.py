"""What the house decides about eligibility: its criteria, and for a person an extension or a refusal."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.categories import AcceptedProof, Category, CategoryGroup, Public
from facilitator_app.domain.columns import Choice, Text, Whole
from facilitator_app.domain.keys import Key, key_of


class RefusalCode(Labelled):
    """Why somebody may not be hired under the clause."""

    NOT_IN_CATEGORY = "not_in_category", "Aucun critère rempli"
    PROOF_MISSING = "proof_missing", "Pièce non fournie"
    PROOF_EXPIRED = "proof_expired", "Pièce périmée"
    ALREADY_EMPLOYED = "already_employed", "Déjà salarié du titulaire"
    ELIGIBILITY_EXPIRED = "eligibility_expired", "Durée d’éligibilité atteinte"
    OTHER = "other", "Autre motif"


class EligibilityCategory(Record):
    """A criterion as the house words it; the key is computed from its code, which the files of people hold."""

    __tablename__ = "eligibility_category"

    rank: Mapped[int] = mapped_column(Whole(0, 10_000), default=1000)  # the order of the lists
    code: Mapped[str] = mapped_column(Text(40))
    label: Mapped[str] = mapped_column(Text(160))
    test: Mapped[str] = mapped_column(Text(400), default="")
    family: Mapped[CategoryGroup] = mapped_column(Choice(CategoryGroup), default=CategoryGroup.SITUATION)
    article: Mapped[str] = mapped_column(Text(4), default="")
    proof: Mapped[str] = mapped_column(Text(200), default="")
    proof_months: Mapped[int | None] = mapped_column(Whole(0, 120))
    other_proofs: Mapped[tuple[str, ...]] = mapped_column(default=())  # each «name ; months», or the name alone
    has_end: Mapped[bool] = mapped_column(default=False)
    below_age: Mapped[int | None] = mapped_column(Whole(14, 100))
    from_age: Mapped[int | None] = mapped_column(Whole(14, 100))
    months: Mapped[int | None] = mapped_column(Whole(1, 120))
    while_valid: Mapped[bool] = mapped_column(default=False)
    iae_level: Mapped[int] = mapped_column(Whole(0, 2), default=0)
    public: Mapped[str] = mapped_column(Text(20), default="")
    optional: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[bool] = mapped_column(default=False)

    @staticmethod
    def key(code: str) -> Key:
        return key_of("eligibility_category", code)

    def as_category(self) -> Category:
        """The criterion as it is judged."""
        return Category(
            self.code, self.label, self.test, self.article, self.proof, self.proof_months, self.has_end,
            self.below_age, self.from_age, self.months, self.while_valid, self.iae_level,
            Public(self.public) if self.public else None, self.optional, self.family,
            tuple(map(read_proof, self.other_proofs)), self.closed,
        )  # fmt: skip


class EligibilityExtension(Record):
    """A period of eligibility made longer by hand, and why."""

    __tablename__ = "eligibility_extension"

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    until: Mapped[dt.date]
    reason: Mapped[str] = mapped_column(Text(300))
    decided_on: Mapped[dt.date]
    decided_by: Mapped[str] = mapped_column(Text(120), default="")


class EligibilityRefusal(Record):
    """Somebody was refused, with a coded reason; lifted, the refusal stays known."""

    __tablename__ = "eligibility_refusal"

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    code: Mapped[RefusalCode] = mapped_column(Choice(RefusalCode))
    note: Mapped[str] = mapped_column(Text(300), default="")
    decided_on: Mapped[dt.date]
    decided_by: Mapped[str] = mapped_column(Text(120), default="")
    lifted_on: Mapped[dt.date | None]
    lifted_by: Mapped[str] = mapped_column(Text(120), default="")
    lifted_reason: Mapped[str] = mapped_column(Text(300), default="")


def read_proof(line: str) -> AcceptedProof:
    """`attestation CAF ; 3`, or `pièce d’identité` for a document without a greatest age."""
    name, _, months = line.rpartition(";")
    if name and months.strip().isdecimal():
        return AcceptedProof(name.strip(), int(months))
    return AcceptedProof(line.strip().rstrip(";").strip())


def written_proof(proof: AcceptedProof) -> str:
    return proof.label if proof.months is None else f"{proof.label} ; {proof.months}"
