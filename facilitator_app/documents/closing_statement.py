"""The closing statement of a lot: what it owed, what counts, what is missing or beyond. It names nobody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.documents.form import Fact, Facts, Form, Part, Signatures, Words, pairs
from facilitator_app.documents.heading import TO_BUYER, Heading, form_of
from facilitator_app.domain.identifiers import written_siret
from facilitator_app.domain.values import written_date, written_hours, written_long_date, written_percent


@dataclass(frozen=True, slots=True)
class ClosingStatement:
    """Hours at the day of the heading; `reserves` is what was still to be settled that day.

    `pool` is the name of the globalisation the lot is in, with the hours `received` from its lots or `given` to them.
    """

    heading: Heading
    company: str
    siret: str
    buyer: str
    contract: str
    lot: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    due: Decimal | None
    declared: Decimal
    counted: Decimal
    shortfall: Decimal
    surplus: Decimal
    outcome: str
    reserves: tuple[str, ...]
    pool: str = ""
    received: Decimal = Decimal(0)
    given: Decimal = Decimal(0)


def closing_statement(said: ClosingStatement) -> Form:
    """Given to the buyer before the final account of the contract."""
    parts = [
        Part("Marché", (_contract(said),)),
        Part(f"Heures au {written_long_date(said.heading.day)}", (_hours(said),)),
    ]
    if said.reserves:
        parts.append(Part("Réserves", tuple(Words(f"{one[0].upper()}{one[1:]}.") for one in said.reserves)))
    house = said.heading.letterhead.short_name
    parts.append(
        Part(
            "",
            (
                Words("Ce bilan ne préjuge pas de la décision de l’acheteur sur la bonne exécution du marché."),
                Signatures((f"Pour {house}",)),
            ),
        )
    )
    return form_of(
        said.heading,
        word="Bilan",
        mention=TO_BUYER,
        title="Bilan de fin de lot",
        subtitle="Clause sociale d’insertion",
        parts=tuple(parts),
        warning=("Provisoire", "Des points restent à régler, voir les réserves.") if said.reserves else None,
    )


def _contract(said: ClosingStatement) -> Facts:
    return Facts(
        (
            (Fact("Acheteur", said.buyer),),
            (Fact("Marché", said.contract),),
            (Fact("Lot", said.lot),),
            (Fact("Titulaire", said.company), Fact("SIRET", written_siret(said.siret))),
            (Fact("Début", written_date(said.starts_on)), Fact("Fin", written_date(said.ends_on))),
        )
    )


def _hours(said: ClosingStatement) -> Facts:
    """Missing or beyond: never both."""
    rate = said.counted / said.due if said.due else None
    pool = f"globalisation {said.pool}"
    return Facts(
        tuple(
            pairs(
                Fact("Dues", written_hours(said.due)),
                Fact("Déclarées", written_hours(said.declared)),
                Fact("Comptées", written_hours(said.counted)),
                Fact("Taux", written_percent(rate, 1)),
                Fact("Reçues", f"{written_hours(said.received)}, {pool}") if said.received else None,
                Fact("Données", f"{written_hours(said.given)}, {pool}") if said.given else None,
                Fact("Manquantes", written_hours(said.shortfall))
                if said.shortfall
                else Fact("Au-delà", written_hours(said.surplus)),
                Fact("Résultat", said.outcome),
            )
        )
    )
