"""What a holder needs, and the people proposed to it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text, Whole
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import EmploymentContract


class NeedState(Labelled):
    OPEN = "open", "Ouvert"
    FILLED = "filled", "Pourvu"
    CANCELLED = "cancelled", "Annulé"


class ProposalState(Labelled):
    RETAINED = "retained", "Retenue"
    PROPOSED = "proposed", "Proposée"
    ACCEPTED = "accepted", "Acceptée"
    REFUSED = "refused", "Non retenue par l’entreprise"
    DECLINED = "declined", "Déclinée par la personne"
    SET_ASIDE = "set_aside", "Écartée"
    PLACED = "placed", "En poste"


class Need(Record):
    """A holder's posts to fill on a lot."""

    __tablename__ = "need"

    code: Mapped[str] = mapped_column(Text(20), index=True)  # B-112
    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"), index=True)
    company_id: Mapped[Key] = mapped_column(ForeignKey("company.id"), index=True)
    title: Mapped[str] = mapped_column(Text(120))
    rome_code: Mapped[str] = mapped_column(Text(5), default="")
    commune_code: Mapped[str | None] = mapped_column(Text(5))
    place: Mapped[str] = mapped_column(Text(120), default="")
    starts_on: Mapped[dt.date] = mapped_column(index=True)
    duration_months: Mapped[int | None] = mapped_column(Whole(0, 120))
    hours_per_week: Mapped[int] = mapped_column(Whole(1, 48), default=35)
    posts: Mapped[int] = mapped_column(Whole(1, 200), default=1)
    contract_type: Mapped[EmploymentContract] = mapped_column(
        Choice(EmploymentContract), default=EmploymentContract.FIXED_TERM
    )
    requirements: Mapped[tuple[str, ...]] = mapped_column(default=())
    wishes: Mapped[tuple[str, ...]] = mapped_column(default=())
    without_car: Mapped[bool] = mapped_column(default=True)  # can be reached without a car
    state: Mapped[NeedState] = mapped_column(Choice(NeedState), default=NeedState.OPEN, index=True)
    note: Mapped[str] = mapped_column(Text(2000), default="")
    contract_detail: Mapped[str] = mapped_column(Text(120), default="")
    wage: Mapped[str] = mapped_column(Text(120), default="")
    duties: Mapped[str] = mapped_column(Text(2000), default="")
    cv_needed: Mapped[bool] = mapped_column(default=False)
    qpv_only: Mapped[bool] = mapped_column(default=False)  # kept for residents of priority areas
    schedule: Mapped[str] = mapped_column(Text(300), default="")  # of the first week, of the next ones, breaks
    welcome: Mapped[str] = mapped_column(Text(300), default="")  # on the first day: when, where, by whom
    tutor: Mapped[str] = mapped_column(Text(200), default="")  # name, function, availability
    equipment: Mapped[str] = mapped_column(Text(300), default="")  # protective, and who gives it
    machines: Mapped[bool] = mapped_column(default=False)  # are driven
    asked_to: Mapped[str] = mapped_column(Text(200), default="")  # who will give what is missing, and by when


class Proposal(Record):
    """A person considered for a need; its key is computed from both, so that nobody is proposed twice to the same."""

    __tablename__ = "proposal"

    need_id: Mapped[Key] = mapped_column(ForeignKey("need.id"), index=True)
    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    state: Mapped[ProposalState] = mapped_column(Choice(ProposalState))
    proposed_on: Mapped[dt.date] = mapped_column(index=True)
    score: Mapped[int] = mapped_column(Whole(0, 100), default=0)
    score_parts: Mapped[tuple[str, ...]] = mapped_column(default=())  # the four parts and the weights of that day
    answered_on: Mapped[dt.date | None]
    reason: Mapped[str] = mapped_column(Text(500), default="")
