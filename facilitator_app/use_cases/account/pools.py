"""Obligations put in common: who agreed, and which surplus covers which shortfall."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.account.sharing import settlement
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import Pool, PoolMember
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Hours, hours, written_date
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.account.reading import lot_account
from facilitator_app.use_cases.writing import Problems, found, tidy, write

_REVIVED = {"include_removed": True}


@dataclass(frozen=True, slots=True)
class PooledLot:
    """A lot of a pool. `left` is before the others help, `received` and `given` what passes between lots."""

    lot_id: Key
    code: str
    name: str
    agreed_on: dt.date
    reference: str
    due: Hours
    counted: Hours
    left: Hours
    received: Hours
    given: Hours

    @property
    def still_left(self) -> Hours:
        return Hours(self.left - self.received)


@dataclass(frozen=True, slots=True)
class PoolAccount:
    pool_id: Key
    name: str
    lots: tuple[PooledLot, ...]


def put_in_pool(
    session: Session, lot_id: str, pool_name: str, agreed_on: dt.date | None, reference: str, today: dt.date
) -> Key:
    """Put a lot in the pool of that name, made if there is none. Raises Refusal without the buyer’s agreement."""
    lot = found(session, Lot, lot_id, "Ce lot")
    name = tidy(pool_name)
    problems = Problems()
    if not name:
        problems.say("name", "Donnez un nom à la globalisation, par exemple Rénovation du port.")
    if agreed_on is None:
        problems.say("agreed_on", "Indiquez la date de l’accord de l’acheteur\u00a0: sans lui, rien n’est globalisé.")
    elif agreed_on > today:
        problems.say("agreed_on", f"L’accord n’est pas encore donné le {written_date(today)}.")
    problems.check(Pool, {"name": name})
    problems.check(PoolMember, {"reference": tidy(reference)})
    problems.refuse()
    gestures.call_it(session, f"Globalisation {name}, {lot.code}"[:200])
    pool = session.scalar(select(Pool).where(Pool.name == name))
    if pool is None:
        pool = Pool(name=name)
        session.add(pool)
        session.flush()
    values = {"pool_id": pool.id, "agreed_on": agreed_on, "recorded_on": today, "reference": tidy(reference)}
    key = PoolMember.key(lot.id)
    member = session.get(PoolMember, key, execution_options=_REVIVED)
    if member is None:
        session.add(PoolMember(id=key, lot_id=lot.id, **values))
    elif not member.removed and member.pool_id != pool.id:
        raise Refusal.because("Ce lot est déjà dans une autre globalisation\u00a0: retirez-l’en d’abord.", "name")
    else:
        write(member, values | {"removed": False})
    session.flush()
    return pool.id


def take_out_of_pool(session: Session, lot_id: str) -> None:
    """The lot answers for itself again."""
    lot = found(session, Lot, lot_id, "Ce lot")
    member = found(session, PoolMember, PoolMember.key(lot_id), "Cette globalisation")
    gestures.call_it(session, f"Fin de la globalisation, {lot.code}"[:200])
    member.removed = True


def pool_of(session: Session, lot_id: str, on: dt.date, known_on: dt.date | None = None) -> PoolAccount | None:
    """The account of the pool of a lot among the lots whose buyer had agreed; None without a pool."""
    pool_id = session.scalar(select(PoolMember.pool_id).where(PoolMember.lot_id == lot_id))
    if pool_id is None:
        return None
    known = known_on or dt.date(2100, 12, 31)  # the last day a column holds
    members = session.execute(
        select(PoolMember.lot_id, PoolMember.agreed_on, PoolMember.reference)
        .where(PoolMember.pool_id == pool_id, PoolMember.agreed_on <= on, PoolMember.recorded_on <= known)
        .order_by(PoolMember.agreed_on, PoolMember.lot_id)
    ).all()
    shown = {member.lot_id: lot_account(session, member.lot_id, on, known) for member in members}
    transfers = settlement([(key, one.account.counted - one.account.due) for key, one in shown.items()])
    lots = []
    for key, agreed_on, reference in members:
        one = shown[key]
        received = sum(transfer.hours for transfer in transfers if transfer.taker == key)
        given = sum(transfer.hours for transfer in transfers if transfer.giver == key)
        lots.append(
            PooledLot(
                key, one.code, one.name, agreed_on, reference, one.account.due, one.account.counted, one.account.left,
                hours(received), hours(given),
            )
        )  # fmt: skip
    name = session.scalar(select(Pool.name).where(Pool.id == pool_id)) or ""
    return PoolAccount(pool_id, name, tuple(lots))
