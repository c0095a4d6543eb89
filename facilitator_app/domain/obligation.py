"""What a lot owes, as its contract says it: obligations, what changes them, and the amounts they follow."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, EurosColumn, Share, Text, Whole
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.values import Euros, Hours, euros


class SignedEuros(EurosColumn):
    """Euros that may be negative, for the lines that correct others."""

    def checked(self, value: Decimal) -> Decimal:
        if isinstance(value, Decimal) and value.is_finite():
            return euros(super().checked(abs(value)).copy_sign(value))
        return super().checked(value)


class ObligationForm(Labelled):
    """How the contract counts what is due."""

    FIXED = "fixed", "Nombre d’heures fixe"
    PER_AMOUNT = "per_amount", "Heures par montant facturé"
    PURCHASE_ORDERS = "purchase_orders", "Heures par montant commandé"
    SHARE_WORKED = "share_worked", "Part des heures travaillées"
    PERIOD = "period", "Heures par période reconduite"
    TRANCHE = "tranche", "Heures d’une tranche"
    SUBSEQUENT = "subsequent", "Heures d’un marché subséquent"
    POSTS = "posts", "Nombre de postes"
    RESERVED = "reserved", "Marché réservé"


class ObligationState(Labelled):
    """As signed: due at once, or only once affirmed, ordered or renewed (R2113-6, R2162-2)."""

    FIRM = "firm", "Ferme"
    OPTIONAL = "optional", "Optionnelle"


class Rounding(Labelled):
    """How the hours due become the figure of the contract; done once, on the whole."""

    NEAREST = "nearest", "À l’heure la plus proche"
    DOWN = "down", "À l’heure entière inférieure"
    NONE = "none", "Sans arrondi"


class ChangeKind(Labelled):
    """What may happen to an obligation; each line stays, and is corrected by another line."""

    AMENDMENT_HOURS = "amendment_hours", "Avenant, en heures"
    AMENDMENT_AMOUNT = "amendment_amount", "Avenant, en montant"
    AFFIRMATION = "affirmation", "Affermissement"
    RENEWAL = "renewal", "Reconduction"
    NOT_RENEWED = "not_renewed", "Non-reconduction"
    SUSPENSION = "suspension", "Suspension"
    RESUMPTION = "resumption", "Reprise"
    EXEMPTION = "exemption", "Exonération"
    TERMINATION = "termination", "Résiliation"
    CORRECTION = "correction", "Correction"


class TurnoverKind(Labelled):
    INVOICED = "invoiced", "Facturé"
    ORDERED = "ordered", "Commandé"
    BASE_HOURS = "base_hours", "Heures travaillées"


class Obligation(Record):
    """A sentence of the contract that makes a lot, or one member of a joint group, owe hours.

    A lot without any owes its `due_hours`. `hours` are those of the fixed forms, of a tranche or of a period;
    `hours_per` are due for each `per_amount` beyond `threshold`; `amount` is what the contract was worth with `hours`.
    """

    __tablename__ = "obligation"

    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"), index=True)
    company_id: Mapped[Key | None] = mapped_column(ForeignKey("company.id"))
    form: Mapped[ObligationForm] = mapped_column(Choice(ObligationForm), default=ObligationForm.FIXED)
    state: Mapped[ObligationState] = mapped_column(Choice(ObligationState), default=ObligationState.FIRM)
    label: Mapped[str] = mapped_column(Text(120), default="")
    article: Mapped[str] = mapped_column(Text(60), default="")
    wording: Mapped[str] = mapped_column(Text(2000), default="")
    hours: Mapped[Hours | None]
    hours_per: Mapped[Hours | None]
    per_amount: Mapped[Euros | None]
    threshold: Mapped[Euros | None]
    share: Mapped[Decimal | None] = mapped_column(Share())
    posts: Mapped[int | None] = mapped_column(Whole(0, 10_000))
    hours_per_post: Mapped[Hours | None]
    amount: Mapped[Euros | None]
    rounding: Mapped[Rounding] = mapped_column(Choice(Rounding), default=Rounding.NEAREST)
    starts_on: Mapped[dt.date | None]  # due from that day; None: since the beginning of the lot
    ends_on: Mapped[dt.date | None]
    recorded_on: Mapped[dt.date | None]  # None: known since the contract was

    @staticmethod
    def first_key(lot_id: str) -> Key:
        """The key of what a lot owed before anything was written about it."""
        return key_of("obligation", lot_id)


class ObligationChange(Record):
    """One event of an obligation. `hours` and `amount` are signed; without hours, the event takes the whole."""

    __tablename__ = "obligation_change"

    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"), index=True)
    obligation_id: Mapped[Key] = mapped_column(ForeignKey("obligation.id"), index=True)
    kind: Mapped[ChangeKind] = mapped_column(Choice(ChangeKind))
    effective_on: Mapped[dt.date]
    recorded_on: Mapped[dt.date]
    hours: Mapped[Hours | None]
    amount: Mapped[Decimal | None] = mapped_column(SignedEuros())
    article: Mapped[str] = mapped_column(Text(60), default="")
    reason: Mapped[str] = mapped_column(Text(500), default="")
    decided_by: Mapped[str] = mapped_column(Text(120), default="")


class Turnover(Record):
    """An amount ordered or invoiced, or hours worked by the holder; a correction is another line, negative."""

    __tablename__ = "turnover"

    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"), index=True)
    obligation_id: Mapped[Key] = mapped_column(ForeignKey("obligation.id"), index=True)
    company_id: Mapped[Key | None] = mapped_column(ForeignKey("company.id"))
    kind: Mapped[TurnoverKind] = mapped_column(Choice(TurnoverKind), default=TurnoverKind.INVOICED)
    effective_on: Mapped[dt.date]
    recorded_on: Mapped[dt.date]
    amount: Mapped[Decimal] = mapped_column(SignedEuros())  # euros, or hours for hours worked
    reference: Mapped[str] = mapped_column(Text(120), default="")


class Pool(Record):
    """Obligations put in common at the holder’s request (globalisation): a surplus covers the others of the pool."""

    __tablename__ = "pool"

    name: Mapped[str] = mapped_column(Text(120))
    note: Mapped[str] = mapped_column(Text(500), default="")


class PoolMember(Record):
    """A lot in a pool, once its buyer has agreed; its key is computed from the lot, which is in one pool at most."""

    __tablename__ = "pool_member"

    lot_id: Mapped[Key] = mapped_column(ForeignKey("lot.id"), index=True)
    pool_id: Mapped[Key] = mapped_column(ForeignKey("pool.id"), index=True)
    agreed_on: Mapped[dt.date]
    recorded_on: Mapped[dt.date]
    reference: Mapped[str] = mapped_column(Text(120), default="")

    @staticmethod
    def key(lot_id: str) -> Key:
        return key_of("pool_member", lot_id)
