"""What may be typed about a placement: what is refused, and what is only unusual and asks to be confirmed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Need, NeedState
from facilitator_app.domain.placement import EmploymentContract, Placement
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.retention import Erasure
from facilitator_app.domain.values import written_date
from facilitator_app.use_cases.months_reopened import months_joined, months_typed, named

FULL_WEEK = 35


@dataclass(frozen=True, slots=True)
class PlacementDraft:
    """What was typed. `confirmed_reason` is why the person starts without eligibility proved; `confirmed` says that
    the warnings were read."""

    beneficiary_id: Key | None = None
    lot_id: Key | None = None
    employer_id: Key | None = None
    contract_type: EmploymentContract | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    hours_per_week: int | None = FULL_WEEK
    need_id: Key | None = None
    confirmed_reason: str = ""
    confirmed: bool = False


class ToConfirm(Refusal):
    """Nothing is impossible, but it is unusual: the same draft passes once `confirmed`."""


def check(session: Session, draft: PlacementDraft, corrected: Placement | None = None) -> None:
    """Raises Refusal with every impossible field, else ToConfirm with what is unusual and not confirmed."""
    if problems := [
        *_missing(draft), *_gone(session, draft, corrected), *_wrong_dates(session, draft),
        *_wrong_need(session, draft, corrected), *_hours_kept_by_their_lot(session, draft, corrected),
    ]:  # fmt: skip
        raise Refusal(*problems)
    others = _overlapping(session, draft, corrected)
    if any(other.lot_id == draft.lot_id and other.employer_id == draft.employer_id for other in others):
        raise Refusal.because(
            "Cette personne est déjà en poste sur ce lot, chez cet employeur, à ces dates.", "beneficiary_id"
        )
    warnings = [
        *_after_the_lot(session, draft), *_too_many_hours(draft, others),
        *_in_validated_months(session, draft, corrected), *_hours_that_follow(session, draft, corrected),
    ]  # fmt: skip
    if warnings and not draft.confirmed:
        raise ToConfirm(*warnings)


def _missing(draft: PlacementDraft) -> Iterator[Problem]:
    if not draft.beneficiary_id:
        yield Problem("beneficiary_id", "Choisissez la personne\u00a0: tapez le début de son nom.")
    if not draft.lot_id:
        yield Problem("lot_id", "Choisissez le lot.")
    if not draft.employer_id:
        yield Problem("employer_id", "Choisissez l’employeur qui signe le contrat de travail.")
    if not draft.contract_type:
        yield Problem("contract_type", "Choisissez le type de contrat de travail.")
    if draft.starts_on is None:
        yield Problem("starts_on", "Indiquez le premier jour travaillé, par exemple 02/11/2026.")
    if draft.hours_per_week is None or not 1 <= draft.hours_per_week <= 48:
        yield Problem("hours_per_week", "Indiquez de 1 à 48 heures par semaine, par exemple 35.")


def _gone(session: Session, draft: PlacementDraft, corrected: Placement | None) -> Iterator[Problem]:
    """Somebody or a company whose sheet was taken away since the form was opened."""
    kinds = (Beneficiary, "beneficiary_id", "Cette personne"), (Company, "employer_id", "Cette entreprise")
    for kind, field, what in kinds:
        key = getattr(draft, field)
        if not key or (corrected and getattr(corrected, field) == key):
            continue
        record = session.get(kind, key)
        if record is None or record.removed:
            yield Problem(field, f"{what} n’est plus dans la base. Choisissez-en une autre.")
        elif kind is Beneficiary and session.get(Erasure, key) is not None:
            yield Problem(field, "Cette personne a été anonymisée. Si elle revient, inscrivez-la de nouveau.")


def _wrong_dates(session: Session, draft: PlacementDraft) -> Iterator[Problem]:
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        yield Problem("ends_on", f"La date de fin précède le début, le {written_date(draft.starts_on)}.")
    lot = session.get(Lot, draft.lot_id) if draft.lot_id else None
    if draft.lot_id and (lot is None or lot.removed):
        yield Problem("lot_id", "Ce lot n’existe plus. Choisissez-en un autre.")
    if lot and lot.starts_on and draft.starts_on and draft.starts_on < lot.starts_on:
        yield Problem(
            "starts_on", f"Le lot commence le {written_date(lot.starts_on)}\u00a0: indiquez ce jour ou après."
        )
    if lot and lot.closed_on:
        yield Problem("lot_id", f"Ce lot est clos depuis le {written_date(lot.closed_on)}.")


def _wrong_need(session: Session, draft: PlacementDraft, corrected: Placement | None) -> Iterator[Problem]:
    if not draft.need_id or (corrected and corrected.need_id == draft.need_id):
        return
    need = session.get(Need, draft.need_id)
    if need is None or need.removed or need.state is NeedState.CANCELLED:
        yield Problem("need_id", "Ce besoin n’est plus ouvert.")
    elif draft.lot_id and need.lot_id != draft.lot_id:
        yield Problem("need_id", "Ce besoin est sur un autre lot.")
    elif need.posts <= (_taken(session, need.id) or 0):
        yield Problem("need_id", f"Les postes de ce besoin sont tous pourvus ({need.posts}).")


def _taken(session: Session, need_id: Key) -> int | None:
    return session.scalar(select(func.count()).select_from(Placement).where(Placement.need_id == need_id))


def _after_the_lot(session: Session, draft: PlacementDraft) -> Iterator[Problem]:
    end = session.get_one(Lot, draft.lot_id).ends_on
    if end is None or draft.starts_on is None:
        return
    if draft.starts_on > end:
        yield Problem("starts_on", f"Le lot se termine le {written_date(end)}, avant le début de ce contrat.")
    elif draft.ends_on and draft.ends_on > end:
        yield Problem("ends_on", f"Le lot se termine le {written_date(end)}, avant la fin de ce contrat.")


def _in_validated_months(session: Session, draft: PlacementDraft, corrected: Placement | None) -> Iterator[Problem]:
    assert draft.lot_id
    assert draft.starts_on
    found = months_joined(session, draft.lot_id, draft.starts_on, draft.ends_on, corrected)
    months = {statement.month for statement in found}
    if months:
        one = "déjà validé\u00a0: ce mois sera rouvert", "déjà validés\u00a0: ces mois seront rouverts"
        said = f"Sur ce lot, {named(months)}, {one[len(months) > 1]}, pour y indiquer les heures de cette personne."
        yield Problem("starts_on", said)


def _hours_kept_by_their_lot(session: Session, draft: PlacementDraft, corrected: Placement | None) -> Iterator[Problem]:
    """What was validated on a lot, or is in its closing statement, was told to its buyer and stays counted there."""
    if corrected is None or not draft.lot_id or corrected.lot_id == draft.lot_id:
        return
    validated, others = months_typed(session, corrected)
    closed_on = session.get_one(Lot, corrected.lot_id, execution_options={"include_removed": True}).closed_on
    if validated:
        yield Problem(
            "lot_id",
            f"Les heures validées sur l’ancien lot y restent comptées ({named(validated)}). Terminez ce parcours et "
            "commencez-en un autre\u00a0; s’il était là par erreur, rouvrez d’abord "
            f"{'ces mois' if len(validated) > 1 else 'ce mois'}.",
        )
    elif others and closed_on:
        yield Problem(
            "lot_id",
            f"L’ancien lot est clos depuis le {written_date(closed_on)} et son bilan compte ces heures. "
            "Commencez plutôt un autre parcours.",
        )


def _hours_that_follow(session: Session, draft: PlacementDraft, corrected: Placement | None) -> Iterator[Problem]:
    """Hours go with their placement to another lot, or to another person."""
    if corrected is None:
        return
    validated, others = months_typed(session, corrected)
    if others and corrected.lot_id != draft.lot_id:
        yield Problem("lot_id", f"Les heures déjà saisies ({named(others)}) passeront sur cet autre lot.")
    if (validated or others) and corrected.beneficiary_id != draft.beneficiary_id:
        months = named([*validated, *others])
        yield Problem("beneficiary_id", f"Les heures déjà saisies ({months}) deviendront celles de cette personne.")


def _too_many_hours(draft: PlacementDraft, others: list[Placement]) -> Iterator[Problem]:
    known = sum(other.hours_per_week for other in others)
    together = known + (draft.hours_per_week or 0)
    if others and together > FULL_WEEK:
        first = min(other.starts_on for other in others)
        sentence = (
            f"Cette personne travaille déjà {known} h par semaine depuis le {written_date(first)}\u00a0: "
            f"avec ce contrat, {together} h."
        )
        yield Problem("beneficiary_id", sentence.replace(" h ", "\u00a0h ").replace(" h.", "\u00a0h."))


def _overlapping(session: Session, draft: PlacementDraft, corrected: Placement | None) -> list[Placement]:
    wanted = select(Placement).where(
        Placement.beneficiary_id == draft.beneficiary_id,
        or_(Placement.ends_on.is_(None), Placement.ends_on >= draft.starts_on),
    )
    if draft.ends_on:
        wanted = wanted.where(Placement.starts_on <= draft.ends_on)
    with session.no_autoflush:
        found = session.scalars(wanted)
        return [placement for placement in found if corrected is None or placement.id != corrected.id]
