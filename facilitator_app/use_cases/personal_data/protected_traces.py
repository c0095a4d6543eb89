"""What the journal still says of a criterion of health or justice that was noted among the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import EligibilityProof
from facilitator_app.domain.erasure import left_of
from facilitator_app.domain.keys import Key
from facilitator_app.domain.protected_criteria import HEALTH_CODES, PREFIXES, VERIFIED, is_kept_apart
from facilitator_app.use_cases.personal_data import past_values
from facilitator_app.use_cases.personal_data.past_values import PastValue
from facilitator_app.use_cases.personal_data.rewriting import rewrite

_WITH_REMOVED = {"include_removed": True}


def mixed() -> ColumnElement[bool]:
    """The proofs of such a criterion that stand among the others."""
    added = [EligibilityProof.category.startswith(prefix, autoescape=True) for prefix in PREFIXES.values()]
    return or_(EligibilityProof.category.in_([*HEALTH_CODES, "JUSTICE"]), *added)


def are_some(session: Session) -> bool:
    """Whether `erase` has something to do."""
    return next(_telling(session), None) is not None


def erase(session: Session) -> int:
    """Forget for ever what these proofs said, once they are withdrawn; returns how many there were.

    Their digests stay in the chain, as when somebody is anonymised: the place of their own is the only one left.
    """
    proofs = dict.fromkeys(value.record_id for value in _telling(session))
    session.flush()
    for key in proofs:
        values = [value for value in past_values.of_records(session, [key]) if value.tells_something]
        past_values.erase(session, values)
        proof = session.get_one(EligibilityProof, key, execution_options=_WITH_REMOVED)
        left = left_of(proof, dt.date.today()) | {"category": VERIFIED}
        rewrite(session, proof, left, wholly=any(value.is_creation for value in values))
    session.flush()
    return len(proofs)


def _telling(session: Session) -> Iterator[PastValue]:
    """The past values that name a protected criterion, of proofs withdrawn from among the others."""
    withdrawn = select(EligibilityProof.id).where(
        EligibilityProof.removed, or_(EligibilityProof.category == VERIFIED, mixed())
    )
    keys: list[Key] = list(session.scalars(withdrawn, execution_options=_WITH_REMOVED))
    for value in past_values.of_records(session, keys):
        if is_kept_apart(str(value.fields.get("category", ""))):
            yield value
