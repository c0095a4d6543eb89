"""How a task names people, lots and numbers in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.values import plural, written_number

NAMED = 3  # names given in a detail; the others are counted


def people_named(session: Session, keys: Sequence[str]) -> dict[str, str]:
    """«Julie Imbert», by key; removed people keep theirs."""
    rows = session.execute(
        select(Beneficiary.id, Beneficiary.first_name, Beneficiary.last_name).where(Beneficiary.id.in_(keys)),
        execution_options={"include_removed": True},
    )
    return {key: f"{first} {last}" for key, first, last in rows}


def lots_named(session: Session, keys: Sequence[str]) -> dict[str, str]:
    rows = session.execute(
        select(Lot.id, Lot.number, Lot.title).where(Lot.id.in_(keys)), execution_options={"include_removed": True}
    )
    return {key: Lot(number=number, title=title).name for key, number, title in rows}


def some(named: Sequence[str], nobody: str = "", of: int | None = None, between: str = ", ") -> str:
    """`A, B, C et 4 autres`; `of` is how many there are when only some were named."""
    shown, total = named[:NAMED], len(named) if of is None else of
    left = total - len(shown)
    more = f" et {written_number(left)} autre{plural(left)}" if left else ""
    return between.join(shown) + more if shown else nobody


def fewer(named: Sequence[str], of: int | None = None, between: str = ", ") -> tuple[str, ...]:
    """`some` with one name less each time, down to a single one."""
    total = len(named) if of is None else of
    return tuple(some(named[:count], of=total, between=between) for count in range(min(len(named), NAMED) - 1, 0, -1))
