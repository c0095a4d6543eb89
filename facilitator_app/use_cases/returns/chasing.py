"""Who is to be reminded today, of what, for which time; and the message itself."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.documents.form import Form
from facilitator_app.documents.reminder_letter import Missing, ReminderLetter, reminder_letter, reminder_text
from facilitator_app.domain.chasing import ChasingRules, Means, Reminder, Step, Steps, next_step
from facilitator_app.domain.company import Buyer, Company, Contact
from facilitator_app.domain.contract import Contract, Lot, LotHolder
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.returns import HolderReturn, ReturnKind, period_name
from facilitator_app.domain.values import written_date
from facilitator_app.exchange.email_draft import Draft, as_file, as_link
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.documents import registered_forms
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.registered_forms import About
from facilitator_app.use_cases.returns.board import BoardRow, late_returns
from facilitator_app.use_cases.returns.settings import Settings
from facilitator_app.use_cases.writing import Problems, found, write

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Chase:
    """A holder that is late on a lot. `step` is the message to send today, None while it is too soon.

    `about` are the keys of the returns that the step is for, `periods` all that is missing.
    """

    lot_id: Key
    company_id: Key
    code: str
    lot: str
    company: str
    buyer: str
    periods: tuple[str, ...]
    late_since: dt.date
    step: Step | None
    about: tuple[Key, ...]
    last_on: dt.date | None
    last_step: Step | None
    not_before: dt.date | None
    """When the next message may leave."""

    @property
    def key(self) -> tuple[Key, Key]:
        return (self.lot_id, self.company_id)


@dataclass(frozen=True, slots=True)
class Message:
    """A letter and the same as an e-mail: an .eml file with the letter, or a link to the mail program."""

    letter: ReminderLetter
    pdf: bytes
    draft: Draft

    @property
    def eml(self) -> bytes:
        return as_file(self.draft)

    @property
    def link(self) -> str:
        return as_link(self.draft)


def steps(session: Session) -> Steps:
    """The rules of the house."""
    kept = session.get(ChasingRules, ChasingRules.key())
    if kept is None:
        return Steps()
    return Steps(**{name: getattr(kept, name) for name in Steps.__dataclass_fields__})


def set_steps(session: Session, wanted: Steps) -> None:
    """Raises Refusal when the steps do not follow one another."""
    problems = Problems()
    problems.check(ChasingRules, asdict(wanted))
    if wanted.second_days <= wanted.first_days:
        problems.say("second_days", "Indiquez plus de jours que pour la première relance.")
    if wanted.formal_days <= wanted.second_days:
        problems.say("formal_days", "Indiquez plus de jours que pour la deuxième relance.")
    problems.refuse()
    gestures.call_it(session, "Règles de relance")
    kept = session.get(ChasingRules, ChasingRules.key())
    if kept is None:
        kept = ChasingRules(id=ChasingRules.key())
        session.add(kept)
    write(kept, asdict(wanted))
    session.flush()


def to_chase(session: Session, today: dt.date) -> list[Chase]:
    """Everybody who is late: those to be reminded today first, the latest return first."""
    rules = steps(session)
    by_holder: dict[tuple[Key, Key], list[BoardRow]] = defaultdict(list)
    for row in late_returns(session, today):
        by_holder[row.lot_id, row.company_id].append(row)
    if not by_holder:
        return []
    sent = _sent(session)
    chases = [_chase(rows, sent.get(key, []), today, rules) for key, rows in by_holder.items()]
    return sorted(chases, key=lambda one: (one.step is None, one.late_since, one.code, one.company))


def _sent(session: Session) -> dict[tuple[Key, Key], list[tuple[dt.date, Step, tuple[str, ...]]]]:
    found_: dict[tuple[Key, Key], list[tuple[dt.date, Step, tuple[str, ...]]]] = defaultdict(list)
    for lot, company, day, step, keys in session.execute(
        select(Reminder.lot_id, Reminder.company_id, Reminder.day, Reminder.step, Reminder.returns).order_by(
            Reminder.day, Reminder.id
        )
    ):
        found_[lot, company].append((day, step, keys))
    return found_


def _chase(
    rows: list[BoardRow], sent: list[tuple[dt.date, Step, tuple[str, ...]]], today: dt.date, rules: Steps
) -> Chase:
    first = rows[0]
    wanting = [cell.expected for row in rows for cell in row.cells if cell is not None and cell.state.is_wanting]
    wanting.sort(key=lambda one: (one.expected_on, one.kind))
    last = sent[-1] if sent else None
    wanted: dict[Step, list[Key]] = defaultdict(list)
    for one in wanting:
        key = HolderReturn.key(first.lot_id, first.company_id, one.kind, one.ends)
        gone = {step for _, step, keys in sent if key in keys}
        step = next_step(one.expected_on, gone, last[0] if last else None, today, rules)
        if step is not None:
            wanted[step].append(key)
    serious = max(wanted, key=list(Step).index, default=None)
    return Chase(
        first.lot_id, first.company_id, first.code, first.lot, first.company, first.buyer,
        tuple(period_name(one.kind, one.ends) for one in wanting), wanting[0].expected_on, serious,
        tuple(wanted[serious]) if serious else (), last[0] if last else None, last[1] if last else None,
        last[0] + dt.timedelta(rules.gap_days) if last else None,
    )  # fmt: skip


def message(session: Session, lot_id: str, company_id: str, now: dt.datetime) -> Message:
    """What would be sent today. Raises Refusal when nothing is to be sent to that holder for that lot."""
    chase, step = _to_send(session, lot_id, company_id, now.date())
    letter = _letter(session, chase, step, now.date())
    lot, company = found(session, Lot, lot_id, "Ce lot"), found(session, Company, company_id, "Cette entreprise")
    buyer = session.get(Buyer, session.get_one(Contract, lot.contract_id).buyer_id)
    contact = _contact(session, lot.id, company.id)
    to_buyer = next(iter(_EMAIL.findall(buyer.contact if buyer else "")), "")
    to_company = (contact.email if contact else "") or company.email
    pdf = registered_forms.preview(session, *_registered(chase, letter), now).pdf
    formal = step is Step.FORMAL
    draft = Draft(
        to=to_buyer if formal else to_company,
        copy_to=to_buyer if step is Step.SECOND else "",
        subject=letter.subject,
        body=reminder_text(letter),
        attachment=(f"relance {lot.code}.pdf", pdf),
    )
    return Message(letter, pdf, draft)


def note_reminder(session: Session, lot_id: str, company_id: str, means: Means, now: dt.datetime) -> Step:
    """Keep that the message of the day was sent, and its letter in the register.

    Raises Refusal when one has just been: nothing is sent twice.
    """
    today = now.date()
    chase, step = _to_send(session, lot_id, company_id, today)
    registered_forms.issue(session, *_registered(chase, _letter(session, chase, step, today)), now)
    gestures.call_it(session, f"{step.label}, {chase.company}, {chase.code}")
    session.add(
        Reminder(
            lot_id=chase.lot_id, company_id=chase.company_id, step=step, means=means, day=today,
            sent_by=str(session.info.get("author", ""))[:120], returns=chase.about[:60],
            periods=", ".join(chase.periods)[:500],
        )
    )  # fmt: skip
    session.flush()
    return step


def _to_send(session: Session, lot_id: str, company_id: str, today: dt.date) -> tuple[Chase, Step]:
    chase = next((one for one in to_chase(session, today) if one.key == (lot_id, company_id)), None)
    if chase is None:
        raise Refusal.because("Plus rien n’est en retard pour ce lot\u00a0: actualisez la page.")
    if chase.step is None:
        raise Refusal.because(_too_soon(chase, today))
    return chase, chase.step


def _letter(session: Session, chase: Chase, step: Step, today: dt.date) -> ReminderLetter:
    lot = session.get_one(Lot, chase.lot_id)
    contract = session.get_one(Contract, lot.contract_id)
    contact = _contact(session, lot.id, chase.company_id)
    return ReminderLetter(
        heading(session, today), step, chase.company, contact.name if contact else "", chase.buyer,
        f"{contract.number}, {contract.name}", lot.name, _missing(session, chase, today), _earlier(session, chase),
        Settings(session).of(contract.id, lot.id).article,
    )  # fmt: skip


def _registered(chase: Chase, letter: ReminderLetter) -> tuple[Form, About]:
    words = f"{letter.step.label}, {chase.company}, {chase.lot} ({chase.code})\u00a0: {', '.join(chase.periods)}"
    return reminder_letter(letter), About(DocumentKind.REMINDER_LETTER, words, chase.lot_id, chase.company_id)


def _missing(session: Session, chase: Chase, today: dt.date) -> tuple[Missing, ...]:
    rows = [row for row in late_returns(session, today) if (row.lot_id, row.company_id) == chase.key]
    wanting = [cell.expected for row in rows for cell in row.cells if cell is not None and cell.state.is_wanting]
    wanting.sort(key=lambda one: (one.expected_on, one.kind))
    return tuple(
        Missing(
            f"{one.kind.label}, {period_name(one.kind, one.ends)}", one.expected_on,
            of_hours=one.kind is not ReturnKind.FORECAST,
        )
        for one in wanting
    )  # fmt: skip


def _earlier(session: Session, chase: Chase) -> tuple[dt.date, ...]:
    """The days of the messages already sent about what is asked for now."""
    rows = session.execute(
        select(Reminder.day, Reminder.returns)
        .where(Reminder.lot_id == chase.lot_id, Reminder.company_id == chase.company_id)
        .order_by(Reminder.day)
    )
    return tuple(dict.fromkeys(day for day, keys in rows if set(keys) & set(chase.about)))


def _contact(session: Session, lot_id: Key, company_id: Key) -> Contact | None:
    return session.scalars(
        select(Contact)
        .join(LotHolder, LotHolder.contact_id == Contact.id)
        .where(LotHolder.lot_id == lot_id, LotHolder.company_id == company_id)
    ).first()


def _too_soon(chase: Chase, today: dt.date) -> str:
    if chase.last_on is not None and chase.not_before is not None and today < chase.not_before:
        return (
            f"{chase.company} a déjà reçu une relance le {written_date(chase.last_on)} pour ce lot\u00a0: "
            f"attendez le {written_date(chase.not_before)}, ou changez le délai entre deux relances."
        )
    return f"Ce retard est trop récent pour une relance\u00a0: attendu depuis le {written_date(chase.late_since)}."
