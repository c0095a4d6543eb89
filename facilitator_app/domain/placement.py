"""Placements: one person at work for one employer on one lot, and the hours of each month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text, Whole
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.refusal import Problem
from facilitator_app.domain.values import Hours, Month, hours, sum_hours

_NO_HOURS = hours(0)


class EmploymentContract(Labelled):
    """Kinds of contract of employment, with the codes of Les emplois de l’inclusion where they exist."""

    PERMANENT = "permanent", "CDI"
    PERMANENT_SITE = "permanent_site", "CDI de chantier"
    FIXED_TERM = "fixed_term", "CDD"
    FIXED_TERM_I = "fixed_term_i", "CDD d’insertion"
    FIXED_TERM_USAGE = "fixed_term_usage", "CDD d’usage"
    FIXED_TERM_TREMPLIN = "fixed_term_tremplin", "CDD tremplin"
    TEMPORARY = "temporary", "Mission d’intérim"
    TEMPORARY_I = "temporary_i", "Mission d’insertion"
    APPRENTICESHIP = "apprenticeship", "Apprentissage"
    PROFESSIONAL = "professional_training", "Professionnalisation"
    PEC = "pec", "Parcours emploi compétences"
    ESAT = "esat", "Usager d’ESAT"
    OTHER = "other", "Autre"


class StatementState(Labelled):
    DRAFT = "draft", "Brouillon"
    VALIDATED = "validated", "Validé"
    REOPENED = "reopened", "Rouvert"


class Placement(Record):
    """A person at work on a lot, with the eligibility judged on the day the contract began and frozen there."""

    __tablename__ = "placement"
    __table_args__ = (
        Index("ix_placement_lot_dates", "lot_id", "ends_on", "starts_on", "removed"),
        # Who is at work today, without reading the placements themselves.
        Index(
            "ix_placement_dates",
            "ends_on", "starts_on", "beneficiary_id", "eligible_until", "woman", "senior", "removed",
        ),
        # Who is at work, and until when each is eligible, is asked of everybody at once by the list of people.
        Index(
            "ix_placement_beneficiary", "beneficiary_id", "removed", "starts_on", "ends_on", "eligible",
            "eligible_until",
        ),
    )  # fmt: skip

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"))
    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"))
    employer_id: Mapped[Key] = mapped_column(ForeignKey("company.id"), index=True)
    need_id: Mapped[Key | None] = mapped_column(ForeignKey("need.id"), index=True)
    contract_type: Mapped[EmploymentContract] = mapped_column(Choice(EmploymentContract))
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]
    end_reason: Mapped[str] = mapped_column(Text(200), default="")
    hours_per_week: Mapped[int] = mapped_column(Whole(1, 48), default=35)

    # Frozen on the first day, for ever: what was known then.
    eligible: Mapped[bool] = mapped_column(default=True)  # False: kept for a written reason, its hours do not count
    eligible_until: Mapped[dt.date | None]
    eligibility: Mapped[str] = mapped_column(Text(500), default="")
    categories: Mapped[tuple[str, ...]] = mapped_column(default=())
    woman: Mapped[bool] = mapped_column(default=False)
    senior: Mapped[bool] = mapped_column(default=False)
    young_graduate: Mapped[bool] = mapped_column(default=False)
    qpv: Mapped[bool] = mapped_column(default=False)
    disabled: Mapped[bool] = mapped_column(default=False)
    eligibility_way: Mapped[str] = mapped_column(Text(20), default="")
    eligibility_family: Mapped[str] = mapped_column(Text(40), default="")
    eligibility_proof: Mapped[str] = mapped_column(Text(300), default="")
    eligibility_rule: Mapped[str] = mapped_column(Text(300), default="")
    eligibility_checked_by: Mapped[str] = mapped_column(Text(120), default="")
    judged_on: Mapped[dt.date | None]

    def covers(self, month: Month) -> bool:
        """Whether at least one day of the month falls in the placement."""
        return self.starts_on <= month.last_day and (self.ends_on is None or self.ends_on >= month.first_day)

    def problems_with(self, month: Month, declared: Hours, most: Hours) -> Iterator[Problem]:
        """Why these hours cannot be recorded at all, whatever anybody confirms."""
        if month.last_day < self.starts_on:
            yield Problem("month", f"Le contrat de travail ne commence que le {self.starts_on:%d/%m/%Y}.")
        if self.ends_on and month.first_day > self.ends_on:
            yield Problem("month", f"Le contrat de travail s’est terminé le {self.ends_on:%d/%m/%Y}.")
        if not 0 <= declared <= most:
            yield Problem("declared", f"Indiquez entre 0 et {most:.0f} heures, par exemple 151,67 ou 151h40.")


class MonthlyHours(Record):
    """The hours of a placement in a month; the key is computed from both. No row means «not known», 0 means none."""

    __tablename__ = "monthly_hours"
    __table_args__ = (Index("ix_monthly_hours_placement_month", "placement_id", "month", "declared", "removed"),)

    placement_id: Mapped[Key] = mapped_column(ForeignKey("placement.id"))
    month: Mapped[Month]
    declared: Mapped[Hours | None]
    # Of which: each is included in the hours declared, and no hour is in two of them.
    training: Mapped[Hours] = mapped_column(default=_NO_HOURS)
    centre: Mapped[Hours] = mapped_column(default=_NO_HOURS)  # at the training centre, for work-study contracts
    overtime: Mapped[Hours] = mapped_column(default=_NO_HOURS)
    not_worked: Mapped[Hours] = mapped_column(default=_NO_HOURS)  # paid leave, sickness, bad weather, holidays
    elsewhere: Mapped[Hours] = mapped_column(default=_NO_HOURS)  # on other sites of the holder
    recorded_on: Mapped[dt.date | None]  # when the first figure was known
    confirmed: Mapped[bool] = mapped_column(default=False)  # somebody looked at the warning and kept the figure
    proof_seen: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text(200), default="")

    @property
    def detailed(self) -> Hours:
        """What its parts make together."""
        return sum_hours((self.training, self.centre, self.overtime, self.not_worked, self.elsewhere))

    @staticmethod
    def key(placement_id: str, month: Month) -> Key:
        return key_of("monthly_hours", placement_id, month)


class MonthStatement(Record):
    """The month of a lot as a whole: draft, validated or reopened; the key is computed from both."""

    __tablename__ = "month_statement"
    __table_args__ = (Index("ix_month_statement_month", "month", "state", "lot_id", "removed"),)

    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"), index=True)
    month: Mapped[Month]
    state: Mapped[StatementState] = mapped_column(Choice(StatementState), default=StatementState.DRAFT)
    validated_on: Mapped[dt.date | None]
    validated_by: Mapped[str] = mapped_column(Text(120), default="")
    reopened_reason: Mapped[str] = mapped_column(Text(300), default="")
    note: Mapped[str] = mapped_column(Text(500), default="")

    @staticmethod
    def key(lot_id: str, month: Month) -> Key:
        return key_of("month_statement", lot_id, month)
