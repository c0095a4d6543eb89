"""What one published contract says, once cleaned."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.identifiers import IdentifierKind
from facilitator_app.domain.words import fold


@dataclass(frozen=True, slots=True)
class PublishedHolder:
    """A holder as published: `identifier` is always kept, `siret` and `siren` only when their keys are right."""

    kind: IdentifierKind | None
    identifier: str
    siret: str | None = None
    siren: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class PublishedAmendment:
    """An amendment carries only what changes: None, or no holder, means «as before»."""

    number: int
    notified_on: dt.date | None
    amount: Decimal | None
    duration_months: int | None
    holders: tuple[PublishedHolder, ...]


@dataclass(frozen=True, slots=True)
class PublishedContract:
    """A contract as published; None or an empty text means «not known».

    `buyer_identifier` is what was published, `buyer_siret` the same when its key is right. `amount` is in euros
    before tax. Closed lists are kept as their official French labels. Holders are in the order of their
    identifiers and amendments in the order in which they apply, whatever their order in the file.
    """

    buyer_identifier: str
    buyer_siret: str | None
    buyer_name: str | None
    published_id: str
    subject: str
    cpv: str | None
    nature: str
    procedure: str
    techniques: tuple[str, ...]
    execution_modes: tuple[str, ...]
    framework_id: str | None
    ccag: str
    place_code: str | None
    place_kind: str
    duration_months: int | None
    notified_on: dt.date | None
    published_on: dt.date | None
    amount: Decimal | None
    price_form: str
    group_kind: str
    subcontracting: bool | None
    holders: tuple[PublishedHolder, ...]
    considerations: tuple[SocialConsideration, ...]
    amendments: tuple[PublishedAmendment, ...]

    @property
    def key(self) -> str:
        """32 hexadecimal digits that name this contract at each delivery.

        Buyer and number alone are not enough: buyers publish every lot of a contract under one number. The CPV
        code, the subject (without case, accents nor punctuation) and the first holders tell the lots apart. Dates,
        amounts and amendments stay out, since they change in the life of a contract.
        """
        parts = (
            self.buyer_identifier,
            self.published_id,
            self.cpv or "",
            fold(self.subject),
            *(holder.identifier or fold(holder.name or "") for holder in self.holders),
        )
        return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()

    @property
    def loose_key(self) -> str:
        """Buyer and number: the same for the lots of a contract, and for a later delivery that corrects the subject
        or adds a holder. One match in the file and one in the base suggest an update; more prove nothing.
        """
        return f"{self.buyer_identifier} {self.published_id}"

    @property
    def current_amount(self) -> Decimal | None:
        """The amount once all amendments are applied: each gives the new total."""
        return next((change.amount for change in reversed(self.amendments) if change.amount is not None), self.amount)

    @property
    def current_duration(self) -> int | None:
        """The duration in months once all amendments are applied."""
        return next(
            (change.duration_months for change in reversed(self.amendments) if change.duration_months is not None),
            self.duration_months,
        )

    @property
    def current_holders(self) -> tuple[PublishedHolder, ...]:
        """The holders once all amendments are applied."""
        return next((change.holders for change in reversed(self.amendments) if change.holders), self.holders)


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """One record of a file: a contract, or the reason why it is set aside."""

    label: str
    contract: PublishedContract | None
    reason: str | None = None
    warnings: tuple[str, ...] = ()
