"""Noting what a holder sent: received, nothing to declare, to be done again; and taking a note back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.chasing import Reminder
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.returns import Answer, Expected, HolderReturn, period_name
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.writing import Problems, found, tidy, write

_INCLUDING_REMOVED = {"include_removed": True}


@dataclass(frozen=True, slots=True)
class Place:
    """Which return: a cell of the board."""

    lot_id: Key
    company_id: Key
    expected: Expected

    @property
    def key(self) -> Key:
        return HolderReturn.key(self.lot_id, self.company_id, self.expected.kind, self.expected.ends)

    @property
    def period(self) -> str:
        return period_name(self.expected.kind, self.expected.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDraft:
    """What is typed of a return. `paper` is where the file received is kept on the computer."""

    answer: Answer | None = Answer.RECEIVED
    received_on: dt.date | None = None
    proof: str = ""
    paper: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReturnSheet:
    """Everything known of a cell. `draft` is None when nothing came; `reminders` the days, the latest first."""

    place: Place
    code: str
    lot: str
    company: str
    draft: ReturnDraft | None
    reminders: tuple[tuple[dt.date, str], ...]


def return_sheet(session: Session, place: Place) -> ReturnSheet:
    """Raises Refusal when the lot or the company is no longer there."""
    lot = found(session, Lot, place.lot_id, "Ce lot")
    company = found(session, Company, place.company_id, "Cette entreprise")
    kept = session.get(HolderReturn, place.key)
    sent = session.execute(
        select(Reminder.day, Reminder.step, Reminder.returns)
        .where(Reminder.lot_id == lot.id, Reminder.company_id == company.id)
        .order_by(Reminder.day.desc(), Reminder.id.desc())
    )
    draft = None
    if kept is not None and not kept.removed:
        draft = ReturnDraft(
            answer=kept.answer, received_on=kept.received_on, proof=kept.proof, paper=kept.paper, note=kept.note
        )
    return ReturnSheet(
        place, lot.code, lot.name, company.name, draft,
        tuple((day, step.label) for day, step, keys in sent if place.key in keys),
    )  # fmt: skip


def note_return(session: Session, place: Place, draft: ReturnDraft, today: dt.date) -> None:
    """Note what came, or correct it; the same return is never noted twice. Raises Refusal naming each field."""
    lot = found(session, Lot, place.lot_id, "Ce lot")
    found(session, Company, place.company_id, "Cette entreprise")
    problems = Problems()
    values = {
        "answer": draft.answer, "received_on": draft.received_on, "proof": tidy(draft.proof),
        "paper": draft.paper.strip(), "note": draft.note.strip(),
    }  # fmt: skip
    if draft.answer is None:
        problems.say("answer", "Choisissez ce qui est arrivé\u00a0: reçu, néant ou à refaire.")
    if draft.received_on is None:
        problems.say("received_on", f"Indiquez la date de réception, par exemple {today:%d/%m/%Y}.")
    elif draft.received_on > today:
        problems.say("received_on", "Cette date est à venir.")
    if draft.answer is Answer.REFUSED and not values["note"]:
        problems.say("note", "Dites ce qui est à refaire, par exemple «\u00a0bulletins de paie manquants\u00a0».")
    problems.check(HolderReturn, values)
    problems.refuse()
    assert draft.answer is not None
    gestures.call_it(session, f"Relevé, {place.period}, {lot.code}\u00a0: {draft.answer.label.lower()}")
    kept = session.get(HolderReturn, place.key, execution_options=_INCLUDING_REMOVED)
    if kept is None:
        kept = HolderReturn(
            id=place.key, lot_id=place.lot_id, company_id=place.company_id, kind=place.expected.kind,
            ends=place.expected.ends,
        )  # fmt: skip
        session.add(kept)
    write(kept, values | {"expected_on": place.expected.expected_on, "removed": False})
    session.flush()


def note_many(session: Session, places: list[Place], answer: Answer, today: dt.date) -> None:
    """The same answer for several returns, in one gesture."""
    for place in places:
        note_return(session, place, ReturnDraft(answer=answer, received_on=today), today)
    if len(places) > 1:
        gestures.call_it(session, f"{len(places)} relevés notés\u00a0: {answer.label.lower()}")


def forget_return(session: Session, place: Place) -> None:
    """Take back what was noted: the return is expected again."""
    kept = session.get(HolderReturn, place.key)
    if kept is None or kept.removed:
        raise Refusal.because("Rien n’est noté pour ce relevé.")
    lot = found(session, Lot, place.lot_id, "Ce lot")
    gestures.call_it(session, f"Relevé, {place.period}, {lot.code}\u00a0: note retirée")
    kept.removed = True
    session.flush()


def paper_of(session: Session, place: Place) -> Path:
    """The file received, to be opened; raises Refusal when none is noted or it is no longer there."""
    kept = session.get(HolderReturn, place.key)
    if kept is None or kept.removed or not kept.paper:
        raise Refusal.because("Aucun fichier n’est indiqué pour ce relevé\u00a0: notez-le reçu et choisissez-le.")
    path = Path(kept.paper)
    if not path.is_file():
        raise Refusal.because(f"{path.name} n’est plus à sa place. Choisissez de nouveau le fichier reçu.")
    return path
