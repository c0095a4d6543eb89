"""What is decided by hand about somebody's eligibility: a refusal and its lifting, a longer period and its end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.durations import Hire, RefusalMade
from facilitator_app.domain.eligibility_file import EligibilityExtension, EligibilityRefusal, RefusalCode
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import add_months, written_date
from facilitator_app.domain.words import ended
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.eligibility import rules_for, starts_of, verdict
from facilitator_app.use_cases.writing import found, tidy

_WORDS = 300


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision as the sheet tells it; `is_open` says that it can still be taken back."""

    id: Key
    sentence: str
    decided_on: dt.date
    decided_by: str
    is_refusal: bool
    is_open: bool


def refuse(session: Session, beneficiary_id: Key, code: RefusalCode | None, note: str, today: dt.date) -> Key:
    """Refuse somebody, with a coded reason; hours already done are not touched. Raises Refusal."""
    person = found(session, Beneficiary, beneficiary_id, "Cette personne")
    if code is None:
        raise Refusal(Problem("code", "Choisissez le motif, par exemple «\u00a0Pièce non fournie\u00a0»."))
    why = tidy(note)[:_WORDS]
    if code is RefusalCode.OTHER and not why:
        raise Refusal(Problem("note", "Précisez ce motif en quelques mots."))
    if any(line.is_refusal and line.is_open for line in decisions(session, beneficiary_id)):
        raise Refusal.because("Cette personne est déjà refusée\u00a0: levez d’abord ce refus.")
    gestures.call_it(session, f"Refus d’éligibilité de {person.full_name}")
    refusal = EligibilityRefusal(
        beneficiary_id=beneficiary_id, code=code, note=why, decided_on=today, decided_by=_author(session)
    )
    session.add(refusal)
    session.flush()
    return refusal.id


def lift(session: Session, refusal_id: Key, reason: str, today: dt.date) -> None:
    """Take a refusal back from today on; it stays known. Raises Refusal."""
    refusal = found(session, EligibilityRefusal, refusal_id, "Ce refus")
    if refusal.lifted_on is not None:
        raise Refusal.because(f"Ce refus est déjà levé depuis le {written_date(refusal.lifted_on)}.")
    why = tidy(reason)[:_WORDS]
    if not why:
        raise Refusal(Problem("reason", "Indiquez le motif, par exemple «\u00a0pièce reçue\u00a0»."))
    person = session.get_one(Beneficiary, refusal.beneficiary_id)
    gestures.call_it(session, f"Levée du refus de {person.full_name}")
    refusal.lifted_on, refusal.lifted_reason, refusal.lifted_by = max(today, refusal.decided_on), why, _author(session)
    session.flush()


def running_until(session: Session, beneficiary_id: Key, today: dt.date) -> dt.date | None:
    """The first day on which a contract under way stops being covered; None when none does."""
    ends = [placement.eligible_until for placement in _running(session, beneficiary_id, today)]
    return min((end for end in ends if end), default=None)


def extend(
    session: Session,
    beneficiary_id: Key,
    until: dt.date | None,
    reason: str,
    today: dt.date,
    *,
    running: bool = False,
) -> Key:
    """Make the period of eligibility longer; contracts already begun keep what was frozen. Raises Refusal.

    With `running`, those under way and still covered go on counting until then: no hour already done is concerned.
    """
    person = found(session, Beneficiary, beneficiary_id, "Cette personne")
    now = verdict(session, beneficiary_id, today)
    problems = []
    if until is None:
        problems.append(Problem("until", "Indiquez la nouvelle date de fin, par exemple 31/12/2028."))
    elif now.since is None:
        problems.append(Problem("until", "Il n’y a rien à prolonger\u00a0: notez d’abord un critère et sa preuve."))
    elif now.until is None or until <= now.until:
        end = f"le {written_date(now.until)}" if now.until else "sans date de fin"
        problems.append(Problem("until", f"L’éligibilité va déjà plus loin\u00a0: {end}."))
    why = tidy(reason)[:_WORDS]
    if not why:
        problems.append(Problem("reason", "Indiquez le motif, par exemple «\u00a0accord de l’acheteur\u00a0»."))
    if problems:
        raise Refusal(*problems)
    assert until is not None
    gestures.call_it(session, f"Prolongation de l’éligibilité de {person.full_name}")
    extension = EligibilityExtension(
        beneficiary_id=beneficiary_id, until=until, reason=why, decided_on=today, decided_by=_author(session)
    )
    session.add(extension)
    if running:
        for placement in _running(session, beneficiary_id, today):
            if placement.eligible_until is not None and placement.eligible_until < until:
                placement.eligible_until, placement.eligibility_rule = until, _rule(why)
    session.flush()
    return extension.id


def withdraw_extension(session: Session, extension_id: Key, today: dt.date | None = None) -> None:
    """Take back an extension made by mistake. Raises Refusal.

    A contract that it made longer has its first end again, or `today` when that one is past: hours done still count.
    """
    extension = found(session, EligibilityExtension, extension_id, "Cette prolongation")
    person = session.get_one(Beneficiary, extension.beneficiary_id)
    gestures.call_it(session, f"Retrait d’une prolongation de {person.full_name}")
    extension.removed = True
    session.flush()
    for placement in session.scalars(
        select(Placement).where(
            Placement.beneficiary_id == person.id,
            Placement.eligible_until == extension.until,
            Placement.eligibility_rule == _rule(extension.reason),
            Placement.starts_on <= extension.decided_on,
        )
    ):
        hire = Hire(placement.contract_type, placement.starts_on, placement.ends_on)
        first = verdict(session, person.id, placement.starts_on, placement.lot_id, hire)
        least = today or extension.decided_on
        end = first.until or _usual_end(session, placement)  # its documents may have left the file
        placement.eligible_until, placement.eligibility_rule = max(end, least), first.rule[:_WORDS]
    session.flush()


def decisions(session: Session, beneficiary_id: Key) -> tuple[DecisionLine, ...]:
    """Everything decided about somebody, the latest first."""
    lines = [
        DecisionLine(
            kept.id,
            ended(f"Prolongée jusqu’au {written_date(kept.until)}\u00a0: {kept.reason}"),
            kept.decided_on,
            kept.decided_by,
            is_refusal=False,
            is_open=True,
        )
        for kept in session.scalars(
            select(EligibilityExtension).where(EligibilityExtension.beneficiary_id == beneficiary_id)
        )
    ]
    for made in session.scalars(select(EligibilityRefusal).where(EligibilityRefusal.beneficiary_id == beneficiary_id)):
        said = RefusalMade(made.code, made.note, made.decided_on).sentence
        if made.lifted_on:
            said = ended(f"{said} Levé le {written_date(made.lifted_on)}\u00a0: {made.lifted_reason}")
        lines.append(
            DecisionLine(
                made.id, said, made.decided_on, made.decided_by, is_refusal=True, is_open=made.lifted_on is None
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.decided_on, line.id), reverse=True))


def _running(session: Session, beneficiary_id: Key, today: dt.date) -> list[Placement]:
    """Contracts of employment under way, which still count and will stop."""
    under_way = (Placement.starts_on <= today, or_(Placement.ends_on.is_(None), Placement.ends_on >= today))
    mine = (Placement.beneficiary_id == beneficiary_id, Placement.eligible, Placement.eligible_until >= today)
    return list(session.scalars(select(Placement).where(*mine, *under_way)))


def _usual_end(session: Session, placement: Placement) -> dt.date:
    opened = min(starts_of(session, placement.beneficiary_id), default=placement.starts_on)
    return add_months(opened, rules_for(session, placement.lot_id).months) - dt.timedelta(1)


def _rule(reason: str) -> str:
    return f"prolongée à la main\u00a0: {reason}"[:_WORDS]


def _author(session: Session) -> str:
    return str(session.info.get("author", ""))
