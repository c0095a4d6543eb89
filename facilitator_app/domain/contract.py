"""Public contracts, their lots, who holds each lot and the hours it owes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, validates

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Code, Share, Text, Whole
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Euros, Hours
from facilitator_app.domain.words import fold


class ContractState(Labelled):
    """Where a contract stands for the house."""

    TO_SORT = "to_sort", "À trier"
    FOLLOWED = "followed", "Suivi"
    SET_ASIDE = "set_aside", "Sans suite"
    CLOSED = "closed", "Clos"


class Segment(Labelled):
    """The purchase segments of the programming plan."""

    WORKS = "works", "Travaux"
    MAINTENANCE = "maintenance", "Maintenance"
    SUPPORT = "support_services", "Prestations de support"
    INTELLECTUAL = "intellectual_services", "Prestations intellectuelles"
    SUPPLIES = "supplies", "Fournitures"


class ClauseKind(Labelled):
    """The legal tool that makes the lot owe hours (Code de la commande publique, L2112-2, L2113-12 to -14, R2152-7)."""

    EXECUTION = "execution", "Clause d’exécution"
    RESERVED = "reserved", "Marché réservé"
    CRITERION = "criterion", "Critère social"


class HolderRole(Labelled):
    """How a company takes part in a lot (R2142-20 and L2193-2)."""

    HOLDER = "holder", "Titulaire"
    LEAD = "lead", "Mandataire"
    CO_CONTRACTOR = "co_contractor", "Cotraitant"
    SUBCONTRACTOR = "subcontractor", "Sous-traitant"


def contract_name(short_name: str, subject: str) -> str:
    """For lists, which read columns: making a record only to ask its name is most of their time."""
    return short_name or (subject if len(subject) <= 80 else subject[:79] + "…")


def lot_name(number: str, title: str) -> str:
    """`Lot 1 Gros œuvre`, or `Lot unique`."""
    return f"Lot {number} {title}".strip() if number else (title or "Lot unique")


class Contract(Record):
    """A public contract, typed or read in published data; its lots are what the house follows."""

    __tablename__ = "contract"

    number: Mapped[str] = mapped_column(Text(20), index=True)
    subject: Mapped[str] = mapped_column(Text(1000))
    short_name: Mapped[str] = mapped_column(Text(120), default="")
    folded: Mapped[str] = mapped_column(Text(1300))
    buyer_id: Mapped[Key] = mapped_column(ForeignKey("buyer.id"), index=True)
    state: Mapped[ContractState] = mapped_column(Choice(ContractState), default=ContractState.FOLLOWED, index=True)
    notified_on: Mapped[dt.date | None] = mapped_column(index=True)
    duration_months: Mapped[int | None] = mapped_column(Whole(0, 1200))
    amount: Mapped[Euros | None]
    cpv: Mapped[str | None] = mapped_column(Text(8))
    nature: Mapped[str] = mapped_column(Text(120), default="")
    procedure: Mapped[str] = mapped_column(Text(120), default="")
    place_code: Mapped[str] = mapped_column(Text(20), default="")
    place_kind: Mapped[str] = mapped_column(Text(40), default="")
    considerations: Mapped[tuple[str, ...]] = mapped_column(default=())  # empty: not known, which is not «none»
    published_id: Mapped[str | None] = mapped_column(Code(60))
    published_key: Mapped[str | None] = mapped_column(Code(64), index=True)
    loose_key: Mapped[str | None] = mapped_column(Code(100), index=True)
    published_marks: Mapped[str] = mapped_column(Code(150), default="")  # a mark of each field as last published
    note: Mapped[str] = mapped_column(Text(2000), default="")
    # What this contract says of the length of eligibility, where it differs from the house's rules.
    eligibility_months: Mapped[int | None] = mapped_column(Whole(1, 120))
    permanent_months: Mapped[int | None] = mapped_column(Whole(1, 120))
    alternating_months: Mapped[int | None] = mapped_column(Whole(1, 120))

    @validates("subject")
    def _fold(self, _key: str, subject: str) -> str:
        self.folded = fold(subject)[:1300]
        return subject

    @property
    def name(self) -> str:
        """What to call it in a list: its short name, else the beginning of its subject."""
        return contract_name(self.short_name, self.subject)


class Lot(Record):
    """A lot of a contract: the unit of obligation, in hours (the contract says how many, never the program)."""

    __tablename__ = "lot"

    contract_id: Mapped[Key] = mapped_column(ForeignKey("contract.id"), index=True)
    code: Mapped[str] = mapped_column(Text(30), index=True)  # M-2026-014-L1: written on sheets, typed in commands
    number: Mapped[str] = mapped_column(Text(10))
    title: Mapped[str] = mapped_column(Text(200))
    folded: Mapped[str] = mapped_column(Text(260))
    segment: Mapped[Segment | None] = mapped_column(Choice(Segment))
    clause: Mapped[ClauseKind] = mapped_column(Choice(ClauseKind), default=ClauseKind.EXECUTION)
    due_hours: Mapped[Hours | None]
    due_reason: Mapped[str] = mapped_column(
        Text(500), default=""
    )  # why it differs from the calibration, or its article
    amount: Mapped[Euros | None]
    labour_share: Mapped[Decimal | None] = mapped_column(Share())
    insertion_rate: Mapped[Decimal | None] = mapped_column(Share())
    hourly_cost: Mapped[Euros | None]
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None] = mapped_column(index=True)
    commune_code: Mapped[str | None] = mapped_column(Text(5))
    closed_on: Mapped[dt.date | None]

    @validates("title")
    def _fold(self, _key: str, title: str) -> str:
        self.folded = fold(title)[:260]
        return title

    @property
    def name(self) -> str:
        """What to call it in a list."""
        return lot_name(self.number, self.title)


class LotHolder(Record):
    """A company's part in a lot; its key is computed from both."""

    __tablename__ = "lot_holder"

    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"), index=True)
    company_id: Mapped[Key] = mapped_column(ForeignKey("company.id"), index=True)
    role: Mapped[HolderRole] = mapped_column(Choice(HolderRole), default=HolderRole.HOLDER)
    contact_id: Mapped[Key | None] = mapped_column(ForeignKey("contact.id"))
