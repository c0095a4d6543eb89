"""The amounts from which the European procedures apply, by kind of buyer, kind of contract and date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text
from facilitator_app.domain.values import Euros, euros


class BuyerKind(Labelled):
    """Who buys, as the thresholds tell buyers apart (L1211-1, L1212-1)."""

    STATE = "state", "État et ses établissements"
    OTHER = "other", "Collectivité ou autre acheteur"
    ENTITY = "entity", "Entité adjudicatrice"


class ContractKind(Labelled):
    """What is bought, as the thresholds tell contracts apart (L1111-2 to L1111-4, L1121-1, R2123-1)."""

    WORKS = "works", "Travaux"
    SUPPLIES = "supplies", "Fournitures"
    SERVICES = "services", "Services"
    SOCIAL_SERVICES = "social_services", "Services sociaux et spécifiques"
    CONCESSION = "concession", "Concession"


class LegalThreshold(Record):
    """A line of the house's table of thresholds; without `buyer_kind` it holds for all."""

    __tablename__ = "legal_threshold"

    contract_kind: Mapped[ContractKind] = mapped_column(Choice(ContractKind))
    buyer_kind: Mapped[BuyerKind | None] = mapped_column(Choice(BuyerKind))
    valid_from: Mapped[dt.date]
    valid_until: Mapped[dt.date | None]
    amount: Mapped[Euros]
    source: Mapped[str] = mapped_column(Text(200), default="")
    confirmed: Mapped[bool] = mapped_column(default=False)


class Threshold(NamedTuple):
    """The same line, read; `valid_until` None: until another one. Not `confirmed`: to be checked before relying on it.

    `id` is the key of the house's own line, empty for what the program ships.
    """

    contract_kind: ContractKind
    buyer_kind: BuyerKind | None
    valid_from: dt.date
    valid_until: dt.date | None
    amount: Euros
    source: str = ""
    confirmed: bool = False
    id: str = ""

    def holds(self, buyer: BuyerKind, contract: ContractKind, day: dt.date) -> bool:
        return (
            self.contract_kind is contract
            and self.buyer_kind in (None, buyer)
            and self.valid_from <= day
            and (self.valid_until is None or day <= self.valid_until)
        )


def threshold_for(
    thresholds: Iterable[Threshold], buyer: BuyerKind, contract: ContractKind, day: dt.date
) -> Threshold | None:
    """The line that applies that day: one written for this buyer before one written for all, then the newest."""
    fitting = [line for line in thresholds if line.holds(buyer, contract, day)]
    return max(fitting, key=lambda line: (line.buyer_kind is not None, line.valid_from), default=None)


_2024, _2026 = (dt.date(2024, 1, 1), dt.date(2025, 12, 31)), (dt.date(2026, 1, 1), dt.date(2027, 12, 31))
_NOTICE_2026 = "Avis relatif aux seuils de procédure, 2026-2027"
_NOTICE_2024 = "Avis relatif aux seuils de procédure, 2024-2025"
_WORKS, _SUPPLIES, _SERVICES = ContractKind.WORKS, ContractKind.SUPPLIES, ContractKind.SERVICES
_PUBLISHED = (
    (_2026, _WORKS, None, 5_404_000, True),
    (_2026, _SUPPLIES, BuyerKind.STATE, 140_000, True), (_2026, _SERVICES, BuyerKind.STATE, 140_000, True),
    (_2026, _SUPPLIES, BuyerKind.OTHER, 216_000, True), (_2026, _SERVICES, BuyerKind.OTHER, 216_000, True),
    (_2026, _SUPPLIES, BuyerKind.ENTITY, 432_000, False), (_2026, _SERVICES, BuyerKind.ENTITY, 432_000, False),
    (_2026, ContractKind.SOCIAL_SERVICES, None, 750_000, False),
    (_2026, ContractKind.CONCESSION, None, 5_404_000, False),
    (_2024, _WORKS, None, 5_538_000, True),
    (_2024, _SUPPLIES, BuyerKind.STATE, 143_000, False), (_2024, _SERVICES, BuyerKind.STATE, 143_000, False),
    (_2024, _SUPPLIES, BuyerKind.OTHER, 221_000, True), (_2024, _SERVICES, BuyerKind.OTHER, 221_000, True),
)  # fmt: skip
SHIPPED = tuple(
    Threshold(kind, buyer, *dates, euros(amount), _NOTICE_2026 if dates is _2026 else _NOTICE_2024, confirmed)
    for dates, kind, buyer, amount, confirmed in _PUBLISHED
)
"""What serves until the house writes its own table. No line for 2028 on: those amounts are not published."""
