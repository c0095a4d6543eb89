"""Two records of one person made into one: everything of both is kept, and one Annuler takes them apart again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Record
from facilitator_app.domain.beneficiary import Beneficiary, Sex, YesNoUnknown
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.need import Proposal, ProposalState
from facilitator_app.domain.not_the_same import NotTheSame
from facilitator_app.domain.records import RECORDS
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import fold
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.beneficiaries import search_text
from facilitator_app.use_cases.personal_data import erasure, restriction
from facilitator_app.use_cases.writing import found

CHOSEN = (
    "last_name", "first_name", "birth_name", "birth_date", "sex", "phone", "email", "address", "postal_code", "town",
    "commune_code", "coordinates", "in_qpv", "education", "referrer", "advisor", "transport", "max_travel_minutes",
    "available_from", "weekly_hours_least", "weekly_hours_most", "note",
)  # fmt: skip
"""The fields of which one value is kept: that of the record kept, unless the other is chosen or the first is empty."""
FOLLOWING = {"commune_code": "town", "coordinates": "address"}
"""What is true of one place only, and goes with the field that names that place."""
_GATHERED = ("jobs_aimed", "jobs_done", "requirements")
_UNKNOWN = (None, "", Sex.UNKNOWN, YesNoUnknown.UNKNOWN)
# From the least to the furthest gone: of two proposals for one need, the further is kept.
_HOW_FAR = (
    ProposalState.SET_ASIDE, ProposalState.RETAINED, ProposalState.PROPOSED, ProposalState.DECLINED,
    ProposalState.REFUSED, ProposalState.ACCEPTED, ProposalState.PLACED,
)  # fmt: skip
_Kind = TypeVar("_Kind", bound=Record)


def merge(session: Session, keep: str, absorbed: str, chosen: Collection[str] = ()) -> None:
    """Give everything of `absorbed` to `keep`; `chosen` names the fields whose value is taken from `absorbed`.

    Hours hang on placements, which only change owner: no sum moves. Raises Refusal.
    """
    if keep == absorbed:
        raise Refusal.because("Choisissez deux fiches différentes à fusionner.")
    unknown = set(chosen) - set(CHOSEN)
    if unknown:
        raise Refusal.because(f"Ce champ ne se choisit pas\u00a0: {', '.join(sorted(unknown))}.")
    kept = found(session, Beneficiary, keep, "Cette personne")
    gone = found(session, Beneficiary, absorbed, "Cette personne")
    _refuse_left_alone(session, kept, gone)
    _fill(kept, gone, chosen)
    gestures.call_it(session, f"Fusion de deux fiches de {kept.full_name}"[:200])
    _move_proposals(session, kept.id, gone.id)
    _move_known_to_be_two(session, kept.id, gone.id)
    for kind, column in _leading_to_people():
        for record in session.scalars(select(kind).where(getattr(kind, column) == gone.id)):
            setattr(record, column, kept.id)
    gone.merged_into = kept.id
    gone.removed = True
    session.flush()


def _refuse_left_alone(session: Session, *people: Beneficiary) -> None:
    """A merge would name again somebody anonymised, or use data that were to be left alone."""
    for person in people:
        if erasure.is_erased(session, person.id):
            raise Refusal.because(
                "L’une de ces personnes a été anonymisée\u00a0: sa fiche ne peut plus être réunie avec une autre."
            )
        if restriction.is_restricted(session, person.id):
            raise Refusal.because(
                "À sa demande, les données de l’une de ces personnes sont limitées. Levez la limitation dans Données "
                "personnelles, puis recommencez."
            )


def _fill(kept: Beneficiary, gone: Beneficiary, chosen: Collection[str]) -> None:
    taken = {name for name in CHOSEN if name not in FOLLOWING and _is_taken(kept, gone, name, chosen)}
    for name, place in FOLLOWING.items():
        its = getattr(gone, name)
        filled = place in taken or (_same(kept, gone, place) and getattr(kept, name) in _UNKNOWN)
        if place in chosen or (filled and its not in _UNKNOWN):
            setattr(kept, name, its)
    if "address" in chosen and gone.in_qpv is not YesNoUnknown.UNKNOWN:
        taken.add("in_qpv")
    for name in taken:
        setattr(kept, name, getattr(gone, name))
    if "note" not in chosen and gone.note and gone.note not in kept.note:
        kept.note = f"{kept.note}\n{gone.note}".strip()[:2000]
    for name in _GATHERED:
        both = tuple(dict.fromkeys((*getattr(kept, name), *getattr(gone, name))))
        if both != getattr(kept, name):
            setattr(kept, name, both)
    kept.registered_on = min(kept.registered_on, gone.registered_on)
    given = [day for day in (kept.notice_given_on, gone.notice_given_on) if day]
    kept.notice_given_on = min(given) if given else None
    if kept.archived_on and not gone.archived_on:  # followed under the other record: the file is open
        kept.archived_on, kept.archived_reason = None, ""
    kept.search_text = search_text(kept.last_name, kept.first_name, kept.town, kept.jobs_aimed, kept.birth_name)


def _is_taken(kept: Beneficiary, gone: Beneficiary, name: str, chosen: Collection[str]) -> bool:
    its, mine = getattr(gone, name), getattr(kept, name)
    return its != mine and its not in _UNKNOWN and (name in chosen or mine in _UNKNOWN)


def _same(kept: Beneficiary, gone: Beneficiary, name: str) -> bool:
    return fold(getattr(kept, name)) == fold(getattr(gone, name))


def _move_proposals(session: Session, kept: Key, gone: Key) -> None:
    """The key of a proposal is computed from the person, so it is written anew; two for one need become one."""
    for theirs in session.scalars(select(Proposal).where(Proposal.beneficiary_id == gone)).all():
        key = key_of("proposal", theirs.need_id, kept)
        mine = session.get(Proposal, key, execution_options={"include_removed": True})
        if mine is None:
            values = {name: getattr(theirs, name) for name in Proposal.fields()}
            session.add(Proposal(id=key, **(values | {"beneficiary_id": kept})))
        elif mine.removed or _HOW_FAR.index(theirs.state) > _HOW_FAR.index(mine.state):
            for name in Proposal.fields():
                if name != "beneficiary_id":
                    setattr(mine, name, getattr(theirs, name))
        theirs.removed = True
    session.flush()


def _move_known_to_be_two(session: Session, kept: Key, gone: Key) -> None:
    """What was said of the one merged is true of the one kept; what was said of the two of them is not."""
    about = select(NotTheSame).where(or_(NotTheSame.one_id == gone, NotTheSame.other_id == gone))
    for said in session.scalars(about).all():
        other = said.other_id if said.one_id == gone else said.one_id
        said.removed = True
        if other == kept:
            continue
        key = NotTheSame.key(kept, other)
        known = session.get(NotTheSame, key, execution_options={"include_removed": True})
        one, two = sorted((kept, other))
        if known is None:
            session.add(NotTheSame(id=key, one_id=one, other_id=two, said_by=said.said_by))
        else:
            known.removed = False
    session.flush()


def _leading_to_people() -> Iterator[tuple[type[Any], str]]:
    """Every kind of record, and its column, that hangs on a person by a key of its own."""
    for kind in RECORDS:
        if kind in (Proposal, NotTheSame):
            continue
        for column in kind.__table__.columns:
            if any(key.column.table is Beneficiary.__table__ for key in column.foreign_keys):
                yield kind, column.key
