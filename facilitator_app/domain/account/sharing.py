"""Hours shared among companies or lots: who owes how much to whom, and which surplus covers which shortfall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import Hours, hours

_STEP = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Transfer:
    """Hours that `giver` has done beyond its part and that cover what `taker` lacks."""

    giver: Key
    taker: Key
    hours: Hours


def shares(due: Decimal, weights: Mapping[Key, Decimal], whole_hours: bool = True) -> dict[Key, Hours]:
    """What each owes in proportion to its weight; the parts always add up to what is due.

    The hours that rounding leaves go to those whose exact part was cut most, the first of them when they tie.
    """
    useful = {key: Fraction(weight) for key, weight in weights.items() if weight > 0}
    total = sum(useful.values(), Fraction(0))
    parts = {key: Decimal(0) for key in weights}
    if not total:
        return {key: hours(part) for key, part in parts.items()}
    unit = Decimal(1) if whole_hours and due == due.to_integral_value() else _STEP
    units = int(due / unit)
    exact = {key: Fraction(units) * weight / total for key, weight in useful.items()}
    floors = {key: int(part) for key, part in exact.items()}
    spare = units - sum(floors.values())
    for key in sorted(exact, key=lambda key: floors[key] - exact[key])[:spare]:
        floors[key] += 1
    return {key: hours(floors[key] * unit) if key in floors else hours(0) for key in parts}


def settlement(balances: Sequence[tuple[Key, Decimal]]) -> list[Transfer]:
    """How those above zero cover those below, the largest first; what nobody can cover is left out."""
    givers = sorted(((key, left) for key, left in balances if left > 0), key=lambda one: -one[1])
    takers = sorted(((key, -left) for key, left in balances if left < 0), key=lambda one: -one[1])
    transfers = []
    place = 0
    rest = givers[0][1] if givers else Decimal(0)
    for taker, wanted in takers:
        while wanted > 0 and place < len(givers):
            given = min(wanted, rest)
            transfers.append(Transfer(givers[place][0], taker, hours(given)))
            wanted, rest = wanted - given, rest - given
            if rest == 0:
                place += 1
                rest = givers[place][1] if place < len(givers) else Decimal(0)
    return transfers
