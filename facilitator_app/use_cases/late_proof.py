"""A contract begun before its proof came: judged again on its first day, once, at the facilitator's word."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.eligibility import FrozenEligibility, freeze
from facilitator_app.use_cases.months_reopened import months_joined, reopen

_WHY = "éligibilité d’un salarié constatée depuis, ses heures sont à compter"


def judge_again(session: Session, placement_id: Key, today: dt.date) -> None:
    """Freeze what the documents seen since prove of the first day; its validated months are to be validated again.

    Raises Refusal when nothing more is proved, or when the contract was eligible: that one keeps what it froze.
    """
    placement = session.get(Placement, placement_id)
    if placement is None or placement.removed:
        raise Refusal.because("Ce parcours n’existe plus. Actualisez la page.")
    if placement.eligible:
        raise Refusal.because("Ce contrat est déjà éligible\u00a0: il garde ce qui a été constaté au premier jour.")
    found = freeze(
        session,
        placement.beneficiary_id,
        placement.starts_on,
        lot_id=placement.lot_id,
        kind=placement.contract_type,
        ends_on=placement.ends_on,
    )
    if not found.eligible:
        raise Refusal.because(f"Rien de nouveau pour le premier jour de ce contrat. {found.eligibility}")
    person = session.get_one(Beneficiary, placement.beneficiary_id)
    gestures.call_it(session, f"Éligibilité constatée pour un contrat de {person.full_name}")
    for field in fields(FrozenEligibility):
        setattr(placement, field.name, getattr(found, field.name))
    placement.judged_on = today
    reopen(months_joined(session, placement.lot_id, placement.starts_on, placement.ends_on), _WHY, today)
    session.flush()
