"""A person and her criteria as typed, before they are saved."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

from facilitator_app.domain.beneficiary import EducationLevel, Sex, StructureKind, Transport, YesNoUnknown
from facilitator_app.domain.keys import Key
from facilitator_app.domain.proofs import ProofSeen


@dataclass(frozen=True, slots=True)
class ProofDraft:
    """A criterion ticked. `id` is that of the proof already kept, None for a new one."""

    category: str
    proof: str = ""
    dated_on: dt.date | None = None
    seen_on: dt.date | None = None
    valid_until: dt.date | None = None
    id: Key | None = None
    structure: str = ""
    structure_kind: StructureKind | None = None
    agreement: str = ""
    pass_number: str = ""
    valid_from: dt.date | None = None
    opinion: str = ""
    opinion_by: str = ""

    def seen(self) -> ProofSeen:
        return ProofSeen(
            self.category, self.proof, self.dated_on, self.seen_on, self.valid_until, valid_from=self.valid_from,
            explained=bool(self.opinion and self.opinion_by), number=self.pass_number,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BeneficiaryDraft:
    """A person as typed; each field but `proofs` is a column of `Beneficiary`."""

    last_name: str = ""
    first_name: str = ""
    birth_date: dt.date | None = None
    sex: Sex = Sex.UNKNOWN
    phone: str = ""
    email: str = ""
    address: str = ""
    postal_code: str = ""
    town: str = ""
    commune_code: str | None = None
    coordinates: str = ""
    in_qpv: YesNoUnknown = YesNoUnknown.UNKNOWN
    education: EducationLevel = EducationLevel.UNKNOWN
    referrer: str = ""
    advisor: str = ""
    notice_given_on: dt.date | None = None
    jobs_aimed: tuple[str, ...] = ()
    jobs_done: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    transport: Transport = Transport.PUBLIC
    max_travel_minutes: int = 45
    available_from: dt.date | None = None
    weekly_hours_least: int = 0
    weekly_hours_most: int = 35
    note: str = ""
    birth_name: str = ""
    proofs: tuple[ProofDraft, ...] = ()

    @property
    def columns(self) -> dict[str, object]:
        """The fields kept in the person's own record."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self) if field.name != "proofs"}
