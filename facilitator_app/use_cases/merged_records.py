"""The records merged into that of a person, one after the other: all of them are about her."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.keys import Key
from facilitator_app.domain.retention import Erasure
from facilitator_app.use_cases.gestures.done import batches

_WITH_REMOVED = {"include_removed": True}


def with_those_merged(session: Session, people: Iterable[Key]) -> list[Key]:
    """These people, then whatever was merged into them, itself made of several records or not."""
    found = dict.fromkeys(people)
    new = list(found)
    while new:
        before, new = new, []
        for keys in batches(before):
            asked = select(Beneficiary.id).where(Beneficiary.merged_into.in_(keys))
            new += [key for key in session.scalars(asked, execution_options=_WITH_REMOVED) if key not in found]
        found |= dict.fromkeys(new)
    return list(found)


def left_behind(session: Session) -> list[Key]:
    """Records still named although the person they were merged into is anonymised, as was once done."""
    erased = select(Erasure.id)
    asked = select(Beneficiary.id).where(Beneficiary.merged_into.in_(erased), Beneficiary.id.not_in(erased))
    return with_those_merged(session, session.scalars(asked, execution_options=_WITH_REMOVED))
